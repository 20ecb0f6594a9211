/* What the muxers of GStreamer 1.22 do not write into an MP4 or MOV file with one
 * track: the rotation, and edits other than their own. The dates of making are set
 * to 0 on the way, so that the same options give the same bytes.
 *
 * Layouts are those of ISO/IEC 14496-12: a box is size and name, then payload; a
 * full box begins its payload with version and flags, and version 1 has 64-bit
 * times.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip-boxes.h"

#include "clip.h"

#include <gst/gst.h>
#include <string.h>

/* Size and four-letter name. */
#define HEADER_SIZE 8
#define MAX_DEPTH 8

/* Offsets into the file of a box and of the boxes that it lies in. */
typedef struct
{
  gsize at[MAX_DEPTH];
  guint depth;
  gsize payload, end;
} BoxPath;

/* Nothing in a file is aligned: copied, not cast. */
static guint64
read_number (const guint8 *at,
             gboolean      wide)
{
  guint32 narrow_be;
  guint64 wide_be;

  memcpy (&narrow_be, at, sizeof narrow_be);
  if (!wide)
    return GUINT32_FROM_BE (narrow_be);
  memcpy (&wide_be, at, sizeof wide_be);
  return GUINT64_FROM_BE (wide_be);
}

static void
write_number (guint8  *at,
              gboolean wide,
              guint64  number)
{
  guint32 narrow_be = GUINT32_TO_BE ((guint32) number);
  guint64 wide_be = GUINT64_TO_BE (number);

  if (wide)
    memcpy (at, &wide_be, sizeof wide_be);
  else
    memcpy (at, &narrow_be, sizeof narrow_be);
}

static gboolean
find_box (const GByteArray *file,
          const char       *names, /* "moov/trak/tkhd", the first of each */
          BoxPath          *path)
{
  g_auto (GStrv) parts = g_strsplit (names, "/", MAX_DEPTH);
  gsize at = 0, end = file->len;

  *path = (BoxPath) { 0 };
  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint64 size = 0;
      gsize header = HEADER_SIZE;
      for (; at + HEADER_SIZE <= end; at += size)
        {
          size = read_number (file->data + at, FALSE);
          header = HEADER_SIZE;
          if (size == 1 && at + 16 <= end)
            {
              size = read_number (file->data + at + 8, TRUE);
              header = 16;
            }
          if (size < header || size > end - at)
            return FALSE;
          if (memcmp (file->data + at + 4, parts[i], 4) == 0)
            break;
        }
      if (at + HEADER_SIZE > end)
        return FALSE;
      path->at[path->depth++] = at;
      path->payload = at + header;
      path->end = at + size;
      end = path->end;
      at = path->payload;
    }
  return TRUE;
}

/* Creation and modification follow version and flags. */
static void
clear_dates (GByteArray *file,
             const char *names)
{
  BoxPath path;

  if (find_box (file, names, &path))
    memset (file->data + path.payload + 4, 0, file->data[path.payload] == 1 ? 16 : 8);
}

/* Points of the stored picture to the upright one, 16.16 fixed point:
 * x' = a x + c y + tx, y' = b x + d y + ty. */
static void
write_rotation (GByteArray *file,
                int         rotation_deg)
{
  static const gint32 turns[4][4] = {
    { 1, 0, 0, 1 }, { 0, 1, -1, 0 }, { -1, 0, 0, -1 }, { 0, -1, 1, 0 }
  };
  const gint32 *turn = turns[rotation_deg / 90];
  BoxPath path;
  guint8 *tkhd, *matrix;
  guint64 width, height;

  if (!find_box (file, "moov/trak/tkhd", &path))
    return;
  /* version and flags, dates, id, reserved, duration, then 16 bytes */
  tkhd = file->data + path.payload;
  matrix = tkhd + (tkhd[0] == 1 ? 4 + 16 + 8 + 8 : 4 + 8 + 8 + 4) + 16;
  width = read_number (matrix + 36, FALSE);
  height = read_number (matrix + 40, FALSE);
  write_number (matrix, FALSE, (guint32) turn[0] << 16);
  write_number (matrix + 4, FALSE, (guint32) turn[1] << 16);
  write_number (matrix + 12, FALSE, (guint32) turn[2] << 16);
  write_number (matrix + 16, FALSE, (guint32) turn[3] << 16);
  write_number (matrix + 24, FALSE, turn[0] < 0 ? width : turn[2] < 0 ? height : 0);
  write_number (matrix + 28, FALSE, turn[1] < 0 ? width : turn[3] < 0 ? height : 0);
}

