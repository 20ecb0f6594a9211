/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "picture.h"
#include "still-picture.h"

static PlumbStill
make_still (cairo_surface_t   *surface,
            PlumbMark *const  *marks,
            guint              n_marks)
{
  return (PlumbStill){ .surface = surface, .marks = marks, .n_marks = n_marks };
}

static void
assert_inside (const PlumbCrop *crop,
               double           width,
               double           height)
{
  g_assert_cmpfloat (crop->x, >=, 0.0);
  g_assert_cmpfloat (crop->y, >=, 0.0);
  g_assert_cmpfloat (crop->x + crop->width, <=, width + 1e-9);
  g_assert_cmpfloat (crop->y + crop->height, <=, height + 1e-9);
}

/* The lifter of the picture: x 668 to 862, y 567 to 980. */
static void
test_crop_holds_the_lifter (void)
{
  cairo_surface_t *surface = picture_new (FALSE);
  PlumbMark *marks[PICTURE_N_MARKS];
  picture_marks (marks);
  const PlumbStill still = make_still (surface, marks, PICTURE_N_MARKS);
  static const double aspects[] = { 0.7, 0.94, 1.3, 1.6 };
  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++)
    {
      PlumbCrop crop = plumb_still_crop (&still, NULL, aspects[i]);
      assert_inside (&crop, 1920.0, 1080.0);
      g_assert_cmpfloat_with_epsilon (crop.width / crop.height, aspects[i], 1e-6);
      g_assert_cmpfloat (crop.x, <, 668.0 - 40.0);
      g_assert_cmpfloat (crop.x + crop.width, >, 862.0 + 40.0);
      g_assert_cmpfloat (crop.y, <, 567.0 - 80.0);
      g_assert_cmpfloat (crop.y + crop.height, >, 980.0 + 40.0);
      /* The level line over the whole picture does not count. */
      g_assert_cmpfloat (crop.width, <, 1200.0);
    }
  for (guint i = 0; i < PICTURE_N_MARKS; i++)
    plumb_mark_unref (marks[i]);
  cairo_surface_destroy (surface);
}

static void
test_crop_without_marks (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
  const PlumbStill still = make_still (surface, NULL, 0);
  PlumbCrop crop = plumb_still_crop (&still, NULL, 1.0);
  g_assert_cmpfloat (crop.x, ==, 0.0);
  g_assert_cmpfloat (crop.width, ==, 300.0);
  g_assert_cmpfloat (crop.height, ==, 200.0);
  cairo_surface_destroy (surface);
}

/* The feet were marked in the other still: the crop reaches down to them. */
static void
test_crop_reaches_the_feet (void)
{
  cairo_surface_t *surface = picture_new (FALSE);
  const PlumbPoint back[] = { { 693.4, 590.6 }, { 762.3, 578.4 }, { 862.0, 567.2 } };
  const PlumbPoint heel = { 700.0, 980.0 };
  const PlumbPoint head = { 900.0, 40.0 };
  g_autoptr (PlumbMark) spine
    = plumb_mark_new (1, 0, PLUMB_MARK_SPINE, PLUMB_LANDMARK_NONE, back, 3);
  g_autoptr (PlumbMark) foot
    = plumb_mark_new (2, 9, PLUMB_MARK_POINT, PLUMB_LANDMARK_HEEL, &heel, 1);
  g_autoptr (PlumbMark) other
    = plumb_mark_new (3, 9, PLUMB_MARK_POINT, PLUMB_LANDMARK_C7, &head, 1);
  PlumbMark *here[] = { spine };
  PlumbMark *there[] = { foot, other };
  const PlumbStill stills[] = { make_still (surface, here, 1), make_still (surface, there, 2) };
  const PlumbReport report = { .stills = stills, .n_stills = 2 };
  PlumbCrop alone = plumb_still_crop (&stills[0], NULL, 0.5);
  PlumbCrop crop = plumb_still_crop (&stills[0], &report, 0.5);
  g_assert_cmpfloat (alone.y + alone.height, <, 980.0);
  g_assert_cmpfloat (crop.y + crop.height, >, 980.0);
  g_assert_cmpfloat (crop.y, >, 100.0);
  cairo_surface_destroy (surface);
}

