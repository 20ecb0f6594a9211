/* A still with its marks as a picture for messages and slides, at the video's
 * own size; and two of them beside each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-pdf.h"

#include <glib/gi18n-lib.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>

#include "still-marks.h"
#include "still-picture.h"

/* Marks grow with the picture, so that they are seen when it is shown small. */
#define DESIGN_WIDTH 1280.0
#define CAPTION_HEIGHT 30.0 /* design pixels */
#define CAPTION_FONT 14.0

static cairo_status_t
append_bytes_cb (void                *data,
                 const unsigned char *bytes,
                 unsigned int         length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_caption (cairo_t    *cr,
              const char *caption,
              double      y,
              double      unit)
{
  cairo_set_source_rgb (cr, 0x1d / 255.0, 0x1d / 255.0, 0x20 / 255.0);
  double x1, y1, x2, y2;
  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);
  cairo_rectangle (cr, 0.0, y, x2, y2 - y);
  cairo_fill (cr);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Cantarell, Sans");
  pango_font_description_set_absolute_size (font, CAPTION_FONT * unit * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  g_autofree char *valid = g_utf8_make_valid (caption, -1);
  pango_layout_set_text (layout, valid, -1);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) ((x2 - 24.0 * unit) * PANGO_SCALE));
  int height = 0;
  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_move_to (cr, 12.0 * unit, y + (CAPTION_HEIGHT * unit - height) / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_marks (cairo_t           *cr,
            const PlumbStill  *still,
            const PlumbChecks *checks,
            double             unit)
{
  PlumbStillLabel labels[PLUMB_STILL_MAX_LINES];
  const PlumbReport report = { .checks = checks };
  guint n = plumb_still_choose_labels (still, NULL, 0, &report, TRUE, labels);
  const PlumbDrawView view = { 1.0, 0.0, 0.0, unit, NULL };
  for (guint i = 0; i < still->n_carried; i++)
    plumb_draw_mark (cr, still->carried[i], &view, PLUMB_DRAW_COMPUTED, NULL);
  if (still->has_mid_foot)
    plumb_draw_plumb_line (cr, still->mid_foot_px,
                           cairo_image_surface_get_height (still->surface), still->roll_deg,
                           &view, PLUMB_DRAW_NORMAL);
  plumb_still_draw_marks (cr, still, &report, labels, n, &view, PLUMB_DRAW_NORMAL);
}

static double
choose_unit (const PlumbStill *still)
{
  int width = cairo_image_surface_get_width (still->surface);
  int height = cairo_image_surface_get_height (still->surface);
  return MAX (1.0, MAX (width, height) / DESIGN_WIDTH);
}

void
plumb_report_draw_marks (const PlumbStill  *still,
                         const PlumbChecks *checks)
{
  g_return_if_fail (still != NULL && still->surface != NULL);

  cairo_t *cr = cairo_create (still->surface);
  draw_marks (cr, still, checks, choose_unit (still));
  cairo_destroy (cr);
}

static int
measure_strip (const char *caption,
               double      unit)
{
  return caption != NULL && caption[0] != '\0' ? (int) (CAPTION_HEIGHT * unit) : 0;
}

/* At (0, 0) in the still's own size, its caption below. */
static void
paint_still (cairo_t           *cr,
             const PlumbStill  *still,
             const PlumbChecks *checks,
             const char        *caption)
{
  int width = cairo_image_surface_get_width (still->surface);
  int height = cairo_image_surface_get_height (still->surface);
  double unit = choose_unit (still);
  int strip = measure_strip (caption, unit);
  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_clip (cr);
  cairo_set_source_surface (cr, still->surface, 0.0, 0.0);
  cairo_paint (cr);
  draw_marks (cr, still, checks, unit);
  cairo_restore (cr);
  if (strip == 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, 0.0, height, width, strip);
  cairo_clip (cr);
  draw_caption (cr, caption, height, unit);
  cairo_restore (cr);
}

/* (transfer full) */
static cairo_surface_t *
draw_still (const PlumbStill  *still,
            const PlumbChecks *checks,
            const char        *caption)
{
  int strip = measure_strip (caption, choose_unit (still));
  cairo_surface_t *image = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (still->surface),
    cairo_image_surface_get_height (still->surface) + strip);
  cairo_t *cr = cairo_create (image);
  paint_still (cr, still, checks, caption);
  cairo_destroy (cr);
  return image;
}

