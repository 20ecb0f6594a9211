/* Fragments: moof/traf/tfhd, tfdt and trun.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mp4-fragments.h"

#include <unistd.h>

#include "mp4-samples.h"

#define MOOF_MAX_BYTES (16 * 1024 * 1024)
/* sample_is_non_sync_sample of the sample flags. */
#define FLAG_NON_SYNC 0x10000u

typedef struct
{
  guint32 duration;
  guint32 size;
  guint32 flags;
} Defaults;

typedef struct
{
  PlumbTrack *track;
  guint32     track_id;
  guint64     file_size;
  Defaults    movie; /* from trex */
  gint64      dts;   /* where the next run goes on */
} Walk;

static void
read_trex (Walk     *walk,
           PlumbSpan moov)
{
  PlumbSpan mvex;
  PlumbBox  box;
  plumb_span_find (moov, PLUMB_FOURCC ('m', 'v', 'e', 'x'), &mvex);
  while (plumb_span_next_box (&mvex, &box))
    if (box.type == PLUMB_FOURCC ('t', 'r', 'e', 'x') &&
        plumb_span_u32 (box.body, 4) == walk->track_id)
      {
        walk->movie.duration = plumb_span_u32 (box.body, 12);
        walk->movie.size = plumb_span_u32 (box.body, 16);
        walk->movie.flags = plumb_span_u32 (box.body, 20);
      }
}

/* Appends the samples of one run; `offset` is where its first byte is, and is
 * moved past its last. */
static gboolean
read_trun (Walk           *walk,
           const Defaults *fragment,
           PlumbSpan       trun,
           guint64         base,
           guint64        *offset)
{
  guint32 flags = plumb_span_u32 (trun, 0) & 0xffffff;
  guint32 n = plumb_span_u32 (trun, 4);
  gsize   at = 8;
  guint32 first_flags = 0;
  if (flags & 0x1)
    {
      *offset = base + (guint64) (gint64) (gint32) plumb_span_u32 (trun, at);
      at += 4;
    }
  if (flags & 0x4)
    {
      first_flags = plumb_span_u32 (trun, at);
      at += 4;
    }
  gsize entry = 4 * (((flags & 0x100) != 0) + ((flags & 0x200) != 0) +
                     ((flags & 0x400) != 0) + ((flags & 0x800) != 0));
  if (at > trun.size || (entry > 0 && n > (trun.size - at) / entry) ||
      n > PLUMB_MP4_MAX_UNITS - walk->track->units->len ||
      (entry == 0 && (guint64) n * MAX (fragment->size, 1) > walk->file_size))
    return FALSE;

  for (guint32 i = 0; i < n; i++)
    {
      Defaults  sample = *fragment;
      gint32    shift = 0;
      PlumbUnit unit = { .offset = (gint64) (*offset & G_MAXINT64) };
      if (flags & 0x100)
        sample.duration = plumb_span_u32 (trun, at), at += 4;
      if (flags & 0x200)
        sample.size = plumb_span_u32 (trun, at), at += 4;
      if (flags & 0x400)
        sample.flags = plumb_span_u32 (trun, at), at += 4;
      else if (i == 0 && (flags & 0x4))
        sample.flags = first_flags;
      if (flags & 0x800)
        shift = (gint32) plumb_span_u32 (trun, at), at += 4;
      unit.pts = walk->dts + shift;
      unit.size = sample.size;
      unit.flags = (sample.flags & FLAG_NON_SYNC) ? 0 : PLUMB_UNIT_SYNC;
      if (unit.size == 0 || *offset > walk->file_size || unit.size > walk->file_size - *offset)
        unit.flags |= PLUMB_UNIT_DAMAGED;
      g_array_append_val (walk->track->units, unit);
      *offset += sample.size;
      walk->dts += sample.duration;
    }
  return TRUE;
}

