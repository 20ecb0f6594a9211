/* Pictures ready for the screen, of the frames round the playhead: what is here
 * is shown without another touch. All are of one size. Not locked: its owner
 * does that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "frame.h"

G_BEGIN_DECLS

typedef struct _PlumbFrameShelf PlumbFrameShelf;

PlumbFrameShelf *plumb_frame_shelf_new (gsize budget_bytes);
void             plumb_frame_shelf_free (PlumbFrameShelf *shelf);
void             plumb_frame_shelf_set_budget (PlumbFrameShelf *shelf,
                                               gsize            budget_bytes);
/* What is farthest from it goes first; against `direction` (-1, 0, 1) all the more. */
void             plumb_frame_shelf_set_playhead (PlumbFrameShelf *shelf,
                                                 gint64           frame,
                                                 int              direction);
/* Of another size than before, all are gone. */
void             plumb_frame_shelf_set_size (PlumbFrameShelf *shelf,
                                             int              width_px,
                                             int              height_px);
/* Takes a reference. FALSE when there is no room for this one, or it is of another
 * size. */
gboolean         plumb_frame_shelf_put (PlumbFrameShelf *shelf,
                                        PlumbFrame      *frame);
/* (transfer full) (nullable) */
PlumbFrame      *plumb_frame_shelf_get (PlumbFrameShelf *shelf,
                                        gint64           frame);
gboolean         plumb_frame_shelf_has (PlumbFrameShelf *shelf,
                                        gint64           frame);
/* How many find room; 2 at least, so that one can be shown and the next made. */
guint            plumb_frame_shelf_capacity (PlumbFrameShelf *shelf);
gsize            plumb_frame_shelf_n_bytes (PlumbFrameShelf *shelf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbFrameShelf, plumb_frame_shelf_free)

G_END_DECLS
