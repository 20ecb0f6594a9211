/* The timeline: thumbnails, key moments as flags, marks as ticks, the loop and
 * the playhead over one axis of frame numbers. Runs left to right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "frame.h"
#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_TIMELINE (plumb_timeline_get_type ())
G_DECLARE_FINAL_TYPE (PlumbTimeline, plumb_timeline, PLUMB, TIMELINE, GtkWidget)

/* A flag can be dragged to another frame: the picture follows it, and letting go
 * sets the moment. A click on a flag goes to its frame.
 *
 * Signals:
 *   "scrub" (int64 frame, boolean rests): the coach drags to a frame; `rests`
 *       is TRUE for the last one, where the full picture is wanted.
 *   "step" (int): the wheel asks for another frame.
 *   "edit-failed" (GError *): a moment could not be stored. */

void plumb_timeline_set_session (PlumbTimeline *self,
                                 PlumbSession  *session);
/* Adds a thumbnail at its frame; NULL removes all. */
void plumb_timeline_add_thumbnail (PlumbTimeline *self,
                                   PlumbFrame    *thumbnail);
/* The loop from first to last frame, inclusive; -1, -1 = none. */
void plumb_timeline_set_loop (PlumbTimeline *self,
                              gint64         first,
                              gint64         last);

G_END_DECLS
