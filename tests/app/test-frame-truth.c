/* `plumbline-cli frame` against ffmpeg: first, last and random frames of every
 * shared clip, shrunk. The picture must be like the one that ffmpeg counts
 * by the same number, and like none of the others more.
 *
 * Everyday a few frames of the first hundreds; with "-m slow" twenty anywhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <cairo.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "manifest.h"

#define WIDTH 160
#define HEIGHT 90
#define SIZE (WIDTH * HEIGHT * 3)
/* Decoding thousands of frames for a few is for the slow suite. */
#define EVERYDAY_FRAMES 120
/* Levels, mean over the picture: what two scalers, two ways of rounding and, where
 * the file does not say it, two guesses at its colours differ by. Four at most, but
 * for a title of fine lines, which the two scalers make eight of. */
#define MAX_DIFFERENCE 8.5
/* So much nearer a neighbour may be before it counts: still pictures are alike. */
#define TIE 0.35

static char *folder;

static gboolean
has_program (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);
  return path != NULL;
}

/* HLG is brought to the screen here by BT.2446, and there by a curve of Hable's. */
#define HABLE \
  "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0," \
  "zscale=t=bt709:m=bt709:r=full,"

/* Clips whose pixels differ for a reason. */
static const struct
{
  const char *file;
  double      max_difference;
  const char *filter; /* (nullable) what ffmpeg has to do first */
} odd_clips[] = {
  { "media_hlg10-color-test.mp4", 15, HABLE },
  { "media_sample_edit_list.mp4", 15, HABLE },
  /* What is broken is made up in more than one way. */
  { "media_corrupted_counter.mp4", 25, NULL },
};

/* -1 = as all the others. */
static int
find_odd (const char *file)
{
  for (gsize i = 0; i < G_N_ELEMENTS (odd_clips); i++)
    if (g_str_equal (odd_clips[i].file, file))
      return (int) i;
  return -1;
}

/* (transfer full) (nullable) Small pictures of frames 0 to n - 1 as ffmpeg counts
 * them, one after another; *n_frames is how many came. */
static guint8 *
decode_all (const char *path,
            const char *first_filter,
            gint64      n,
            gint64     *n_frames)
{
  g_autofree char   *out = g_build_filename (folder, "small.raw", NULL);
  g_autofree char   *count = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  g_autofree char   *filter = g_strdup_printf ("%sscale=%d:%d:flags=area,format=rgb24",
                                               first_filter != NULL ? first_filter : "", WIDTH,
                                               HEIGHT);
  const char        *argv[] = { "ffmpeg", "-v", "quiet", "-nostdin", "-y", "-i", path, "-map",
                                "0:v:0", "-vsync", "passthrough", "-frames:v", count, "-vf", filter,
                                "-f", "rawvideo", out, NULL };
  g_autoptr (GError) error = NULL;
  char              *text = NULL;
  gsize              size = 0;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_file_get_contents (out, &text, &size, NULL);
  g_unlink (out);
  *n_frames = (gint64) (size / SIZE);
  return (guint8 *) text;
}

/* Means of the pixels of a rectangle each. */
static gboolean
load_small (const char *png,
            guint8     *small)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (png);
  gboolean         whole = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  int              width = whole ? cairo_image_surface_get_width (surface) : 0;
  int              height = whole ? cairo_image_surface_get_height (surface) : 0;
  int              stride = whole ? cairo_image_surface_get_stride (surface) : 0;
  const guint8    *pixels = whole ? cairo_image_surface_get_data (surface) : NULL;
  for (int at = 0; whole && at < SIZE; at++)
    {
      int x = at / 3 % WIDTH, y = at / 3 / WIDTH, channel = 2 - at % 3, sum = 0;
      int x0 = x * width / WIDTH, x1 = MAX ((x + 1) * width / WIDTH, x0 + 1);
      int y0 = y * height / HEIGHT, y1 = MAX ((y + 1) * height / HEIGHT, y0 + 1);
      int n = (x1 - x0) * (y1 - y0);
      for (int v = y0; v < y1; v++)
        for (int u = x0; u < x1; u++)
          sum += pixels[(gsize) v * (gsize) stride + (gsize) u * 4 + (gsize) channel];
      small[at] = (guint8) ((sum + n / 2) / n);
    }
  cairo_surface_destroy (surface);
  return whole;
}

