/* Files on their way into the library; see library-import.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-import.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine.h"
#include "filmed-time.h"
#include "messages.h"
#include "progress-dialog.h"
#include "recording-copy.h"

/* By what lies at its two ends a recording is recognised. */
#define END_BYTES (1024 * 1024)

typedef struct
{
  GtkWindow      *parent;  /* owned */
  PlumbLibrary   *library; /* owned */
  GPtrArray      *paths;   /* owned: where they are, then where the copies are */
  GArray         *copied;  /* of gboolean: to be copied, then that they were */
  GArray         *unknown; /* of gboolean: looked into before a review is made */
  char           *folder;  /* owned */
  GPtrArray      *errors;  /* owned, of GError */
  gssize          done_bytes;
  gssize          all_bytes;
  PlumbProgress  *progress; /* nullable */
  PlumbImportDone done;
  gpointer        user_data;
} Import;

static void
free_import (Import *import)
{
  g_object_unref (import->parent);
  g_object_unref (import->library);
  g_ptr_array_unref (import->paths);
  g_ptr_array_unref (import->errors);
  g_array_unref (import->copied);
  g_array_unref (import->unknown);
  g_free (import->folder);
  g_free (import);
}

static gboolean
is_known (Import     *import,
          const char *path)
{
  g_autoptr (PlumbReviewItem) known = plumb_library_find_file (import->library, path, NULL);

  return known != NULL;
}

/* What is no video, or holds no picture at all, gets no review. One whose decoder
 * is missing does: it can be installed. (transfer full) (nullable) */
static GError *
find_fault (const char   *path,
            GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, cancellable, &error);
  g_autofree char *text = NULL;

  if (engine != NULL)
    plumb_engine_close (engine);
  if (engine != NULL || error->domain != PLUMB_MEDIA_ERROR
      || error->code == PLUMB_MEDIA_ERROR_NO_DECODER)
    return NULL;
  text = plumb_message_for (error, path);
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
}

/* A recording that the library knows keeps its place, one that lies in the
 * library's folder has it already. */
static gboolean
needs_copy (Import     *import,
            const char *path)
{
  g_autoptr (PlumbReviewItem) known = NULL;
  g_autofree char *prefix = g_strconcat (plumb_library_data_dir (import->library),
                                         G_DIR_SEPARATOR_S, NULL);
  GStatBuf info;

  if (g_str_has_prefix (path, prefix) || g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  known = plumb_library_find_file (import->library, path, NULL);
  if (known != NULL && g_file_test (plumb_review_item_path (known), G_FILE_TEST_EXISTS))
    return FALSE;
  import->all_bytes += info.st_size;
  return TRUE;
}

static void
take_one (Import     *import,
          const char *path,
          GPtrArray  *reviews)
{
  GError *error = NULL;
  PlumbReview *review = plumb_library_review_file (import->library, path, 0, &error);

  if (review == NULL)
    {
      g_ptr_array_add (import->errors, error);
      return;
    }
  /* A day that cannot be kept costs a line in the list. */
  if (!plumb_library_is_read_only (import->library))
    plumb_library_set_filmed (import->library, plumb_review_id (review),
                              plumb_filmed_time (path), NULL);
  g_ptr_array_add (reviews, review);
}

static void
finish (Import *import)
{
  g_autoptr (GPtrArray) reviews = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < import->paths->len; i++)
    if (import->paths->pdata[i] != NULL)
      take_one (import, import->paths->pdata[i], reviews);
  import->done (reviews, import->errors, import->user_data);
  free_import (import);
}

/* In its own thread: nothing of the library is touched. */
static void
take_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Import *import = data;

  for (guint i = 0; i < import->paths->len; i++)
    {
      GError *error = NULL;
      char *copy;

      if (g_array_index (import->unknown, gboolean, i))
        error = find_fault (import->paths->pdata[i], cancellable);
      if (error != NULL)
        {
          g_ptr_array_add (import->errors, error);
          g_array_index (import->copied, gboolean, i) = FALSE;
          g_clear_pointer (&import->paths->pdata[i], g_free);
          continue;
        }
      if (!g_array_index (import->copied, gboolean, i))
        continue;
      copy = plumb_recording_copy (import->paths->pdata[i], import->folder, &import->done_bytes,
                                   cancellable, &error);
      g_array_index (import->copied, gboolean, i) = copy != NULL;
      g_free (import->paths->pdata[i]);
      import->paths->pdata[i] = copy;
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_ptr_array_add (import->errors, g_steal_pointer (&error));
      g_clear_error (&error);
    }
  g_task_return_boolean (task, TRUE);
}

