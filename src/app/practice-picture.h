/* The picture that is practised on: a cross that pointer and arrow keys move, the
 * pixels round it under the canvas's loupe.
 *
 * Emits "placed" (double x_px, double y_px), picture pixels, where a click or
 * Enter puts the landmark.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "mark.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PRACTICE_PICTURE (plumb_practice_picture_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPracticePicture, plumb_practice_picture, PLUMB, PRACTICE_PICTURE,
                      GtkWidget)

/* `pixels`: B, G, R, 255, rows of 4 * width_px bytes. The cross starts in the
 * middle. */
void     plumb_practice_picture_set_pixels (PlumbPracticePicture *self,
                                            GBytes               *pixels,
                                            int                   width_px,
                                            int                   height_px);
/* Under the loupe: what is looked for. */
void     plumb_practice_picture_set_wanted (PlumbPracticePicture *self,
                                            const char           *wanted);
/* FALSE until there are pixels and a size. */
gboolean plumb_practice_picture_to_widget (PlumbPracticePicture *self,
                                           PlumbPoint            at,
                                           double               *x,
                                           double               *y);

G_END_DECLS
