/* Draws every kind and state of mark, and every verdict, on light and dark
 * footage, for people to look at:  contact-sheet MARKS.png CHECKS.png
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdlib.h>

#include "draw-checks.h"
#include "draw-marks.h"
#include "picture.h"

#define CELL_WIDTH 620
#define CELL_HEIGHT 560
#define CROP_X 560.0
#define CROP_Y 500.0

static const struct
{
  PlumbDrawFlags flags;
  const char    *name;
} states[] = {
  { PLUMB_DRAW_NORMAL, "normal" },     { PLUMB_DRAW_SELECTED, "selected" },
  { PLUMB_DRAW_HOVERED, "hovered" },   { PLUMB_DRAW_COMPUTED, "computed" },
  { PLUMB_DRAW_LABEL, "labelled" },    { PLUMB_DRAW_PRINT, "print" },
};

static void
draw_cell (cairo_t         *cr,
           cairo_surface_t *picture,
           PlumbDrawFlags   flags,
           const char      *name,
           double           x,
           double           y)
{
  const PlumbDrawView view = { 1.25, -CROP_X * 1.25, -CROP_Y * 1.25, 1.0, NULL };
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rectangle (cr, 0.0, 0.0, CELL_WIDTH - 4, CELL_HEIGHT - 4);
  cairo_clip (cr);
  cairo_save (cr);
  cairo_translate (cr, view.x0, view.y0);
  cairo_scale (cr, view.scale, view.scale);
  cairo_set_source_surface (cr, picture, 0.0, 0.0);
  cairo_paint (cr);
  cairo_restore (cr);
  PlumbMark *marks[PICTURE_N_MARKS];
  picture_marks (marks);
  plumb_draw_plumb_line (cr, (PlumbPoint){ 758.0, 980.0 }, 430.0, 0.0, &view, flags);
  for (guint i = 0; i < PICTURE_N_MARKS; i++)
    {
      const char *label = i == 2 ? "79° ± 6°" : i == 3 ? "156° ± 7°" : NULL;
      if ((flags & PLUMB_DRAW_SELECTED) != 0 && i == 3)
        plumb_draw_angle_fan (cr, marks[i], 3.5, &view, flags);
      if ((flags & PLUMB_DRAW_SELECTED) != 0 && i == 9)
        plumb_draw_click_spread (cr, marks[i]->points[0], 10.0, &view, flags);
      gboolean joint = i >= 8 && i <= 10; /* already under the angles */
      if (!joint || (flags & PLUMB_DRAW_LABEL) != 0)
        plumb_draw_mark (cr, marks[i], &view, flags, label);
    }
  for (guint i = 0; i < PICTURE_N_MARKS; i++)
    plumb_mark_unref (marks[i]);
  static const PlumbPoint outline[] = { { 693.4, 560.0 }, { 715.0, 551.0 }, { 740.0, 545.0 },
                                        { 768.0, 541.0 }, { 795.0, 538.0 }, { 830.0, 537.0 },
                                        { 862.0, 540.0 } };
  g_autoptr (PlumbMark) back
    = plumb_mark_new (90, 0, PLUMB_MARK_OUTLINE, PLUMB_LANDMARK_NONE, outline, 7);
  plumb_draw_mark (cr, back, &view, flags & ~PLUMB_DRAW_LABEL, NULL);
  cairo_set_source_rgb (cr, 1.0, 0.2, 0.6);
  cairo_set_font_size (cr, 15.0);
  cairo_move_to (cr, 12.0, 24.0);
  cairo_show_text (cr, name);
  cairo_restore (cr);
}

static void
write_marks (const char *path)
{
  cairo_surface_t *sheet
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 3 * CELL_WIDTH, 4 * CELL_HEIGHT);
  cairo_t *cr = cairo_create (sheet);
  for (guint dark = 0; dark < 2; dark++)
    {
      cairo_surface_t *picture = picture_new (dark);
      for (guint i = 0; i < G_N_ELEMENTS (states); i++)
        draw_cell (cr, picture, states[i].flags, states[i].name, (i % 3) * CELL_WIDTH,
                   (2 * dark + i / 3) * CELL_HEIGHT);
      cairo_surface_destroy (picture);
    }
  cairo_destroy (cr);
  g_assert (cairo_surface_write_to_png (sheet, path) == CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (sheet);
}

