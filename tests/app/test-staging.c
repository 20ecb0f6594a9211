/* Files without a path, as a portal or a place on a network gives them: what is
 * written arrives, what is read is there, and nothing is left in the cache.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <utime.h>

#include "folder.h"
#include "staging.h"
#include "store.h"

#define SCHEME "plumbmemory"

/* A file in memory: it has a URI and streams, but no path. */
#define MEMORY_TYPE_FILE (memory_file_get_type ())
G_DECLARE_FINAL_TYPE (MemoryFile, memory_file, MEMORY, FILE, GObject)

struct _MemoryFile
{
  GObject parent_instance;
  char   *uri;
};

static GHashTable *contents;  /* URI → GBytes */
static gboolean    is_full;   /* the place takes nothing */
static void        implement (GFileIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MemoryFile, memory_file, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE, implement))

/* g_file_replace() wants a stream of its own class. */
#define MEMORY_TYPE_STREAM (memory_stream_get_type ())
G_DECLARE_FINAL_TYPE (MemoryStream, memory_stream, MEMORY, STREAM, GFileOutputStream)

struct _MemoryStream
{
  GFileOutputStream parent_instance;
  GByteArray       *bytes;
  char             *uri;
};

G_DEFINE_FINAL_TYPE (MemoryStream, memory_stream, G_TYPE_FILE_OUTPUT_STREAM)

static gssize
write_bytes (GOutputStream *stream,
             const void    *buffer,
             gsize          count,
             GCancellable  *cancellable,
             GError       **error)
{
  if (is_full)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "There is no room");
      return -1;
    }
  g_byte_array_append (MEMORY_STREAM (stream)->bytes, buffer, (guint) count);
  return (gssize) count;
}

static gboolean
close_stream (GOutputStream *stream,
              GCancellable  *cancellable,
              GError       **error)
{
  MemoryStream *self = MEMORY_STREAM (stream);

  g_hash_table_insert (contents, g_strdup (self->uri),
                       g_byte_array_free_to_bytes (g_byte_array_ref (self->bytes)));
  return TRUE;
}

static void
memory_stream_finalize (GObject *object)
{
  g_byte_array_unref (MEMORY_STREAM (object)->bytes);
  g_free (MEMORY_STREAM (object)->uri);
  G_OBJECT_CLASS (memory_stream_parent_class)->finalize (object);
}

static void
memory_stream_class_init (MemoryStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = memory_stream_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = write_bytes;
  G_OUTPUT_STREAM_CLASS (klass)->close_fn = close_stream;
}

static void
memory_stream_init (MemoryStream *self)
{
  self->bytes = g_byte_array_new ();
}

static void
memory_file_finalize (GObject *object)
{
  g_free (MEMORY_FILE (object)->uri);
  G_OBJECT_CLASS (memory_file_parent_class)->finalize (object);
}

static void
memory_file_class_init (MemoryFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = memory_file_finalize;
}

static void
memory_file_init (MemoryFile *self)
{
}

static GFile *
new_memory_file (GVfs       *vfs,
                 const char *uri,
                 gpointer    user_data)
{
  MemoryFile *self = g_object_new (MEMORY_TYPE_FILE, NULL);

  self->uri = g_strdup (uri);
  return G_FILE (self);
}

static char *
get_no_path (GFile *file)
{
  return NULL;
}

static char *
get_uri (GFile *file)
{
  return g_strdup (MEMORY_FILE (file)->uri);
}

static char *
get_basename (GFile *file)
{
  return g_path_get_basename (MEMORY_FILE (file)->uri);
}

static GFileOutputStream *
replace (GFile           *file,
         const char      *etag,
         gboolean         make_backup,
         GFileCreateFlags flags,
         GCancellable    *cancellable,
         GError         **error)
{
  MemoryStream *stream = g_object_new (MEMORY_TYPE_STREAM, NULL);

  stream->uri = g_strdup (MEMORY_FILE (file)->uri);
  return G_FILE_OUTPUT_STREAM (stream);
}

