/* The first pictures, decoded twice and compared where they are small.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hardware-check.h"

#include <stdlib.h>

#include "decoder-choice.h"
#include "picture.h"

/* Pictures compared, and units they are awaited for. */
#define N_COMPARED 3u
#define MOST_UNITS 40u
/* Levels of 255 on average: decoders of one standard agree to the last, but what
 * comes before and after them may round. */
#define MOST_DIFFERENCE 3.0
#define SIDE_PX 128

typedef struct
{
  guint32      rank;
  PlumbPicture *picture; /* owned */
} Sample;

static void
clear_sample (gpointer data)
{
  g_clear_pointer (&((Sample *) data)->picture, plumb_picture_unref);
}

static void
take_samples (PlumbDecoder     *decoder,
              const PlumbTrack *track,
              GArray           *samples)
{
  for (;;)
    {
      g_autoptr (PlumbDecoded) decoded = plumb_decoder_pop (decoder);
      if (decoded == NULL)
        return;
      guint  halvings = 0;
      Sample sample = { decoded->rank, NULL };
      while (MAX (track->width_px, track->height_px) >> halvings > SIDE_PX)
        halvings++;
      if (samples->len < N_COMPARED)
        sample.picture = plumb_picture_new (decoded, &track->colour, halvings);
      if (sample.picture != NULL)
        g_array_append_val (samples, sample);
    }
}

/* (transfer full) */
static GArray *
decode_first (PlumbDecoder          *decoder,
              const PlumbTrack      *track,
              const PlumbFrameIndex *index)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  guint   n = MIN (plumb_frame_index_n_units (index), MOST_UNITS);
  g_array_set_clear_func (samples, clear_sample);
  for (guint32 i = 0; i < n && samples->len < N_COMPARED; i++)
    {
      const PlumbUnit   *unit = &g_array_index (track->units, PlumbUnit, i);
      g_autoptr (GBytes) bytes = plumb_track_read_unit (track, i, NULL);
      if (bytes == NULL ||
          !plumb_decoder_feed (decoder, bytes, plumb_frame_index_rank_of_unit (index, i),
                               (unit->flags & PLUMB_UNIT_SYNC) != 0, NULL))
        break;
      take_samples (decoder, track, samples);
    }
  if (samples->len < N_COMPARED)
    {
      plumb_decoder_drain (decoder);
      take_samples (decoder, track, samples);
    }
  plumb_decoder_flush (decoder);
  return samples;
}

static double
compare_pictures (const PlumbPicture *a,
                  const PlumbPicture *b)
{
  int width, height, other_width, other_height;
  plumb_picture_get_size (a, &width, &height);
  plumb_picture_get_size (b, &other_width, &other_height);
  if (width != other_width || height != other_height)
    return G_MAXDOUBLE;
  PlumbPose              pose = { width, height, 0, FALSE };
  g_autoptr (PlumbFrame) one = plumb_picture_to_frame (a, &pose, 0, 0);
  g_autoptr (PlumbFrame) two = plumb_picture_to_frame (b, &pose, 0, 0);
  if (one == NULL || two == NULL)
    return G_MAXDOUBLE;
  gsize         size, sum = 0;
  const guint8 *x = g_bytes_get_data (one->pixels, &size);
  const guint8 *y = g_bytes_get_data (two->pixels, NULL);
  for (gsize i = 0; i < size; i++)
    sum += (gsize) abs (x[i] - y[i]);
  return (double) sum / (double) MAX (size, 1);
}

static gboolean
is_alike (const GArray *a,
          const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const Sample *x = &g_array_index (a, Sample, i), *y = &g_array_index (b, Sample, i);
      if (x->rank != y->rank || compare_pictures (x->picture, y->picture) > MOST_DIFFERENCE)
        return FALSE;
    }
  return TRUE;
}

PlumbDecoder *
plumb_hardware_check_new_decoder (const PlumbTrack      *track,
                                  const PlumbFrameIndex *index,
                                  GError               **error)
{
  for (;;)
    {
      g_autoptr (PlumbDecoder) decoder = plumb_decoder_new (track, error);
      if (decoder == NULL || !plumb_decoder_is_hardware (decoder))
        return g_steal_pointer (&decoder);
      g_autoptr (PlumbDecoder) software = plumb_decoder_new_software (track, NULL);
      /* With nothing to hold it against it is taken at its word. */
      if (software == NULL)
        return g_steal_pointer (&decoder);
      g_autoptr (GArray) theirs = decode_first (decoder, track, index);
      g_autoptr (GArray) ours = decode_first (software, track, index);
      if (is_alike (theirs, ours))
        return g_steal_pointer (&decoder);
      plumb_decoder_distrust (plumb_decoder_name (decoder));
    }
}