static void
draw_measure_row (cairo_t            *cr,
                  const PlumbMeasure *measure,
                  double              y,
                  gboolean            dark)
{
  plumb_draw_verdict_icon (cr, measure->verdict, 16.0, y, 16.0, dark);
  plumb_draw_verdict_icon (cr, measure->verdict, 44.0, y - 16.0, 48.0, dark);
  g_autofree char *text = plumb_format_measure (measure);
  double shade = dark ? 1.0 : 0.1;
  cairo_set_source_rgb (cr, shade, shade, shade);
  cairo_set_font_size (cr, 14.0);
  cairo_move_to (cr, 110.0, y + 12.0);
  cairo_show_text (cr, text != NULL ? text : "-");
  plumb_draw_band_bar (cr, measure, 300.0, y + 5.0, 260.0, 6.0, dark);
}

static void
write_checks (const char *path)
{
  const PlumbMeasure measures[] = {
    { .id = "M3.knee", .has_value = TRUE, .value = 124.0, .u = 3.5, .unit = "deg",
      .verdict = PLUMB_VERDICT_GOOD, .band = { 100, 110, 138, 147 } },
    { .id = "M3.knee", .has_value = TRUE, .value = 144.0, .u = 2.1, .unit = "deg",
      .verdict = PLUMB_VERDICT_WATCH, .band = { 100, 110, 138, 147 } },
    { .id = "M3.knee", .has_value = TRUE, .value = 156.0, .u = 3.5, .unit = "deg",
      .verdict = PLUMB_VERDICT_FAULT, .band = { 100, 110, 138, 147 } },
    { .id = "M1.e_bar", .has_value = TRUE, .value = -20.7, .u = 3.4, .unit = "%foot",
      .verdict = PLUMB_VERDICT_FAULT, .band = { -15, -8, 8, 15 } },
    { .id = "M5.dkappa", .has_value = TRUE, .value = 7.0, .u = 5.9, .unit = "deg",
      .verdict = PLUMB_VERDICT_TOO_CLOSE, .band = { NAN, NAN, 5, 10 } },
    { .id = "M6.trunk_drop", .has_value = TRUE, .value = -2.0, .u = 0.9, .unit = "deg",
      .verdict = PLUMB_VERDICT_GOOD, .band = { -8, -3, NAN, NAN } },
    { .id = "M5.dbow", .unit = "%chord", .verdict = PLUMB_VERDICT_NOT_MEASURABLE,
      .band = { NAN, NAN, 2, 4 } },
    { .id = "M3.hip", .has_value = TRUE, .value = 78.96, .u = 3.0, .unit = "deg",
      .verdict = PLUMB_VERDICT_DATA, .band = { NAN, NAN, NAN, NAN } },
    { .id = "M2.q", .has_value = TRUE, .value = -2.9, .u = 0.07, .unit = "",
      .verdict = PLUMB_VERDICT_FAULT, .band = { -0.15, 0.10, 0.90, 1.15 } },
  };
  cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1200, 560);
  cairo_t *cr = cairo_create (sheet);
  for (guint dark = 0; dark < 2; dark++)
    {
      cairo_save (cr);
      cairo_translate (cr, dark * 600.0, 0.0);
      cairo_rectangle (cr, 0.0, 0.0, 600.0, 560.0);
      double shade = dark ? 0.12 : 1.0;
      cairo_set_source_rgb (cr, shade, shade, shade);
      cairo_fill (cr);
      for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
        draw_measure_row (cr, &measures[i], 30.0 + 58.0 * i, dark);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  g_assert (cairo_surface_write_to_png (sheet, path) == CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (sheet);
}

int
main (int   argc,
      char *argv[])
{
  if (argc != 3)
    {
      g_printerr ("usage: contact-sheet MARKS.png CHECKS.png\n");
      return EXIT_FAILURE;
    }
  write_marks (argv[1]);
  write_checks (argv[2]);
  return EXIT_SUCCESS;
}
