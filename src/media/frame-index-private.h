/* What the decoder needs of the index: the order of the units.
 *
 * Three orders: the *decode position* counts units as the file stores them, the
 * *rank* counts all units by composition time, the *frame* counts those that
 * are presented. A decoder is fed by decode position and told the rank.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "frame-index.h"
#include "track.h"

G_BEGIN_DECLS

/* Sorts the units and applies the edit list. An error of PLUMB_MEDIA_ERROR
 * when nothing is presented. */
PlumbFrameIndex *plumb_frame_index_new (const PlumbTrack *track,
                                        GError          **error);

guint32  plumb_frame_index_n_units (const PlumbFrameIndex *index);
guint32  plumb_frame_index_unit_of_frame (const PlumbFrameIndex *index,
                                          gint64                 frame);
guint32  plumb_frame_index_rank_of_unit (const PlumbFrameIndex *index,
                                         guint32                unit);
/* -1 when the unit is decoded but not presented. */
gint64   plumb_frame_index_frame_of_rank (const PlumbFrameIndex *index,
                                          guint32                rank);
/* The last sync unit from which this unit can be decoded: at or before it in
 * decode order and in presentation order. */
guint32  plumb_frame_index_start_of_unit (const PlumbFrameIndex *index,
                                          guint32                unit);
/* The sync unit before this one in decode order; itself when it is the first. */
guint32  plumb_frame_index_earlier_start (const PlumbFrameIndex *index,
                                          guint32                start);
/* Decoding from this unit on gave no whole pictures: it is no sync unit, whatever the
 * file says. From any thread; the only thing that is ever changed, and no frame gets
 * another number by it. */
void     plumb_frame_index_distrust (const PlumbFrameIndex *index,
                                     guint32                unit);
gboolean plumb_frame_index_trusts (const PlumbFrameIndex *index,
                                   guint32                unit);
/* How many units were found out so. */
guint    plumb_frame_index_n_mended (const PlumbFrameIndex *index);

G_END_DECLS
