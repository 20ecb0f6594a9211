/* Pages of a plan on screen and paper; see plan-print.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-print.h"

#define LETTER_HEIGHT 792.0

GdkTexture *
plumb_plan_page_texture (cairo_surface_t *page,
                         double           width,
                         double           height,
                         int              width_px)
{
  const int height_px = (int) (width_px * height / width + 0.5);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width_px, height_px);
  cairo_t *cr = cairo_create (image);
  const gsize stride = (gsize) cairo_image_surface_get_stride (image);
  g_autoptr (GBytes) bytes = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width_px / width, height_px / height);
  cairo_set_source_surface (cr, page, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (image),
                                      stride * (gsize) height_px,
                                      (GDestroyNotify) cairo_surface_destroy, image);
  return gdk_memory_texture_new (width_px, height_px,
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
                                 GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
#else
                                 GDK_MEMORY_A8R8G8B8_PREMULTIPLIED,
#endif
                                 bytes, stride);
}

static void
begin_cb (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          GPtrArray         *pages)
{
  gtk_print_operation_set_n_pages (operation, (int) pages->len);
}

/* On paper of another size the page is made to fit. */
static void
draw_cb (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                number,
         GPtrArray         *pages)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  cairo_surface_t *page = pages->pdata[number];
  cairo_rectangle_t extents;
  double scale;

  if (!cairo_recording_surface_get_extents (page, &extents))
    return;
  scale = MIN (gtk_print_context_get_width (context) / extents.width,
               gtk_print_context_get_height (context) / extents.height);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, page, 0, 0);
  cairo_paint (cr);
}

GtkPrintOperation *
plumb_plan_print_new (GPtrArray  *pages,
                      double      width,
                      double      height,
                      const char *name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (height > LETTER_HEIGHT + 1 ? GTK_PAPER_NAME_A4
                                                                       : GTK_PAPER_NAME_LETTER);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_cb), g_ptr_array_ref (pages),
                         (GClosureNotify) (void (*) (void)) g_ptr_array_unref, 0);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_cb), g_ptr_array_ref (pages),
                         (GClosureNotify) (void (*) (void)) g_ptr_array_unref, 0);
  return operation;
}