static void
test_crop_at_the_edge (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 1000);
  const PlumbPoint points[] = { { 390.0, 900.0 }, { 380.0, 950.0 }, { 399.0, 990.0 } };
  g_autoptr (PlumbMark) mark
    = plumb_mark_new (1, 0, PLUMB_MARK_SPINE, PLUMB_LANDMARK_NONE, points, 3);
  PlumbMark *marks[] = { mark };
  const PlumbStill still = make_still (surface, marks, 1);
  PlumbCrop crop = plumb_still_crop (&still, NULL, 1.5);
  assert_inside (&crop, 400.0, 1000.0);
  g_assert_cmpfloat_with_epsilon (crop.x + crop.width, 400.0, 1e-9);
  crop = plumb_still_crop (&still, NULL, 50.0);
  assert_inside (&crop, 400.0, 1000.0);
  g_assert_cmpfloat (crop.width, ==, 400.0);
  cairo_surface_destroy (surface);
}

static void
test_picture_is_no_finer_than_asked (void)
{
  cairo_surface_t *surface = picture_new (FALSE);
  const PlumbStill still = make_still (surface, NULL, 0);
  const PlumbCrop crop = { 100.0, 100.0, 1000.0, 500.0 };
  g_autoptr (GError) error = NULL;
  cairo_surface_t *image = plumb_still_picture (&still, &crop, 400, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (image), ==, 400);
  g_assert_cmpint (cairo_image_surface_get_height (image), ==, 200);
  const unsigned char *data = NULL;
  unsigned long length = 0;
  cairo_surface_get_mime_data (image, CAIRO_MIME_TYPE_JPEG, &data, &length);
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmphex (data[0], ==, 0xff); /* start of image */
  g_assert_cmphex (data[1], ==, 0xd8);
  cairo_surface_destroy (image);

  /* Nor any bigger than the video: no invented pixels. */
  image = plumb_still_picture (&still, &crop, 4000, &error);
  g_assert_cmpint (cairo_image_surface_get_width (image), ==, 1000);
  cairo_surface_destroy (image);
  cairo_surface_destroy (surface);
}

/* A red square of the video is where the crop says. */
static void
test_picture_shows_the_crop (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 200);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1.0, 0.0, 0.0);
  cairo_rectangle (cr, 100.0, 60.0, 20.0, 20.0);
  cairo_fill (cr);
  cairo_destroy (cr);
  const PlumbStill still = make_still (surface, NULL, 0);
  const PlumbCrop crop = { 90.0, 50.0, 40.0, 40.0 };
  cairo_surface_t *image = plumb_still_picture (&still, &crop, 40, NULL);
  const guint8 *pixels = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  g_assert_cmphex (*(const guint32 *) (const void *) (pixels + 20 * stride + 4 * 20) & 0xffffff,
                   ==, 0xff0000);
  g_assert_cmphex (*(const guint32 *) (const void *) (pixels + 5 * stride + 4 * 20) & 0xffffff,
                   ==, 0);
  cairo_surface_destroy (image);
  cairo_surface_destroy (surface);
}

