/* A library taken to another folder: all of it is there, the old one is as it was,
 * and where a library cannot live it is refused before anything is copied.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "file-copy.h"
#include "library-move.h"
#include "review-fixture.h"

#define SPARSE_BYTES ((off_t) 1 << 43)

typedef struct
{
  TestFolder *folder, *target;
  char       *outside; /* of a film that is not the library's */
  gint64      inner_id, outer_id;
} Fixture;

static gint64
review_film (PlumbLibrary *library,
             const char   *path)
{
  g_autoptr (PlumbReview) review = NULL;
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, path, -1, NULL));
  review = plumb_library_review_file (library, path, 0, NULL);
  g_assert_nonnull (review);
  g_assert_true (plumb_review_set_notes (review, "Pull the slack out first", NULL));
  return plumb_review_id (review);
}

static void
set_up (Fixture      *fixture,
        gconstpointer unused)
{
  g_autoptr (PlumbLibrary) library = NULL;
  g_autofree char *inner = NULL;

  fixture->folder = test_folder_new ();
  fixture->target = test_folder_new ();
  library = plumb_library_open (fixture->folder, NULL);
  g_assert_nonnull (library);
  inner = test_folder_path (fixture->folder, "recordings/inner.mp4");
  fixture->outside = g_build_filename (g_get_tmp_dir (), "plumb-move-outer.mp4", NULL);
  fixture->inner_id = review_film (library, inner);
  fixture->outer_id = review_film (library, fixture->outside);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer unused)
{
  g_unlink (fixture->outside);
  g_free (fixture->outside);
  test_folder_free (fixture->folder);
  test_folder_free (fixture->target);
}

static void
assert_path (PlumbLibrary *library,
             gint64        review_id,
             const char   *path)
{
  g_autoptr (PlumbReview) review = plumb_library_load_review (library, review_id, NULL);
  g_autofree char *content = NULL;

  g_assert_nonnull (review);
  g_assert_cmpstr (plumb_review_path (review), ==, path);
  g_assert_cmpstr (plumb_review_notes (review), ==, "Pull the slack out first");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
}

