/* Matroska: elements of an id, a size and a body. Level 1 (Info, Tracks,
 * Cluster) and the children of clusters are walked in the file; Info and Tracks
 * are read into memory with a limit.
 *
 * The file is not trusted: every size is held against what is left, and the
 * walk only goes forwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mkv-track.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "media-error.h"
#include "mp4-boxes.h"
#include "mp4-samples.h"
#include "vpx-unit.h"

#define ID_EBML 0x1A45DFA3u
#define ID_SEGMENT 0x18538067u
#define ID_INFO 0x1549A966u
#define ID_TIMESTAMP_SCALE 0x2AD7B1u
#define ID_TRACKS 0x1654AE6Bu
#define ID_TRACK_ENTRY 0xAEu
#define ID_TRACK_NUMBER 0xD7u
#define ID_TRACK_TYPE 0x83u
#define ID_FLAG_ENABLED 0xB9u
#define ID_FLAG_DEFAULT 0x88u
#define ID_CODEC_ID 0x86u
#define ID_CODEC_PRIVATE 0x63A2u
#define ID_ENCODINGS 0x6D80u
#define ID_VIDEO 0xE0u
#define ID_PIXEL_WIDTH 0xB0u
#define ID_PIXEL_HEIGHT 0xBAu
#define ID_DISPLAY_WIDTH 0x54B0u
#define ID_DISPLAY_HEIGHT 0x54BAu
#define ID_DISPLAY_UNIT 0x54B2u
#define ID_COLOUR 0x55B0u
#define ID_MATRIX 0x55B1u
#define ID_RANGE 0x55B9u
#define ID_TRANSFER 0x55BAu
#define ID_PRIMARIES 0x55BBu
#define ID_PROJECTION 0x7670u
#define ID_ROLL 0x7675u
#define ID_CLUSTER 0x1F43B675u
#define ID_TIMESTAMP 0xE7u
#define ID_SIMPLE_BLOCK 0xA3u
#define ID_BLOCK_GROUP 0xA0u
#define ID_BLOCK 0xA1u
#define ID_REFERENCE 0xFBu

#define UNKNOWN_SIZE G_MAXUINT64
#define HEADER_MAX_BYTES (16 * 1024 * 1024)
#define WINDOW_BYTES 4096u

typedef struct
{
  guint32 id;
  guint64 body; /* offset in the file */
  guint64 end;  /* after the body; UNKNOWN_SIZE when the file does not say */
} Element;

typedef struct
{
  int         fd;
  guint64     file_size;
  guint8      window[WINDOW_BYTES];
  guint64     window_start;
  gsize       window_size;
  PlumbTrack *track;
  guint64     number;     /* of the track; 0 = none yet */
  int         score;      /* of that track, see score_entry() */
  guint64     scale_ns;   /* of one timestamp */
  gint64      cluster;    /* timestamp of the cluster being read */
  gboolean    unreadable; /* needs a full demuxer */
} Reader;

typedef struct
{
  const char *id;
  const char *codec;
  gboolean    needs_data; /* cannot be decoded without CodecPrivate */
} MkvCodec;

static const MkvCodec mkv_codecs[] = {
  { "V_MPEG4/ISO/AVC", "h264", TRUE }, { "V_MPEGH/ISO/HEVC", "hevc", TRUE },
  { "V_VP8", "vp8", FALSE },           { "V_VP9", "vp9", FALSE },
  { "V_AV1", "av1", FALSE },
};

static guint8
read_byte (Reader *self,
           guint64 at)
{
  if (at < self->window_start || at >= self->window_start + self->window_size)
    {
      gssize n = pread (self->fd, self->window, WINDOW_BYTES, (off_t) at);
      self->window_start = at;
      self->window_size = n > 0 ? (gsize) n : 0;
      if (n <= 0)
        return 0;
    }
  return self->window[at - self->window_start];
}

/* A number of variable length; 0 bytes when there is none. */
static guint
read_vint (Reader  *self,
           guint64  at,
           gboolean keep_marker,
           guint64 *value)
{
  guint8 first = at < self->file_size ? read_byte (self, at) : 0;
  guint  length = 1;
  while (length <= 8 && (first & (0x80 >> (length - 1))) == 0)
    length++;
  if (length > 8 || at + length > self->file_size)
    return 0;
  guint64  number = keep_marker ? first : first & (0xffu >> length);
  gboolean all_ones = (first | (0xff00u >> length & 0xff)) == 0xff && length > 0;
  for (guint i = 1; i < length; i++)
    {
      guint8 byte = read_byte (self, at + i);
      number = number << 8 | byte;
      all_ones &= byte == 0xff;
    }
  if (!keep_marker && all_ones)
    number = UNKNOWN_SIZE;
  *value = number;
  return length;
}

