/* Recordings copied into a library's folder, and the day on which they were
 * filmed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <utime.h>

#include "filmed-time.h"
#include "folder.h"
#include "recording-copy.h"

#define LENGTH ((3 << 20) + 17)

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_copy (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *film = test_folder_path (folder, "lift.final.mp4");
  g_autofree char *into = test_folder_path (folder, "library");
  g_autofree char *bytes = g_malloc (LENGTH);
  g_autofree char *read = NULL;
  g_autoptr (GError) error = NULL;
  gssize done = 0;
  gsize length = 0;
  GStatBuf info;

  for (gsize i = 0; i < LENGTH; i++)
    bytes[i] = (char) (i * 31 >> 3);
  g_assert_true (g_file_set_contents (film, bytes, LENGTH, NULL));
  g_autofree char *first = plumb_recording_copy (film, into, &done, NULL, &error);
  g_autofree char *second = plumb_recording_copy (film, into, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done, ==, LENGTH);
  g_assert_true (g_str_has_suffix (first, "/library/lift.final.mp4"));
  g_assert_true (g_str_has_suffix (second, "/library/lift.final-2.mp4"));
  g_assert_true (g_file_get_contents (second, &read, &length, NULL));
  g_assert_cmpmem (read, length, bytes, LENGTH);
  g_assert_cmpint (g_stat (first, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (into, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0700);
  g_assert_cmpuint (count_files (into), ==, 2);
}

static void
test_cancelled (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *film = test_folder_path (folder, "lift.mp4");
  g_autofree char *into = test_folder_path (folder, "library");
  g_autofree char *missing = test_folder_path (folder, "missing.mp4");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (film, "film", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_null (plumb_recording_copy (film, into, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (plumb_recording_copy (missing, into, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (into), ==, 0);
}

/* A movie header after a box of another sort, as phones write it. */
static void
assert_filmed (guint8  version,
               guint32 high,
               guint32 low,
               gint64  filmed_s)
{
  const guint8 file[] = { 0, 0, 0, 12, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', /* */
                          0, 0, 0, 28, 'm', 'o', 'o', 'v', /* */
                          0, 0, 0, 20, 'm', 'v', 'h', 'd', version, 0, 0, 0 };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "film.mp4");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint32 words[2] = { GUINT32_TO_BE (version == 1 ? high : low), GUINT32_TO_BE (low) };

  g_byte_array_append (bytes, file, sizeof file);
  g_byte_array_append (bytes, (const guint8 *) words, sizeof words);
  for (guint cut = 0; cut <= bytes->len; cut += cut < bytes->len - 1 ? 7 : 1)
    {
      g_assert_true (g_file_set_contents (path, (const char *) bytes->data, cut, NULL));
      g_assert_cmpint (plumb_filmed_time (path), ==, cut == bytes->len ? filmed_s : 0);
      if (cut + 7 > bytes->len && cut < bytes->len)
        cut = bytes->len - 1;
    }
}

static void
test_filmed (void)
{
  /* 3850416000 s after 1904 is 2026-01-05 00:00 UTC: 1767571200. */
  assert_filmed (0, 0, 3850416000u, 1767571200);
  assert_filmed (1, 0, 3850416000u, 1767571200);
  assert_filmed (0, 0, 0, 0);          /* a messenger */
  assert_filmed (0, 0, 2082844800u, 0); /* 1970: a camera without a clock */
  assert_filmed (1, 0x7fffffff, 0, 0);
  g_assert_cmpint (plumb_filmed_time ("/nowhere/film.mp4"), ==, 0);
}

/* Header, segment of unknown length (as it is written while it is sent), an
 * element of another sort, and the information with the date. */
static void
test_filmed_matroska (void)
{
  static const guint8 file[]
      = { 0x1a, 0x45, 0xdf, 0xa3, 0x83, 0x42, 0x86, 0x80,                         /* EBML */
          0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, /* Segment */
          0xec, 0x82, 0, 0,                                                       /* Void */
          0x15, 0x49, 0xa9, 0x66, 0x8f,                                           /* Info */
          0x4d, 0x80, 0x81, 'x',                                                  /* an app */
          0x44, 0x61, 0x88, 0x0a, 0xf4, 0x07, 0x6d, 0x22, 0x01, 0x00, 0x00 }; /* the date */
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "film.webm");

  for (gsize cut = 0; cut <= sizeof file; cut++)
    {
      g_assert_true (g_file_set_contents (path, (const char *) file, (gssize) cut, NULL));
      g_assert_cmpint (plumb_filmed_time (path), ==, cut == sizeof file ? 1767571200 : 0);
    }
}

/* The day of the file goes along. */
static void
test_day (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *film = test_folder_path (folder, "lift.mp4");
  g_autofree char *into = test_folder_path (folder, "library");
  g_autofree char *copy = NULL;
  struct utimbuf times = { 1767571200, 1767571200 };
  GStatBuf info;

  g_assert_true (g_file_set_contents (film, "film", -1, NULL));
  g_assert_cmpint (g_utime (film, &times), ==, 0);
  copy = plumb_recording_copy (film, into, NULL, NULL, NULL);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mtime, ==, 1767571200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recording-copy/copy", test_copy);
  g_test_add_func ("/recording-copy/cancelled", test_cancelled);
  g_test_add_func ("/recording-copy/filmed", test_filmed);
  g_test_add_func ("/recording-copy/filmed-matroska", test_filmed_matroska);
  g_test_add_func ("/recording-copy/day", test_day);
  return g_test_run ();
}
