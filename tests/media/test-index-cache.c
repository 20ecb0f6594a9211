/* Tables kept in the cache folder: the same table again, never a wrong one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <string.h>
#include <sys/stat.h>

#include "cache-folder.h"
#include "index-cache.h"
#include "media-clip.h"

static char *
find_file (const PlumbIndexKey *key,
           const char          *ending)
{
  g_autofree char *folder = plumb_cache_folder_path ("index");
  return g_strdup_printf ("%s/%s.%s", folder, key->hash, ending);
}

/* (transfer full) Opened, and whether it came from the cache. */
static PlumbTrack *
open_track (const char    *path,
            PlumbIndexKey *key)
{
  g_autoptr (GError) error = NULL;
  PlumbTrack        *track = plumb_index_cache_open (path, key, NULL, NULL, &error);
  g_assert_no_error (error);
  return track;
}

static void
save_track (const PlumbIndexKey *key,
            const PlumbTrack    *track)
{
  g_autoptr (GError) error = NULL;
  plumb_index_cache_save (key, track, NULL, &error);
  g_assert_no_error (error);
}

/* A clip that was never opened before, in this run or another. */
static char *
make_clip (const char *suffix)
{
  static guint32   n;
  PlumbClipOptions options;
  g_autofree char *file = g_strdup_printf ("cached-%u.%s", n++, suffix);
  g_autoptr (GError) error = NULL;
  media_clip_options_init (&options, 20);
  options.b_frames = 2;
  options.open_gop = g_str_equal (suffix, "mp4");
  char *path = media_clip_make (&options, file);
  if (path == NULL)
    return NULL;
  PlumbIndexKey          key;
  g_autoptr (PlumbTrack) track G_GNUC_UNUSED
      = plumb_index_cache_open (path, &key, NULL, NULL, &error);
  g_assert_no_error (error);
  plumb_index_cache_forget (key.hash);
  return path;
}

static void
assert_same (const PlumbTrack *a,
             const PlumbTrack *b)
{
  g_assert_cmpstr (a->codec, ==, b->codec);
  g_assert_cmpstr (a->caps, ==, b->caps);
  g_assert_true ((a->codec_data == NULL) == (b->codec_data == NULL));
  if (a->codec_data != NULL)
    g_assert_true (g_bytes_equal (a->codec_data, b->codec_data));
  g_assert_cmpint (a->width_px, ==, b->width_px);
  g_assert_cmpint (a->height_px, ==, b->height_px);
  g_assert_cmpint (a->rotation_deg, ==, b->rotation_deg);
  g_assert_cmpint (a->timescale, ==, b->timescale);
  g_assert_cmpint (a->movie_timescale, ==, b->movie_timescale);
  g_assert_cmpint (a->media_duration, ==, b->media_duration);
  g_assert_cmpint (a->colour.matrix, ==, b->colour.matrix);
  g_assert_cmpmem (a->units->data, a->units->len * sizeof (PlumbUnit), b->units->data,
                   b->units->len * sizeof (PlumbUnit));
  g_assert_cmpmem (a->edits->data, a->edits->len * sizeof (PlumbEdit), b->edits->data,
                   b->edits->len * sizeof (PlumbEdit));
  for (guint i = 0; i < a->units->len; i++)
    {
      g_autoptr (GBytes) x = plumb_track_read_unit (a, i, NULL);
      g_autoptr (GBytes) y = plumb_track_read_unit (b, i, NULL);
      g_assert_true (x != NULL && y != NULL && g_bytes_equal (x, y));
    }
}

static void
test_again (gconstpointer data)
{
  g_autofree char *path = make_clip (data);
  PlumbIndexKey    key, again;
  if (path == NULL)
    return;
  g_autoptr (PlumbTrack) first = open_track (path, &key);
  g_assert_false (key.is_stored);
  save_track (&key, first);
  g_autoptr (PlumbTrack) second = open_track (path, &again);
  g_assert_true (again.is_stored);
  g_assert_cmpstr (again.hash, ==, key.hash);
  assert_same (first, second);
}

/* The engine saves beside its work and has saved when it is closed. */
static void
test_engine (gconstpointer data)
{
  g_autofree char *path = make_clip (data);
  if (path == NULL)
    return;
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (GError)      error = NULL;
      g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
      g_assert_no_error (error);
      for (gint64 i = 19; i >= 0; i--)
        {
          g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, i, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpint (media_clip_number (frame), ==, i);
        }
      plumb_engine_close (engine);
      PlumbIndexKey          key;
      g_autoptr (PlumbTrack) track G_GNUC_UNUSED = open_track (path, &key);
      g_assert_true (key.is_stored);
    }
}

static void
test_private (void)
{
  g_autofree char *path = make_clip ("ts");
  g_autofree char *folder = plumb_cache_folder_path ("index");
  PlumbIndexKey    key;
  GStatBuf         about;
  if (path == NULL)
    return;
  g_autoptr (PlumbTrack) track = open_track (path, &key);
  save_track (&key, track);
  g_assert_cmpint (g_stat (folder, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0700);
  static const char *const endings[] = { "index", "units" };
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = find_file (&key, endings[i]);
      g_assert_cmpint (g_stat (file, &about), ==, 0);
      g_assert_cmpint (about.st_mode & 0777, ==, 0600);
    }
  plumb_index_cache_forget (key.hash);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = find_file (&key, endings[i]);
      g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
    }
}

