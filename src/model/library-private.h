/* What the files of the library share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "athletes.h"
#include "library.h"
#include "reviews.h"
#include "store.h"

G_BEGIN_DECLS

struct _PlumbLibrary
{
  GObject     parent_instance;
  PlumbStore *store;    /* owned */
  char       *data_dir;
  GListStore *athletes; /* of PlumbAthlete, by name */
  GHashTable *reviews;  /* gint64 id → GWeakRef of PlumbReview: those that
                           somebody holds */
  GHashTable *films;    /* gint64 id → PlumbAthleteRow: those whose next film
                           the coach has set a date for */
  PlumbLibraryDefaults defaults;
};

/* Of this athlete (0: of all, or of none) something is different in the lists. */
void         plumb_library_emit_changed (PlumbLibrary *self,
                                         gint64        athlete_id);
/* Counts anew what the list shows of an athlete's reviews; 0: of all. */
void         plumb_library_sum_up (PlumbLibrary *self,
                                   gint64        athlete_id);
/* Remembers the date that the coach has set. */
void         plumb_library_note_film (PlumbLibrary          *self,
                                      const PlumbAthleteRow *row);
/* (transfer none) (nullable) The same as the next, with an error. */
PlumbAthlete *plumb_library_require_athlete (PlumbLibrary *self,
                                             gint64        athlete_id,
                                             guint        *position,
                                             GError      **error);
gint64       plumb_library_now_s (void);
/* (transfer none) (nullable) The athlete in the list. */
PlumbAthlete *plumb_library_find_athlete (PlumbLibrary *self,
                                          gint64        athlete_id,
                                          guint        *position);
/* (transfer full) (nullable) The review if somebody holds it. */
PlumbReview *plumb_library_held_review (PlumbLibrary *self,
                                        gint64        review_id);
/* (transfer full) (nullable) FALSE-like NULL with FAILED when not there. */
PlumbReview *plumb_library_get_review (PlumbLibrary *self,
                                       gint64        review_id,
                                       GError      **error);
/* (transfer full) (nullable) The row of a review, with an error when none. */
PlumbReviewRow *plumb_library_load_row (PlumbLibrary *self,
                                        gint64        review_id,
                                        GError      **error);
/* Says where a recording is now, also to its reviews that are held. */
gboolean     plumb_library_move_recording (PlumbLibrary *self,
                                           gint64        recording_id,
                                           const char   *path,
                                           GError      **store_error);
/* After the store was written past the list. */
gboolean     plumb_library_reload_athletes (PlumbLibrary *self,
                                            GError      **error);
/* The units of a review that belongs to nobody. */
void         plumb_library_default_units (PlumbLibrary   *self,
                                          PlumbReviewRow *row);
/* What a new review of the athlete (0 = none) begins with. */
double       plumb_library_plate_mm (PlumbLibrary *self,
                                     gint64        athlete_id);
/* A review without marks gets the plates of the athlete that it comes to, where
 * it had those that it began with. */
void         plumb_library_adopt_plate (PlumbLibrary *self,
                                        gint64        review_id,
                                        gint64        former_id,
                                        gint64        athlete_id);
/* Tells the reviews that are held the coach's click spread. */
void         plumb_library_spread_clicks (PlumbLibrary *self);
/* Tells the reviews that are held what became of their athlete. */
void         plumb_library_rename_held (PlumbLibrary *self,
                                        gint64        athlete_id,
                                        const char   *name);

G_END_DECLS