static gboolean
read_traf (Walk     *walk,
           PlumbSpan traf,
           guint64   moof_offset)
{
  PlumbSpan tfhd, tfdt;
  if (!plumb_span_find (traf, PLUMB_FOURCC ('t', 'f', 'h', 'd'), &tfhd) ||
      plumb_span_u32 (tfhd, 4) != walk->track_id)
    return TRUE;
  guint32  flags = plumb_span_u32 (tfhd, 0) & 0xffffff;
  Defaults fragment = walk->movie;
  guint64  base = moof_offset;
  gsize    at = 8;
  if (flags & 0x1)
    base = plumb_span_u64 (tfhd, at), at += 8;
  if (flags & 0x2)
    at += 4;
  if (flags & 0x8)
    fragment.duration = plumb_span_u32 (tfhd, at), at += 4;
  if (flags & 0x10)
    fragment.size = plumb_span_u32 (tfhd, at), at += 4;
  if (flags & 0x20)
    fragment.flags = plumb_span_u32 (tfhd, at);
  if (plumb_span_find (traf, PLUMB_FOURCC ('t', 'f', 'd', 't'), &tfdt))
    {
      guint64 dts = plumb_span_u8 (tfdt, 0) == 1 ? plumb_span_u64 (tfdt, 4)
                                                 : plumb_span_u32 (tfdt, 4);
      walk->dts = (gint64) MIN (dts, G_GUINT64_CONSTANT (1) << 60);
    }

  guint64  offset = base;
  PlumbBox box;
  while (plumb_span_next_box (&traf, &box))
    if (box.type == PLUMB_FOURCC ('t', 'r', 'u', 'n') &&
        !read_trun (walk, &fragment, box.body, base, &offset))
      return FALSE;
  return TRUE;
}

static gboolean
read_moof (Walk   *walk,
           int     fd,
           guint64 offset,
           guint64 header,
           guint64 size)
{
  guint64 n_bytes = size - header;
  if (n_bytes > MOOF_MAX_BYTES)
    return FALSE;
  g_autofree guint8 *bytes = g_malloc (MAX (n_bytes, 1));
  gssize             n = pread (fd, bytes, n_bytes, (off_t) (offset + header));
  PlumbSpan          rest = { bytes, n > 0 ? (gsize) n : 0 };
  PlumbBox           box;
  while (plumb_span_next_box (&rest, &box))
    if (box.type == PLUMB_FOURCC ('t', 'r', 'a', 'f') && !read_traf (walk, box.body, offset))
      return FALSE;
  return TRUE;
}

/* Ticks at which the fragments go on when they do not say it themselves: after
 * the last unit of the tables. */
static gint64
find_next_dts (const GArray *units)
{
  gint64 next = 0;
  for (guint i = 0; i < units->len; i++)
    next = MAX (next, g_array_index (units, PlumbUnit, i).pts + 1);
  return next;
}

gboolean
plumb_mp4_read_fragments (PlumbTrack *track,
                          PlumbSpan   moov,
                          guint32     track_id,
                          int         fd,
                          guint64     file_size)
{
  Walk walk = { .track = track, .track_id = track_id, .file_size = file_size };
  read_trex (&walk, moov);
  walk.dts = find_next_dts (track->units);
  guint64 offset = 0;
  while (offset + 8 <= file_size)
    {
      guint8    bytes[16] = { 0 };
      gssize    n = pread (fd, bytes, sizeof bytes, (off_t) offset);
      PlumbSpan span = { bytes, n > 0 ? (gsize) n : 0 };
      guint64   size = plumb_span_u32 (span, 0), header = 8;
      if (size == 1)
        {
          size = plumb_span_u64 (span, 8);
          header = 16;
        }
      else if (size == 0)
        size = file_size - offset;
      /* The last fragment of a recording that was cut off is left out. */
      if (size < header || size > file_size - offset)
        break;
      if (plumb_span_u32 (span, 4) == PLUMB_FOURCC ('m', 'o', 'o', 'f') &&
          !read_moof (&walk, fd, offset, header, size))
        return FALSE;
      offset += size;
    }
  return track->units->len > 0;
}
