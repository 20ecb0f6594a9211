/* Walks the length-prefixed NAL units of each access unit. Only their headers
 * are read: one short read for most units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nal-check.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "media-error.h"
#include "mp4-boxes.h"

#define CHECK_MAX_UNITS 20000u
#define CHECK_MAX_BYTES (512u * 1024 * 1024)
#define WINDOW_BYTES 256u

typedef struct
{
  gboolean hevc;
  guint    length_size;
} NalFormat;

typedef struct
{
  guint8  bytes[WINDOW_BYTES];
  guint32 start;
  guint32 size;
} Window;

/* Bytes [at, at + n) of a unit; FALSE when they cannot be read. */
static gboolean
fill_window (Window           *window,
             const PlumbTrack *track,
             const PlumbUnit  *unit,
             guint32           at,
             guint32           n)
{
  if (at >= window->start && at + n <= window->start + window->size)
    return TRUE;
  gsize  wanted = MIN (WINDOW_BYTES, unit->size - at);
  gssize got = pread (track->fd, window->bytes, wanted, (off_t) unit->offset + at);
  window->start = at;
  window->size = got > 0 ? (guint32) got : 0;
  return window->size >= n;
}

/* Whether the lengths fit; *sync when a picture that starts a sequence is in it. */
static gboolean
walk_unit (const PlumbTrack *track,
           const PlumbUnit  *unit,
           const NalFormat  *format,
           gboolean         *sync)
{
  Window  window = { .size = 0 };
  guint32 at = 0;
  *sync = FALSE;
  while (at < unit->size)
    {
      guint32 header = format->length_size + 1;
      if (unit->size - at < header || !fill_window (&window, track, unit, at, header))
        return FALSE;
      guint32 length = 0;
      for (guint i = 0; i < format->length_size; i++)
        length = length << 8 | window.bytes[at - window.start + i];
      guint8 first = window.bytes[at - window.start + format->length_size];
      at += format->length_size;
      if (length == 0 || length > unit->size - at)
        return FALSE;
      guint type = format->hevc ? first >> 1 & 0x3f : first & 0x1f;
      *sync |= format->hevc ? type >= 16 && type <= 21 : type == 5;
      at += length;
    }
  return TRUE;
}

/* FALSE when the units are not length-prefixed NAL units. */
static gboolean
read_format (const PlumbTrack *track,
             NalFormat        *format)
{
  if (track->codec_data == NULL)
    return FALSE;
  PlumbSpan config;
  config.data = g_bytes_get_data (track->codec_data, &config.size);
  if (g_strcmp0 (track->codec, "h264") == 0 && config.size >= 7)
    *format = (NalFormat){ FALSE, (plumb_span_u8 (config, 4) & 3u) + 1 };
  else if (g_strcmp0 (track->codec, "hevc") == 0 && config.size >= 23)
    *format = (NalFormat){ TRUE, (plumb_span_u8 (config, 21) & 3u) + 1 };
  else
    return FALSE;
  return TRUE;
}

gboolean
plumb_nal_check (PlumbTrack   *track,
                 GCancellable *cancellable,
                 GError      **error)
{
  NalFormat format;
  guint64   total = 0;
  if (!read_format (track, &format))
    return TRUE;
  for (guint i = 0; i < track->units->len; i++)
    total += g_array_index (track->units, PlumbUnit, i).size;
  if (!track->sync_unknown && (track->units->len > CHECK_MAX_UNITS || total > CHECK_MAX_BYTES))
    return TRUE;

  for (guint i = 0; i < track->units->len; i++)
    {
      PlumbUnit *unit = &g_array_index (track->units, PlumbUnit, i);
      gboolean   sync;
      if (i % 256 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if ((unit->flags & PLUMB_UNIT_DAMAGED) != 0)
        continue;
      if (!walk_unit (track, unit, &format, &sync))
        unit->flags |= PLUMB_UNIT_DAMAGED;
      if (track->sync_unknown && !sync && i > 0)
        unit->flags &= ~(guint32) PLUMB_UNIT_SYNC;
    }
  return TRUE;
}