static gboolean
read_element (Reader  *self,
              guint64  at,
              Element *element)
{
  guint64 id, size;
  guint   id_length = read_vint (self, at, TRUE, &id);
  if (id_length == 0 || id_length > 4)
    return FALSE;
  guint size_length = read_vint (self, at + id_length, FALSE, &size);
  if (size_length == 0)
    return FALSE;
  element->id = (guint32) id;
  element->body = at + id_length + size_length;
  element->end = UNKNOWN_SIZE;
  if (size != UNKNOWN_SIZE)
    element->end = size > self->file_size - element->body ? self->file_size : element->body + size;
  return TRUE;
}

/* Takes the next element off bytes in memory. */
static gboolean
next_element (PlumbSpan *rest,
              guint32   *id,
              PlumbSpan *body)
{
  gsize   at = 0;
  guint64 numbers[2];
  for (int i = 0; i < 2; i++)
    {
      guint8 first = plumb_span_u8 (*rest, at);
      guint  length = 1;
      while (length <= 8 && (first & (0x80 >> (length - 1))) == 0)
        length++;
      if (length > 8 || at + length > rest->size)
        return FALSE;
      numbers[i] = i == 0 ? first : first & (0xffu >> length);
      for (guint k = 1; k < length; k++)
        numbers[i] = numbers[i] << 8 | plumb_span_u8 (*rest, at + k);
      at += length;
    }
  *id = (guint32) numbers[0];
  gsize size = (gsize) MIN (numbers[1], (guint64) (rest->size - at));
  *body = (PlumbSpan){ rest->data + at, size };
  *rest = plumb_span_from (*rest, at + size);
  return TRUE;
}

static guint64
read_uint (PlumbSpan body)
{
  guint64 value = 0;
  for (gsize i = 0; i < MIN (body.size, 8); i++)
    value = value << 8 | body.data[i];
  return value;
}

static double
read_float (PlumbSpan body)
{
  double value = 0;
  if (body.size == 4)
    {
      guint32 bits = plumb_span_u32 (body, 0);
      float   number;
      memcpy (&number, &bits, sizeof number);
      value = number;
    }
  else if (body.size == 8)
    {
      guint64 bits = plumb_span_u64 (body, 0);
      memcpy (&value, &bits, sizeof value);
    }
  return isfinite (value) ? value : 0;
}

static void
read_colour (PlumbTrack *track,
             PlumbSpan   colour)
{
  guint32   id;
  PlumbSpan body;
  track->colour = (PlumbColour){ .known = TRUE, .primaries = 2, .transfer = 2, .matrix = 2 };
  while (next_element (&colour, &id, &body))
    {
      guint64 value = MIN (read_uint (body), 255);
      if (id == ID_MATRIX)
        track->colour.matrix = (int) value;
      else if (id == ID_TRANSFER)
        track->colour.transfer = (int) value;
      else if (id == ID_PRIMARIES)
        track->colour.primaries = (int) value;
      else if (id == ID_RANGE)
        track->colour.full_range = value == 2;
    }
}

/* The roll is counter-clockwise; only quarter turns are taken. */
static void
read_projection (PlumbTrack *track,
                 PlumbSpan   projection)
{
  guint32   id;
  PlumbSpan body;
  while (next_element (&projection, &id, &body))
    if (id == ID_ROLL)
      {
        double roll = fmod (-read_float (body) + 720.0, 360.0);
        int    quarter = (int) lround (roll / 90.0) % 4;
        if (fabs (roll - 90.0 * quarter) < 1.0)
          track->rotation_deg = 90 * quarter;
      }
}

static void
read_video (PlumbTrack *track,
            PlumbSpan   video)
{
  guint32   id;
  PlumbSpan body;
  guint64   display_width = 0, display_height = 0, unit = 0;
  while (next_element (&video, &id, &body))
    {
      guint64 value = MIN (read_uint (body), 1u << 20);
      if (id == ID_PIXEL_WIDTH)
        track->width_px = (int) value;
      else if (id == ID_PIXEL_HEIGHT)
        track->height_px = (int) value;
      else if (id == ID_DISPLAY_WIDTH)
        display_width = value;
      else if (id == ID_DISPLAY_HEIGHT)
        display_height = value;
      else if (id == ID_DISPLAY_UNIT)
        unit = value;
      else if (id == ID_COLOUR)
        read_colour (track, body);
      else if (id == ID_PROJECTION)
        read_projection (track, body);
    }
  if (display_width == 0 || display_height == 0 || unit > 3 || track->width_px <= 0 ||
      track->height_px <= 0)
    return;
  double par = (double) display_width * track->height_px /
               ((double) display_height * track->width_px);
  if (par > 0.125 && par < 8)
    {
      track->par_n = (int) lround (par * 10000);
      track->par_d = 10000;
    }
}

