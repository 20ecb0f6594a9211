/* The notes: on the recording, on single frames, on the athlete. Everything is
 * stored while it is typed, and can be undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_NOTES_PANEL (plumb_notes_panel_get_type ())
G_DECLARE_FINAL_TYPE (PlumbNotesPanel, plumb_notes_panel, PLUMB, NOTES_PANEL, GtkWidget)

/* Signals:
 *   "show-frame" (int64): a note was clicked.
 *   "edit-failed" (GError *): it could not be stored. */

/* Also takes a review that the session does not have yet: `review` is the one
 * that is being opened, NULL none. */
void plumb_notes_panel_set_session (PlumbNotesPanel *self,
                                    PlumbSession    *session);
void plumb_notes_panel_set_review (PlumbNotesPanel *self,
                                   PlumbReview     *review);
/* Puts the cursor where a note on the frame shown is written. */
void plumb_notes_panel_write (PlumbNotesPanel *self);

G_END_DECLS
