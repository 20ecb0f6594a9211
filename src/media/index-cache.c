/* Layout of a file: 8 bytes of name and version, SHA-256 of the body, the body: a
 * GVariant in the byte order of the machine, whose reading is bounded whatever
 * the bytes say. Units and edits lie in it as they lie in memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "index-cache.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cache-folder.h"
#include "frame-index-private.h"
#include "mp4-samples.h"
#include "probe-track.h"

/* One more whenever a reader would make another table of the same recording. */
#define VERSION "PLUMBIX\x03"
#define MAGIC_BYTES 8u
#define SUM_BYTES 32u
#define HEADER_BYTES (MAGIC_BYTES + SUM_BYTES)
#define PART_BYTES ((gsize) 1 << 20)
/* What a recording of PLUMB_MP4_MAX_UNITS needs, and some room. */
#define INDEX_MAX_BYTES (128 * 1024 * 1024)
/* Beyond what a file's own tables could say. */
#define LAST_TICK (G_GINT64_CONSTANT (1) << 61)
#define MAX_EDITS 1000u
/* More compressed pictures than this are rather read anew. */
#define SPOOL_MAX_BYTES ((gint64) 1024 * 1024 * 1024)
#define BODY_TYPE "(xxttsmsmay(iiiiib)bdibiiibuuxbba(xxuu)a(xxx)a(xxi))"

G_STATIC_ASSERT (sizeof (PlumbUnit) == 24);
G_STATIC_ASSERT (sizeof (PlumbEdit) == 24);

static gboolean
read_all (int     fd,
          guint8 *bytes,
          gsize   n,
          gint64  offset)
{
  for (gsize done = 0; done < n;)
    {
      gssize got = pread (fd, bytes + done, n - done, (off_t) (offset + (gint64) done));
      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return FALSE;
      done += (gsize) got;
    }
  return TRUE;
}

static gboolean
find_key (int            fd,
          PlumbIndexKey *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  struct stat           about;
  if (fstat (fd, &about) != 0 || !S_ISREG (about.st_mode) || about.st_size == 0)
    return FALSE;
  gsize              n = (gsize) MIN ((gint64) about.st_size, (gint64) PART_BYTES);
  g_autofree guint8 *bytes = g_malloc (n);
  g_autofree char   *size = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) about.st_size);
  for (int part = 0; part < 2; part++)
    {
      if (!read_all (fd, bytes, n, part == 0 ? 0 : (gint64) about.st_size - (gint64) n))
        return FALSE;
      g_checksum_update (checksum, bytes, (gssize) n);
    }
  g_checksum_update (checksum, (const guint8 *) size, -1);
  g_strlcpy (key->hash, g_checksum_get_string (checksum), sizeof key->hash);
  key->size_bytes = about.st_size;
  key->mtime_ns = (gint64) about.st_mtim.tv_sec * 1000000000 + about.st_mtim.tv_nsec;
  return TRUE;
}

/* (transfer full) */
static char *
find_file (const char *hash,
           const char *ending)
{
  g_autofree char *folder = plumb_cache_folder_path ("index");
  return g_strdup_printf ("%s/%s.%s", folder, hash, ending);
}

static void
sum_body (const guint8 *body,
          gsize         n,
          guint8       *sum)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize                 size = SUM_BYTES;
  g_checksum_update (checksum, body, (gssize) n);
  g_checksum_get_digest (checksum, sum, &size);
}

/* The units of a table that was changed by hand could lead anywhere. */
static gboolean
check_units (const PlumbTrack *track,
             gint64            n_bytes)
{
  for (guint i = 0; i < track->units->len; i++)
    {
      const PlumbUnit *unit = &g_array_index (track->units, PlumbUnit, i);
      if (unit->pts > LAST_TICK || unit->pts < -LAST_TICK)
        return FALSE;
      if ((unit->flags & PLUMB_UNIT_DAMAGED) == 0 &&
          (unit->offset < 0 || unit->offset > n_bytes || unit->size > n_bytes - unit->offset))
        return FALSE;
    }
  for (guint i = 0; i < track->edits->len; i++)
    {
      const PlumbEdit *edit = &g_array_index (track->edits, PlumbEdit, i);
      if (edit->media_time < -1 || edit->media_time > LAST_TICK || edit->duration < 0 ||
          edit->duration > LAST_TICK || track->edits->len > MAX_EDITS)
        return FALSE;
    }
  for (guint i = 0; i < track->slowed->len; i++)
    if (g_array_index (track->slowed, PlumbSlowed, i).times <= 0)
      return FALSE;
  return track->media_duration >= 0 && track->media_duration <= LAST_TICK &&
         track->capture_source >= 0 && track->capture_source <= PLUMB_RATE_COACH &&
         isfinite (track->capture_fps) && track->capture_fps >= 0 && track->units->len > 0 &&
         track->units->len <= PLUMB_MP4_MAX_UNITS &&
         track->timescale > 0 && track->movie_timescale > 0 && track->par_n > 0 &&
         track->par_d > 0;
}