/* Which of several video tracks is the recording: what moves before covers and
 * stills, which are JPEG or PNG, then what is to be shown before what is not. */
static int
score_entry (const MkvCodec *codec,
             gboolean        enabled,
             gboolean        is_default)
{
  return 1 + (codec != NULL ? 4 : 0) + (enabled ? 2 : 0) + (is_default ? 1 : 0);
}

/* What a track before this one left behind. */
static void
forget_entry (PlumbTrack *track)
{
  g_clear_pointer (&track->codec, g_free);
  g_clear_pointer (&track->codec_data, g_bytes_unref);
  track->width_px = track->height_px = 0;
  track->par_n = track->par_d = 1;
  track->rotation_deg = 0;
  track->colour = (PlumbColour){ .known = FALSE };
}

/* One entry of Tracks; of several with the same score the first is taken. */
static void
read_entry (Reader   *self,
            PlumbSpan entry)
{
  guint32          id;
  PlumbSpan        body, video = { NULL, 0 }, data = { NULL, 0 };
  guint64          number = 0, type = 0;
  gboolean         encoded = FALSE, enabled = TRUE, is_default = TRUE;
  g_autofree char *name = NULL;
  while (next_element (&entry, &id, &body))
    {
      if (id == ID_TRACK_NUMBER)
        number = read_uint (body);
      else if (id == ID_TRACK_TYPE)
        type = read_uint (body);
      else if (id == ID_CODEC_ID && name == NULL)
        name = g_strndup ((const char *) body.data, MIN (body.size, 64));
      else if (id == ID_CODEC_PRIVATE)
        data = body;
      else if (id == ID_FLAG_ENABLED)
        enabled = read_uint (body) != 0;
      else if (id == ID_FLAG_DEFAULT)
        is_default = read_uint (body) != 0;
      else if (id == ID_ENCODINGS)
        encoded = TRUE;
      else if (id == ID_VIDEO)
        video = body;
    }
  self->track->has_audio |= type == 2;
  if (type != 1 || number == 0)
    return;
  const MkvCodec *codec = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (mkv_codecs); i++)
    if (g_strcmp0 (mkv_codecs[i].id, name) == 0)
      codec = &mkv_codecs[i];
  int score = score_entry (codec, enabled, is_default);
  if (score <= self->score)
    return;
  self->score = score;
  self->number = number;
  forget_entry (self->track);
  self->unreadable = codec == NULL || encoded || (codec->needs_data && data.size == 0);
  if (self->unreadable)
    return;
  self->track->codec = g_strdup (codec->codec);
  if (data.size > 0)
    self->track->codec_data = g_bytes_new (data.data, data.size);
  read_video (self->track, video);
}

static void
read_header (Reader        *self,
             const Element *element)
{
  guint64 size = MIN (element->end, self->file_size) - element->body;
  if (size > HEADER_MAX_BYTES)
    return;
  g_autofree guint8 *bytes = g_malloc (MAX (size, 1));
  gssize             n = pread (self->fd, bytes, size, (off_t) element->body);
  PlumbSpan          rest = { bytes, n > 0 ? (gsize) n : 0 };
  guint32            id;
  PlumbSpan          body;
  while (next_element (&rest, &id, &body))
    {
      if (element->id == ID_INFO && id == ID_TIMESTAMP_SCALE && read_uint (body) > 0)
        self->scale_ns = MIN (read_uint (body), 1000000000u);
      else if (element->id == ID_TRACKS && id == ID_TRACK_ENTRY)
        read_entry (self, body);
    }
}