/* Every byte that is changed and every cut makes the file worthless. */
static void
test_damaged (void)
{
  g_autofree char *path = make_clip ("mp4");
  PlumbIndexKey    key, again;
  gsize            size;
  g_autofree char *text = NULL;
  if (path == NULL)
    return;
  g_autoptr (PlumbTrack) track = open_track (path, &key);
  save_track (&key, track);
  g_autofree char *file = find_file (&key, "index");
  g_assert_true (g_file_get_contents (file, &text, &size, NULL));
  for (gsize at = 0; at < size; at += 13)
    {
      text[at] ^= 0x20;
      g_assert_true (g_file_set_contents (file, text, (gssize) size, NULL));
      g_autoptr (PlumbTrack) opened = open_track (path, &again);
      g_assert_false (again.is_stored);
      assert_same (track, opened);
      text[at] ^= 0x20;
    }
  for (gsize n = 0; n < size; n += 17)
    {
      g_assert_true (g_file_set_contents (file, text, (gssize) n, NULL));
      g_autoptr (PlumbTrack) opened G_GNUC_UNUSED = open_track (path, &again);
      g_assert_false (again.is_stored);
    }
  g_assert_true (g_file_set_contents (file, text, (gssize) size, NULL));
  g_autoptr (PlumbTrack) whole G_GNUC_UNUSED = open_track (path, &again);
  g_assert_true (again.is_stored);
}

/* Another time of change is another recording, even with the same bytes at both
 * ends; and so is one whose units were taken away. */
static void
test_stale (void)
{
  g_autofree char *path = make_clip ("ts");
  PlumbIndexKey    key, again;
  if (path == NULL)
    return;
  g_autoptr (PlumbTrack) track = open_track (path, &key);
  save_track (&key, track);
  const struct timespec times[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  g_autoptr (PlumbTrack) later = open_track (path, &again);
  g_assert_false (again.is_stored);
  save_track (&again, later);
  g_autoptr (PlumbTrack) stored G_GNUC_UNUSED = open_track (path, &again);
  g_assert_true (again.is_stored);
  g_autofree char *units = find_file (&key, "units");
  g_assert_cmpint (g_unlink (units), ==, 0);
  g_autoptr (PlumbTrack) without = open_track (path, &again);
  g_assert_false (again.is_stored);
  assert_same (track, without);
}

/* The name is what the library knows the recording by: written down here with
 * other means, for the two must not drift apart. */
static void
test_name (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "plumbline-name.mp4", NULL);
  const gsize      mib = 1 << 20, size = 3 * mib;
  g_autofree char *text = g_malloc (size);
  PlumbIndexKey    key;
  for (gsize i = 0; i < size; i++)
    text[i] = (char) (i * 2654435761u >> 13);
  g_assert_true (g_file_set_contents (path, text, (gssize) size, NULL));
  g_autoptr (PlumbTrack) none = plumb_index_cache_open (path, &key, NULL, NULL, NULL);
  g_assert_null (none);
  g_autofree char *joined = g_malloc (2 * mib + 7);
  memcpy (joined, text, mib);
  memcpy (joined + mib, text + 2 * mib, mib);
  memcpy (joined + 2 * mib, "3145728", 7);
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) joined,
                                                      2 * mib + 7);
  g_assert_cmpstr (key.hash, ==, sum);
  g_unlink (path);
}

/* What was used longest ago goes first. */
static void
test_bounded (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (plumb_cache_folder_make ("bounded", &error));
  g_autofree char *folder = plumb_cache_folder_path ("bounded");
  g_autofree char *leftover = g_build_filename (folder, "gone.index.part", NULL);
  const struct timespec old[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
  for (guint i = 0; i < PLUMB_CACHE_MAX_FILES + 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.index", folder, i);
      const struct timespec times[2] = { { .tv_sec = 100000 + i }, { .tv_sec = 100000 + i } };
      g_assert_true (g_file_set_contents (path, "x", 1, NULL));
      g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
    }
  g_assert_true (g_file_set_contents (leftover, "x", 1, NULL));
  g_assert_cmpint (utimensat (AT_FDCWD, leftover, old, 0), ==, 0);
  plumb_cache_folder_trim ("bounded");
  for (guint i = 0; i < PLUMB_CACHE_MAX_FILES + 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.index", folder, i);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS) == (i >= 5));
      g_unlink (path);
    }
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

static void
count_cb (double   fraction,
          gpointer user_data)
{
  double *last = user_data;
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = MAX (*last, fraction);
}

static void
test_cancelled (void)
{
  g_autofree char          *path = make_clip ("ts");
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  g_autoptr (GError)        error = NULL;
  double                    last = 0;
  const PlumbProgress       progress = { count_cb, &last };
  PlumbIndexKey             key;
  if (path == NULL)
    return;
  g_autoptr (PlumbTrack) track G_GNUC_UNUSED
      = plumb_index_cache_open (path, &key, &progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (last, >, 0.5);
  g_cancellable_cancel (cancellable);
  g_assert_null (plumb_index_cache_open (path, &key, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/media/index-cache/again/mp4", "mp4", test_again);
  g_test_add_data_func ("/media/index-cache/again/mkv", "mkv", test_again);
  g_test_add_data_func ("/media/index-cache/again/ts", "ts", test_again);
  g_test_add_data_func ("/media/index-cache/engine/mp4", "mp4", test_engine);
  g_test_add_data_func ("/media/index-cache/engine/ts", "ts", test_engine);
  g_test_add_func ("/media/index-cache/private", test_private);
  g_test_add_func ("/media/index-cache/damaged", test_damaged);
  g_test_add_func ("/media/index-cache/stale", test_stale);
  g_test_add_func ("/media/index-cache/name", test_name);
  g_test_add_func ("/media/index-cache/bounded", test_bounded);
  g_test_add_func ("/media/index-cache/cancelled", test_cancelled);
  int status = g_test_run ();
  media_clip_clean ();
  return status;
}
