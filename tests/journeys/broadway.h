/* Fingers on the glass: a display of GTK's "broadway" kind, which takes what the hand
 * does from a web page, and in place of the page this. The program under test runs on
 * that display and gets true touch events from GDK.
 *
 * Coordinates are pixels of the display; the program's main window lies wherever it was
 * put, so places are relative to it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Broadway Broadway;

/* (nullable) NULL when gtk4-broadwayd is not installed. `folder` keeps its socket. */
Broadway *broadway_new (const char *folder,
                        int         width,
                        int         height);
void      broadway_free (Broadway *broadway);

/* So that a program started by it comes up on this display. */
void      broadway_set_environ (Broadway            *broadway,
                                GSubprocessLauncher *launcher);
/* Answers the display for that long: nothing goes on without it. */
void      broadway_run (Broadway *broadway,
                        guint     ms);
/* Size of the main window; FALSE while there is none. */
gboolean  broadway_get_size (Broadway *broadway,
                             int      *width,
                             int      *height);

/* In the main window. `finger` is any number, the same from the press to the lift. */
void broadway_touch (Broadway *broadway,
                     int       finger,
                     double    x,
                     double    y);
void broadway_slide (Broadway *broadway,
                     int       finger,
                     double    x,
                     double    y);
void broadway_lift (Broadway *broadway,
                    int       finger,
                    double    x,
                    double    y);
/* `keyval` as GDK has it, with the modifiers held. */
void broadway_key (Broadway *broadway,
                   guint     keyval,
                   guint     modifiers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Broadway, broadway_free)

G_END_DECLS
