/* Broken and hostile inputs: an error with its reason, or what can be saved; no
 * crash, no hang, no memory taken on a claim.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "media-clip.h"

#define N_MUTATIONS 150
#define GIB (G_GUINT64_CONSTANT (1) << 30)

/* Files of tests/bad/media and what each is refused for. */
static const struct
{
  const char *file;
  int         code;
} bad_files[] = {
  { "edit-shows-nothing.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "empty-moov.mp4", PLUMB_MEDIA_ERROR_NOT_VIDEO },
  { "fragment-claims-billions.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "garbage-units.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "header-only.avi", PLUMB_MEDIA_ERROR_DAMAGED },
  { "header-only.mkv", PLUMB_MEDIA_ERROR_NOT_VIDEO },
  { "moov-absurd.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "moov-beyond-end.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "nested.mp4", PLUMB_MEDIA_ERROR_NOT_VIDEO },
  { "no-description.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "no-moov.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "no-samples.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "offsets-beyond-end.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "only-ftyp.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "size-absurd.mp4", PLUMB_MEDIA_ERROR_TOO_LARGE },
  { "size-zero.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "sound-only.mp4", PLUMB_MEDIA_ERROR_NOT_VIDEO },
  { "stsc-empty.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "stsz-claims-billions.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "text.mp4", PLUMB_MEDIA_ERROR_NOT_VIDEO },
  { "timescale-zero.mp4", PLUMB_MEDIA_ERROR_DAMAGED },
  { "unknown-codec.mp4", PLUMB_MEDIA_ERROR_NO_DECODER },
};

static char *
get_bad_folder (void)
{
  return g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "tests", "bad", "media", NULL);
}

static void
test_bad_file (gconstpointer data)
{
  gsize              i = GPOINTER_TO_SIZE (data);
  g_autofree char   *folder = get_bad_folder ();
  g_autofree char   *path = g_build_filename (folder, bad_files[i].file, NULL);
  g_autoptr (GError) error = NULL;
  g_assert_null (plumb_engine_open (path, NULL, &error));
  g_assert_error (error, PLUMB_MEDIA_ERROR, bad_files[i].code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

/* A file that is added to the folder has to be in the table too. */
static void
test_all_listed (void)
{
  g_autofree char *folder = get_bad_folder ();
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char      *name;
  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      gboolean listed = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
        listed |= g_str_equal (bad_files[i].file, name);
      if (!listed)
        g_test_fail_printf ("%s is not in the table", name);
    }
}

static void
test_no_file (void)
{
  static const char *const paths[] = { "/nonexistent/lift.mp4", "/", "/dev/null" };
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (plumb_engine_open (paths[i], NULL, &error));
      g_assert_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ);
    }
}

/* Opens it and looks at some frames. TRUE when it opened. A picture that comes
 * has the number that was asked for; its bar code may be damaged. */
static gboolean
look_at (const char *path)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
  if (engine == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == PLUMB_MEDIA_ERROR);
      return FALSE;
    }
  gint64       n = plumb_frame_index_n_frames (plumb_engine_index (engine));
  const gint64 wanted[] = { 0, n / 2, n - 1 };
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (GError)     problem = NULL;
      g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, wanted[i], NULL, &problem);
      g_assert_true ((frame == NULL) == (problem != NULL));
      if (frame != NULL)
        g_assert_cmpint (frame->frame, ==, wanted[i]);
      else
        g_assert_false (g_error_matches (problem, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_STALLED));
    }
  return TRUE;
}

static char *
make_source (const char *suffix,
             gboolean    fragmented)
{
  PlumbClipOptions options;
  g_autofree char *file = g_strdup_printf ("source%s.%s", fragmented ? "-fragmented" : "", suffix);
  media_clip_options_init (&options, 30);
  options.b_frames = 2;
  options.fragmented = fragmented;
  if (g_str_equal (suffix, "webm"))
    options.codec = PLUMB_CLIP_CODEC_VP9;
  return media_clip_make (&options, file);
}

static const struct
{
  const char *suffix;
  gboolean    fragmented;
} sources[] = {
  { "mp4", FALSE }, { "mp4", TRUE }, { "mkv", FALSE }, { "webm", FALSE }, { "ts", FALSE },
};

static void
test_truncated (gconstpointer data)
{
  gsize            which = GPOINTER_TO_SIZE (data);
  g_autofree char *path = make_source (sources[which].suffix, sources[which].fragmented);
  g_autofree char *text = NULL;
  gsize            size;
  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  guint n_opened = 0;
  for (int percent = 0; percent < 100; percent += 7)
    {
      g_autofree char *cut = g_strdup_printf ("%s-cut.%s", path, sources[which].suffix);
      g_assert_true (g_file_set_contents (cut, text, (gssize) (size * percent / 100), NULL));
      n_opened += look_at (cut);
    }
  /* The tables are in front: it is shown as far as it goes. */
  g_assert_cmpuint (n_opened, >, 3);
}

/* Bytes changed at random, half of them in the table of contents. The seed is
 * printed. */
static void
test_mutated (gconstpointer data)
{
  gsize            which = GPOINTER_TO_SIZE (data);
  g_autofree char *path = make_source (sources[which].suffix, sources[which].fragmented);
  g_autofree char *text = NULL;
  gsize            size;
  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  gsize tables = sources[which].fragmented ? 0 : size - MIN (size, 2500);
  for (int i = 0; i < N_MUTATIONS; i++)
    {
      g_autofree char *changed = g_memdup2 (text, size);
      g_autofree char *file = g_strdup_printf ("%s-changed.%s", path, sources[which].suffix);
      gsize            from = i % 2 ? 0 : tables;
      int              n = g_test_rand_int_range (1, 12);
      for (int k = 0; k < n; k++)
        changed[g_test_rand_int_range ((gint32) from, (gint32) size)] =
            (char) g_test_rand_int_range (0, 256);
      g_assert_true (g_file_set_contents (file, changed, (gssize) size, NULL));
      look_at (file);
    }
}

/* A recording that vanishes or shrinks while it is open. */
static void
test_shrinks (void)
{
  g_autofree char   *path = make_source ("mp4", FALSE);
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (truncate (path, 2000), ==, 0);
  g_assert_null (plumb_engine_get_frame (engine, 20, NULL, &error));
  g_assert_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
#ifndef __SANITIZE_ADDRESS__
  /* Whoever believes a claim of gigabytes finds out here. */
  const struct rlimit limit = { 4 * GIB, 4 * GIB };
  setrlimit (RLIMIT_AS, &limit);
#endif
  g_test_add_func ("/media/bad/all-listed", test_all_listed);
  g_test_add_func ("/media/bad/no-file", test_no_file);
  g_test_add_func ("/media/bad/shrinks", test_shrinks);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autofree char *name = g_strdup_printf ("/media/bad/file/%s", bad_files[i].file);
      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_bad_file);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      const char      *kind = sources[i].fragmented ? "fragmented" : sources[i].suffix;
      g_autofree char *truncated = g_strdup_printf ("/media/bad/truncated/%s", kind);
      g_autofree char *mutated = g_strdup_printf ("/media/bad/mutated/%s", kind);
      g_test_add_data_func (truncated, GSIZE_TO_POINTER (i), test_truncated);
      g_test_add_data_func (mutated, GSIZE_TO_POINTER (i), test_mutated);
    }
  int status = g_test_run ();
  media_clip_clean ();
  return status;
}
