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
/* Enough of a slice for two numbers of its header. */
#define SLICE_BYTES 8u

/* A slice begins sooner than this, behind parameters and messages. */
#define STREAM_BYTES 4096u

typedef struct
{
  gboolean hevc;
  guint    length_size; /* 0 = start codes stand between the NAL units */
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

/* An Exp-Golomb number of a slice header; `bit` counts from the first byte after
 * the NAL header. G_MAXUINT when it goes on beyond what is there. */
static guint
read_golomb (const guint8 *bytes,
             guint         n_bytes,
             guint        *bit)
{
  guint zeros = 0, value = 1;
  while (*bit < n_bytes * 8 && (bytes[*bit / 8] >> (7 - *bit % 8) & 1) == 0)
    {
      zeros++;
      (*bit)++;
    }
  (*bit)++;
  if (zeros > 16 || *bit + zeros > n_bytes * 8)
    return G_MAXUINT;
  for (guint i = 0; i < zeros; i++, (*bit)++)
    value = value << 1 | (bytes[*bit / 8] >> (7 - *bit % 8) & 1);
  return value - 1;
}

/* What a NAL unit says about starting here. */
typedef enum
{
  NAL_OTHER,
  NAL_SYNC,  /* decoding can start here, whatever the file says */
  NAL_INTRA, /* it can if the file says so: an open group */
  NAL_INTER,
} NalKind;

/* ISO/IEC 14496-10, 7.3.3: first_mb_in_slice, then slice_type, 2 and 7 = I. */
static NalKind
judge_h264 (guint         type,
            const guint8 *slice,
            guint         n_bytes)
{
  guint bit = 0;
  if (type == 5)
    return NAL_SYNC;
  if (type != 1)
    return NAL_OTHER;
  guint first = read_golomb (slice, n_bytes, &bit);
  guint kind = read_golomb (slice, n_bytes, &bit);
  return first != G_MAXUINT && kind != G_MAXUINT && kind % 5 == 2 ? NAL_INTRA : NAL_INTER;
}

static NalKind
judge_hevc (guint type)
{
  return type >= 16 && type <= 21 ? NAL_SYNC : type < 16 ? NAL_INTER : NAL_OTHER;
}

static NalKind
judge_nal (const NalFormat *format,
           const guint8    *nal,
           guint            n_bytes)
{
  return format->hevc ? judge_hevc (nal[0] >> 1 & 0x3f)
                      : judge_h264 (nal[0] & 0x1f, nal + 1, n_bytes - 1);
}

/* Whether the lengths fit; *kind is what the first slice says. */
static gboolean
walk_unit (const PlumbTrack *track,
           const PlumbUnit  *unit,
           const NalFormat  *format,
           NalKind          *kind)
{
  Window  window = { .size = 0 };
  guint32 at = 0;
  *kind = NAL_OTHER;
  while (at < unit->size)
    {
      guint32 header = format->length_size + 1;
      if (unit->size - at < header ||
          !fill_window (&window, track, unit, at, MIN (header + SLICE_BYTES, unit->size - at)))
        return FALSE;
      guint32 length = 0;
      for (guint i = 0; i < format->length_size; i++)
        length = length << 8 | window.bytes[at - window.start + i];
      at += format->length_size;
      if (length == 0 || length > unit->size - at)
        return FALSE;
      const guint8 *nal = window.bytes + (at - window.start);
      guint         have = MIN (window.start + window.size - at, length);
      if (*kind == NAL_OTHER)
        *kind = judge_nal (format, nal, have);
      at += length;
    }
  return TRUE;
}

/* What the first slice behind a start code says; NAL_OTHER when there is none
 * near the beginning. */
static NalKind
walk_stream (const PlumbTrack *track,
             const PlumbUnit  *unit,
             const NalFormat  *format)
{
  guint8  bytes[STREAM_BYTES];
  gssize  n = pread (track->fd, bytes, MIN (STREAM_BYTES, unit->size), (off_t) unit->offset);
  NalKind kind = NAL_OTHER;
  for (gssize i = 0; i + 4 < n && kind == NAL_OTHER; i++)
    if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1)
      kind = judge_nal (format, bytes + i + 3, (guint) (n - i - 3));
  return kind;
}

/* FALSE when the units are not NAL units. */
static gboolean
read_format (const PlumbTrack *track,
             NalFormat        *format)
{
  PlumbSpan config;
  if (track->codec_data == NULL)
    {
      *format = (NalFormat){ g_strcmp0 (track->codec, "hevc") == 0, 0 };
      return track->is_spooled && (format->hevc || g_strcmp0 (track->codec, "h264") == 0);
    }
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
plumb_nal_check (PlumbTrack          *track,
                 const PlumbProgress *progress,
                 GCancellable        *cancellable,
                 GError             **error)
{
  NalFormat format;
  guint64   total = 0;
  if (!read_format (track, &format))
    return TRUE;
  for (guint i = 0; i < track->units->len; i++)
    total += g_array_index (track->units, PlumbUnit, i).size;
  gboolean every = format.length_size > 0 &&
                   (track->sync_unknown || (track->units->len <= CHECK_MAX_UNITS &&
                                            total <= CHECK_MAX_BYTES));

  for (guint i = 0; i < track->units->len; i++)
    {
      PlumbUnit *unit = &g_array_index (track->units, PlumbUnit, i);
      NalKind    kind;
      if (i % 256 == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          plumb_progress_tell (progress, (double) i / track->units->len);
        }
      if ((unit->flags & PLUMB_UNIT_DAMAGED) != 0 ||
          (!every && (unit->flags & PLUMB_UNIT_SYNC) == 0))
        continue;
      if (format.length_size == 0)
        kind = walk_stream (track, unit, &format);
      else if (!walk_unit (track, unit, &format, &kind))
        unit->flags |= PLUMB_UNIT_DAMAGED;
      gboolean possible = kind == NAL_SYNC || (kind == NAL_INTRA && !track->sync_unknown);
      if (!possible && i > 0)
        unit->flags &= ~(guint32) PLUMB_UNIT_SYNC;
    }
  return TRUE;
}
