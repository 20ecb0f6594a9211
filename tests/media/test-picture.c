/* Colours, turning and reducing of single pictures, against values worked out
 * by hand from the standards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>

#include "av1-colour.h"
#include "colour.h"
#include "picture.h"

#define TOLERANCE 2

/* A picture of one colour. */
static gboolean flat_is_gbr;

static PlumbPicture *
make_flat (GstVideoFormat     format,
           const char        *colorimetry,
           const PlumbColour *file,
           int                y,
           int                u,
           int                v)
{
  PlumbDecoded  decoded = { .gbr = flat_is_gbr };
  GstVideoFrame frame;
  gst_video_info_set_format (&decoded.info, format, 32, 16);
  g_assert_true (gst_video_colorimetry_from_string (&decoded.info.colorimetry, colorimetry));
  decoded.buffer = gst_buffer_new_and_alloc (GST_VIDEO_INFO_SIZE (&decoded.info));
  g_assert_true (gst_video_frame_map (&frame, &decoded.info, decoded.buffer, GST_MAP_WRITE));
  const int values[3] = { y, u, v };
  for (int p = 0; p < 3; p++)
    for (int row = 0; row < GST_VIDEO_FRAME_COMP_HEIGHT (&frame, p); row++)
      for (int x = 0; x < GST_VIDEO_FRAME_COMP_WIDTH (&frame, p); x++)
        {
          guint8 *line = (guint8 *) GST_VIDEO_FRAME_PLANE_DATA (&frame, p) +
                         (gsize) row * GST_VIDEO_FRAME_PLANE_STRIDE (&frame, p);
          if (GST_VIDEO_INFO_COMP_DEPTH (&decoded.info, 0) > 8)
            GST_WRITE_UINT16_LE (line + 2 * x, values[p]);
          else
            line[x] = (guint8) values[p];
        }
  gst_video_frame_unmap (&frame);
  PlumbPicture *picture = plumb_picture_new (&decoded, file, 0);
  gst_buffer_unref (decoded.buffer);
  g_assert_nonnull (picture);
  return picture;
}

static void
get_colour (PlumbPicture *picture,
            int           bgr[3])
{
  const PlumbPose        pose = { 32, 16, 0, FALSE };
  g_autoptr (PlumbFrame) frame = plumb_picture_to_frame (picture, &pose, 5, 7);
  const guint8          *pixels = g_bytes_get_data (frame->pixels, NULL);
  g_assert_cmpint (frame->frame, ==, 5);
  g_assert_cmpint (frame->pts_ns, ==, 7);
  for (int i = 0; i < 3; i++)
    bgr[i] = pixels[i];
  /* The far corner is the same, and opaque. */
  const guint8 *last = pixels + 15 * frame->stride + 31 * 4;
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (last[i], ==, bgr[i]);
  g_assert_cmpint (last[3], ==, 255);
}

typedef struct
{
  const char *name;
  const char *colorimetry;
  PlumbColour file;
  int         y, u, v;
  int         r, g, b;
} ColourCase;

static const ColourCase colour_cases[] = {
  { "709-white", "bt709", { 0 }, 235, 128, 128, 255, 255, 255 },
  { "709-black", "bt709", { 0 }, 16, 128, 128, 0, 0, 0 },
  { "709-red", "bt709", { 0 }, 63, 102, 240, 255, 0, 0 },
  { "709-green", "bt709", { 0 }, 173, 42, 26, 0, 255, 0 },
  { "709-blue", "bt709", { 0 }, 32, 240, 118, 0, 0, 255 },
  { "601-red", "bt601", { 0 }, 81, 90, 240, 255, 0, 0 },
  { "601-green", "bt601", { 0 }, 145, 54, 34, 0, 255, 0 },
  { "601-blue", "bt601", { 0 }, 41, 240, 110, 0, 0, 255 },
  /* JPEG: all of 0…255. */
  { "full-white", "1:4:0:0", { 0 }, 255, 128, 128, 255, 255, 255 },
  { "full-red", "1:4:0:0", { 0 }, 76, 85, 255, 255, 0, 0 },
  { "full-grey", "1:4:0:0", { 0 }, 100, 128, 128, 100, 100, 100 },
  /* The file's own box wins over the stream: 709, full range. */
  { "box-full", "bt709", { TRUE, 1, 1, 1, TRUE }, 100, 128, 128, 100, 100, 100 },
  { "box-601", "bt709", { TRUE, 6, 6, 6, FALSE }, 81, 90, 240, 255, 0, 0 },
  /* Nothing is said, and 16 rows are less than 720: BT.601. */
  { "unknown", "2:0:0:0", { 0 }, 81, 90, 240, 255, 0, 0 },
};

