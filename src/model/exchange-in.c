/* Athletes out of a file and into a library; see exchange.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "clips.h"
#include "exchange-private.h"
#include "exchange-store.h"
#include "library-error.h"
#include "library-private.h"
#include "library-rows.h"
#include "recordings.h"
#include "review-state.h"
#include "review-storage.h"

#define MAX_JSON ((gsize) 64 << 20)
#define MAX_STILL ((gsize) 1 << 20)
#define MAX_STILL_PX 1024
#define MAX_DEPTH 16 /* of brackets; ours has seven */
#define UID_LENGTH 32

struct _PlumbIncoming
{
  char       *data_dir;
  char       *folder;  /* of films */
  PlumbZip   *members; /* owned */
  GVariant   *dump;    /* owned */
  GPtrArray  *clips;   /* owned, of PlumbClip */
  PlumbStore *reader;  /* owned, nullable: opened when it is asked */
  int         fd;      /* of the part being written; -1 = none */
};

static gsize
limit_member (const char *name)
{
  if (g_str_equal (name, PLUMB_EXCHANGE_MAIN))
    return MAX_JSON;
  return g_str_has_prefix (name, PLUMB_EXCHANGE_STILLS)
                 && strspn (name + strlen (PLUMB_EXCHANGE_STILLS), "0123456789abcdef") == UID_LENGTH
                 && g_str_equal (name + strlen (PLUMB_EXCHANGE_STILLS) + UID_LENGTH, ".png")
             ? MAX_STILL
             : 0;
}

/* The reader descends with the brackets: a file of brackets alone must not
 * take it down. */
static gboolean
is_shallow (const char *text,
            gsize       length)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '[' || text[i] == '{') && ++depth > MAX_DEPTH)
        return FALSE;
      else if (!in_string && (text[i] == ']' || text[i] == '}'))
        depth--;
    }
  return TRUE;
}

/* An escape can spell what is no text: half a pair, or a zero byte. */
static gboolean
is_text (const char *text,
         gsize       length)
{
  for (const char *at = text; (at = g_strstr_len (at, text + length - at, "\\u")) != NULL; at += 2)
    if (g_str_has_prefix (at, "\\u0000") || g_ascii_strncasecmp (at, "\\ud8", 4) == 0
        || g_ascii_strncasecmp (at, "\\ud9", 4) == 0
        || (g_ascii_strncasecmp (at, "\\ud", 3) == 0 && g_ascii_isalpha (at[3])))
      return FALSE;
  return g_utf8_validate_len (text, length, NULL);
}

/* (transfer full) (nullable) The value in the file, if it is one of ours. */
static GVariant *
read_json (GBytes     *bytes,
           const char *path,
           GError    **error)
{
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GVariant) value = NULL;
  const char *format = "";
  gint64 version = 0;

  if (text == NULL || length == 0 || !is_shallow (text, length) || !is_text (text, length)
      || !json_parser_load_from_data (parser, text, (gssize) length, NULL)
      || json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      plumb_exchange_fail (path, _("It is no file of an athlete, or it is damaged."), error);
      return NULL;
    }
  value = json_gvariant_deserialize (json_parser_get_root (parser), "a{sv}", NULL);
  if (value != NULL)
    value = g_variant_ref_sink (g_steal_pointer (&value));
  if (value == NULL || !g_variant_lookup (value, "format", "&s", &format)
      || !g_str_equal (format, PLUMB_EXCHANGE_FORMAT)
      || !g_variant_lookup (value, "version", "x", &version))
    {
      plumb_exchange_fail (path, _("It is no file of an athlete, or it is damaged."), error);
      return NULL;
    }
  if (version > PLUMB_EXCHANGE_VERSION)
    {
      plumb_exchange_fail (path, _("It was written by a newer Plumbline."), error);
      return NULL;
    }
  return g_steal_pointer (&value);
}

/* What was taken in can be shown: each review is loaded as it will be. */
static gboolean
check_added (PlumbLibrary     *self,
             const PlumbTaken *taken,
             GError          **store_error)
{
  for (guint i = 0; i < taken->added->len; i++)
    {
      PlumbReviewState state;
      gboolean whole;

      plumb_review_state_init (&state);
      whole = plumb_review_storage_load (self->store, g_array_index (taken->added, gint64, i),
                                         &state, store_error);
      plumb_review_state_clear (&state);
      if (!whole)
        {
          /* Nothing is wrong with the library: the rows are taken back. */
          g_clear_error (store_error);
          g_set_error_literal (store_error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED,
                               _("The file holds marks or decisions of an unknown sort."));
          return FALSE;
        }
    }
  return TRUE;
}