/* Mean difference in levels. */
static double
compare (const guint8 *a,
         const guint8 *b)
{
  gint64 sum = 0;
  for (int i = 0; i < SIZE; i++)
    sum += ABS (a[i] - b[i]);
  return (double) sum / SIZE;
}

static gboolean
save_frame (const char *path,
            gint64      number,
            const char *png)
{
  g_autofree char   *count = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  const char        *argv[] = { g_getenv ("PLUMBLINE_CLI"), "frame", path, count, "--output", png,
                                NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char   *complaint = NULL;
  int                status = -1;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &complaint, &status,
                &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", complaint);
  return status == 0;
}

/* How far it is from ffmpeg's, in levels. */
static double
check_frame (const ManifestClip *clip,
             const char         *path,
             gint64              number,
             const guint8       *truth,
             gint64              n_truth)
{
  int              odd = find_odd (clip->file);
  double           limit = odd >= 0 ? odd_clips[odd].max_difference : MAX_DIFFERENCE;
  g_autofree char *png = g_build_filename (folder, "frame.png", NULL);
  guint8           small[SIZE];
  g_assert_true (save_frame (path, number, png));
  g_assert_true (load_small (png, small));
  double own = compare (small, truth + number * SIZE);
  if (own > limit)
    g_test_fail_printf ("frame %d differs by %.2f levels", (int) number, own);
  for (gint64 other = 0; other < n_truth; other++)
    if (compare (small, truth + other * SIZE) < own - TIE)
      {
        g_test_fail_printf ("frame %d is rather frame %d", (int) number, (int) other);
        break;
      }
  return own;
}

static void
test_clip (gconstpointer data)
{
  const ManifestClip *clip = data;
  g_autofree char    *shared = manifest_folder ();
  g_autofree char    *path = g_build_filename (shared, clip->file, NULL);
  gint64              n = clip->presented, n_truth;
  if (!g_test_slow ())
    n = MIN (n, EVERYDAY_FRAMES);
  if (!has_program ("ffmpeg"))
    {
      g_test_skip ("ffmpeg is not installed");
      return;
    }
  if (n == 0)
    {
      g_test_skip ("nothing installed decodes it");
      return;
    }
  int                odd = find_odd (clip->file);
  const char        *filter = odd >= 0 ? odd_clips[odd].filter : NULL;
  g_autofree guint8 *truth = decode_all (path, filter, n, &n_truth);
  if (filter != NULL && n_truth == 0)
    {
      g_test_skip ("this ffmpeg has no zscale");
      return;
    }
  g_assert_cmpint (n_truth, ==, n);
  double worst = MAX (check_frame (clip, path, 0, truth, n),
                      check_frame (clip, path, n - 1, truth, n));
  for (int i = 0; i < (g_test_slow () ? 20 : 2); i++)
    worst = MAX (worst, check_frame (clip, path, g_test_rand_int_range (0, (gint32) n), truth, n));
  g_test_message ("at most %.2f levels from ffmpeg's", worst);
}

static void
test_absent (void)
{
  g_test_skip ("the shared clips are not here");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_autoptr (GPtrArray) clips = manifest_load ();
  folder = g_dir_make_tmp ("plumbline-truth-XXXXXX", NULL);
  if (clips == NULL)
    g_test_add_func ("/cli/frame-truth/absent", test_absent);
  for (guint i = 0; clips != NULL && i < clips->len; i++)
    {
      const ManifestClip *clip = clips->pdata[i];
      g_autofree char    *name = g_strdup_printf ("/cli/frame-truth/%s", clip->file);
      g_test_add_data_func (name, clip, test_clip);
    }
  int              status = g_test_run ();
  g_autofree char *png = g_build_filename (folder, "frame.png", NULL);
  g_unlink (png);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