static void
test_colour (gconstpointer data)
{
  const ColourCase        *test = data;
  g_autoptr (PlumbPicture) picture = make_flat (GST_VIDEO_FORMAT_I420, test->colorimetry,
                                                &test->file, test->y, test->u, test->v);
  int                      bgr[3];
  get_colour (picture, bgr);
  g_assert_cmpint (ABS (bgr[2] - test->r), <=, TOLERANCE);
  g_assert_cmpint (ABS (bgr[1] - test->g), <=, TOLERANCE);
  g_assert_cmpint (ABS (bgr[0] - test->b), <=, TOLERANCE);
}

/* The same colours out of other layouts. */
static void
test_formats (void)
{
  static const GstVideoFormat formats[] = { GST_VIDEO_FORMAT_Y42B, GST_VIDEO_FORMAT_Y444 };
  static const GstVideoFormat deep[] = { GST_VIDEO_FORMAT_I420_10LE,
                                         GST_VIDEO_FORMAT_I422_10LE };
  int bgr[3];
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (PlumbPicture) picture =
          make_flat (formats[i], "bt709", &(PlumbColour){ 0 }, 63, 102, 240);
      get_colour (picture, bgr);
      g_assert_cmpint (bgr[2], >=, 253);
      g_assert_cmpint (MAX (bgr[0], bgr[1]), <=, TOLERANCE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (deep); i++)
    {
      g_autoptr (PlumbPicture) picture =
          make_flat (deep[i], "bt709", &(PlumbColour){ 0 }, 63 * 4, 102 * 4, 240 * 4);
      get_colour (picture, bgr);
      g_assert_cmpint (bgr[2], >=, 253);
      g_assert_cmpint (MAX (bgr[0], bgr[1]), <=, TOLERANCE);
    }
}

/* Planes of green, blue and red that go by the names of others, as some decoders
 * give them for AV1; and the sequence header that says so. */
static void
test_gbr (void)
{
  static const GstVideoFormat formats[] = { GST_VIDEO_FORMAT_Y444, GST_VIDEO_FORMAT_Y444_10LE };
  /* av1C of a recording of libaom with matrix_coefficients 0, and with 1. */
  static const guint8 gbr[] = { 0x81, 0x20, 0, 0, 0x0a, 0x0d, 0x20, 0, 0, 0x03,
                                0x37, 0xfb, 0xe6, 0xd7, 0xc9, 0x01, 0x0d, 0, 0x20 };
  guint8 other[sizeof gbr];
  memcpy (other, gbr, sizeof gbr);
  other[17] = 0x01;
  other[16] = 0x0c;
  int bgr[3];
  flat_is_gbr = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      int                      scale = i == 0 ? 1 : 4;
      g_autoptr (PlumbPicture) picture = make_flat (
          formats[i], "bt709", &(PlumbColour){ 0 }, 48 * scale, 32 * scale, 192 * scale);
      get_colour (picture, bgr);
      g_assert_cmpint (ABS (bgr[2] - 192), <=, TOLERANCE);
      g_assert_cmpint (ABS (bgr[1] - 48), <=, TOLERANCE);
      g_assert_cmpint (ABS (bgr[0] - 32), <=, TOLERANCE);
    }
  flat_is_gbr = FALSE;
  for (gsize n = 0; n <= sizeof gbr; n++)
    {
      g_autoptr (GBytes) part = g_bytes_new (gbr, n);
      gboolean           says = plumb_av1_is_gbr (part);
      g_assert_true (n < 12 ? !says : TRUE);
      g_assert_true (n < sizeof gbr || says);
    }
  g_autoptr (GBytes) config = g_bytes_new (other, sizeof other);
  g_assert_false (plumb_av1_is_gbr (config));
}

/* HLG and PQ of ten bits and what ITU-R BT.2446-1, method A, makes of them from
 * 1000 to 100 cd/m², worked out for each colour in full: to display light by
 * BT.2100, to R'G'B', luma and chroma, through the method, to BT.709 by BT.2087.
 * The last column is how many levels a colour may be off, because chroma is taken
 * over by the slope of the curve: greys one, skin eight. */
