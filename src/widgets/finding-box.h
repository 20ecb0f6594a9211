/* One finding, computed or seen by the coach: what it is, the coach's decision
 * on it, a note, and where to look.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "review.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_FINDING_BOX (plumb_finding_box_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFindingBox, plumb_finding_box, PLUMB, FINDING_BOX, GtkWidget)

/* Signals:
 *   "show-frame" (int64 frame, int64 mark id): to see it; 0 = no mark.
 *   "edit-failed" (GError *): a decision or a note could not be stored. */

/* `finding` NULL: it is not computed, the coach sees it. What is shown is of
 * now; a changed finding gets another box. */
GtkWidget *plumb_finding_box_new (PlumbReview        *review,
                                  const char         *id,
                                  const char         *title,
                                  const PlumbFinding *finding);

/* Puts the cursor where the note of the box in `list` about that is written; FALSE
 * while that box is so new that it has no place yet. */
gboolean plumb_finding_box_write (GtkWidget  *list,
                                  const char *id);
/* (transfer full) (nullable) What the child of `list` with the focus is about: boxes,
 * and other widgets with a string "finding". Children that are made anew take the
 * focus with them: a hand on the keys stays where it is. */
char *plumb_finding_box_find_focus (GtkWidget *list);
/* Gives it back; FALSE when nothing in `list` is about that, or NULL, any more. */
gboolean plumb_finding_box_give_focus (GtkWidget  *list,
                                       const char *id);

G_END_DECLS
