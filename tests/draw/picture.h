/* A drawn lifter in the start position, 1920 by 1080, and the marks on it:
 * worked example B, hips too high.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "mark.h"

#define PICTURE_N_MARKS 12

/* (transfer full) RGB24 */
cairo_surface_t *picture_new (gboolean dark);
/* Fills `marks` with PICTURE_N_MARKS marks, each with one reference. */
void             picture_marks (PlumbMark *marks[PICTURE_N_MARKS]);