static void
read_block (Reader        *self,
            const Element *block,
            gboolean       simple,
            gboolean       refers)
{
  guint64 number;
  guint   length = read_vint (self, block->body, FALSE, &number);
  if (length == 0 || number != self->number || block->end == UNKNOWN_SIZE ||
      block->body + length + 3 > block->end || self->track->units->len >= PLUMB_MP4_MAX_UNITS)
    return;
  guint64 at = block->body + length;
  gint16  relative = (gint16) (read_byte (self, at) << 8 | read_byte (self, at + 1));
  guint8  flags = read_byte (self, at + 2);
  if ((flags & 0x06) != 0)
    {
      self->unreadable = TRUE;
      return;
    }
  PlumbUnit unit = { .offset = (gint64) (at + 3) };
  guint64   size = block->end - (at + 3);
  unit.size = (guint32) MIN (size, G_MAXUINT32);
  gint64 stamp = CLAMP (self->cluster + relative, -(G_GINT64_CONSTANT (1) << 33),
                        G_GINT64_CONSTANT (1) << 33);
  unit.pts = stamp * (gint64) self->scale_ns;
  const guint8 first[3] = { read_byte (self, at + 3), read_byte (self, at + 4),
                            read_byte (self, at + 5) };
  gboolean     sync = simple ? (flags & 0x80) != 0 : !refers;
  /* Some writers leave out what a block refers to; the pictures know better. */
  if (sync && (simple || plumb_vpx_is_sync (self->track->codec, first)))
    unit.flags |= PLUMB_UNIT_SYNC;
  self->track->sync_unknown |= sync && !simple;
  if (size == 0)
    unit.flags |= PLUMB_UNIT_DAMAGED;
  else if (plumb_vpx_is_hidden (self->track->codec, first[0],
                                read_byte (self, block->end - 1)))
    unit.flags |= PLUMB_UNIT_HIDDEN;
  g_array_append_val (self->track->units, unit);
}

/* A block with what is said about it beside it. */
static void
read_group (Reader        *self,
            const Element *group)
{
  guint64  at = group->body;
  Element  child, block = { 0 };
  gboolean refers = FALSE;
  while (at < group->end && read_element (self, at, &child) && child.end != UNKNOWN_SIZE)
    {
      if (child.id == ID_BLOCK)
        block = child;
      refers |= child.id == ID_REFERENCE;
      at = child.end;
    }
  if (block.id != 0)
    read_block (self, &block, FALSE, refers);
}

static void
read_timestamp (Reader        *self,
                const Element *element)
{
  guint64 value = 0;
  for (guint64 i = element->body; i < element->end && i < element->body + 8; i++)
    value = value << 8 | read_byte (self, i);
  self->cluster = (gint64) MIN (value, (guint64) 1 << 40);
}

/* Walks the children of the segment, and those of clusters as if they were its
 * own: a cluster of unknown size ends where something else begins. */
static gboolean
walk_segment (Reader              *self,
              guint64              at,
              const PlumbProgress *progress,
              GCancellable        *cancellable,
              GError             **error)
{
  Element element;
  guint   n = 0;
  while (at < self->file_size && !self->unreadable && read_element (self, at, &element))
    {
      if (++n % 1024 == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          plumb_progress_tell (progress, (double) at / (double) self->file_size);
        }
      at = element.end;
      if (element.id == ID_CLUSTER || element.id == ID_SEGMENT)
        at = element.body;
      else if (element.end == UNKNOWN_SIZE)
        break;
      else if (element.id == ID_INFO || element.id == ID_TRACKS)
        read_header (self, &element);
      else if (element.id == ID_TIMESTAMP)
        read_timestamp (self, &element);
      else if (element.id == ID_SIMPLE_BLOCK)
        read_block (self, &element, TRUE, FALSE);
      else if (element.id == ID_BLOCK_GROUP)
        read_group (self, &element);
    }
  return TRUE;
}

PlumbTrack *
plumb_mkv_read_track (int                  fd,
                      guint64              file_size,
                      const PlumbProgress *progress,
                      GCancellable        *cancellable,
                      GError             **error)
{
  g_autoptr (PlumbTrack) track = plumb_track_new ();
  g_autofree Reader     *self = g_new0 (Reader, 1);
  Element                head;
  self->fd = fd;
  self->file_size = file_size;
  self->track = track;
  self->scale_ns = 1000000;
  track->timescale = 1000000000;
  if (!read_element (self, 0, &head) || head.id != ID_EBML || head.end == UNKNOWN_SIZE)
    return NULL;
  if (!walk_segment (self, head.end, progress, cancellable, error) || self->unreadable)
    return NULL;
  if (self->number == 0 || track->units->len == 0)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NOT_VIDEO,
                           _("There is no video in this file."));
      return NULL;
    }
  /* The last block of a recording that was cut off ends with the file; whether
   * it is whole shows when it is decoded. */
  track->fd = dup (fd);
  return g_steal_pointer (&track);
}
