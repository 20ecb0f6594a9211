/* What an AV1 sequence header says about colours: decoders of the time before it
 * was asked for do not pass it on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the planes of the recording with this av1C record are green, blue and
 * red (matrix_coefficients 0). FALSE when it does not say. */
gboolean plumb_av1_is_gbr (GBytes *config);

G_END_DECLS
