/* The pages of a plan on a screen and on a printer: the recorded pages of
 * plan-job.h, nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full) The page (width × height points) as a picture that is
 * `width_px` wide. Any thread. */
GdkTexture        *plumb_plan_page_texture (cairo_surface_t *page,
                                            double           width,
                                            double           height,
                                            int              width_px);
/* (transfer full) Prints the pages (element-type cairo_surface_t), which are
 * width × height points. */
GtkPrintOperation *plumb_plan_print_new (GPtrArray  *pages,
                                         double      width,
                                         double      height,
                                         const char *name);

G_END_DECLS