/* Ticks a second of mvhd or mdhd, which follow the dates. */
static guint32
read_timescale (const GByteArray *file,
                const char       *names)
{
  BoxPath path;

  if (!find_box (file, names, &path))
    return 0;
  return (guint32) read_number (
      file->data + path.payload + (file->data[path.payload] == 1 ? 4 + 16 : 4 + 8), FALSE);
}

/* `back` bytes lie between the dates and the duration. */
static void
change_duration (GByteArray *file,
                 const char *names,
                 gsize       back,
                 gint64      by)
{
  BoxPath path;
  guint8 *at;
  gboolean wide;

  if (!find_box (file, names, &path))
    return;
  wide = file->data[path.payload] == 1;
  at = file->data + path.payload + (wide ? 4 + 16 : 4 + 8) + back;
  write_number (at, wide, read_number (at, wide) + (guint64) by);
}

static void
shift_chunks (GByteArray *file,
              const char *names,
              gboolean    wide,
              gsize       by)
{
  BoxPath path;
  guint64 n;
  guint8 *at;

  if (!find_box (file, names, &path))
    return;
  n = read_number (file->data + path.payload + 4, FALSE);
  at = file->data + path.payload + 8;
  for (guint64 i = 0; i < n; i++, at += wide ? 8 : 4)
    write_number (at, wide, read_number (at, wide) + by);
}

/* One more entry in front of the edit list: nothing for `gap` movie ticks. */
static void
insert_gap (GByteArray    *file,
            const BoxPath *elst,
            guint64        gap)
{
  gboolean wide = file->data[elst->payload] == 1;
  gsize size = wide ? 20 : 12, at = elst->payload + 8, old = file->len;
  BoxPath mdat;

  g_byte_array_set_size (file, (guint) (old + size));
  memmove (file->data + at + size, file->data + at, old - at);
  write_number (file->data + at, wide, gap);
  write_number (file->data + at + (wide ? 8 : 4), wide, (guint64) -1);
  write_number (file->data + at + (wide ? 16 : 8), FALSE, 0x10000);
  write_number (file->data + at - 4, FALSE, read_number (file->data + at - 4, FALSE) + 1);
  for (guint i = 0; i < elst->depth; i++)
    write_number (file->data + elst->at[i], FALSE,
                  read_number (file->data + elst->at[i], FALSE) + size);
  if (find_box (file, "mdat", &mdat) && mdat.at[0] > elst->at[0])
    {
      shift_chunks (file, "moov/trak/mdia/minf/stbl/stco", FALSE, size);
      shift_chunks (file, "moov/trak/mdia/minf/stbl/co64", TRUE, size);
    }
}

static gboolean
change_edits (GByteArray         *file,
              const ClipBoxEdits *edits)
{
  guint32 movie_scale = read_timescale (file, "moov/mvhd");
  guint32 media_scale = read_timescale (file, "moov/trak/mdia/mdhd");
  guint64 gap = gst_util_uint64_scale_round (edits->gap_ns, movie_scale, GST_SECOND);
  guint64 trim = gst_util_uint64_scale_round (edits->trim_ns, movie_scale, GST_SECOND);
  BoxPath elst;
  guint8 *entry;
  gboolean wide;

  if (edits->gap_ns == 0 && edits->trim_ns == 0)
    return TRUE;
  if (!find_box (file, "moov/trak/edts/elst", &elst) || movie_scale == 0 || media_scale == 0)
    return FALSE;
  wide = file->data[elst.payload] == 1;
  entry = file->data + elst.payload + 8;
  write_number (entry, wide, read_number (entry, wide) - trim);
  entry += wide ? 8 : 4;
  write_number (entry, wide,
                read_number (entry, wide) +
                    gst_util_uint64_scale_round (edits->trim_ns, media_scale, GST_SECOND));
  change_duration (file, "moov/mvhd", 4, (gint64) gap - (gint64) trim);
  change_duration (file, "moov/trak/tkhd", 8, (gint64) gap - (gint64) trim);
  if (gap > 0)
    insert_gap (file, &elst, gap);
  return TRUE;
}

gboolean
clip_boxes_patch (const char         *path,
                  const ClipBoxEdits *edits,
                  GError            **error)
{
  g_autoptr (GByteArray) file = NULL;
  char *contents = NULL;
  gsize size;

  if (!g_file_get_contents (path, &contents, &size, error))
    return FALSE;
  file = g_byte_array_new_take ((guint8 *) contents, size);
  clear_dates (file, "moov/mvhd");
  clear_dates (file, "moov/trak/tkhd");
  clear_dates (file, "moov/trak/mdia/mdhd");
  write_rotation (file, edits->rotation_deg);
  if (!change_edits (file, edits))
    {
      g_set_error (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_ENCODE,
                   "The muxer wrote no edit list to change.");
      return FALSE;
    }
  return g_file_set_contents (path, (const char *) file->data, file->len, error);
}
