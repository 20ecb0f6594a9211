/* From the tables of one track (stbl) to its units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mp4-boxes.h"
#include "track.h"

G_BEGIN_DECLS

/* More units than this is 18 hours at 60 pictures a second: not a lift, and
 * refused before memory is taken for it. */
#define PLUMB_MP4_MAX_UNITS 4000000u

/* Fills track->units from stsz, stsc, stco/co64, stts, ctts and stss. Units that
 * are not wholly inside the file are flagged as damaged. FALSE when the tables
 * contradict each other so far that nothing can be said. */
gboolean plumb_mp4_read_samples (PlumbTrack *track,
                                 PlumbSpan   stbl,
                                 guint64     file_size);
/* The number of samples that stsz or stz2 claims. */
guint32  plumb_mp4_n_samples (PlumbSpan stbl);

G_END_DECLS
