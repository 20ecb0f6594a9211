/* What moves over a lift as a table for a spreadsheet: a line a frame.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review.h"

G_BEGIN_DECLS

/* (transfer full) RFC 4180: "frame,bar_px,hip_px,back_deg", heights over the
 * lowest; what was not marked in a frame is empty. */
char *plumb_review_series_csv (PlumbReview *review);

G_END_DECLS