static GArray *
take_array (GVariant *body,
            gsize     child,
            gsize     element)
{
  g_autoptr (GVariant) values = g_variant_get_child_value (body, child);
  gsize                n;
  gconstpointer        fixed = g_variant_get_fixed_array (values, &n, element);
  GArray              *array = g_array_sized_new (FALSE, FALSE, (guint) element, (guint) n);
  if (n > 0)
    g_array_append_vals (array, fixed, (guint) n);
  return array;
}

static GVariant *
pack_array (const GArray *array,
            const char   *type)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE (type), array->data, array->len,
                                    g_array_get_element_size ((GArray *) array));
}

/* The units as decoding has shown them to be. */
static GVariant *
pack_units (const PlumbTrack      *track,
            const PlumbFrameIndex *index)
{
  if (index == NULL || plumb_frame_index_n_mended (index) == 0)
    return pack_array (track->units, "(xxuu)");
  g_autoptr (GArray) units = g_array_copy (track->units);
  for (guint32 i = 0; i < units->len; i++)
    if (!plumb_frame_index_trusts (index, i))
      g_array_index (units, PlumbUnit, i).flags &= ~(guint32) PLUMB_UNIT_SYNC;
  return pack_array (units, "(xxuu)");
}

static GVariant *
pack_track (const PlumbIndexKey   *key,
            const PlumbTrack      *track,
            const PlumbFrameIndex *index,
            gint64                 n_spooled)
{
  gsize         n_data = 0;
  gconstpointer data = track->codec_data != NULL ? g_bytes_get_data (track->codec_data, &n_data)
                                                 : NULL;
  GVariant *codec_data = data == NULL ? NULL
                                      : g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data,
                                                                   n_data, 1);
  GVariant *items[] = {
    g_variant_new_int64 (key->size_bytes),
    g_variant_new_int64 (key->mtime_ns),
    g_variant_new_uint64 (plumb_probe_version ()),
    g_variant_new_uint64 ((guint64) n_spooled),
    g_variant_new_string (track->codec),
    g_variant_new_maybe (G_VARIANT_TYPE_STRING,
                         track->caps != NULL ? g_variant_new_string (track->caps) : NULL),
    g_variant_new_maybe (G_VARIANT_TYPE_BYTESTRING, codec_data),
    g_variant_new ("(iiiiib)", track->width_px, track->height_px, track->par_n, track->par_d,
                   track->rotation_deg, track->mirrored),
    g_variant_new_boolean (track->has_audio),
    g_variant_new_double (track->capture_fps),
    g_variant_new_int32 ((gint32) track->capture_source),
    g_variant_new_boolean (track->colour.known),
    g_variant_new_int32 (track->colour.primaries),
    g_variant_new_int32 (track->colour.transfer),
    g_variant_new_int32 (track->colour.matrix),
    g_variant_new_boolean (track->colour.full_range),
    g_variant_new_uint32 (track->timescale),
    g_variant_new_uint32 (track->movie_timescale),
    g_variant_new_int64 (track->media_duration),
    g_variant_new_boolean (track->sync_unknown),
    g_variant_new_boolean (track->order_unknown),
    pack_units (track, index),
    pack_array (track->edits, "(xxx)"),
    pack_array (track->slowed, "(xxi)"),
  };
  return g_variant_ref_sink (g_variant_new_tuple (items, G_N_ELEMENTS (items)));
}

/* (transfer full) (nullable) The track as it was packed, without a file; NULL
 * when it is of another state of the recording. */
