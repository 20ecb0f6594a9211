/* The table of a recording. Layout: one block per order, all filled in
 * plumb_frame_index_new() and never written again, so it is read from any
 * thread without a lock; but for units that turn out to be no sync units, whose byte
 * is cleared at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "frame-index-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "media-error.h"

#define NS_PER_S G_GINT64_CONSTANT (1000000000)
/* A pixel aspect nearer to 1 than this is what encoders leave behind when they
 * round a size; applying it would blur every row for less than a pixel. */
#define PAR_TOLERANCE 0.002
/* No recording lasts 36 years; and sums of such times are still numbers. */
#define LAST_NS (G_GINT64_CONSTANT (1) << 60)
/* Of an edit's media, 16.16 fixed point. */
#define NORMAL_RATE G_GINT64_CONSTANT (65536)

struct _PlumbFrameIndex
{
  PlumbVideoInfo info;
  gint64         n_frames;
  gint64         n_sync;
  gboolean       variable;
  double         nominal_fps;
  gint64         last_duration_ns;
  gint64        *pts_ns;        /* by frame */
  guint32       *unit_of_frame; /* by frame */
  guint32        n_units;
  guint32       *rank_of_unit;  /* by decode position */
  guint8        *sync;          /* by decode position; read and written whole */
  guint         *n_mended;      /* a number of its own, for the same reason */
  gint64        *frame_of_rank; /* by rank */
  gint64        *filmed_ns;     /* (nullable) by frame: where edits slow it down */
  GArray        *slowed;        /* of Slowed, in order */
};

/* A part that is played more slowly than the rest. */
typedef struct
{
  gint64 first, last;
  double times;
} Slowed;

typedef struct
{
  gint64  pts;
  guint32 unit;
} Order;

typedef struct
{
  gint64  time_ns;
  guint32 unit;
} Shown;

