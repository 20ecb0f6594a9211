/* The decoder by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-limit.h"

#include "decoder.h"
#include "spare-unit.h"

#define LIMIT_UNITS 240u

struct _PlumbBenchLimit
{
  PlumbTrack      *track;
  PlumbFrameIndex *index;
  PlumbDecoder    *decoder;
  double           mean_ms;
  double           spare_pct;
};

static void
feed_unit (PlumbBenchLimit *self,
           guint            number,
           guint           *n_spare)
{
  const PlumbUnit   *place = &g_array_index (self->track->units, PlumbUnit, number);
  g_autoptr (GBytes) unit = plumb_track_read_unit (self->track, number, NULL);
  if (unit == NULL)
    return;
  if (n_spare != NULL)
    *n_spare += plumb_unit_is_spare (self->track, unit);
  plumb_decoder_feed (self->decoder, unit, plumb_frame_index_rank_of_unit (self->index, number),
                      (place->flags & PLUMB_UNIT_SYNC) != 0, NULL);
}

/* Whether a picture of at least that rank came out. */
static gboolean
take_all (PlumbBenchLimit *self,
          guint32          rank)
{
  PlumbDecoded *decoded;
  gboolean      there = FALSE;
  while ((decoded = plumb_decoder_pop (self->decoder)) != NULL)
    {
      there |= decoded->rank >= rank;
      plumb_decoded_free (decoded);
    }
  return there;
}

static void
measure_mean (PlumbBenchLimit *self)
{
  guint  n = MIN (self->track->units->len, LIMIT_UNITS), n_spare = 0;
  gint64 begin_us = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    {
      feed_unit (self, i, &n_spare);
      take_all (self, G_MAXUINT32);
    }
  plumb_decoder_drain (self->decoder);
  take_all (self, G_MAXUINT32);
  self->mean_ms = (double) (g_get_monotonic_time () - begin_us) / 1000.0 / n;
  self->spare_pct = 100.0 * n_spare / n;
}

PlumbBenchLimit *
plumb_bench_limit_new (const char *path,
                       GError    **error)
{
  g_autoptr (PlumbBenchLimit) self = g_new0 (PlumbBenchLimit, 1);
  self->track = plumb_track_open (path, NULL, error);
  if (self->track != NULL)
    self->index = plumb_frame_index_new (self->track, error);
  if (self->index != NULL)
    self->decoder = plumb_decoder_new (self->track, error);
  if (self->decoder == NULL)
    return NULL;
  measure_mean (self);
  return g_steal_pointer (&self);
}

void
plumb_bench_limit_free (PlumbBenchLimit *self)
{
  if (self == NULL)
    return;
  plumb_decoder_free (self->decoder);
  g_clear_pointer (&self->index, plumb_frame_index_unref);
  g_clear_pointer (&self->track, plumb_track_unref);
  g_free (self);
}

double
plumb_bench_limit_mean_ms (const PlumbBenchLimit *self)
{
  return self->mean_ms;
}

double
plumb_bench_limit_spare_pct (const PlumbBenchLimit *self)
{
  return self->spare_pct;
}

guint
plumb_bench_limit_n_units (PlumbBenchLimit *self,
                           gint64           frame)
{
  guint32 unit = plumb_frame_index_unit_of_frame (self->index, frame);
  return unit - plumb_frame_index_start_of_unit (self->index, unit) + 1;
}

double
plumb_bench_limit_decode_ms (PlumbBenchLimit *self,
                             gint64           frame)
{
  guint32  unit = plumb_frame_index_unit_of_frame (self->index, frame);
  guint32  rank = plumb_frame_index_rank_of_unit (self->index, unit);
  gint64   begin_us = g_get_monotonic_time ();
  gboolean there = FALSE;
  plumb_decoder_flush (self->decoder);
  for (guint32 i = plumb_frame_index_start_of_unit (self->index, unit);
       !there && i < plumb_frame_index_n_units (self->index); i++)
    {
      feed_unit (self, i, NULL);
      there = take_all (self, rank);
    }
  if (!there)
    plumb_decoder_drain (self->decoder);
  take_all (self, rank);
  return (double) (g_get_monotonic_time () - begin_us) / 1000.0;
}