static PlumbTrack *
unpack_track (GVariant            *body,
              const PlumbIndexKey *key,
              guint64             *n_spooled)
{
  gint64                 size_bytes, mtime_ns;
  guint64                library;
  g_autoptr (PlumbTrack) track = plumb_track_new ();
  g_autoptr (GVariant)   data = NULL;
  g_variant_get_child (body, 0, "x", &size_bytes);
  g_variant_get_child (body, 1, "x", &mtime_ns);
  g_variant_get_child (body, 2, "t", &library);
  g_variant_get_child (body, 3, "t", n_spooled);
  if (size_bytes != key->size_bytes || mtime_ns != key->mtime_ns ||
      library != plumb_probe_version ())
    return NULL;
  g_variant_get_child (body, 4, "s", &track->codec);
  g_variant_get_child (body, 5, "ms", &track->caps);
  g_variant_get_child (body, 6, "m@ay", &data);
  if (data != NULL)
    track->codec_data = g_bytes_new (g_variant_get_data (data), g_variant_get_size (data));
  g_variant_get_child (body, 7, "(iiiiib)", &track->width_px, &track->height_px, &track->par_n,
                       &track->par_d, &track->rotation_deg, &track->mirrored);
  g_variant_get_child (body, 8, "b", &track->has_audio);
  g_variant_get_child (body, 9, "d", &track->capture_fps);
  g_variant_get_child (body, 10, "i", &track->capture_source);
  g_variant_get_child (body, 11, "b", &track->colour.known);
  g_variant_get_child (body, 12, "i", &track->colour.primaries);
  g_variant_get_child (body, 13, "i", &track->colour.transfer);
  g_variant_get_child (body, 14, "i", &track->colour.matrix);
  g_variant_get_child (body, 15, "b", &track->colour.full_range);
  g_variant_get_child (body, 16, "u", &track->timescale);
  g_variant_get_child (body, 17, "u", &track->movie_timescale);
  g_variant_get_child (body, 18, "x", &track->media_duration);
  g_variant_get_child (body, 19, "b", &track->sync_unknown);
  g_variant_get_child (body, 20, "b", &track->order_unknown);
  g_array_unref (track->units);
  g_array_unref (track->edits);
  g_array_unref (track->slowed);
  track->units = take_array (body, 21, sizeof (PlumbUnit));
  track->edits = take_array (body, 22, sizeof (PlumbEdit));
  track->slowed = take_array (body, 23, sizeof (PlumbSlowed));
  return g_steal_pointer (&track);
}

/* (transfer full) (nullable) */
static guint8 *
read_whole (const char *path,
            gsize      *n)
{
  int                fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat        about;
  g_autofree guint8 *bytes = NULL;
  if (fd < 0)
    return NULL;
  if (fstat (fd, &about) == 0 && S_ISREG (about.st_mode) &&
      about.st_size >= (off_t) HEADER_BYTES && about.st_size <= INDEX_MAX_BYTES)
    {
      *n = (gsize) about.st_size;
      bytes = g_malloc (*n);
      if (!read_all (fd, bytes, *n, 0))
        g_clear_pointer (&bytes, g_free);
      /* Used: not among the first to go. */
      futimens (fd, NULL);
    }
  close (fd);
  return g_steal_pointer (&bytes);
}

/* (transfer full) (nullable) */
static GVariant *
load_body (const char *path)
{
  gsize              n = 0;
  g_autofree guint8 *bytes = read_whole (path, &n);
  guint8             sum[SUM_BYTES];
  if (bytes == NULL || memcmp (bytes, VERSION, MAGIC_BYTES) != 0)
    return NULL;
  sum_body (bytes + HEADER_BYTES, n - HEADER_BYTES, sum);
  if (memcmp (sum, bytes + MAGIC_BYTES, SUM_BYTES) != 0)
    return NULL;
  g_autoptr (GBytes) all = g_bytes_new_take (g_steal_pointer (&bytes), n);
  g_autoptr (GBytes) body = g_bytes_new_from_bytes (all, HEADER_BYTES, n - HEADER_BYTES);
  return g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (BODY_TYPE), body, FALSE));
}

