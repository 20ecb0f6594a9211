/* A library in another folder; see library-move.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-move.h"

#include <errno.h>
#include <gio/gunixmounts.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "file-copy.h"
#include "library-error.h"
#include "recordings.h"
#include "store-lock.h"

#define OWN_FOLDER "Plumbline"
#define DATABASE "library.db"
/* The database grows and has a log beside it. */
#define SPARE_BYTES ((guint64) 32 << 20)

/* All that a library has beside its database. */
static const char *const parts[] = { "backups", "recordings", "thumbnails" };

static const char *const networks[] = {
  "9p", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.curlftpfs", "fuse.davfs",
  "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "glusterfs",
  "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf",
};

gboolean
plumb_library_is_network (const char *fs_type)
{
  for (guint i = 0; fs_type != NULL && i < G_N_ELEMENTS (networks); i++)
    if (g_str_equal (networks[i], fs_type))
      return TRUE;
  return FALSE;
}

gboolean
plumb_library_is_in (const char *folder)
{
  g_autofree char *database = g_build_filename (folder, DATABASE, NULL);

  return g_file_test (database, G_FILE_TEST_EXISTS);
}

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

char *
plumb_library_move_target (const char *chosen)
{
  g_autofree char *folder = g_canonicalize_filename (chosen, NULL);

  if (!g_file_test (folder, G_FILE_TEST_EXISTS) || is_empty (folder)
      || plumb_library_is_in (folder))
    return g_steal_pointer (&folder);
  return g_build_filename (folder, OWN_FOLDER, NULL);
}

GPtrArray *
plumb_library_list_files (const char *data_dir)
{
  static const char *const names[] = { DATABASE, DATABASE "-wal", DATABASE "-shm", "library.lock" };
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (data_dir, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (g_strv_contains ((const char *const[]) { names[0], names[1], names[2], names[3], parts[0],
                                                 parts[1], parts[2], NULL },
                         name)
        || g_str_has_prefix (name, "library-damaged-"))
      g_ptr_array_add (paths, g_build_filename (data_dir, name, NULL));
  return paths;
}

/* Bytes of a file or of a folder and all that is in it. */
static guint64
measure (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  GStatBuf info;
  guint64 bytes = 0;

  if (g_lstat (path, &info) != 0)
    return 0;
  if (!S_ISDIR (info.st_mode))
    return S_ISREG (info.st_mode) ? (guint64) info.st_size : 0;
  dir = g_dir_open (path, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      bytes += measure (inside);
    }
  return bytes;
}

static gboolean
check_place (const char *data_dir,
             const char *target,
             GError    **error)
{
  g_autofree char *within
      = data_dir != NULL ? g_strconcat (data_dir, G_DIR_SEPARATOR_S, NULL) : NULL;
  g_autoptr (GUnixMountEntry) mount = NULL;

  if (data_dir != NULL && g_str_equal (data_dir, target))
    g_set_error_literal (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                         _("The library is in this folder already."));
  else if (within != NULL && g_str_has_prefix (target, within))
    g_set_error_literal (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                         _("A library cannot be moved into its own folder."));
  else if (g_mkdir_with_parents (target, 0700) != 0)
    g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FOLDER,
                 _("The folder “%s” cannot be made: %s."), target, g_strerror (errno));
  else
    {
      mount = g_unix_mount_for (target, NULL);
      if (mount == NULL || !plumb_library_is_network (g_unix_mount_get_fs_type (mount)))
        return TRUE;
      g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_DISK,
                   _("“%s” is on a network (%s), where two programs could write at once."),
                   target, g_unix_mount_get_fs_type (mount));
    }
  return FALSE;
}

static gboolean
check_room (const char *target,
            guint64     wanted,
            GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (target);
  g_autoptr (GFileInfo) info
      = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  g_autofree char *needed = NULL;
  g_autofree char *left = NULL;
  guint64 free_bytes;

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    return TRUE;
  free_bytes = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
  if (free_bytes >= wanted)
    return TRUE;
  needed = g_format_size (wanted);
  left = g_format_size (free_bytes);
  g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FULL,
               _("There is too little room in “%s”: %s are needed, %s are free."), target, needed,
               left);
  return FALSE;
}

/* What locks, logs and shared memory do there nobody can tell by its name. */
static gboolean
try_database (const char *target,
              GError    **error)
{
  g_autofree char *folder = g_build_filename (target, ".try-XXXXXX", NULL);
  g_autoptr (PlumbStore) store = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  GError *store_error = NULL;

  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FOLDER,
                   _("The folder “%s” cannot be written: %s."), target, g_strerror (errno));
      return FALSE;
    }
  store = plumb_store_open (folder, &store_error);
  if (store != NULL)
    plumb_store_verify (store, &store_error);
  g_clear_pointer (&store, plumb_store_unref);
  paths = plumb_library_list_files (folder);
  for (guint i = 0; i < paths->len; i++)
    g_unlink (paths->pdata[i]);
  g_rmdir (folder);
  return store_error == NULL || plumb_library_take_error (error, store_error);
}

