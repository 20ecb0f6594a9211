/* What the muxers of GStreamer 1.22 do not write into an MP4 or MOV file: the
 * rotation of the video track. The dates of making are set to 0 on the way, so
 * that the same options give the same bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip-boxes.h"

#include <gst/gst.h>
#include <string.h>

/* Size and four-letter name. */
#define HEADER_SIZE 8

static gboolean
is_parent (const guint8 *name)
{
  static const char *const parents[] = { "moov", "trak", "mdia" };

  for (gsize i = 0; i < G_N_ELEMENTS (parents); i++)
    if (memcmp (name, parents[i], 4) == 0)
      return TRUE;
  return FALSE;
}

/* Creation and modification: 32 bits each, 64 in version 1. */
static void
clear_dates (guint8 *payload)
{
  memset (payload + 4, 0, payload[0] == 1 ? 16 : 8);
}

/* Points of the stored picture to the upright one, 16.16 fixed point, rows of
 * ISO/IEC 14496-12: x' = a x + c y + tx, y' = b x + d y + ty. */
static void
write_matrix (guint8 *tkhd,
              int     rotation_deg)
{
  static const gint32 turns[4][4] = {
    { 1, 0, 0, 1 }, { 0, 1, -1, 0 }, { -1, 0, 0, -1 }, { 0, -1, 1, 0 }
  };
  const gint32 *turn = turns[rotation_deg / 90];
  /* version and flags, dates, id, reserved, duration, then 16 bytes */
  guint8 *matrix = tkhd + (tkhd[0] == 1 ? 4 + 16 + 8 + 8 : 4 + 8 + 8 + 4) + 16;
  guint32 width = GST_READ_UINT32_BE (matrix + 36);
  guint32 height = GST_READ_UINT32_BE (matrix + 40);
  guint32 tx = turn[0] < 0 ? width : turn[2] < 0 ? height : 0;
  guint32 ty = turn[1] < 0 ? width : turn[3] < 0 ? height : 0;

  GST_WRITE_UINT32_BE (matrix, (guint32) turn[0] << 16);
  GST_WRITE_UINT32_BE (matrix + 4, (guint32) turn[1] << 16);
  GST_WRITE_UINT32_BE (matrix + 12, (guint32) turn[2] << 16);
  GST_WRITE_UINT32_BE (matrix + 16, (guint32) turn[3] << 16);
  GST_WRITE_UINT32_BE (matrix + 24, tx);
  GST_WRITE_UINT32_BE (matrix + 28, ty);
}

static void
patch_boxes (guint8 *data,
             gsize   size,
             int     rotation_deg)
{
  gsize at = 0;

  while (at + HEADER_SIZE <= size)
    {
      guint64 box = GST_READ_UINT32_BE (data + at);
      gsize header = HEADER_SIZE;
      const guint8 *name = data + at + 4;
      guint8 *payload;
      if (box == 1 && at + 16 <= size)
        {
          box = GST_READ_UINT64_BE (data + at + 8);
          header = 16;
        }
      if (box < header || box > size - at)
        return;
      payload = data + at + header;
      if (is_parent (name))
        patch_boxes (payload, box - header, rotation_deg);
      else if (memcmp (name, "tkhd", 4) == 0 && box >= 92)
        {
          clear_dates (payload);
          write_matrix (payload, rotation_deg);
        }
      else if ((memcmp (name, "mvhd", 4) == 0 || memcmp (name, "mdhd", 4) == 0) && box >= 32)
        clear_dates (payload);
      at += box;
    }
}

gboolean
clip_boxes_patch (const char *path,
                  int         rotation_deg,
                  GError    **error)
{
  g_autoptr (GMappedFile) map = NULL;
  g_autofree guint8 *copy = NULL;
  gsize size;

  /* Written back whole: clips are a few megabytes. */
  map = g_mapped_file_new (path, FALSE, error);
  if (map == NULL)
    return FALSE;
  size = g_mapped_file_get_length (map);
  copy = g_memdup2 (g_mapped_file_get_contents (map), size);
  patch_boxes (copy, size, rotation_deg);
  return g_file_set_contents (path, (const char *) copy, (gssize) size, error);
}
