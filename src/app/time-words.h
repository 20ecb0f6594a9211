/* What is said of the time base of a recording.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "time-base.h"

G_BEGIN_DECLS

/* (transfer full) One or more sentences: the rate, who says it, where it changes,
 * and what to do when no second can be told. */
char *plumb_time_words (const PlumbFrameIndex *index,
                        const PlumbTimeBase   *base);
/* (transfer full) (nullable) What the coach has to know at opening: that seconds
 * cannot be told, and what to do. */
char *plumb_time_warning (const PlumbFrameIndex *index,
                          const PlumbTimeBase   *base);

G_END_DECLS