/* Where the films are that came along. */
static gboolean
set_paths (PlumbLibrary *self,
           GPtrArray    *clips,
           GError      **store_error)
{
  for (guint i = 0; i < clips->len; i++)
    {
      const PlumbClip *clip = clips->pdata[i];
      g_autoptr (PlumbRecordingRow) row = NULL;
      GError *error = NULL;

      if (clip->placed == NULL)
        continue;
      row = plumb_store_find_recording (self->store, clip->size_bytes, clip->hash, &error);
      if (row != NULL)
        plumb_library_move_recording (self, row->id, clip->placed, &error);
      if (error != NULL)
        {
          g_propagate_error (store_error, error);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
take_dump (PlumbLibrary  *self,
           PlumbIncoming *incoming,
           PlumbTaken    *taken,
           GError       **store_error)
{
  if (!plumb_store_begin (self->store, store_error))
    return FALSE;
  if (plumb_store_take_athlete (self->store, incoming->dump, incoming->folder, taken, store_error)
      && check_added (self, taken, store_error)
      && set_paths (self, incoming->clips, store_error))
    return plumb_store_commit (self->store, store_error);
  if (plumb_store_in_transaction (self->store))
    plumb_store_rollback (self->store);
  return FALSE;
}

/* A small PNG, by its first bytes: a signature, then width and height. */
static gboolean
is_small_png (GBytes *bytes)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32 extent[2];

  if (size < 24 || memcmp (data, signature, sizeof signature) != 0)
    return FALSE;
  memcpy (extent, data + 16, sizeof extent);
  return GUINT32_FROM_BE (extent[0]) <= MAX_STILL_PX && GUINT32_FROM_BE (extent[1]) <= MAX_STILL_PX;
}

/* Pictures of the reviews that are new, under the names the lists look for. One
 * that cannot be kept costs the picture. */
static void
keep_stills (PlumbLibrary     *self,
             const PlumbTaken *taken,
             PlumbZip     *members)
{
  g_autofree char *folder = g_build_filename (self->data_dir, "thumbnails", NULL);

  for (guint i = 0; i < taken->added->len; i++)
    {
      const gint64 id = g_array_index (taken->added, gint64, i);
      gint64 frame = -1;
      g_autofree char *uid = plumb_store_review_uid (self->store, id, &frame);
      g_autofree char *member
          = g_strdup_printf (PLUMB_EXCHANGE_STILLS "%s.png", uid != NULL ? uid : "");
      g_autofree char *name
          = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ".png", id, frame);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GBytes *bytes = g_hash_table_lookup (members, member);
      gsize size;

      if (bytes == NULL || !is_small_png (bytes) || g_mkdir_with_parents (folder, 0700) != 0)
        continue;
      const char *data = g_bytes_get_data (bytes, &size);
      g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                NULL);
    }
}

void
plumb_incoming_free (PlumbIncoming *incoming)
{
  g_clear_pointer (&incoming->members, g_hash_table_unref);
  g_clear_pointer (&incoming->dump, g_variant_unref);
  g_clear_pointer (&incoming->clips, g_ptr_array_unref);
  g_clear_pointer (&incoming->reader, plumb_store_unref);
  g_free (incoming->data_dir);
  g_free (incoming->folder);
  g_free (incoming);
}

/* Whether the library has the film, and it is where it was. */
static gboolean
is_here (PlumbIncoming   *incoming,
         const PlumbClip *clip)
{
  g_autoptr (PlumbRecordingRow) row = NULL;

  if (incoming->reader == NULL)
    incoming->reader = plumb_store_open_read_only (incoming->data_dir, NULL);
  if (incoming->reader != NULL)
    row = plumb_store_find_recording (incoming->reader, clip->size_bytes, clip->hash, NULL);
  return row != NULL && g_file_test (row->path, G_FILE_TEST_EXISTS);
}

/* A new file in the folder of films for a member that is one of them. */
static int
place_clip (const char *name,
            gint64     *limit,
            gpointer    user_data)
{
  PlumbIncoming *incoming = user_data;
  PlumbClip *clip = plumb_clips_find_member (incoming->clips, name);

  if (clip == NULL || clip->part != NULL || is_here (incoming, clip)
      || g_mkdir_with_parents (incoming->folder, 0700) != 0)
    return -1;
  if (incoming->fd >= 0)
    close (incoming->fd);
  clip->part = g_build_filename (incoming->folder, ".copy-XXXXXX", NULL);
  incoming->fd = g_mkstemp_full (clip->part, O_RDWR | O_CLOEXEC, 0600);
  if (incoming->fd < 0)
    g_clear_pointer (&clip->part, g_free);
  *limit = clip->size_bytes;
  return incoming->fd;
}

