/* The few dialogs whose interfaces differ between versions of the toolkit: the
 * only file that calls them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "library.h"

G_BEGIN_DECLS

typedef void (*PlumbFilesChosen) (GPtrArray *files, /* of GFile, at least one */
                                  gpointer   user_data);

/* `chosen` is not called when it was cancelled. */
void plumb_dialog_open_recordings (GtkWindow       *parent,
                                   PlumbFilesChosen chosen,
                                   gpointer         user_data);
/* The place of one recording; `chosen` gets NULL when cancelled. */
void plumb_dialog_locate_recording (GtkWindow       *parent,
                                    PlumbFilesChosen chosen,
                                    gpointer         user_data);
/* An athlete's file to write, and one to read; `chosen` gets NULL when
 * cancelled. */
void plumb_dialog_save_athlete (GtkWindow       *parent,
                                const char      *name,
                                PlumbFilesChosen chosen,
                                gpointer         user_data);
void plumb_dialog_open_athlete (GtkWindow       *parent,
                                PlumbFilesChosen chosen,
                                gpointer         user_data);
/* A folder; `chosen` gets NULL when cancelled. */
void plumb_dialog_choose_folder (GtkWindow       *parent,
                                 const char      *title,
                                 PlumbFilesChosen chosen,
                                 gpointer         user_data);
/* A picture file; `chosen` is not called when it was cancelled. */
void plumb_dialog_open_picture (GtkWindow       *parent,
                                PlumbFilesChosen chosen,
                                gpointer         user_data);
void plumb_dialog_save_pdf (GtkWindow       *parent,
                            const char      *name,
                            PlumbFilesChosen chosen,
                            gpointer         user_data);

/* A question beside the file's name, answered with yes or no. */
typedef struct
{
  const char *id;
  const char *label;
  gboolean    is_on;
} PlumbDialogChoice;

#define PLUMB_DIALOG_MAX_CHOICES 4

typedef void (*PlumbSaveChosen) (const char     *path,
                                 const gboolean *answers, /* one a choice */
                                 gpointer        user_data);

/* Where to write a file of that name; `chosen` is not called when cancelled. What
 * was written goes where it belongs with plumb_staging_deliver(). */
void plumb_dialog_save_file (GtkWindow               *parent,
                             const char              *title,
                             const char              *name,
                             const PlumbDialogChoice *choices,
                             guint                    n_choices,
                             PlumbSaveChosen          chosen,
                             gpointer                 user_data);

typedef void (*PlumbAthleteChosen) (gint64      athlete_id, /* 0 = decide later */
                                    const char *new_name,   /* (nullable) to be added */
                                    gpointer    user_data);

/* Asks whose recording it is: an athlete of the list, a new name, or later.
 * `chosen` is called once, whatever is answered. */
void plumb_dialog_choose_athlete (GtkWindow         *parent,
                                  GListModel        *athletes,
                                  const char        *what,
                                  PlumbAthleteChosen chosen,
                                  gpointer           user_data);
/* Asks for the name of a new athlete; `chosen` gets NULL when cancelled. */
void plumb_dialog_new_athlete (GtkWindow         *parent,
                               PlumbAthleteChosen chosen,
                               gpointer           user_data);
/* The same with the name that is there. */
void plumb_dialog_rename_athlete (GtkWindow         *parent,
                                  const char        *name,
                                  PlumbAthleteChosen chosen,
                                  gpointer           user_data);
typedef void (*PlumbNameChosen) (const char *name, /* (nullable) cancelled */
                                 gpointer    user_data);

/* Asks for the coach's name; `chosen` is called once. */
void plumb_dialog_coach (GtkWindow      *parent,
                         const char     *name,
                         PlumbNameChosen chosen,
                         gpointer        user_data);
void plumb_dialog_error (GtkWindow  *parent,
                         const char *heading,
                         const char *body);

G_END_DECLS