gboolean
plumb_library_move_check (const char *data_dir,
                          const char *target,
                          guint64    *bytes,
                          GError    **error)
{
  g_autoptr (GPtrArray) paths = NULL;
  guint64 wanted = 0;
  gboolean made, can;

  g_return_val_if_fail (target != NULL, FALSE);

  made = !g_file_test (target, G_FILE_TEST_EXISTS);
  paths = plumb_library_list_files (data_dir != NULL ? data_dir : target);
  for (guint i = 0; data_dir != NULL && i < paths->len; i++)
    wanted += measure (paths->pdata[i]);
  if (bytes != NULL)
    *bytes = wanted;
  can = check_place (data_dir, target, error) && try_database (target, error)
        && check_room (target, wanted + SPARE_BYTES, error);
  /* Nothing is left of a question. */
  if (made)
    g_rmdir (target);
  return can;
}

static gboolean
copy_tree (const char   *from,
           const char   *to,
           gssize       *done_bytes,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GDir) dir = NULL;
  GStatBuf info;

  if (g_lstat (from, &info) != 0)
    return TRUE;
  if (S_ISREG (info.st_mode))
    return plumb_file_copy (from, to, done_bytes, cancellable, error);
  if (!S_ISDIR (info.st_mode))
    return TRUE;
  if (g_mkdir_with_parents (to, 0700) != 0)
    {
      g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FOLDER,
                   _("The folder “%s” cannot be made: %s."), to, g_strerror (errno));
      return FALSE;
    }
  dir = g_dir_open (from, 0, error);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *inner = g_build_filename (from, name, NULL);
      g_autofree char *copy = g_build_filename (to, name, NULL);

      /* A name with a dot before it is being written. */
      if (*name != '.' && !copy_tree (inner, copy, done_bytes, cancellable, error))
        return FALSE;
    }
  return dir != NULL;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_tree (inside);
    }
  g_remove (path);
}

static gboolean
copy_parts (const char   *data_dir,
            const char   *target,
            gssize       *done_bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GPtrArray) paths = plumb_library_list_files (data_dir);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      g_autofree char *to = g_build_filename (target, name, NULL);

      if (!g_str_has_prefix (name, DATABASE) && !g_str_equal (name, "library.lock")
          && !copy_tree (paths->pdata[i], to, done_bytes, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
plumb_library_move_files (const char   *data_dir,
                          const char   *target,
                          gssize       *done_bytes,
                          GCancellable *cancellable,
                          GError      **error)
{
  gboolean was_empty, is_new;

  g_return_val_if_fail (data_dir != NULL && target != NULL, FALSE);

  is_new = !g_file_test (target, G_FILE_TEST_EXISTS);
  if (g_mkdir_with_parents (target, 0700) != 0)
    {
      g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FOLDER,
                   _("The folder “%s” cannot be made: %s."), target, g_strerror (errno));
      return FALSE;
    }
  was_empty = is_empty (target);
  if (copy_parts (data_dir, target, done_bytes, cancellable, error))
    return TRUE;
  /* Half of the films of years would lie there, and nobody would know of them. */
  for (guint i = 0; was_empty && i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (target, parts[i], NULL);

      remove_tree (path);
    }
  if (is_new)
    g_rmdir (target);
  return FALSE;
}

/* Recordings that were copied into the library lie in the new folder now. */
static gboolean
repath (PlumbStore *store,
        const char *data_dir,
        const char *target,
        GError    **store_error)
{
  g_autofree char *prefix = g_strconcat (data_dir, G_DIR_SEPARATOR_S, NULL);
  g_autoptr (GPtrArray) rows = plumb_store_list_recordings (store, store_error);

  if (rows == NULL || !plumb_store_begin (store, store_error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const PlumbRecordingRow *row = rows->pdata[i];
      g_autofree char *path = NULL;

      if (!g_str_has_prefix (row->path, prefix))
        continue;
      path = g_build_filename (target, row->path + strlen (prefix), NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS)
          && !plumb_store_set_recording_path (store, row->id, path, store_error))
        {
          plumb_store_rollback (store);
          return FALSE;
        }
    }
  return plumb_store_commit (store, store_error);
}

static gboolean
copy_database (const char *data_dir,
               const char *target,
               GError    **store_error)
{
  g_autofree char *to = g_build_filename (target, DATABASE, NULL);
  g_autoptr (PlumbStore) old = plumb_store_open_read_only (data_dir, store_error);
  g_autoptr (PlumbStore) store = NULL;

  if (old == NULL || !plumb_store_backup (old, to, store_error))
    return FALSE;
  store = plumb_store_open (target, store_error);
  if (store != NULL && repath (store, data_dir, target, store_error))
    return TRUE;
  g_clear_pointer (&store, plumb_store_unref);
  plumb_library_move_undo (target);
  return FALSE;
}

gboolean
plumb_library_move_finish (const char *data_dir,
                           const char *target,
                           GError    **error)
{
  g_autofree char *lock_path = NULL;
  GError *store_error = NULL;
  PlumbStoreLock lock;
  gboolean done;

  g_return_val_if_fail (data_dir != NULL && target != NULL, FALSE);

  /* Nobody else writes to the old one in the meantime. */
  lock_path = g_build_filename (data_dir, "library.lock", NULL);
  if (!plumb_store_lock_take (&lock, lock_path, &store_error))
    return plumb_library_take_error (error, store_error);
  done = plumb_library_move_files (data_dir, target, NULL, NULL, error)
         && (copy_database (data_dir, target, &store_error)
             || plumb_library_take_error (error, store_error));
  plumb_store_lock_release (&lock, !lock.unclean_end);
  return done;
}

void
plumb_library_move_undo (const char *target)
{
  static const char *const names[] = { DATABASE, DATABASE "-wal", DATABASE "-shm" };

  g_return_if_fail (target != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (target, names[i], NULL);

      g_unlink (path);
    }
}
