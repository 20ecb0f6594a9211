/* What the files of the library share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"
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
};

void         plumb_library_emit_changed (PlumbLibrary *self);
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
/* After the store was written past the list. */
gboolean     plumb_library_reload_athletes (PlumbLibrary *self,
                                            GError      **error);
/* Tells the reviews that are held the coach's click spread. */
void         plumb_library_spread_clicks (PlumbLibrary *self);
/* Tells the reviews that are held what became of their athlete. */
void         plumb_library_rename_held (PlumbLibrary *self,
                                        gint64        athlete_id,
                                        const char   *name);

G_END_DECLS