/* After a cancel what was copied goes again. */
static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Import *import = user_data;

  if (plumb_progress_close (import->progress))
    for (guint i = 0; i < import->paths->len; i++)
      {
        if (g_array_index (import->copied, gboolean, i))
          g_unlink (import->paths->pdata[i]);
        g_clear_pointer (&import->paths->pdata[i], g_free);
      }
  finish (import);
}

static double
look_cb (gpointer user_data)
{
  Import *import = user_data;

  if (import->all_bytes == 0)
    return -1;
  return (double) (gssize) g_atomic_pointer_get (&import->done_bytes)
         / (double) MAX (import->all_bytes, 1);
}

/* With both ends of every file at hand: which are known, which are to be copied. */
static void
sort_out (Import *import)
{
  gboolean any_copy = FALSE, any_unknown = FALSE;
  const gboolean copies = plumb_library_copies_recordings (import->library)
                          && !plumb_library_is_read_only (import->library);

  for (guint i = 0; i < import->paths->len; i++)
    {
      const gboolean copy = copies && needs_copy (import, import->paths->pdata[i]);
      const gboolean unknown = !is_known (import, import->paths->pdata[i]);

      any_copy = any_copy || copy;
      any_unknown = any_unknown || unknown;
      g_array_append_val (import->unknown, unknown);
      g_array_append_val (import->copied, copy);
    }
  if (!any_copy && !any_unknown)
    {
      finish (import);
      return;
    }
  import->progress = plumb_progress_open (import->parent,
                                          any_copy ? _("Copying Recordings into the Library")
                                                   : _("Reading the Recordings"),
                                          look_cb, import);
  g_autoptr (GTask) task
      = g_task_new (NULL, plumb_progress_cancellable (import->progress), copied_cb, import);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, import, NULL);
  g_task_run_in_thread (task, take_thread);
}

static void
read_ends (const char   *path,
           GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
  g_autofree char *bytes = g_malloc (END_BYTES);

  if (stream == NULL)
    return;
  g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, END_BYTES, NULL, cancellable, NULL);
  if (g_seekable_seek (G_SEEKABLE (stream), -END_BYTES, G_SEEK_END, cancellable, NULL))
    g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, END_BYTES, NULL, cancellable, NULL);
}

/* In its own thread, which may hang: it has paths of its own and touches nothing else. */
static void
read_ends_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  GPtrArray *paths = data;

  for (guint i = 0; i < paths->len && !g_cancellable_is_cancelled (cancellable); i++)
    read_ends (paths->pdata[i], cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
ends_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Import *import = user_data;

  if (!plumb_progress_close (g_steal_pointer (&import->progress)))
    {
      sort_out (import);
      return;
    }
  for (guint i = 0; i < import->paths->len; i++)
    g_clear_pointer (&import->paths->pdata[i], g_free);
  finish (import);
}

/* What a file is recognised by is read before anybody needs it: a disk that sleeps or a
 * network that is gone keeps a thread waiting, not the window. */
static void
start_reading (Import *import)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < import->paths->len; i++)
    g_ptr_array_add (paths, g_strdup (import->paths->pdata[i]));
  import->progress = plumb_progress_open (import->parent, _("Reading the Recordings"), look_cb,
                                          import);
  g_autoptr (GTask) task
      = g_task_new (NULL, plumb_progress_cancellable (import->progress), ends_read_cb, import);
  g_task_set_task_data (task, paths, (GDestroyNotify) g_ptr_array_unref);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_ends_thread);
}

void
plumb_import_recordings (GtkWindow      *parent,
                         PlumbLibrary   *library,
                         GPtrArray      *paths,
                         PlumbImportDone done,
                         gpointer        user_data)
{
  Import *import = g_new0 (Import, 1);

  import->parent = g_object_ref (parent);
  import->library = g_object_ref (library);
  import->paths = g_ptr_array_new_with_free_func (g_free);
  import->copied = g_array_new (FALSE, FALSE, sizeof (gboolean));
  import->unknown = g_array_new (FALSE, FALSE, sizeof (gboolean));
  import->errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  import->folder = g_build_filename (plumb_library_data_dir (library), "recordings", NULL);
  import->done = done;
  import->user_data = user_data;
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (import->paths, g_strdup (paths->pdata[i]));
  start_reading (import);
}