typedef struct
{
  const char *name;
  int         transfer;
  int         y, u, v;
  int         r, g, b;
  int         off;
} ToneCase;

static const ToneCase tone_cases[] = {
  { "hlg-black", 18, 64, 512, 512, 0, 0, 0, 1 },
  { "hlg-half", 18, 502, 512, 512, 108, 108, 108, 1 },
  { "hlg-reference-white", 18, 721, 512, 512, 175, 175, 175, 1 },
  { "hlg-peak", 18, 940, 512, 512, 255, 255, 255, 1 },
  { "hlg-dark-skin", 18, 460, 467, 560, 122, 92, 80, 8 },
  { "hlg-light-skin", 18, 663, 474, 545, 181, 145, 129, 8 },
  { "hlg-foliage", 18, 506, 442, 490, 97, 115, 80, 8 },
  { "hlg-sky", 18, 568, 567, 487, 106, 126, 155, 8 },
  { "pq-dark-skin", 16, 430, 492, 531, 121, 92, 80, 8 },
  { "pq-light-skin", 16, 537, 494, 529, 182, 145, 129, 8 },
  { "pq-foliage", 16, 453, 482, 503, 97, 116, 80, 8 },
  { "pq-sky", 16, 484, 538, 501, 106, 126, 156, 8 },
  { "pq-black", 16, 64, 512, 512, 0, 0, 0, 1 },
  { "pq-reference-white", 16, 573, 512, 512, 175, 175, 175, 1 },
  { "pq-peak", 16, 723, 512, 512, 255, 255, 255, 1 },
  { "pq-beyond", 16, 940, 512, 512, 255, 255, 255, 1 },
};

static void
test_tone (gconstpointer data)
{
  const ToneCase   *test = data;
  const PlumbColour colour = { TRUE, 9, test->transfer, 9, FALSE };
  int               bgr[3];
  g_autoptr (PlumbPicture) picture =
      make_flat (GST_VIDEO_FORMAT_I420_10LE,
                 test->transfer == 18 ? "bt2100-hlg" : "bt2100-pq", &colour, test->y, test->u,
                 test->v);
  get_colour (picture, bgr);
  g_test_message ("%d %d %d", bgr[2], bgr[1], bgr[0]);
  g_assert_cmpint (ABS (bgr[2] - test->r), <=, test->off);
  g_assert_cmpint (ABS (bgr[1] - test->g), <=, test->off);
  g_assert_cmpint (ABS (bgr[0] - test->b), <=, test->off);
}

/* A picture of 3 × 2 pixels, full range and grey:
 *   10 20 30
 *   40 50 60 */
static PlumbPicture *
make_six (void)
{
  PlumbDecoded  decoded = { 0 };
  GstVideoFrame frame;
  gst_video_info_set_format (&decoded.info, GST_VIDEO_FORMAT_Y444, 3, 2);
  gst_video_colorimetry_from_string (&decoded.info.colorimetry, "1:4:0:0");
  decoded.buffer = gst_buffer_new_and_alloc (GST_VIDEO_INFO_SIZE (&decoded.info));
  gst_buffer_memset (decoded.buffer, 0, 128, GST_VIDEO_INFO_SIZE (&decoded.info));
  g_assert_true (gst_video_frame_map (&frame, &decoded.info, decoded.buffer, GST_MAP_WRITE));
  guint8 *luma = GST_VIDEO_FRAME_PLANE_DATA (&frame, 0);
  for (int i = 0; i < 6; i++)
    luma[(i / 3) * GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0) + i % 3] = (guint8) (10 * (i + 1));
  gst_video_frame_unmap (&frame);
  PlumbPicture *picture = plumb_picture_new (&decoded, &(PlumbColour){ 0 }, 0);
  gst_buffer_unref (decoded.buffer);
  return picture;
}

typedef struct
{
  PlumbPose pose;
  int       expected[6]; /* row by row */
} PoseCase;

