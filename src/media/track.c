/* The track that is read: opening and reading of units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "track.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "media-error.h"
#include "mkv-track.h"
#include "mp4-tables.h"
#include "nal-check.h"
#include "order-units.h"
#include "probe-track.h"

/* No picture of 16384 × 16384 compresses to more. */
#define UNIT_MAX_BYTES (256u * 1024 * 1024)

PlumbTrack *
plumb_track_new (void)
{
  PlumbTrack *track = g_atomic_rc_box_new0 (PlumbTrack);
  track->units = g_array_new (FALSE, FALSE, sizeof (PlumbUnit));
  track->edits = g_array_new (FALSE, FALSE, sizeof (PlumbEdit));
  track->slowed = g_array_new (FALSE, FALSE, sizeof (PlumbSlowed));
  track->par_n = 1;
  track->par_d = 1;
  track->movie_timescale = 1000;
  track->fd = -1;
  return track;
}

static void
clear_track (gpointer data)
{
  PlumbTrack *track = data;
  g_free (track->codec);
  g_free (track->caps);
  g_clear_pointer (&track->codec_data, g_bytes_unref);
  g_clear_pointer (&track->units, g_array_unref);
  g_clear_pointer (&track->edits, g_array_unref);
  g_clear_pointer (&track->slowed, g_array_unref);
  if (track->fd >= 0)
    close (track->fd);
}

PlumbTrack *
plumb_track_ref (PlumbTrack *track)
{
  return g_atomic_rc_box_acquire (track);
}

void
plumb_track_unref (PlumbTrack *track)
{
  g_atomic_rc_box_release_full (track, clear_track);
}

void
plumb_progress_tell (const PlumbProgress *progress,
                     double               fraction)
{
  if (progress != NULL)
    progress->func (CLAMP (fraction, 0.0, 1.0), progress->user_data);
}

gint64
plumb_scale_round (gint64 value,
                   gint64 num,
                   gint64 den)
{
  g_return_val_if_fail (den > 0, 0);
  __int128 product = (__int128) value * num;
  __int128 half = den / 2;
  __int128 scaled = product >= 0 ? (product + half) / den : -((-product + half) / den);
  return (gint64) CLAMP (scaled, (__int128) G_MININT64, (__int128) G_MAXINT64);
}

static int
open_file (const char *path,
           guint64    *size,
           GError    **error)
{
  int         fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat about;
  if (fd < 0 || fstat (fd, &about) != 0)
    {
      g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ,
                   _("The file cannot be opened: %s."), g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return -1;
    }
  if (!S_ISREG (about.st_mode))
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ,
                           _("This is not a file."));
      close (fd);
      return -1;
    }
  if (about.st_size == 0)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NOT_VIDEO,
                           _("The file is empty."));
      close (fd);
      return -1;
    }
  *size = (guint64) about.st_size;
  return fd;
}

PlumbTrack *
plumb_track_open (const char   *path,
                  GCancellable *cancellable,
                  GError      **error)
{
  return plumb_track_open_with_progress (path, NULL, cancellable, error);
}

PlumbTrack *
plumb_track_open_with_progress (const char          *path,
                                const PlumbProgress *progress,
                                GCancellable        *cancellable,
                                GError             **error)
{
  guint64 size;
  int     fd = open_file (path, &size, error);
  if (fd < 0)
    return NULL;
  g_autoptr (GError)     problem = NULL;
  g_autoptr (PlumbTrack) track = plumb_mp4_read_track (fd, size, &problem);
  if (track == NULL && problem == NULL)
    track = plumb_mkv_read_track (fd, size, progress, cancellable, &problem);
  close (fd);
  if (track == NULL && problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (track == NULL)
    track = plumb_probe_track (path, progress, cancellable, error);
  if (track == NULL)
    return NULL;
  if (!plumb_nal_check (track, progress, cancellable, error) ||
      !plumb_order_units (track, progress, cancellable, error))
    return NULL;
  return g_steal_pointer (&track);
}

GBytes *
plumb_track_read_unit (const PlumbTrack *track,
                       guint32           unit,
                       GError          **error)
{
  g_return_val_if_fail (unit < track->units->len, NULL);
  const PlumbUnit *place = &g_array_index (track->units, PlumbUnit, unit);
  if (place->size > UNIT_MAX_BYTES)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_TOO_LARGE,
                           _("A picture of this recording is absurdly large; it is refused."));
      return NULL;
    }
  g_autofree guint8 *bytes = g_malloc (MAX (place->size, 1));
  gsize              have = 0;
  while (have < place->size)
    {
      gssize n = pread (track->fd, bytes + have, place->size - have,
                        (off_t) place->offset + (off_t) have);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ,
                       _("The recording cannot be read: %s."),
                       n < 0 ? g_strerror (errno) : _("it has become shorter"));
          return NULL;
        }
      have += (gsize) n;
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), place->size);
}