static int
compare_order (gconstpointer a,
               gconstpointer b)
{
  const Order *x = a, *y = b;
  if (x->pts != y->pts)
    return x->pts < y->pts ? -1 : 1;
  return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static int
compare_gaps (gconstpointer a,
              gconstpointer b)
{
  const gint64 *x = a, *y = b;
  return *x < *y ? -1 : *x > *y;
}

/* Ticks of a clock as time, whatever a file claims. */
static gint64
find_ns (gint64 ticks,
         gint64 timescale)
{
  return CLAMP (plumb_scale_round (ticks, NS_PER_S, timescale), -LAST_NS, LAST_NS);
}

static Order *
sort_units (PlumbFrameIndex  *index,
            const PlumbTrack *track)
{
  Order *order = g_new (Order, index->n_units);
  for (guint32 i = 0; i < index->n_units; i++)
    {
      const PlumbUnit *unit = &g_array_index (track->units, PlumbUnit, i);
      order[i] = (Order){ unit->pts, i };
      index->sync[i] = (unit->flags & PLUMB_UNIT_SYNC) != 0;
      index->n_sync += index->sync[i];
    }
  qsort (order, index->n_units, sizeof (Order), compare_order);
  for (guint32 r = 0; r < index->n_units; r++)
    index->rank_of_unit[order[r].unit] = r;
  return order;
}

/* Appends what [from, to) of the media shows; the tick `zero` falls on start_ns, and
 * the media runs at rate_16. A unit is presented once: what an earlier edit showed
 * is not shown again. */
static void
append_edit (GArray           *shown,
             guint8           *taken,
             const PlumbTrack *track,
             const Order      *order,
             gint64            from,
             gint64            to,
             gint64            zero,
             gint64            start_ns,
             gint64            rate_16)
{
  for (guint32 r = 0; r < track->units->len; r++)
    {
      const PlumbUnit *unit = &g_array_index (track->units, PlumbUnit, order[r].unit);
      if (unit->pts < from || unit->pts >= to || taken[order[r].unit] ||
          (unit->flags & (PLUMB_UNIT_DAMAGED | PLUMB_UNIT_HIDDEN)) != 0)
        continue;
      taken[order[r].unit] = TRUE;
      gint64 delta_ns = find_ns (unit->pts - zero, track->timescale);
      if (rate_16 != NORMAL_RATE)
        delta_ns = plumb_scale_round (delta_ns, NORMAL_RATE, rate_16);
      Shown  entry = { CLAMP (start_ns + CLAMP (delta_ns, -LAST_NS, LAST_NS), -LAST_NS, LAST_NS),
                       order[r].unit };
      g_array_append_val (shown, entry);
    }
}

/* Where an edit begins between two pictures the presentation would begin with
 * nothing: the first whole picture opens it, as other players do. */
static void
close_leading_gap (GArray *shown,
                   gint64  lead_ns)
{
  if (shown->len == 0)
    return;
  gint64 gap_ns = g_array_index (shown, Shown, 0).time_ns - lead_ns;
  if (gap_ns <= 0)
    return;
  for (guint i = 0; i < shown->len; i++)
    g_array_index (shown, Shown, i).time_ns -= gap_ns;
}

/* From 1/64 to 64: what lies outside is no rate but a mistake. */
static gint64
find_rate (const PlumbEdit *edit)
{
  gboolean possible = edit->rate_16 >= NORMAL_RATE / 64 && edit->rate_16 <= NORMAL_RATE * 64;
  return possible ? edit->rate_16 : NORMAL_RATE;
}

static GArray *
apply_edits (const PlumbTrack *track,
             const Order      *order)
{
  GArray           *shown = g_array_new (FALSE, FALSE, sizeof (Shown));
  g_autofree guint8 *taken = g_malloc0 (MAX (track->units->len, 1));
  if (track->edits->len == 0)
    {
      append_edit (shown, taken, track, order, G_MININT64, G_MAXINT64, 0, 0, NORMAL_RATE);
      return shown;
    }

  gint64   movie_ticks = 0;
  gint64   lead_ns = 0;
  gboolean leading = TRUE;
  for (guint i = 0; i < track->edits->len; i++)
    {
      const PlumbEdit *edit = &g_array_index (track->edits, PlumbEdit, i);
      gint64 start_ns = find_ns (movie_ticks, track->movie_timescale);
      /* A rate of 0 holds a picture that is shown anyway. */
      if (edit->media_time >= 0 && edit->rate_16 != 0)
        {
          gint64 rate_16 = find_rate (edit);
          gint64 ticks = plumb_scale_round (edit->duration, track->timescale,
                                            track->movie_timescale);
          ticks = plumb_scale_round (ticks, rate_16, NORMAL_RATE);
          gint64 to = edit->media_time + ticks;
          /* An edit as long as the media means all of it. Some writers take the
           * sum of the decoding steps for that, and with a variable rate the
           * last pictures as shown come after it. */
          if (edit->duration <= 0 || (track->media_duration > 0 && ticks >= track->media_duration))
            to = G_MAXINT64;
          append_edit (shown, taken, track, order, edit->media_time, to,
                       edit->media_time, start_ns, rate_16);
          if (leading)
            lead_ns = start_ns;
          leading = FALSE;
        }
      movie_ticks += edit->duration;
    }
  /* A list that shows nothing is a mistake: then all is shown. */
  if (shown->len == 0)
    append_edit (shown, taken, track, order, G_MININT64, G_MAXINT64, 0, 0, NORMAL_RATE);
  close_leading_gap (shown, lead_ns);
  return shown;
}

static void
take_shown (PlumbFrameIndex *index,
            const GArray    *shown)
{
  index->n_frames = shown->len;
  index->pts_ns = g_new (gint64, shown->len);
  index->unit_of_frame = g_new (guint32, shown->len);
  for (guint i = 0; i < shown->len; i++)
    {
      const Shown *entry = &g_array_index (shown, Shown, i);
      index->pts_ns[i] = entry->time_ns;
      /* Two pictures at one time: the table stays in order for the search. */
      if (i > 0 && index->pts_ns[i] < index->pts_ns[i - 1])
        index->pts_ns[i] = index->pts_ns[i - 1];
      index->unit_of_frame[i] = entry->unit;
      index->frame_of_rank[index->rank_of_unit[entry->unit]] = i;
    }
}

/* Times of filming where an edit slows the media down; and, as parts, the runs
 * of frames that it slows. */
static void
take_filmed (PlumbFrameIndex  *index,
             const PlumbTrack *track)
{
  gboolean slowed = FALSE;
  for (guint i = 0; i < track->edits->len; i++)
    {
      const PlumbEdit *edit = &g_array_index (track->edits, PlumbEdit, i);
      slowed |= edit->media_time >= 0 && edit->rate_16 != 0 && find_rate (edit) != NORMAL_RATE;
    }
  if (!slowed)
    return;
  index->filmed_ns = g_new (gint64, index->n_frames);
  for (gint64 i = 0; i < index->n_frames; i++)
    {
      const PlumbUnit *unit = &g_array_index (track->units, PlumbUnit, index->unit_of_frame[i]);
      index->filmed_ns[i] = find_ns (unit->pts, track->timescale);
    }
  for (guint i = 0; i < track->edits->len; i++)
    {
      const PlumbEdit *edit = &g_array_index (track->edits, PlumbEdit, i);
      gint64           from_ns = find_ns (edit->media_time, track->timescale);
      gint64           long_ns = find_ns (edit->duration, track->movie_timescale);
      Slowed           part = { -1, -1, (double) NORMAL_RATE / (double) find_rate (edit) };
      if (edit->media_time < 0 || edit->rate_16 == 0 || find_rate (edit) == NORMAL_RATE)
        continue;
      long_ns = plumb_scale_round (long_ns, find_rate (edit), NORMAL_RATE);
      for (gint64 k = 0; k < index->n_frames; k++)
        if (index->filmed_ns[k] >= from_ns && index->filmed_ns[k] - from_ns < long_ns)
          {
            part.first = part.first < 0 ? k : part.first;
            part.last = k;
          }
      if (part.first >= 0)
        g_array_append_val (index->slowed, part);
    }
}

static void
take_slowed (PlumbFrameIndex  *index,
             const PlumbTrack *track)
{
  for (guint i = 0; i < track->slowed->len; i++)
    {
      const PlumbSlowed *slowed = &g_array_index (track->slowed, PlumbSlowed, i);
      Slowed             part = { .times = slowed->times };
      part.first = plumb_frame_index_at (index, slowed->from_ns);
      part.last = plumb_frame_index_at (index, slowed->to_ns);
      g_array_append_val (index->slowed, part);
    }
}

/* Variable: a gap that differs from the median by more than a fifth; what
 * rounding to a coarse clock does is less than that. */
static void
judge_rate (PlumbFrameIndex *index)
{
  if (index->n_frames < 2)
    return;
  gint64             n = index->n_frames - 1;
  g_autofree gint64 *gaps = g_new (gint64, n);
  for (gint64 i = 0; i < n; i++)
    gaps[i] = index->pts_ns[i + 1] - index->pts_ns[i];
  qsort (gaps, n, sizeof (gint64), compare_gaps);
  gint64 median = gaps[n / 2];
  if (median <= 0)
    return;
  /* The mean of the regular gaps: a median of millisecond stamps says 30.3. */
  gint64 sum = 0, regular = 0;
  for (gint64 i = 0; i < n; i++)
    if (ABS (gaps[i] - median) <= median / 5)
      {
        sum += gaps[i];
        regular++;
      }
  index->variable = regular < n;
  index->nominal_fps = (double) NS_PER_S * (double) regular / (double) sum;
}

/* The media goes on for as long as its decoding steps say; where that tells
 * nothing the last frame stands as long as the one before. */
static gint64
find_last_duration (const PlumbFrameIndex *index,
                    const PlumbTrack      *track)
{
  gint64 n = index->n_frames;
  gint64 before_ns = n > 1 ? index->pts_ns[n - 1] - index->pts_ns[n - 2] : NS_PER_S / 30;
  gint64 first = G_MAXINT64;
  for (guint i = 0; i < track->units->len; i++)
    first = MIN (first, g_array_index (track->units, PlumbUnit, i).pts);
  const PlumbUnit *last = &g_array_index (track->units, PlumbUnit, index->unit_of_frame[n - 1]);
  gint64           said_ns = 0;
  if (track->media_duration > 0 && track->edits->len <= 1)
    said_ns = find_ns (track->media_duration - (last->pts - first), track->timescale);
  gboolean likely = said_ns > 0 && said_ns <= 5 * MAX (before_ns, NS_PER_S / 100);
  return likely ? said_ns : before_ns > 0 ? before_ns : NS_PER_S / 30;
}

static void
take_info (PlumbFrameIndex  *index,
           const PlumbTrack *track)
{
  PlumbVideoInfo *info = &index->info;
  double          par = (double) track->par_n / (double) track->par_d;
  int             width = track->width_px;
  if (fabs (par - 1.0) >= PAR_TOLERANCE)
    width = MAX (1, (int) lround (track->width_px * par));
  gboolean turned = track->rotation_deg == 90 || track->rotation_deg == 270;
  info->width_px = turned ? track->height_px : width;
  info->height_px = turned ? width : track->height_px;
  info->rotation_deg = track->rotation_deg;
  info->mirrored = track->mirrored;
  info->codec = g_strdup (track->codec);
  info->has_audio = track->has_audio;
  info->capture_fps = track->capture_fps;
  info->capture_source = (PlumbRateSource) track->capture_source;
  for (guint i = 0; i < track->units->len; i++)
    info->n_damaged +=
        (g_array_index (track->units, PlumbUnit, i).flags & PLUMB_UNIT_DAMAGED) != 0;
}

static void
clear_index (gpointer data)
{
  PlumbFrameIndex *index = data;
  g_free (index->info.codec);
  g_free (index->pts_ns);
  g_free (index->unit_of_frame);
  g_free (index->rank_of_unit);
  g_free (index->sync);
  g_free (index->n_mended);
  g_free (index->frame_of_rank);
  g_free (index->filmed_ns);
  g_clear_pointer (&index->slowed, g_array_unref);
}

PlumbFrameIndex *
plumb_frame_index_new (const PlumbTrack *track,
                       GError          **error)
{
  if (track->units->len == 0 || track->timescale == 0)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NOT_VIDEO,
                           _("There is no picture in this file."));
      return NULL;
    }
  g_autoptr (PlumbFrameIndex) index = g_atomic_rc_box_new0 (PlumbFrameIndex);
  index->n_units = track->units->len;
  index->rank_of_unit = g_new (guint32, index->n_units);
  index->sync = g_new0 (guint8, index->n_units);
  index->n_mended = g_new0 (guint, 1);
  index->frame_of_rank = g_new (gint64, index->n_units);
  for (guint32 r = 0; r < index->n_units; r++)
    index->frame_of_rank[r] = -1;
  take_info (index, track);

  g_autofree Order  *order = sort_units (index, track);
  g_autoptr (GArray) shown = apply_edits (track, order);
  if (shown->len == 0)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DAMAGED,
                           _("None of the pictures in this file is whole."));
      return NULL;
    }
  take_shown (index, shown);
  index->slowed = g_array_new (FALSE, FALSE, sizeof (Slowed));
  take_filmed (index, track);
  take_slowed (index, track);
  judge_rate (index);
  index->last_duration_ns = find_last_duration (index, track);
  return g_steal_pointer (&index);
}