static void
implement (GFileIface *iface)
{
  iface->get_path = get_no_path;
  iface->get_uri = get_uri;
  iface->get_basename = get_basename;
  iface->replace = replace;
}

static gboolean
is_cache_empty (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "plumbline", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_prefix (name, "staging-"))
      return FALSE;
  return TRUE;
}

static void
test_plain (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "plan.pdf");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *staged = plumb_staging_path (file, NULL);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *same = plumb_staging_uri (staged);

  g_assert_cmpstr (staged, ==, path);
  g_assert_cmpstr (same, ==, uri);
  g_assert_true (g_file_set_contents (staged, "plan", -1, NULL));
  g_assert_true (plumb_staging_deliver (staged, NULL, NULL));
  plumb_staging_drop (staged);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (is_cache_empty ());
}

static void
test_write (void)
{
  g_autoptr (GFile) file = g_file_new_for_uri (SCHEME ":///a/Anna%20B.pdf");
  g_autofree char *staged = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  g_assert_null (g_file_peek_path (file));
  staged = plumb_staging_path (file, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (staged, ".pdf"));
  g_assert_true (g_file_set_contents (staged, "a plan", -1, NULL));
  g_assert_true (plumb_staging_deliver (staged, NULL, &error));
  g_assert_no_error (error);
  bytes = g_hash_table_lookup (contents, SCHEME ":///a/Anna%20B.pdf");
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a plan", 6);
  /* For the button “Open”. */
  uri = plumb_staging_uri (staged);
  g_assert_cmpstr (uri, ==, SCHEME ":///a/Anna%20B.pdf");
  plumb_staging_drop (staged);
  g_assert_true (is_cache_empty ());
}

static void
test_no_room (void)
{
  g_autoptr (GFile) file = g_file_new_for_uri (SCHEME ":///full.csv");
  g_autofree char *staged = plumb_staging_path (file, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (staged, "1,2", -1, NULL));
  is_full = TRUE;
  g_assert_false (plumb_staging_deliver (staged, NULL, &error));
  is_full = FALSE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  plumb_staging_drop (staged);
  g_assert_true (is_cache_empty ());
}

/* Resources have URIs and streams alone, too. */
static void
test_read (void)
{
  g_autoptr (GFile) file
      = g_file_new_for_uri ("resource:///io/github/plumbline/Plumbline/sql/001-library.sql");
  g_autoptr (GFile) none = g_file_new_for_uri ("resource:///nothing.plumb");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *original = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (plumb_store_newest_version (), >, 0); /* the scripts are linked in */
  g_assert_null (g_file_peek_path (file));
  path = plumb_staging_fetch (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_file_load_contents (file, NULL, &original, NULL, NULL, NULL));
  g_assert_cmpstr (text, ==, original);
  plumb_staging_drop (path);
  g_assert_null (plumb_staging_fetch (none, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (is_cache_empty ());
}

/* Of a program that was killed days ago; not of one that runs. */
static void
test_sweep (void)
{
  g_autoptr (GFile) file = g_file_new_for_uri (SCHEME ":///left.csv");
  g_autofree char *staged = plumb_staging_path (file, NULL);
  g_autofree char *folder = g_path_get_dirname (staged);

  g_assert_true (g_file_set_contents (staged, "1,2", -1, NULL));
  plumb_staging_sweep ();
  g_assert_true (g_file_test (staged, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_utime (folder, &(struct utimbuf) { 1000, 1000 }), ==, 0);
  plumb_staging_sweep ();
  g_assert_true (is_cache_empty ());
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                    (GDestroyNotify) g_bytes_unref);
  g_vfs_register_uri_scheme (g_vfs_get_default (), SCHEME, new_memory_file, NULL, NULL,
                             new_memory_file, NULL, NULL);
  g_test_add_func ("/staging/plain", test_plain);
  g_test_add_func ("/staging/write", test_write);
  g_test_add_func ("/staging/no-room", test_no_room);
  g_test_add_func ("/staging/read", test_read);
  g_test_add_func ("/staging/sweep", test_sweep);
  return g_test_run ();
}