/* What came out is what it says that it is, and on the disk. */
static gboolean
check_clips (PlumbIncoming *incoming,
             const char    *path,
             GError       **error)
{
  for (guint i = 0; i < incoming->clips->len; i++)
    {
      const PlumbClip *clip = incoming->clips->pdata[i];
      int fd;

      if (clip->part == NULL)
        continue;
      fd = open (clip->part, O_RDONLY | O_CLOEXEC);
      if (fd < 0 || fsync (fd) != 0 || !plumb_clip_is_there (clip, clip->part))
        {
          if (fd >= 0)
            close (fd);
          return plumb_exchange_fail (path, _("A video in it is damaged."), error);
        }
      close (fd);
    }
  return TRUE;
}

static gboolean
extract_clips (PlumbIncoming         *incoming,
               const char            *path,
               PlumbExchangeProgress *progress,
               GCancellable          *cancellable,
               GError               **error)
{
  GError *store_error = NULL;
  GStatBuf info;
  gboolean done;

  if (incoming->clips->len == 0)
    return TRUE;
  if (progress != NULL && g_stat (path, &info) == 0)
    g_atomic_pointer_set (&progress->all_bytes, (gssize) info.st_size);
  incoming->fd = -1;
  done = plumb_zip_extract (path, place_clip, incoming,
                            progress != NULL ? &progress->done_bytes : NULL, cancellable,
                            &store_error);
  if (incoming->fd >= 0)
    close (incoming->fd);
  return (done || plumb_exchange_take_error (error, store_error))
         && check_clips (incoming, path, error);
}

PlumbIncoming *
plumb_incoming_read (const char            *data_dir,
                     const char            *path,
                     PlumbExchangeProgress *progress,
                     GCancellable          *cancellable,
                     GError               **error)
{
  g_return_val_if_fail (data_dir != NULL && path != NULL, NULL);

  g_autoptr (PlumbIncoming) incoming = g_new0 (PlumbIncoming, 1);
  GError *store_error = NULL;

  incoming->data_dir = g_strdup (data_dir);
  incoming->folder = g_build_filename (data_dir, "recordings", NULL);
  incoming->members = plumb_zip_read (path, limit_member, &store_error);
  if (incoming->members == NULL)
    {
      plumb_library_take_error (error, store_error);
      return NULL;
    }
  incoming->dump
      = read_json (g_hash_table_lookup (incoming->members, PLUMB_EXCHANGE_MAIN), path, error);
  if (incoming->dump == NULL)
    return NULL;
  incoming->clips = plumb_clips_list (incoming->dump);
  return extract_clips (incoming, path, progress, cancellable, error)
             ? g_steal_pointer (&incoming)
             : NULL;
}

/* Names first, so that the library never tells of a film that is not there. */
static gboolean
place_clips (PlumbIncoming *incoming,
             guint         *n_new,
             GError       **error)
{
  for (guint i = 0; i < incoming->clips->len; i++)
    {
      PlumbClip *clip = incoming->clips->pdata[i];

      if (clip->part == NULL)
        continue;
      if (!plumb_clip_place (clip, incoming->folder, error))
        return FALSE;
      *n_new += clip->is_new;
    }
  return TRUE;
}

gboolean
plumb_library_take_incoming (PlumbLibrary  *self,
                             PlumbIncoming *incoming,
                             PlumbImported *imported,
                             GError       **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (incoming != NULL && imported != NULL, FALSE);

  g_auto (PlumbTaken) taken = { 0 };
  GError *store_error = NULL;
  guint n_clips = 0;

  if (!place_clips (incoming, &n_clips, error)
      || (!take_dump (self, incoming, &taken, &store_error)
          && !plumb_library_take_error (error, store_error)))
    {
      g_ptr_array_foreach (incoming->clips, (GFunc) (void (*) (void)) plumb_clip_unplace, NULL);
      return FALSE;
    }
  keep_stills (self, &taken, incoming->members);
  *imported
      = (PlumbImported) { taken.athlete_id, taken.added->len, taken.n_known, n_clips };
  return plumb_library_reload_athletes (self, error);
}

gboolean
plumb_library_import_athlete (PlumbLibrary  *self,
                              const char    *path,
                              PlumbImported *imported,
                              GError       **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (path != NULL && imported != NULL, FALSE);

  g_autoptr (PlumbIncoming) incoming
      = plumb_incoming_read (self->data_dir, path, NULL, NULL, error);
  return incoming != NULL && plumb_library_take_incoming (self, incoming, imported, error);
}
