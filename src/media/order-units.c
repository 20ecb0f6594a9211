/* Order of display by decoding.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "order-units.h"

#include "decoder.h"

static gboolean
is_intra_only (const char *codec)
{
  return g_strcmp0 (codec, "mjpeg") == 0 || g_strcmp0 (codec, "prores") == 0 ||
         g_strcmp0 (codec, "dnxhd") == 0;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static void
take_order (PlumbDecoder *decoder,
            GArray       *order)
{
  for (;;)
    {
      g_autoptr (PlumbDecoded) decoded = plumb_decoder_pop (decoder);
      if (decoded == NULL)
        return;
      g_array_append_val (order, decoded->rank);
    }
}

/* Numbers of units in the order in which their pictures come out. */
static GArray *
decode_all (PlumbTrack          *track,
            const PlumbProgress *progress,
            GCancellable        *cancellable,
            GError             **error)
{
  g_autoptr (PlumbDecoder) decoder = plumb_decoder_new (track, error);
  g_autoptr (GArray)       order = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (decoder == NULL)
    return NULL;
  for (guint32 i = 0; i < track->units->len; i++)
    {
      const PlumbUnit   *unit = &g_array_index (track->units, PlumbUnit, i);
      g_autoptr (GBytes) bytes = plumb_track_read_unit (track, i, NULL);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (bytes == NULL ||
          !plumb_decoder_feed (decoder, bytes, i, (unit->flags & PLUMB_UNIT_SYNC) != 0, NULL))
        break;
      take_order (decoder, order);
      plumb_progress_tell (progress, (double) i / track->units->len);
    }
  plumb_decoder_drain (decoder);
  take_order (decoder, order);
  return g_steal_pointer (&order);
}

gboolean
plumb_order_units (PlumbTrack          *track,
                   const PlumbProgress *progress,
                   GCancellable        *cancellable,
                   GError             **error)
{
  if (!track->order_unknown || is_intra_only (track->codec))
    return TRUE;
  g_autoptr (GArray) order = decode_all (track, progress, cancellable, error);
  if (order == NULL)
    return FALSE;
  guint32            n = track->units->len;
  g_autofree gint64 *times = g_new (gint64, n);
  g_autofree guint8 *seen = g_malloc0 (n);
  for (guint32 i = 0; i < n; i++)
    times[i] = g_array_index (track->units, PlumbUnit, i).pts;
  qsort (times, n, sizeof (gint64), compare_times);
  guint32 next = 0;
  for (guint i = 0; i < order->len; i++)
    {
      guint32 number = g_array_index (order, guint32, i);
      if (number >= n || seen[number])
        continue;
      seen[number] = TRUE;
      g_array_index (track->units, PlumbUnit, number).pts = times[next++];
    }
  for (guint32 i = 0; i < n; i++)
    if (!seen[i])
      g_array_index (track->units, PlumbUnit, i).flags |= PLUMB_UNIT_DAMAGED;
  return TRUE;
}