static gboolean
check_status (cairo_status_t status,
              GError       **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, PLUMB_REPORT_ERROR, PLUMB_REPORT_ERROR_DRAW,
               _("The still cannot be drawn: %s"), cairo_status_to_string (status));
  return FALSE;
}

/* Takes the image. */
static gboolean
write_png (cairo_surface_t *image,
           const char      *path,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = cairo_surface_status (image);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (image, append_bytes_cb, bytes);
  cairo_surface_destroy (image);
  return check_status (status, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error)
         && plumb_report_write_file (path, bytes, error);
}

gboolean
plumb_report_write_still_png (const PlumbStill  *still,
                              const PlumbChecks *checks,
                              const char        *caption,
                              const char        *path,
                              GCancellable      *cancellable,
                              GError           **error)
{
  g_return_val_if_fail (still != NULL && path != NULL, FALSE);

  return plumb_still_has_picture (still, error)
         && write_png (draw_still (still, checks, caption), path, cancellable, error);
}

gboolean
plumb_report_write_still_svg (const PlumbStill  *still,
                              const PlumbChecks *checks,
                              const char        *caption,
                              const char        *path,
                              GCancellable      *cancellable,
                              GError           **error)
{
  g_return_val_if_fail (still != NULL && path != NULL, FALSE);

  if (!plumb_still_has_picture (still, error))
    return FALSE;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const PlumbCrop whole = { 0.0, 0.0, cairo_image_surface_get_width (still->surface),
                            cairo_image_surface_get_height (still->surface) };
  int strip = measure_strip (caption, choose_unit (still));
  /* As JPEG within: a PNG of a photograph is ten times as large. */
  PlumbStill packed = *still;
  packed.surface = plumb_still_picture (still, &whole, (int) whole.width, error);
  if (packed.surface == NULL)
    return FALSE;
  cairo_surface_t *svg
    = cairo_svg_surface_create_for_stream (append_bytes_cb, bytes, whole.width,
                                           whole.height + strip);
  cairo_t *cr = cairo_create (svg);
  paint_still (cr, &packed, checks, caption);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (svg);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (svg);
  cairo_surface_destroy (svg);
  cairo_surface_destroy (packed.surface);
  return check_status (status, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error)
         && plumb_report_write_file (path, bytes, error);
}

gboolean
plumb_report_write_pair_png (const PlumbStill  *left,
                             const PlumbStill  *right,
                             const PlumbChecks *checks,
                             const char *const  captions[2],
                             const char        *path,
                             GError           **error)
{
  g_return_val_if_fail (left != NULL && right != NULL && path != NULL, FALSE);

  if (!plumb_still_has_picture (left, error) || !plumb_still_has_picture (right, error))
    return FALSE;
  cairo_surface_t *halves[] = { draw_still (left, checks, captions[0]),
                                draw_still (right, checks, captions[1]) };
  int height = MIN (cairo_image_surface_get_height (halves[0]),
                    cairo_image_surface_get_height (halves[1]));
  int gap = MAX (2, height / 120);
  int widths[2];
  for (guint i = 0; i < 2; i++)
    widths[i] = (int) (cairo_image_surface_get_width (halves[i]) * (double) height
                       / cairo_image_surface_get_height (halves[i]));
  cairo_surface_t *image
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, widths[0] + gap + widths[1], height);
  cairo_t *cr = cairo_create (image);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  for (guint i = 0; i < 2; i++)
    {
      double scale = (double) height / cairo_image_surface_get_height (halves[i]);
      cairo_save (cr);
      cairo_translate (cr, i == 0 ? 0.0 : widths[0] + gap, 0.0);
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, halves[i], 0.0, 0.0);
      cairo_paint (cr);
      cairo_restore (cr);
      cairo_surface_destroy (halves[i]);
    }
  cairo_destroy (cr);
  return write_png (image, path, NULL, error);
}
