/* Reads the table of contents (moov) of an MP4 or MOV file.
 *
 * The file is not trusted: the moov box is read into memory once, with a limit,
 * and everything after that is bounded by mp4-boxes.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mp4-tables.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "media-error.h"
#include "mp4-boxes.h"
#include "mp4-entry.h"
#include "mp4-fragments.h"
#include "mp4-rate.h"
#include "mp4-samples.h"

/* An hour at 240 pictures a second has a table of 20 MB. */
#define MOOV_MAX_BYTES (128 * 1024 * 1024)

typedef struct
{
  PlumbSpan trak;
  PlumbSpan stbl;
  guint32   n_samples;
  guint32   id;
  gboolean  enabled;
} Candidate;

/* The box header at `offset`; FALSE at the end. `size` includes the header and
 * may reach past the end of the file. */
static gboolean
read_top_box (int      fd,
              guint64  offset,
              guint64  file_size,
              guint32 *type,
              guint64 *header,
              guint64 *size)
{
  guint8  bytes[16] = { 0 };
  gssize  n = pread (fd, bytes, sizeof bytes, (off_t) offset);
  if (n < 8)
    return FALSE;
  PlumbSpan span = { bytes, (gsize) n };
  *size = plumb_span_u32 (span, 0);
  *type = plumb_span_u32 (span, 4);
  *header = 8;
  if (*size == 1)
    {
      *size = plumb_span_u64 (span, 8);
      *header = 16;
    }
  else if (*size == 0)
    *size = file_size - offset;
  return *size >= *header;
}

static gboolean
is_top_box (guint32 type)
{
  static const guint32 known[] = {
    PLUMB_FOURCC ('f', 't', 'y', 'p'), PLUMB_FOURCC ('m', 'o', 'o', 'v'),
    PLUMB_FOURCC ('m', 'd', 'a', 't'), PLUMB_FOURCC ('f', 'r', 'e', 'e'),
    PLUMB_FOURCC ('s', 'k', 'i', 'p'), PLUMB_FOURCC ('w', 'i', 'd', 'e'),
    PLUMB_FOURCC ('p', 'n', 'o', 't'), PLUMB_FOURCC ('s', 't', 'y', 'p'),
    PLUMB_FOURCC ('m', 'o', 'o', 'f'), PLUMB_FOURCC ('s', 'i', 'd', 'x'),
  };
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i] == type)
      return TRUE;
  return FALSE;
}

static void
set_cut_off (GError **error)
{
  g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DAMAGED,
                       _("The recording was cut off: its table of contents, which is "
                         "written at the end, is missing."));
}

/* The body of the moov box; NULL without an error when this is no MP4. */
static GBytes *
load_moov (int       fd,
           guint64   file_size,
           gboolean *fragmented,
           GError  **error)
{
  guint64           offset = 0, header, size;
  guint32           type;
  gboolean          first = TRUE;
  g_autoptr (GBytes) moov = NULL;
  *fragmented = FALSE;
  while (offset < file_size && read_top_box (fd, offset, file_size, &type, &header, &size))
    {
      if (first && !is_top_box (type))
        return NULL;
      first = FALSE;
      if (type == PLUMB_FOURCC ('m', 'o', 'o', 'f'))
        {
          *fragmented = TRUE;
          break;
        }
      if (type == PLUMB_FOURCC ('m', 'o', 'o', 'v') && moov == NULL)
        {
          guint64 body = size - header;
          if (size > file_size - offset)
            {
              set_cut_off (error);
              return NULL;
            }
          if (body > MOOV_MAX_BYTES)
            {
              g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_TOO_LARGE,
                                   _("The table of contents of this recording is absurdly "
                                     "large; it is refused."));
              return NULL;
            }
          guint8 *bytes = g_malloc (MAX (body, 1));
          gssize  n = pread (fd, bytes, body, (off_t) (offset + header));
          moov = g_bytes_new_take (bytes, n > 0 ? (gsize) n : 0);
        }
      if (size > file_size - offset)
        break;
      offset += size;
    }
  if (first)
    return NULL;
  if (moov == NULL)
    set_cut_off (error);
  return g_steal_pointer (&moov);
}

static guint32
read_handler (PlumbSpan mdia)
{
  PlumbSpan hdlr;
  plumb_span_find (mdia, PLUMB_FOURCC ('h', 'd', 'l', 'r'), &hdlr);
  return plumb_span_u32 (hdlr, 8);
}

static gboolean
find_tables (PlumbSpan  trak,
             PlumbSpan *mdia,
             PlumbSpan *stbl)
{
  PlumbSpan minf;
  return plumb_span_find (trak, PLUMB_FOURCC ('m', 'd', 'i', 'a'), mdia) &&
         plumb_span_find (*mdia, PLUMB_FOURCC ('m', 'i', 'n', 'f'), &minf) &&
         plumb_span_find (minf, PLUMB_FOURCC ('s', 't', 'b', 'l'), stbl);
}

/* Whether `next`, which comes later in the file, is rather the main track than
 * `best`: what moves before what does not, enabled before disabled, and the first
 * unless it has but a handful of pictures. The still of a motion photo and a
 * cover are tracks of one or two. */
static gboolean
is_better (const Candidate *next,
           const Candidate *best)
{
  gboolean moving = next->n_samples > 1, best_moving = best->n_samples > 1;
  if (moving != best_moving)
    return moving;
  if (next->enabled != best->enabled)
    return next->enabled;
  return next->n_samples / 8 > best->n_samples;
}