/* The file in which the units of a loaded track are; -1 when it does not fit. */
static int
open_units (const PlumbIndexKey *key,
            guint64              n_spooled,
            int                  recording)
{
  if (n_spooled == 0)
    return fcntl (recording, F_DUPFD_CLOEXEC, 0);
  g_autofree char *path = find_file (key->hash, "units");
  struct stat      about;
  int              fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd >= 0 && (fstat (fd, &about) != 0 || (guint64) about.st_size != n_spooled))
    {
      close (fd);
      return -1;
    }
  return fd;
}

/* (transfer full) (nullable) */
static PlumbTrack *
load_track (const PlumbIndexKey *key,
            int                  recording)
{
  g_autofree char     *path = find_file (key->hash, "index");
  g_autoptr (GVariant) body = load_body (path);
  guint64              n_spooled;
  if (body == NULL)
    return NULL;
  g_autoptr (PlumbTrack) track = unpack_track (body, key, &n_spooled);
  if (track == NULL ||
      !check_units (track, n_spooled > 0 ? (gint64) n_spooled : key->size_bytes))
    return NULL;
  track->fd = open_units (key, n_spooled, recording);
  track->is_spooled = n_spooled > 0;
  return track->fd >= 0 ? g_steal_pointer (&track) : NULL;
}

PlumbTrack *
plumb_index_cache_open (const char          *path,
                        PlumbIndexKey       *key,
                        const PlumbProgress *progress,
                        GCancellable        *cancellable,
                        GError             **error)
{
  int         fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  PlumbTrack *track = NULL;
  *key = (PlumbIndexKey){ .is_stored = FALSE };
  if (fd >= 0 && find_key (fd, key))
    track = load_track (key, fd);
  if (fd >= 0)
    close (fd);
  key->is_stored = track != NULL;
  if (track != NULL)
    return track;
  return plumb_track_open_with_progress (path, progress, cancellable, error);
}

/* Gives the nameless file of the units a name. */
static gboolean
save_units (const PlumbIndexKey *key,
            const PlumbTrack    *track,
            GError             **error)
{
  g_autofree char *path = find_file (key->hash, "units");
  g_autofree char *source = g_strdup_printf ("/proc/self/fd/%d", track->fd);
  g_autofree char *temporary = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  if (fdatasync (track->fd) == 0 && fchmod (track->fd, 0600) == 0 &&
      linkat (AT_FDCWD, source, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0)
    {
      if (g_rename (temporary, path) == 0)
        return TRUE;
      g_unlink (temporary);
    }
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
               g_strerror (errno));
  return FALSE;
}

gboolean
plumb_index_cache_save (const PlumbIndexKey   *key,
                        const PlumbTrack      *track,
                        const PlumbFrameIndex *index,
                        GError               **error)
{
  struct stat about = { 0 };
  if (key->hash[0] == '\0')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "no fingerprint"); /* no words */
      return FALSE;
    }
  if (track->is_spooled && (fstat (track->fd, &about) != 0 || about.st_size > SPOOL_MAX_BYTES))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                           "too large to be kept"); /* no words */
      return FALSE;
    }
  if (!plumb_cache_folder_make ("index", error) ||
      (track->is_spooled && !save_units (key, track, error)))
    return FALSE;
  g_autoptr (GVariant) body = pack_track (key, track, index, track->is_spooled ? about.st_size : 0);
  gsize                n = g_variant_get_size (body);
  g_autofree guint8   *bytes = g_malloc (HEADER_BYTES + n);
  g_autofree char     *path = find_file (key->hash, "index");
  memcpy (bytes, VERSION, MAGIC_BYTES);
  g_variant_store (body, bytes + HEADER_BYTES);
  sum_body (bytes + HEADER_BYTES, n, bytes + MAGIC_BYTES);
  /* Temporary name, fsync, rename. */
  if (!g_file_set_contents_full (path, (const char *) bytes, (gssize) (HEADER_BYTES + n),
                                 G_FILE_SET_CONTENTS_CONSISTENT |
                                     G_FILE_SET_CONTENTS_DURABLE,
                                 0600, error))
    return FALSE;
  plumb_cache_folder_trim ("index");
  return TRUE;
}

void
plumb_index_cache_forget (const char *hash)
{
  static const char *const endings[] = { "index", "units" };
  g_return_if_fail (hash != NULL && strchr (hash, '/') == NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = find_file (hash, endings[i]);
      g_unlink (path);
    }
}
