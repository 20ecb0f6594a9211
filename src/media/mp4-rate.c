/* Metadata: moov/meta has `keys`, a list of names, and `ilst`, whose entries are
 * named by the number of their key.
 *
 * Samsung's trailer, all little-endian: blocks of (2 bytes 0, 2 bytes type, 4
 * bytes length of the name, name, data), then a directory "SEFH", version, count
 * and per block (2 bytes 0, 2 bytes type, how far before the directory it begins,
 * its length), then the length of the directory and "SEFT". The block
 * SlowMotion_Data is text, "from ms:to ms:mode" joined by "*"; mode m is played
 * 2^(m-1) times slower.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mp4-rate.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#define MAX_FPS 100000.0
#define SLOW_MOTION_TYPE 0x0890u
/* Directories of today's phones have some hundred bytes. */
#define TRAILER_MAX_BYTES (1024u * 1024)
#define MAX_BLOCKS 1000u
#define MAX_SECTIONS 1000u
#define NS_PER_MS G_GINT64_CONSTANT (1000000)

static double
read_number (PlumbSpan data)
{
  guint32   type = plumb_span_u32 (data, 0);
  PlumbSpan value = plumb_span_from (data, 8);
  if (type == 23 && value.size >= 4)
    {
      guint32 bits = plumb_span_u32 (value, 0);
      float   number;
      memcpy (&number, &bits, sizeof number);
      return number;
    }
  if (type == 1 && value.size > 0)
    {
      g_autofree char *text = g_strndup ((const char *) value.data, MIN (value.size, 32));
      return g_ascii_strtod (text, NULL);
    }
  return value.size == 1 ? plumb_span_u8 (value, 0) : plumb_span_u32 (value, 0);
}

/* FALSE when the file has no such key. */
static gboolean
find_key (PlumbSpan   meta,
          const char *wanted,
          double     *number)
{
  PlumbSpan keys, ilst, item, data;
  if (!plumb_span_find (meta, PLUMB_FOURCC ('k', 'e', 'y', 's'), &keys) ||
      !plumb_span_find (meta, PLUMB_FOURCC ('i', 'l', 's', 't'), &ilst))
    return FALSE;
  guint32   n = 0, found = 0;
  PlumbBox  box;
  PlumbSpan rest = plumb_span_from (keys, 8);
  while (plumb_span_next_box (&rest, &box))
    {
      n++;
      if (box.body.size == strlen (wanted) && memcmp (box.body.data, wanted, box.body.size) == 0)
        found = n;
    }
  if (found == 0 || !plumb_span_find (ilst, found, &item) ||
      !plumb_span_find (item, PLUMB_FOURCC ('d', 'a', 't', 'a'), &data))
    return FALSE;
  *number = read_number (data);
  return isfinite (*number);
}

static void
read_metadata (PlumbTrack *track,
               PlumbSpan   moov)
{
  PlumbSpan meta;
  double    number;
  if (!plumb_span_find (moov, PLUMB_FOURCC ('m', 'e', 't', 'a'), &meta))
    return;
  /* QuickTime's meta has no version field before its boxes. */
  if (plumb_span_u32 (meta, 4) != PLUMB_FOURCC ('h', 'd', 'l', 'r'))
    meta = plumb_span_from (meta, 4);
  if (find_key (meta, "com.android.capture.fps", &number) && number > 0 && number <= MAX_FPS)
    {
      track->capture_fps = number;
      track->capture_source = PLUMB_RATE_ANDROID;
    }
  /* Apple's phones store slow motion at the times of filming, and say with this
   * whether it is to be played so. */
  else if (find_key (meta, "com.apple.quicktime.full-frame-rate-playback-intent", &number))
    track->capture_source = PLUMB_RATE_APPLE;
}

static guint32
read_le32 (PlumbSpan span,
           gsize     at)
{
  return GUINT32_SWAP_LE_BE (plumb_span_u32 (span, at));
}

/* "88:879:2*1255:1970:4" */
static void
read_sections (PlumbTrack *track,
               PlumbSpan   text)
{
  g_autofree char *copy = g_strndup ((const char *) text.data, text.size);
  g_auto (GStrv)   parts = g_strsplit (copy, "*", MAX_SECTIONS);
  for (char **part = parts; *part != NULL; part++)
    {
      g_auto (GStrv) numbers = g_strsplit (*part, ":", 4);
      gint64         from_ms, to_ms, mode;
      if (g_strv_length (numbers) != 3 ||
          !g_ascii_string_to_signed (numbers[0], 10, 0, G_MAXINT32, &from_ms, NULL) ||
          !g_ascii_string_to_signed (numbers[1], 10, from_ms, G_MAXINT32, &to_ms, NULL) ||
          !g_ascii_string_to_signed (numbers[2], 10, 1, 8, &mode, NULL))
        continue;
      PlumbSlowed slowed = { from_ms * NS_PER_MS, to_ms * NS_PER_MS, 1 << (mode - 1) };
      g_array_append_val (track->slowed, slowed);
    }
}

/* Bytes [from, from + n) of the file; NULL when they are not there. */
static guint8 *
load_bytes (int     fd,
            guint64 from,
            gsize   n)
{
  g_autofree guint8 *bytes = g_malloc (MAX (n, 1));
  return pread (fd, bytes, n, (off_t) from) == (gssize) n ? g_steal_pointer (&bytes) : NULL;
}

static void
read_block (PlumbTrack *track,
            int         fd,
            guint64     from,
            guint32     n)
{
  static const char  name[] = "SlowMotion_Data";
  const gsize        header = 8 + strlen (name);
  g_autofree guint8 *bytes = load_bytes (fd, from, n);
  PlumbSpan          block = { bytes, n };
  if (bytes == NULL || n <= header || read_le32 (block, 4) != strlen (name) ||
      memcmp (bytes + 8, name, strlen (name)) != 0)
    return;
  read_sections (track, plumb_span_from (block, header));
  track->capture_source = PLUMB_RATE_SAMSUNG;
}

static void
read_trailer (PlumbTrack *track,
              int         fd,
              guint64     file_size)
{
  g_autofree guint8 *tail = file_size > 16 ? load_bytes (fd, file_size - 8, 8) : NULL;
  PlumbSpan          end = { tail, 8 };
  if (tail == NULL || memcmp (tail + 4, "SEFT", 4) != 0)
    return;
  guint32 n = read_le32 (end, 0);
  if (n < 12 || n > TRAILER_MAX_BYTES || n > file_size - 8)
    return;
  guint64            at = file_size - 8 - n;
  g_autofree guint8 *bytes = load_bytes (fd, at, n);
  PlumbSpan          directory = { bytes, n };
  if (bytes == NULL || memcmp (bytes, "SEFH", 4) != 0)
    return;
  guint32 count = MIN (MIN (read_le32 (directory, 8), (n - 12) / 12), MAX_BLOCKS);
  for (guint32 i = 0; i < count; i++)
    {
      gsize   entry = 12 + (gsize) i * 12;
      guint32 back = read_le32 (directory, entry + 4), length = read_le32 (directory, entry + 8);
      if (read_le32 (directory, entry) >> 16 == SLOW_MOTION_TYPE && back <= at && length <= back &&
          length <= TRAILER_MAX_BYTES)
        read_block (track, fd, at - back, length);
    }
}

void
plumb_mp4_read_rate (PlumbTrack *track,
                     PlumbSpan   moov,
                     int         fd,
                     guint64     file_size)
{
  read_metadata (track, moov);
  read_trailer (track, fd, file_size);
}
