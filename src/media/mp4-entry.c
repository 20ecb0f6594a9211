/* Sample description and display matrix.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mp4-entry.h"

typedef struct
{
  guint32     entry; /* the box type of the description */
  const char *codec;
  guint32     config; /* the box with the codec's own data; 0 = none */
} EntryCodec;

static const EntryCodec entry_codecs[] = {
  { PLUMB_FOURCC ('a', 'v', 'c', '1'), "h264", PLUMB_FOURCC ('a', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('a', 'v', 'c', '3'), "h264", PLUMB_FOURCC ('a', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('d', 'v', 'a', '1'), "h264", PLUMB_FOURCC ('a', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('d', 'v', 'a', 'v'), "h264", PLUMB_FOURCC ('a', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('h', 'v', 'c', '1'), "hevc", PLUMB_FOURCC ('h', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('h', 'e', 'v', '1'), "hevc", PLUMB_FOURCC ('h', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('d', 'v', 'h', '1'), "hevc", PLUMB_FOURCC ('h', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('d', 'v', 'h', 'e'), "hevc", PLUMB_FOURCC ('h', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('v', 'v', 'c', '1'), "vvc", PLUMB_FOURCC ('v', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('v', 'v', 'i', '1'), "vvc", PLUMB_FOURCC ('v', 'v', 'c', 'C') },
  { PLUMB_FOURCC ('a', 'v', '0', '1'), "av1", PLUMB_FOURCC ('a', 'v', '1', 'C') },
  { PLUMB_FOURCC ('v', 'p', '0', '9'), "vp9", 0 },
  { PLUMB_FOURCC ('v', 'p', '0', '8'), "vp8", 0 },
  { PLUMB_FOURCC ('m', 'p', '4', 'v'), "mpeg4", PLUMB_FOURCC ('e', 's', 'd', 's') },
  { PLUMB_FOURCC ('s', '2', '6', '3'), "h263", 0 },
  { PLUMB_FOURCC ('h', '2', '6', '3'), "h263", 0 },
  { PLUMB_FOURCC ('j', 'p', 'e', 'g'), "mjpeg", 0 },
  { PLUMB_FOURCC ('m', 'j', 'p', 'a'), "mjpeg", 0 },
  { PLUMB_FOURCC ('a', 'p', 'c', 'h'), "prores", 0 },
  { PLUMB_FOURCC ('a', 'p', 'c', 'n'), "prores", 0 },
  { PLUMB_FOURCC ('a', 'p', 'c', 's'), "prores", 0 },
  { PLUMB_FOURCC ('a', 'p', 'c', 'o'), "prores", 0 },
  { PLUMB_FOURCC ('a', 'p', '4', 'h'), "prores", 0 },
  { PLUMB_FOURCC ('A', 'V', 'd', 'n'), "dnxhd", 0 },
  { PLUMB_FOURCC ('A', 'V', 'd', 'h'), "dnxhd", 0 },
};

/* Bytes of a VisualSampleEntry before its boxes. */
#define VISUAL_ENTRY_SIZE 78

/* A length of an MPEG-4 descriptor: 7 bits a byte, at most 4. */
static guint32
read_descriptor_length (PlumbSpan span,
                        gsize    *at)
{
  guint32 length = 0;
  for (int i = 0; i < 4; i++)
    {
      guint8 byte = plumb_span_u8 (span, (*at)++);
      length = length << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        break;
    }
  return length;
}

/* The decoder's own data inside an esds box: descriptors 3 > 4 > 5. */
static GBytes *
read_esds (PlumbSpan esds)
{
  gsize at = 4;
  if (plumb_span_u8 (esds, at++) != 3)
    return NULL;
  read_descriptor_length (esds, &at);
  guint8 flags = plumb_span_u8 (esds, at + 2);
  at += 3;
  at += (flags & 0x80) ? 2 : 0;
  at += (flags & 0x40) ? 1u + plumb_span_u8 (esds, at) : 0;
  at += (flags & 0x20) ? 2 : 0;
  if (plumb_span_u8 (esds, at++) != 4)
    return NULL;
  read_descriptor_length (esds, &at);
  at += 13;
  if (plumb_span_u8 (esds, at++) != 5)
    return NULL;
  guint32   length = read_descriptor_length (esds, &at);
  PlumbSpan data = plumb_span_from (esds, at);
  if (length == 0 || length > data.size)
    return NULL;
  return g_bytes_new (data.data, length);
}

static void
read_colour (PlumbTrack *track,
             PlumbSpan   colr)
{
  guint32  kind = plumb_span_u32 (colr, 0);
  gboolean nclx = kind == PLUMB_FOURCC ('n', 'c', 'l', 'x');
  if (!nclx && kind != PLUMB_FOURCC ('n', 'c', 'l', 'c'))
    return;
  track->colour.known = TRUE;
  track->colour.primaries = plumb_span_u16 (colr, 4);
  track->colour.transfer = plumb_span_u16 (colr, 6);
  track->colour.matrix = plumb_span_u16 (colr, 8);
  track->colour.full_range = nclx && (plumb_span_u8 (colr, 10) & 0x80) != 0;
}

static void
read_extensions (PlumbTrack       *track,
                 const EntryCodec *codec,
                 PlumbSpan         boxes)
{
  PlumbBox box;
  while (plumb_span_next_box (&boxes, &box))
    {
      if (codec != NULL && codec->config != 0 && box.type == codec->config &&
          track->codec_data == NULL && box.body.size > 0)
        track->codec_data = box.type == PLUMB_FOURCC ('e', 's', 'd', 's')
                                ? read_esds (box.body)
                                : g_bytes_new (box.body.data, box.body.size);
      else if (box.type == PLUMB_FOURCC ('p', 'a', 's', 'p'))
        {
          guint32 n = plumb_span_u32 (box.body, 0), d = plumb_span_u32 (box.body, 4);
          /* Beyond 8:1 it is not an aspect but a mistake. */
          if (n > 0 && d > 0 && n <= 1u << 20 && d <= 1u << 20 && n / d < 8 && d / n < 8)
            {
              track->par_n = (int) n;
              track->par_d = (int) d;
            }
        }
      else if (box.type == PLUMB_FOURCC ('c', 'o', 'l', 'r'))
        read_colour (track, box.body);
    }
}

gboolean
plumb_mp4_read_entry (PlumbTrack *track,
                      PlumbSpan   stsd)
{
  PlumbSpan entries = plumb_span_from (stsd, 8);
  PlumbBox  entry;
  if (!plumb_span_next_box (&entries, &entry) || entry.body.size < VISUAL_ENTRY_SIZE)
    return FALSE;
  const EntryCodec *codec = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (entry_codecs); i++)
    if (entry_codecs[i].entry == entry.type)
      codec = &entry_codecs[i];
  if (codec != NULL)
    track->codec = g_strdup (codec->codec);
  else
    {
      char name[5] = { 0 };
      for (int i = 0; i < 4; i++)
        {
          char letter = (char) (entry.type >> (24 - 8 * i) & 0xff);
          name[i] = g_ascii_isgraph (letter) ? letter : '?';
        }
      track->codec = g_strdup (name);
    }
  track->width_px = plumb_span_u16 (entry.body, 24);
  track->height_px = plumb_span_u16 (entry.body, 26);
  read_extensions (track, codec, plumb_span_from (entry.body, VISUAL_ENTRY_SIZE));
  return TRUE;
}

static int
read_sign (PlumbSpan matrix,
           gsize     at)
{
  gint32 value = (gint32) plumb_span_u32 (matrix, at);
  return (value > 0) - (value < 0);
}

void
plumb_mp4_read_matrix (PlumbTrack *track,
                       PlumbSpan   matrix)
{
  /* x' = a x + c y, y' = b x + d y, y downwards. */
  int a = read_sign (matrix, 0), b = read_sign (matrix, 4);
  int c = read_sign (matrix, 12), d = read_sign (matrix, 16);
  track->mirrored = a * d - b * c < 0;
  /* Mirroring comes last and negates x': take it off again. */
  if (track->mirrored)
    {
      a = -a;
      c = -c;
    }
  if (a == 0 && d == 0 && b != 0)
    track->rotation_deg = b > 0 ? 90 : 270;
  else if (a < 0 && d < 0 && b == 0 && c == 0)
    track->rotation_deg = 180;
  else
    track->rotation_deg = 0;
}
