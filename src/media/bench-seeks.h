/* Exact seeks to frames near which nothing is cached, and what decoding alone
 * takes for the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 frame;
  guint  n_units;  /* from its sync sample to it, in order of decoding */
  double limit_ms; /* those decoded, by nobody but the decoder */
  double seek_ms;  /* from the request to the picture at the size of the view */
} PlumbBenchSeek;

/* Fills in the rest of each. First decodes all of them alone, then opens the
 * recording and seeks: never both at a time. */
gboolean plumb_bench_seeks (const char     *path,
                            PlumbBenchSeek *seeks,
                            guint           n,
                            int             view_width_px,
                            int             view_height_px,
                            GError        **error);

G_END_DECLS
