/* Drawing helpers shared by the files that draw a lift.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "lift-private.h"

G_BEGIN_DECLS

/* Millimetres in the plane `z` to pixels of the upright picture. */
void lift_camera_matrix (const LiftCamera *camera,
                         double            z,
                         cairo_matrix_t   *matrix);

G_END_DECLS