static void
test_png (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plumb-still-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "still.png", NULL);
  cairo_surface_t *surface = picture_new (FALSE);
  PlumbMark *marks[PICTURE_N_MARKS];
  picture_marks (marks);
  PlumbStill still = make_still (surface, marks, PICTURE_N_MARKS);
  g_autoptr (GError) error = NULL;
  g_assert_true (plumb_report_write_still_png (&still, NULL, "Anna, setup", path, NULL, &error));
  g_assert_no_error (error);
  cairo_surface_t *image = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (image), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (image), ==, 1920);
  g_assert_cmpint (cairo_image_surface_get_height (image), ==, 1080 + 45);
  /* The plate's circle, 90 px right of its centre. */
  const guint32 *row = (const guint32 *) (const void *) (cairo_image_surface_get_data (image)
                         + 890 * cairo_image_surface_get_stride (image));
  g_assert_cmphex (row[758 + 90] & 0xffffff, ==, 0x57e389);
  cairo_surface_destroy (image);

  cairo_surface_finish (surface);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (plumb_report_write_still_png (&still, NULL, NULL, path, NULL, &error));
  g_assert_error (error, PLUMB_REPORT_ERROR, PLUMB_REPORT_ERROR_STILL);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  for (guint i = 0; i < PICTURE_N_MARKS; i++)
    plumb_mark_unref (marks[i]);
  cairo_surface_destroy (surface);
}

/* The same as shapes over the picture; and two beside each other. */
static void
test_svg_and_pair (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plumb-still-XXXXXX", NULL);
  g_autofree char *svg = g_build_filename (folder, "still.svg", NULL);
  g_autofree char *pair = g_build_filename (folder, "pair.png", NULL);
  static const char *const captions[] = { "Setup", "Lift-off" };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  cairo_surface_t *surfaces[] = { picture_new (FALSE), picture_new (TRUE) };
  PlumbMark *marks[PICTURE_N_MARKS];
  picture_marks (marks);
  PlumbStill left = make_still (surfaces[0], marks, PICTURE_N_MARKS);
  PlumbStill right = make_still (surfaces[1], marks, PICTURE_N_MARKS);
  g_assert_true (plumb_report_write_still_svg (&left, NULL, "Anna, setup", svg, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (svg, &text, &length, NULL));
  g_assert_nonnull (strstr (text, "<svg"));
  g_assert_nonnull (strstr (text, "image/jpeg"));
  g_assert_nonnull (strstr (text, "<path"));
  g_assert_cmpuint (length, <, 2 * 1024 * 1024);
  g_assert_true (plumb_report_write_pair_png (&left, &right, NULL, captions, pair, &error));
  g_assert_no_error (error);
  cairo_surface_t *image = cairo_image_surface_create_from_png (pair);
  /* Both at their size, and white between them. */
  g_assert_cmpint (cairo_image_surface_get_height (image), ==, 1080 + 45);
  g_assert_cmpint (cairo_image_surface_get_width (image), ==, 2 * 1920 + (1080 + 45) / 120);
  const guint32 *row = (const guint32 *) (const void *) (cairo_image_surface_get_data (image)
                         + 890 * cairo_image_surface_get_stride (image));
  g_assert_cmphex (row[758 + 90] & 0xffffff, ==, 0x57e389);
  g_assert_cmphex (row[1924] & 0xffffff, ==, 0xffffff);
  g_assert_cmphex (row[1920 + 9 + 758 + 90] & 0xffffff, ==, 0x57e389);
  cairo_surface_destroy (image);
  g_unlink (svg);
  g_unlink (pair);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  for (guint i = 0; i < PICTURE_N_MARKS; i++)
    plumb_mark_unref (marks[i]);
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/still-picture/lifter", test_crop_holds_the_lifter);
  g_test_add_func ("/still-picture/no-marks", test_crop_without_marks);
  g_test_add_func ("/still-picture/feet", test_crop_reaches_the_feet);
  g_test_add_func ("/still-picture/edge", test_crop_at_the_edge);
  g_test_add_func ("/still-picture/size", test_picture_is_no_finer_than_asked);
  g_test_add_func ("/still-picture/crop", test_picture_shows_the_crop);
  g_test_add_func ("/still-picture/png", test_png);
  g_test_add_func ("/still-picture/svg-and-pair", test_svg_and_pair);
  return g_test_run ();
}