PlumbFrameIndex *
plumb_frame_index_ref (PlumbFrameIndex *index)
{
  return g_atomic_rc_box_acquire (index);
}

void
plumb_frame_index_unref (PlumbFrameIndex *index)
{
  g_atomic_rc_box_release_full (index, clear_index);
}

const PlumbVideoInfo *
plumb_frame_index_info (const PlumbFrameIndex *index)
{
  return &index->info;
}

gint64
plumb_frame_index_n_frames (const PlumbFrameIndex *index)
{
  return index->n_frames;
}

gint64
plumb_frame_index_n_sync (const PlumbFrameIndex *index)
{
  return index->n_sync - plumb_frame_index_n_mended (index);
}

gint64
plumb_frame_index_pts_ns (const PlumbFrameIndex *index,
                          gint64                 frame)
{
  g_return_val_if_fail (frame >= 0 && frame < index->n_frames, 0);
  return index->pts_ns[frame];
}

gint64
plumb_frame_index_filmed_ns (const PlumbFrameIndex *index,
                             gint64                 frame)
{
  g_return_val_if_fail (frame >= 0 && frame < index->n_frames, 0);
  return index->filmed_ns != NULL ? index->filmed_ns[frame] : index->pts_ns[frame];
}

gint64
plumb_frame_index_last_duration_ns (const PlumbFrameIndex *index)
{
  return index->last_duration_ns;
}