/* (transfer full) One checksum of what is to stay as it is. */
static char *
read_old (Fixture *fixture)
{
  static const char *const names[] = { "library.db", "recordings/inner.mp4" };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = test_folder_path (fixture->folder, names[i]);
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_checksum_update (checksum, (const guchar *) content, (gssize) length);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static void
test_move (Fixture      *fixture,
           gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *target = test_folder_path (fixture->target, "new");
  g_autofree char *inner = g_build_filename (target, "recordings", "inner.mp4", NULL);
  g_autoptr (PlumbLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  guint64 bytes = 0;
  gssize done = 0;

  before = read_old (fixture);
  plumb_library_move_check (fixture->folder, target, &bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bytes, >, 4096);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  plumb_library_move_files (fixture->folder, target, &done, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done, >, 0);
  g_assert_false (plumb_library_is_in (target));
  plumb_library_move_finish (fixture->folder, target, &error);
  g_assert_no_error (error);
  after = read_old (fixture);
  g_assert_cmpstr (before, ==, after);

  g_assert_true (plumb_library_is_in (target));
  library = plumb_library_open (target, &error);
  g_assert_no_error (error);
  g_assert_true (plumb_library_verify (library, &error));
  assert_path (library, fixture->inner_id, inner);
  assert_path (library, fixture->outer_id, fixture->outside);
  g_assert_cmpint (test_folder_mode (target, "library.db"), ==, 0600);
  g_assert_cmpint (test_folder_mode (target, "recordings/inner.mp4"), ==, 0600);
}

/* Another library is never written over, nor is a file of others. */
static void
test_taken (Fixture      *fixture,
            gconstpointer unused)
{
  g_autofree char *film = test_folder_path (fixture->target, "recordings/inner.mp4");
  g_autofree char *folder = g_path_get_dirname (film);
  g_autofree char *content = NULL;
  g_autoptr (PlumbLibrary) library = plumb_library_open (fixture->target, NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&library);
  g_assert_false (plumb_library_move_finish (fixture->folder, fixture->target, &error));
  g_assert_true (plumb_library_is_in (fixture->target));
  library = plumb_library_open (fixture->target, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (plumb_library_athletes (library)), ==, 0);
  g_clear_object (&library);
  g_clear_error (&error);

  plumb_library_move_undo (fixture->target);
  g_assert_true (g_file_set_contents (film, "other", -1, NULL));
  g_assert_false (plumb_library_move_files (fixture->folder, fixture->target, NULL, NULL, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FOLDER);
  g_assert_true (g_file_get_contents (film, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "other");
}

static void
assert_refused (const char       *data_dir,
                const char       *target,
                PlumbLibraryError code,
                const char       *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (plumb_library_move_check (data_dir, target, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, PLUMB_LIBRARY_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_refused (Fixture      *fixture,
              gconstpointer unused)
{
  g_autofree char *large = test_folder_path (fixture->folder, "recordings/large.mp4");
  g_autofree char *within = test_folder_path (fixture->folder, "recordings/here");
  g_autofree char *before = test_folder_state (fixture->target);
  g_autofree char *after = NULL;
  int fd;

  assert_refused (fixture->folder, fixture->folder, PLUMB_LIBRARY_ERROR_FAILED, "already");
  assert_refused (fixture->folder, within, PLUMB_LIBRARY_ERROR_FAILED, "its own folder");
  assert_refused (fixture->folder, "/proc/plumbline", PLUMB_LIBRARY_ERROR_FOLDER, "/proc");
  assert_refused (NULL, "/proc", PLUMB_LIBRARY_ERROR_FOLDER, "cannot be written");

  fd = open (large, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || ftruncate (fd, SPARSE_BYTES) != 0)
    g_test_skip ("no file of 8 TiB with nothing in it can be made here");
  else
    assert_refused (fixture->folder, fixture->target, PLUMB_LIBRARY_ERROR_FULL,
                    "too little room");
  close (fd);
  after = test_folder_state (fixture->target);
  g_assert_cmpstr (before, ==, after);
}

/* Of what was given up nothing is left; what was copied is not copied again. */
static void
test_cancel (Fixture      *fixture,
             gconstpointer unused)
{
  g_autofree char *target = test_folder_path (fixture->target, "new");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gssize done = 0;

  g_cancellable_cancel (cancellable);
  g_assert_false (plumb_library_move_files (fixture->folder, target, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (plumb_library_move_files (fixture->folder, target, NULL, NULL, &error));
  g_assert_true (plumb_library_move_files (fixture->folder, target, &done, NULL, &error));
  g_assert_cmpint (done, ==, 0);
}

static void
test_target (Fixture      *fixture,
             gconstpointer unused)
{
  g_autofree char *empty = plumb_library_move_target (fixture->target);
  g_autofree char *taken = plumb_library_move_target (fixture->folder);
  g_autofree char *file = test_folder_path (fixture->target, "a");
  g_autofree char *own = test_folder_path (fixture->target, "Plumbline");
  g_autofree char *mixed = NULL;

  g_assert_cmpstr (empty, ==, fixture->target);
  g_assert_cmpstr (taken, ==, fixture->folder);
  g_assert_true (g_file_set_contents (file, "a", -1, NULL));
  mixed = plumb_library_move_target (fixture->target);
  g_assert_cmpstr (mixed, ==, own);
}

static void
test_networks (void)
{
  static const char *const remote[] = { "nfs4", "cifs", "fuse.sshfs", "9p", "fuse.rclone" };
  static const char *const local[] = { "ext4", "btrfs", "vfat", "fuse.portal", "tmpfs", "fuseblk" };

  for (guint i = 0; i < G_N_ELEMENTS (remote); i++)
    g_assert_true (plumb_library_is_network (remote[i]));
  for (guint i = 0; i < G_N_ELEMENTS (local); i++)
    g_assert_false (plumb_library_is_network (local[i]));
  g_assert_false (plumb_library_is_network (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/library-move/move", Fixture, NULL, set_up, test_move, tear_down);
  g_test_add ("/library-move/taken", Fixture, NULL, set_up, test_taken, tear_down);
  g_test_add ("/library-move/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/library-move/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/library-move/target", Fixture, NULL, set_up, test_target, tear_down);
  g_test_add_func ("/library-move/networks", test_networks);
  return g_test_run ();
}
