/* The sample tables of one track.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mp4-samples.h"

guint32
plumb_mp4_n_samples (PlumbSpan stbl)
{
  PlumbSpan body;
  if (plumb_span_find (stbl, PLUMB_FOURCC ('s', 't', 's', 'z'), &body) ||
      plumb_span_find (stbl, PLUMB_FOURCC ('s', 't', 'z', '2'), &body))
    return plumb_span_u32 (body, 8);
  return 0;
}

/* The count of a table's entries, no more than its bytes can hold. */
static guint32
count_entries (PlumbSpan table,
               gsize     header,
               gsize     entry)
{
  guint32 claimed = plumb_span_u32 (table, header - 4);
  gsize   held = table.size > header ? (table.size - header) / entry : 0;
  return (guint32) MIN ((gsize) claimed, held);
}

static gboolean
read_sizes (GArray   *units,
            PlumbSpan stbl,
            guint64   file_size)
{
  PlumbSpan body;
  gboolean  compact = FALSE;
  if (!plumb_span_find (stbl, PLUMB_FOURCC ('s', 't', 's', 'z'), &body))
    compact = plumb_span_find (stbl, PLUMB_FOURCC ('s', 't', 'z', '2'), &body);
  guint32 n = plumb_span_u32 (body, 8);
  guint32 common = compact ? 0 : plumb_span_u32 (body, 4);
  guint   bits = compact ? plumb_span_u8 (body, 7) : 32;
  if (n == 0 || n > PLUMB_MP4_MAX_UNITS || (bits != 4 && bits != 8 && bits != 16 && bits != 32))
    return FALSE;
  if (common != 0 && (guint64) common * n > file_size)
    n = (guint32) (file_size / common);
  if (common == 0)
    n = (guint32) MIN ((guint64) n, (guint64) (body.size > 12 ? body.size - 12 : 0) * 8 / bits);
  if (n == 0)
    return FALSE;

  g_array_set_size (units, n);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 size = common;
      if (common == 0 && bits == 32)
        size = plumb_span_u32 (body, 12 + (gsize) i * 4);
      else if (common == 0 && bits == 16)
        size = plumb_span_u16 (body, 12 + (gsize) i * 2);
      else if (common == 0 && bits == 8)
        size = plumb_span_u8 (body, 12 + i);
      else if (common == 0)
        size = plumb_span_u8 (body, 12 + i / 2) >> (i % 2 ? 0 : 4) & 15;
      g_array_index (units, PlumbUnit, i) = (PlumbUnit){ .size = size };
    }
  return TRUE;
}

static void
place_unit (PlumbUnit *unit,
            guint64    offset,
            guint64    file_size)
{
  unit->offset = (gint64) MIN (offset, (guint64) G_MAXINT64);
  if (unit->size == 0 || offset > file_size || unit->size > file_size - offset)
    unit->flags |= PLUMB_UNIT_DAMAGED;
}

/* Walks chunks (stco) and their number of samples (stsc) side by side. */
static gboolean
read_offsets (GArray   *units,
              PlumbSpan stbl,
              guint64   file_size)
{
  PlumbSpan stsc, chunks;
  gboolean  wide = FALSE;
  plumb_span_find (stbl, PLUMB_FOURCC ('s', 't', 's', 'c'), &stsc);
  if (!plumb_span_find (stbl, PLUMB_FOURCC ('s', 't', 'c', 'o'), &chunks))
    wide = plumb_span_find (stbl, PLUMB_FOURCC ('c', 'o', '6', '4'), &chunks);
  guint32 n_runs = count_entries (stsc, 8, 12);
  guint32 n_chunks = count_entries (chunks, 8, wide ? 8 : 4);
  if (n_runs == 0 || n_chunks == 0)
    return FALSE;

  guint32 run = 0, unit = 0;
  for (guint32 chunk = 0; chunk < n_chunks && unit < units->len; chunk++)
    {
      while (run + 1 < n_runs && plumb_span_u32 (stsc, 8 + (gsize) (run + 1) * 12) <= chunk + 1)
        run++;
      guint32 count = plumb_span_u32 (stsc, 8 + (gsize) run * 12 + 4);
      guint64 offset = wide ? plumb_span_u64 (chunks, 8 + (gsize) chunk * 8)
                            : plumb_span_u32 (chunks, 8 + (gsize) chunk * 4);
      for (guint32 i = 0; i < count && unit < units->len; i++, unit++)
        {
          PlumbUnit *place = &g_array_index (units, PlumbUnit, unit);
          place_unit (place, offset, file_size);
          offset += place->size;
        }
    }
  /* Samples in no chunk do not exist. */
  g_array_set_size (units, unit);
  return unit > 0;
}

/* Composition times; the sum of the decoding steps is returned. */
static gint64
read_times (GArray   *units,
            PlumbSpan stbl)
{
  PlumbSpan stts, ctts;
  plumb_span_find (stbl, PLUMB_FOURCC ('s', 't', 't', 's'), &stts);
  plumb_span_find (stbl, PLUMB_FOURCC ('c', 't', 't', 's'), &ctts);
  guint32 n_stts = count_entries (stts, 8, 8);
  guint32 n_ctts = count_entries (ctts, 8, 8);
  guint32 run = 0, left = plumb_span_u32 (stts, 8);
  guint32 shift_run = 0, shift_left = n_ctts > 0 ? plumb_span_u32 (ctts, 8) : 0;
  gint64  dts = 0;
  for (guint32 i = 0; i < units->len; i++)
    {
      while (shift_left == 0 && shift_run + 1 < n_ctts)
        shift_left = plumb_span_u32 (ctts, 8 + (gsize) ++shift_run * 8);
      gint32 shift = 0;
      if (shift_left > 0)
        {
          /* Version 0 says unsigned, files of both versions write signed. */
          shift = (gint32) plumb_span_u32 (ctts, 8 + (gsize) shift_run * 8 + 4);
          shift_left--;
        }
      g_array_index (units, PlumbUnit, i).pts = dts + shift;
      while (left == 0 && run + 1 < n_stts)
        left = plumb_span_u32 (stts, 8 + (gsize) ++run * 8);
      /* A table that is too short goes on at its last rate. */
      dts += plumb_span_u32 (stts, 8 + (gsize) run * 8 + 4);
      if (left > 0)
        left--;
    }
  return dts;
}

static void
read_sync (PlumbTrack *track,
           PlumbSpan   stbl)
{
  PlumbSpan stss;
  if (!plumb_span_find (stbl, PLUMB_FOURCC ('s', 't', 's', 's'), &stss))
    {
      for (guint32 i = 0; i < track->units->len; i++)
        g_array_index (track->units, PlumbUnit, i).flags |= PLUMB_UNIT_SYNC;
      track->sync_unknown = TRUE;
      return;
    }
  guint32 n = count_entries (stss, 8, 4);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 number = plumb_span_u32 (stss, 8 + (gsize) i * 4);
      if (number >= 1 && number <= track->units->len)
        g_array_index (track->units, PlumbUnit, number - 1).flags |= PLUMB_UNIT_SYNC;
    }
}

gboolean
plumb_mp4_read_samples (PlumbTrack *track,
                        PlumbSpan   stbl,
                        guint64     file_size)
{
  if (!read_sizes (track->units, stbl, file_size) ||
      !read_offsets (track->units, stbl, file_size))
    return FALSE;
  track->media_duration = read_times (track->units, stbl);
  read_sync (track, stbl);
  return TRUE;
}