static gboolean
choose_track (PlumbSpan  moov,
              Candidate *best,
              gboolean  *has_audio)
{
  gboolean found = FALSE;
  PlumbBox box;
  *has_audio = FALSE;
  while (plumb_span_next_box (&moov, &box))
    {
      PlumbSpan mdia, tkhd, stsd;
      Candidate next = { .trak = box.body };
      if (box.type != PLUMB_FOURCC ('t', 'r', 'a', 'k') ||
          !find_tables (box.body, &mdia, &next.stbl) ||
          !plumb_span_find (next.stbl, PLUMB_FOURCC ('s', 't', 's', 'd'), &stsd))
        continue;
      guint32 handler = read_handler (mdia);
      *has_audio |= handler == PLUMB_FOURCC ('s', 'o', 'u', 'n');
      if (handler != PLUMB_FOURCC ('v', 'i', 'd', 'e'))
        continue;
      plumb_span_find (box.body, PLUMB_FOURCC ('t', 'k', 'h', 'd'), &tkhd);
      next.enabled = (plumb_span_u8 (tkhd, 3) & 1) != 0;
      next.id = plumb_span_u32 (tkhd, plumb_span_u8 (tkhd, 0) == 1 ? 20 : 12);
      next.n_samples = plumb_mp4_n_samples (next.stbl);
      if (!found || is_better (&next, best))
        *best = next;
      found = TRUE;
    }
  return found;
}

static void
read_edits (PlumbTrack *track,
            PlumbSpan   trak)
{
  PlumbSpan edts, elst;
  if (!plumb_span_find (trak, PLUMB_FOURCC ('e', 'd', 't', 's'), &edts) ||
      !plumb_span_find (edts, PLUMB_FOURCC ('e', 'l', 's', 't'), &elst))
    return;
  gboolean wide = plumb_span_u8 (elst, 0) == 1;
  gsize    entry = wide ? 20 : 12;
  gsize    held = elst.size > 8 ? (elst.size - 8) / entry : 0;
  gsize    n = MIN ((gsize) plumb_span_u32 (elst, 4), held);
  /* A list longer than this is an attack on the quadratic walk over it. */
  n = MIN (n, 1000);
  gboolean any = FALSE;
  for (gsize i = 0; i < n; i++)
    {
      gsize     at = 8 + i * entry;
      PlumbEdit edit;
      guint64   duration = wide ? plumb_span_u64 (elst, at) : plumb_span_u32 (elst, at);
      edit.media_time = wide ? (gint64) plumb_span_u64 (elst, at + 8)
                             : (gint32) plumb_span_u32 (elst, at + 4);
      /* 2^47 ticks are four years at a megahertz. */
      edit.duration = (gint64) MIN (duration, G_GUINT64_CONSTANT (1) << 47);
      edit.rate_16 = (gint32) plumb_span_u32 (elst, at + (wide ? 16 : 8));
      edit.media_time = CLAMP (edit.media_time, -1, G_GINT64_CONSTANT (1) << 47);
      any |= edit.media_time >= 0;
      g_array_append_val (track->edits, edit);
    }
  /* A list that shows nothing at all would lose the whole recording. */
  if (!any)
    g_array_set_size (track->edits, 0);
}

static void
read_header (PlumbTrack *track,
             PlumbSpan   moov,
             PlumbSpan   trak)
{
  PlumbSpan mvhd, tkhd, mdia, mdhd;
  plumb_span_find (moov, PLUMB_FOURCC ('m', 'v', 'h', 'd'), &mvhd);
  plumb_span_find (trak, PLUMB_FOURCC ('t', 'k', 'h', 'd'), &tkhd);
  plumb_span_find (trak, PLUMB_FOURCC ('m', 'd', 'i', 'a'), &mdia);
  plumb_span_find (mdia, PLUMB_FOURCC ('m', 'd', 'h', 'd'), &mdhd);
  track->movie_timescale = plumb_span_u32 (mvhd, plumb_span_u8 (mvhd, 0) == 1 ? 20 : 12);
  track->timescale = plumb_span_u32 (mdhd, plumb_span_u8 (mdhd, 0) == 1 ? 20 : 12);
  if (track->movie_timescale == 0)
    track->movie_timescale = 1000;
  plumb_mp4_read_matrix (track,
                         plumb_span_from (tkhd, plumb_span_u8 (tkhd, 0) == 1 ? 52 : 40));
}

PlumbTrack *
plumb_mp4_read_track (int      fd,
                      guint64  file_size,
                      GError **error)
{
  gboolean          fragmented;
  g_autoptr (GBytes) bytes = load_moov (fd, file_size, &fragmented, error);
  if (bytes == NULL)
    return NULL;
  PlumbSpan moov;
  moov.data = g_bytes_get_data (bytes, &moov.size);

  Candidate            main_track = { 0 };
  PlumbSpan            stsd;
  g_autoptr (PlumbTrack) track = plumb_track_new ();
  if (!choose_track (moov, &main_track, &track->has_audio))
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NOT_VIDEO,
                           _("There is no video in this file."));
      return NULL;
    }
  plumb_span_find (main_track.stbl, PLUMB_FOURCC ('s', 't', 's', 'd'), &stsd);
  read_header (track, moov, main_track.trak);
  read_edits (track, main_track.trak);
  plumb_mp4_read_rate (track, moov, fd, file_size);
  gboolean whole = plumb_mp4_read_entry (track, stsd) && track->timescale > 0;
  if (whole && main_track.n_samples > 0)
    whole = plumb_mp4_read_samples (track, main_track.stbl, file_size);
  if (whole && fragmented)
    whole = plumb_mp4_read_fragments (track, moov, main_track.id, fd, file_size);
  if (!whole || track->units->len == 0)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DAMAGED,
                           _("The table of contents of this recording is damaged: it does not "
                             "say where the pictures are."));
      return NULL;
    }
  track->fd = dup (fd);
  return g_steal_pointer (&track);
}
