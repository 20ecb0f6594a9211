/* What decoding alone takes: the decoder fed as fast as it takes units, its
 * pictures thrown away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "frame-index-private.h"

G_BEGIN_DECLS

typedef struct _PlumbBenchLimit PlumbBenchLimit;

/* Nothing else should use the processors while it works. */
PlumbBenchLimit *plumb_bench_limit_new (const char *path,
                                        GError    **error);
void             plumb_bench_limit_free (PlumbBenchLimit *limit);
/* Decodes the first units: milliseconds a unit, mean; and in *spare_pct how many of
 * them no other leans on. */
double           plumb_bench_limit_measure_mean (PlumbBenchLimit *limit,
                                                 double          *spare_pct);
/* Units from the sync sample of a frame to it. */
guint            plumb_bench_limit_n_units (PlumbBenchLimit *limit,
                                            gint64           frame);
/* Milliseconds until the picture of this frame comes out, from its sync sample:
 * every unit on the way decoded, none beyond. */
double           plumb_bench_limit_decode_ms (PlumbBenchLimit *limit,
                                              gint64           frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbBenchLimit, plumb_bench_limit_free)

G_END_DECLS