gboolean
plumb_frame_index_slowed (const PlumbFrameIndex *index,
                          guint                  which,
                          gint64                *first,
                          gint64                *last,
                          double                *times)
{
  if (which >= index->slowed->len)
    return FALSE;
  const Slowed *part = &g_array_index (index->slowed, Slowed, which);
  *first = part->first;
  *last = part->last;
  *times = part->times;
  return TRUE;
}

gint64
plumb_frame_index_at (const PlumbFrameIndex *index,
                      gint64                 pts_ns)
{
  gint64 low = 0, high = index->n_frames - 1;
  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;
      if (index->pts_ns[middle] <= pts_ns)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

gboolean
plumb_frame_index_is_sync (const PlumbFrameIndex *index,
                           gint64                 frame)
{
  g_return_val_if_fail (frame >= 0 && frame < index->n_frames, FALSE);
  return plumb_frame_index_trusts (index, index->unit_of_frame[frame]);
}

gboolean
plumb_frame_index_is_variable (const PlumbFrameIndex *index)
{
  return index->variable;
}

double
plumb_frame_index_nominal_fps (const PlumbFrameIndex *index)
{
  return index->nominal_fps;
}

guint32
plumb_frame_index_n_units (const PlumbFrameIndex *index)
{
  return index->n_units;
}

guint32
plumb_frame_index_unit_of_frame (const PlumbFrameIndex *index,
                                 gint64                 frame)
{
  g_return_val_if_fail (frame >= 0 && frame < index->n_frames, 0);
  return index->unit_of_frame[frame];
}

guint32
plumb_frame_index_rank_of_unit (const PlumbFrameIndex *index,
                                guint32                unit)
{
  g_return_val_if_fail (unit < index->n_units, 0);
  return index->rank_of_unit[unit];
}

gint64
plumb_frame_index_frame_of_rank (const PlumbFrameIndex *index,
                                 guint32                rank)
{
  return rank < index->n_units ? index->frame_of_rank[rank] : -1;
}

guint32
plumb_frame_index_start_of_unit (const PlumbFrameIndex *index,
                                 guint32                unit)
{
  g_return_val_if_fail (unit < index->n_units, 0);
  guint32 rank = index->rank_of_unit[unit];
  for (guint32 k = unit + 1; k-- > 0;)
    if (plumb_frame_index_trusts (index, k) && index->rank_of_unit[k] <= rank)
      return k;
  return 0;
}

guint32
plumb_frame_index_earlier_start (const PlumbFrameIndex *index,
                                 guint32                start)
{
  for (guint32 k = start; k-- > 0;)
    if (plumb_frame_index_trusts (index, k))
      return k;
  return start;
}

void
plumb_frame_index_distrust (const PlumbFrameIndex *index,
                            guint32                unit)
{
  g_return_if_fail (unit < index->n_units);
  if (__atomic_exchange_n (&index->sync[unit], 0, __ATOMIC_RELAXED) != 0)
    __atomic_add_fetch (index->n_mended, 1, __ATOMIC_RELAXED);
}

gboolean
plumb_frame_index_trusts (const PlumbFrameIndex *index,
                          guint32                unit)
{
  g_return_val_if_fail (unit < index->n_units, FALSE);
  return __atomic_load_n (&index->sync[unit], __ATOMIC_RELAXED) != 0;
}

guint
plumb_frame_index_n_mended (const PlumbFrameIndex *index)
{
  return __atomic_load_n (index->n_mended, __ATOMIC_RELAXED);
}
