/* The decoder by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-limit.h"

#include "decoder.h"
#include "spare-unit.h"

#define LIMIT_UNITS 120u

struct _PlumbBenchLimit
{
  PlumbTrack      *track;
  PlumbFrameIndex *index;
  PlumbDecoder    *decoder;
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

static void
take_all (PlumbBenchLimit *self)
{
  PlumbDecoded *decoded;
  while ((decoded = plumb_decoder_pop (self->decoder)) != NULL)
    plumb_decoded_free (decoded);
}

double
plumb_bench_limit_measure_mean (PlumbBenchLimit *self,
                                double          *spare_pct)
{
  guint  n = MIN (self->track->units->len, LIMIT_UNITS), n_spare = 0;
  gint64 begin_us = g_get_monotonic_time ();
  plumb_decoder_flush (self->decoder);
  for (guint i = 0; i < n; i++)
    {
      feed_unit (self, i, &n_spare);
      take_all (self);
    }
  plumb_decoder_drain (self->decoder);
  take_all (self);
  *spare_pct = 100.0 * n_spare / n;
  return (double) (g_get_monotonic_time () - begin_us) / 1000.0 / n;
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
  guint32 unit = plumb_frame_index_unit_of_frame (self->index, frame);
  gint64  begin_us = g_get_monotonic_time ();
  plumb_decoder_flush (self->decoder);
  for (guint32 i = plumb_frame_index_start_of_unit (self->index, unit); i <= unit; i++)
    {
      feed_unit (self, i, NULL);
      take_all (self);
    }
  plumb_decoder_drain (self->decoder);
  take_all (self);
  return (double) (g_get_monotonic_time () - begin_us) / 1000.0;
}
