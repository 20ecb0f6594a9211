/* The pages of a plan below each other, as wide as there is room. Fed with
 * pictures of the pages; asks for sharper ones when it grows.
 *
 * CSS name "pages".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_PLAN_PAGES (plumb_plan_pages_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPlanPages, plumb_plan_pages, PLUMB, PLAN_PAGES, GtkWidget)

/* Signal "width-wanted" (int pixels): how wide a page is shown now. */

GtkWidget *plumb_plan_pages_new (void);
/* (element-type GdkTexture) The pages from the first; where the reader is in
 * them stays. */
void       plumb_plan_pages_show (PlumbPlanPages *self,
                                  GPtrArray      *textures);
guint      plumb_plan_pages_n_pages (PlumbPlanPages *self);
/* Pixels of the screen that a page is wide; 0 before it is shown. */
int        plumb_plan_pages_wanted_width (PlumbPlanPages *self);
/* While newer pages are made; `busy` FALSE takes the word away. */
void       plumb_plan_pages_set_busy (PlumbPlanPages *self,
                                      gboolean        busy);

G_END_DECLS