static const PoseCase pose_cases[] = {
  { { 3, 2, 0, FALSE }, { 10, 20, 30, 40, 50, 60 } },
  { { 3, 2, 0, TRUE }, { 30, 20, 10, 60, 50, 40 } },
  { { 2, 3, 90, FALSE }, { 40, 10, 50, 20, 60, 30 } },
  { { 2, 3, 90, TRUE }, { 10, 40, 20, 50, 30, 60 } },
  { { 3, 2, 180, FALSE }, { 60, 50, 40, 30, 20, 10 } },
  { { 3, 2, 180, TRUE }, { 40, 50, 60, 10, 20, 30 } },
  { { 2, 3, 270, FALSE }, { 30, 60, 20, 50, 10, 40 } },
  { { 2, 3, 270, TRUE }, { 60, 30, 50, 20, 40, 10 } },
};

static void
test_poses (void)
{
  g_autoptr (PlumbPicture) picture = make_six ();
  for (gsize k = 0; k < G_N_ELEMENTS (pose_cases); k++)
    {
      const PoseCase        *test = &pose_cases[k];
      g_autoptr (PlumbFrame) frame = plumb_picture_to_frame (picture, &test->pose, 0, 0);
      const guint8          *pixels = g_bytes_get_data (frame->pixels, NULL);
      g_assert_cmpint (frame->width_px, ==, test->pose.width_px);
      g_assert_cmpint (frame->height_px, ==, test->pose.height_px);
      for (int i = 0; i < 6; i++)
        {
          int x = i % frame->width_px, y = i / frame->width_px;
          g_assert_cmpint (pixels[y * frame->stride + 4 * x + 1], ==, test->expected[i]);
        }
    }
}

/* Reduced and enlarged pictures keep their mean, 35; the lone third column weighs
 * more when three become two. */
static void
test_sizes (void)
{
  static const PlumbPose   poses[] = { { 1, 1, 0, FALSE }, { 2, 1, 0, FALSE }, { 30, 20, 0, FALSE },
                                       { 6, 2, 0, FALSE }, { 20, 30, 90, FALSE } };
  g_autoptr (PlumbPicture) picture = make_six ();
  for (gsize k = 0; k < G_N_ELEMENTS (poses); k++)
    {
      g_autoptr (PlumbFrame) frame = plumb_picture_to_frame (picture, &poses[k], 0, 0);
      const guint8          *pixels = g_bytes_get_data (frame->pixels, NULL);
      double                 sum = 0;
      for (int y = 0; y < frame->height_px; y++)
        for (int x = 0; x < frame->width_px; x++)
          sum += pixels[y * frame->stride + 4 * x + 1];
      g_assert_cmpfloat_with_epsilon (sum / frame->width_px / frame->height_px, 35.0, 4.0);
    }
}

static void
test_fit (void)
{
  const PlumbVideoInfo info = { .width_px = 1080, .height_px = 1920, .rotation_deg = 90 };
  PlumbPose            pose = plumb_pose_fit (&info, 0, 0);
  g_assert_cmpint (pose.width_px, ==, 1080);
  pose = plumb_pose_fit (&info, 4000, 4000);
  g_assert_cmpint (pose.height_px, ==, 1920);
  pose = plumb_pose_fit (&info, 1280, 720);
  g_assert_cmpint (pose.width_px, ==, 405);
  g_assert_cmpint (pose.height_px, ==, 720);
  /* Stored 1920 × 1080: halved once it is 960 × 540, still more than 720 × 405. */
  g_assert_cmpuint (plumb_pose_halvings (&pose, 1920, 1080), ==, 1);
  pose = plumb_pose_fit (&info, 1080, 1000);
  g_assert_cmpuint (plumb_pose_halvings (&pose, 1920, 1080), ==, 0);
  pose = plumb_pose_fit (&info, 1, 1);
  g_assert_cmpint (pose.width_px, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (colour_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/media/picture/colour/%s", colour_cases[i].name);
      g_test_add_data_func (name, &colour_cases[i], test_colour);
    }
  g_test_add_func ("/media/picture/formats", test_formats);
  g_test_add_func ("/media/picture/gbr", test_gbr);
  for (gsize i = 0; i < G_N_ELEMENTS (tone_cases); i++)
    {
      g_autofree char *name = g_strconcat ("/media/picture/tone/", tone_cases[i].name, NULL);
      g_test_add_data_func (name, &tone_cases[i], test_tone);
    }
  g_test_add_func ("/media/picture/poses", test_poses);
  g_test_add_func ("/media/picture/sizes", test_sizes);
  g_test_add_func ("/media/picture/fit", test_fit);
  return g_test_run ();
}
