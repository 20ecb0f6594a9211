/* The timeline: layers over one axis of frame numbers. Thumbnails, a ruler when
 * it is zoomed in, the reps, the loop, key moments as flags, marks and notes as
 * ticks, a plot of what moves, and the playhead. Runs left to right, whatever
 * the language.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "frame-index.h"
#include "frame.h"
#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_TIMELINE (plumb_timeline_get_type ())
G_DECLARE_FINAL_TYPE (PlumbTimeline, plumb_timeline, PLUMB, TIMELINE, GtkWidget)

/* A flag can be dragged to another frame: the picture follows it, and letting go
 * sets the moment. A click on a flag, or on the tick of a note, goes to its
 * frame; one on the flag of another rep looks at that rep. The ends of the loop
 * are dragged by their handles. The wheel steps, with Ctrl it zooms about the
 * pointer, with Shift it scrolls; the middle button drags the whole axis.
 * With the keys: arrows step, Page Up and Page Down go from flag to flag, plus
 * and minus zoom, 0 shows all.
 *
 * Signals:
 *   "scrub" (int64 frame, boolean rests): the coach drags to a frame; `rests`
 *       is TRUE for the last one, where the full picture is wanted.
 *   "step" (int): the wheel or a key asks for another frame.
 *   "loop" (int64 first, int64 last): a handle of the loop was dragged.
 *   "edit-failed" (GError *): a moment could not be stored. */

void     plumb_timeline_set_session (PlumbTimeline *self,
                                     PlumbSession  *session);
/* Adds a thumbnail at its frame; NULL removes all. */
void     plumb_timeline_add_thumbnail (PlumbTimeline *self,
                                       PlumbFrame    *thumbnail);
/* The times of the frames; NULL = unknown. */
void     plumb_timeline_set_index (PlumbTimeline   *self,
                                   PlumbFrameIndex *index);
/* The loop from first to last frame, inclusive; -1, -1 = none. */
void     plumb_timeline_set_loop (PlumbTimeline *self,
                                  gint64         first,
                                  gint64         last);
/* How fast it plays; shown where it is not 1. */
void     plumb_timeline_set_rate (PlumbTimeline *self,
                                  double         rate);
/* Closer by `factor` about the playhead; 0 shows all. */
void     plumb_timeline_zoom (PlumbTimeline *self,
                              double         factor);
/* The frame of the flag or note that comes next, in either direction; -1 =
 * none. */
gint64   plumb_timeline_next_flag (PlumbTimeline *self,
                                   gint64         frame,
                                   int            direction);
/* The lane that plots what moves, under the others. */
void     plumb_timeline_set_plot (PlumbTimeline *self,
                                  gboolean       shown);
gboolean plumb_timeline_plot (PlumbTimeline *self);

G_END_DECLS
