/* The rules of decoding to one frame.
 *
 *  - A run starts at a sync unit that lies at or before the frame both as
 *    stored and as shown, so that pictures which lead a sync unit of an open
 *    group come from the group before.
 *  - A decoder gives pictures in order of rank. One of a higher rank than the
 *    wanted one means that the wanted one will not come in this run.
 *  - In a hurry, units whose pictures nobody leans on are not fed. A run that
 *    left one out cannot give it any more.
 *  - A decoder with several threads holds a picture back until others follow. To
 *    land, what is inside is pushed out instead, which ends the run: on a short way
 *    that is quicker, and beginning anew costs little.
 *  - What a run gives before its own first picture leans on what was not
 *    decoded, and is thrown away.
 *  - A frame that does not come, or comes with made up parts, is tried once more,
 *    after a hurried run from the same sync unit and then from the one before: a
 *    container may promise too much. If parts are still made up it is taken as it
 *    is; if it does not come it is an error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "frame-reader.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "decoder-choice.h"
#include "hardware-check.h"
#include "media-error.h"
#include "spare-unit.h"

/* Units between where the decoder stands and the next sync unit up to which it
 * is quicker to go on than to flush. */
#define GO_ON_UNITS 4u
/* Pictures that a stream may hold back for reordering, at most. */
#define REORDER_UNITS 16u
/* A way shorter than this is not worth leaving anything out. */
#define HURRY_UNITS 6u
#define NO_RANK G_MAXUINT32

struct _PlumbFrameReader
{
  const PlumbTrack      *track;
  const PlumbFrameIndex *index;
  PlumbDecoder          *decoder;
  gboolean               running;    /* between a start and a drain */
  guint32                start;      /* unit the run began with */
  guint32                next;       /* unit to feed next */
  guint32                last_rank;  /* of the last picture out; NO_RANK = none */
  GHashTable            *left_out;   /* units this run did not feed */
  gboolean               damaged;    /* in the index, or seen while decoding: how
                                        gaps are filled depends on all pictures */
  guint8                *unreadable; /* by rank: known to give no picture */
};

/* One attempt to get a frame. */
typedef struct
{
  gint64                  frame;
  guint32                 rank;
  guint32                 unit;
  const PlumbReaderFuncs *funcs;
  gpointer                user_data;
  gboolean                found;
  gboolean                corrupted;
  gboolean                passed; /* a later picture came out */
  gboolean                accept_corrupted;
  gboolean                whole; /* it came, and nothing of it is made up */
  gboolean                mismatched; /* what came out does not fit the index */
  gboolean                hurry;
  gboolean                land; /* nothing is fed after its unit */
} Attempt;

PlumbFrameReader *
plumb_frame_reader_new (const PlumbTrack      *track,
                        const PlumbFrameIndex *index,
                        GError               **error)
{
  PlumbDecoder *decoder = plumb_hardware_check_new_decoder (track, index, error);
  if (decoder == NULL)
    return NULL;
  PlumbFrameReader *self = g_new0 (PlumbFrameReader, 1);
  self->track = track;
  self->index = index;
  self->decoder = decoder;
  self->left_out = g_hash_table_new (NULL, NULL);
  self->damaged = plumb_frame_index_info (index)->n_damaged > 0;
  self->unreadable = g_malloc0 (plumb_frame_index_n_units (index));
  return self;
}

void
plumb_frame_reader_free (PlumbFrameReader *self)
{
  if (self == NULL)
    return;
  plumb_decoder_free (self->decoder);
  g_hash_table_unref (self->left_out);
  g_free (self->unreadable);
  g_free (self);
}

static void
begin_run (PlumbFrameReader *self,
           guint32           start)
{
  plumb_decoder_flush (self->decoder);
  self->running = TRUE;
  self->start = start;
  self->next = start;
  self->last_rank = NO_RANK;
  g_hash_table_remove_all (self->left_out);
}

/* Whether the run that is on will still give this picture, and sooner than a
 * new one would. */
static gboolean
can_go_on (PlumbFrameReader *self,
           guint32           unit,
           guint32           start)
{
  guint32 rank = plumb_frame_index_rank_of_unit (self->index, unit);
  if (!self->running || (self->last_rank != NO_RANK && rank <= self->last_rank))
    return FALSE;
  if (self->start > start || g_hash_table_contains (self->left_out, GUINT_TO_POINTER (unit)))
    return FALSE;
  return start <= self->next + GO_ON_UNITS;
}

guint32
plumb_frame_reader_cost (PlumbFrameReader *self,
                         gint64            frame)
{
  guint32 unit = plumb_frame_index_unit_of_frame (self->index, frame);
  guint32 start = plumb_frame_index_start_of_unit (self->index, unit);
  if (can_go_on (self, unit, start))
    return unit >= self->next ? unit - self->next + 1 : 1;
  return unit - start + 1;
}

static void
take_output (PlumbFrameReader *self,
             Attempt          *attempt)
{
  guint32 first_rank = plumb_frame_index_rank_of_unit (self->index, self->start);
  for (;;)
    {
      g_autoptr (PlumbDecoded) decoded = plumb_decoder_pop (self->decoder);
      if (decoded == NULL)
        return;
      guint32 rank = decoded->rank;
      attempt->mismatched |= rank >= plumb_frame_index_n_units (self->index) ||
                             (self->last_rank != NO_RANK && rank <= self->last_rank);
      /* Leading pictures of the start, and a decoder that repeats itself. */
      if (rank < first_rank || (self->last_rank != NO_RANK && rank <= self->last_rank))
        continue;
      self->last_rank = rank;
      self->damaged |= decoded->corrupted;
      gboolean target = rank == attempt->rank;
      attempt->passed |= rank > attempt->rank;
      if (target && decoded->corrupted && !attempt->accept_corrupted)
        {
          attempt->corrupted = TRUE;
          continue;
        }
      gint64 frame = plumb_frame_index_frame_of_rank (self->index, rank);
      int    halvings = -1;
      /* Beside the target nothing with made up parts is kept. */
      if (frame >= 0 && (target || !decoded->corrupted))
        halvings = attempt->funcs->want (frame, attempt->user_data);
      if (target)
        halvings = MAX (halvings, 0);
      if (halvings < 0)
        continue;
      g_autoptr (PlumbPicture) picture =
          plumb_picture_new (decoded, &self->track->colour, (guint) halvings);
      if (picture == NULL)
        continue;
      attempt->funcs->deliver (frame, picture, attempt->user_data);
      attempt->found |= target;
      attempt->whole |= target && !decoded->corrupted;
    }
}

static gboolean
is_over (const Attempt *attempt)
{
  return attempt->found || attempt->passed || attempt->corrupted;
}

/* (transfer full) (nullable) */
static GBytes *
read_unit (PlumbFrameReader *self,
           const Attempt    *attempt,
           guint32           number,
           GError          **error)
{
  if (attempt->funcs->at_file != NULL)
    attempt->funcs->at_file (TRUE, attempt->user_data);
  GBytes *bytes = plumb_track_read_unit (self->track, number, error);
  if (attempt->funcs->at_file != NULL)
    attempt->funcs->at_file (FALSE, attempt->user_data);
  return bytes;
}

/* Gives the next unit to the decoder, unless it is broken or can be spared. */
static gboolean
feed_next (PlumbFrameReader *self,
           const Attempt    *attempt,
           GError          **error)
{
  guint32          number = self->next;
  const PlumbUnit *unit = &g_array_index (self->track->units, PlumbUnit, number);
  if ((unit->flags & PLUMB_UNIT_DAMAGED) != 0)
    {
      self->next++;
      return TRUE;
    }
  g_autoptr (GBytes) bytes = read_unit (self, attempt, number, error);
  guint32            rank = plumb_frame_index_rank_of_unit (self->index, number);
  gboolean           sync = (unit->flags & PLUMB_UNIT_SYNC) != 0;
  if (bytes != NULL && attempt->hurry && !sync && number < attempt->unit &&
      plumb_unit_is_spare (self->track, bytes))
    {
      g_hash_table_add (self->left_out, GUINT_TO_POINTER (number));
      self->next++;
      return TRUE;
    }
  if (bytes == NULL || !plumb_decoder_feed (self->decoder, bytes, rank, sync, error))
    {
      self->running = FALSE;
      return FALSE;
    }
  self->next++;
  return TRUE;
}

/* Feeds until the picture came, cannot come any more, or the caller pauses. */
static PlumbReadResult
run_to (PlumbFrameReader *self,
        Attempt          *attempt,
        GError          **error)
{
  guint32 n_units = plumb_frame_index_n_units (self->index);
  guint32 patience = REORDER_UNITS + plumb_decoder_n_threads (self->decoder) + 4;
  if (attempt->land)
    patience = 0;
  take_output (self, attempt);
  while (!is_over (attempt) && self->next < n_units && self->next <= attempt->unit + patience)
    {
      if (!feed_next (self, attempt, error))
        return PLUMB_READ_FAILED;
      take_output (self, attempt);
      if (!is_over (attempt) && attempt->funcs->pause (attempt->user_data))
        return PLUMB_READ_PAUSED;
    }
  if (!is_over (attempt))
    {
      plumb_decoder_drain (self->decoder);
      take_output (self, attempt);
      self->running = FALSE;
    }
  return PLUMB_READ_FOUND;
}

/* One more time from `start`. */
static PlumbReadResult
try_again (PlumbFrameReader *self,
           guint32           start,
           Attempt          *attempt,
           GError          **error)
{
  attempt->passed = attempt->corrupted = FALSE;
  attempt->hurry = attempt->land = FALSE;
  begin_run (self, start);
  return run_to (self, attempt, error);
}

static void
set_undecodable (GError **error,
                 gint64   frame)
{
  g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE,
               _("Picture %" PRId64 " of this recording is damaged and cannot be "
                 "decoded."),
               frame);
}

/* Software repeats itself now and then, and what it repeats is thrown away; of
 * hardware that is a sign that its numbers cannot be trusted. */
static PlumbReadResult
judge_result (PlumbFrameReader *self,
              const Attempt    *attempt,
              PlumbReadResult   result,
              GError          **error)
{
  if (result != PLUMB_READ_FOUND || !attempt->mismatched ||
      !plumb_decoder_is_hardware (self->decoder))
    return result;
  set_undecodable (error, attempt->frame);
  return PLUMB_READ_FAILED;
}

/* Hardware that lets us down is not asked again. */
static gboolean
fall_back (PlumbFrameReader *self,
           gint64            frame)
{
  if (!plumb_decoder_is_hardware (self->decoder))
    return FALSE;
  plumb_decoder_distrust (plumb_decoder_name (self->decoder));
  PlumbDecoder *next = plumb_decoder_new_software (self->track, NULL);
  if (next == NULL)
    return FALSE;
  plumb_decoder_free (self->decoder);
  self->decoder = next;
  self->running = FALSE;
  g_hash_table_remove_all (self->left_out);
  guint32 unit = plumb_frame_index_unit_of_frame (self->index, frame);
  self->unreadable[plumb_frame_index_rank_of_unit (self->index, unit)] = FALSE;
  return TRUE;
}

/* From `start`, or from further back where the decoder could not begin there; the
 * index is mended then. */
static guint32
mend_start (PlumbFrameReader *self,
            const Attempt    *attempt,
            guint32           start)
{
  while (start > 0 && plumb_decoder_wants_idr (self->decoder))
    {
      g_autoptr (GBytes) bytes = read_unit (self, attempt, start, NULL);
      guint32 earlier = plumb_frame_index_earlier_start (self->index, start);
      if (bytes == NULL || earlier == start || !plumb_unit_is_mid_stream (self->track, bytes))
        break;
      plumb_frame_index_distrust (self->index, start);
      start = earlier;
    }
  return start;
}

static PlumbReadResult
read_frame (PlumbFrameReader       *self,
            gint64                  frame,
            PlumbReadHaste          haste,
            const PlumbReaderFuncs *funcs,
            gpointer                user_data,
            GError                **error)
{
  Attempt attempt = { .frame = frame, .funcs = funcs, .user_data = user_data };
  attempt.unit = plumb_frame_index_unit_of_frame (self->index, frame);
  attempt.rank = plumb_frame_index_rank_of_unit (self->index, attempt.unit);
  if (self->unreadable[attempt.rank])
    {
      set_undecodable (error, frame);
      return PLUMB_READ_FAILED;
    }
  guint32 start
      = mend_start (self, &attempt, plumb_frame_index_start_of_unit (self->index, attempt.unit));
  guint32 earlier
      = mend_start (self, &attempt, plumb_frame_index_earlier_start (self->index, start));
  gboolean fresh = !can_go_on (self, attempt.unit, start);
  if (fresh)
    begin_run (self, start);
  attempt.hurry = haste != PLUMB_READ_ALL && !self->damaged &&
                  attempt.unit > self->next + HURRY_UNITS;
  attempt.land = haste == PLUMB_READ_LAND && fresh && attempt.unit - start <= PLUMB_READ_LAND_UNITS;
  PlumbReadResult result = run_to (self, &attempt, error);
  if (result != PLUMB_READ_FOUND || attempt.found)
    return judge_result (self, &attempt, result, error);
  if (g_hash_table_size (self->left_out) > 0 || attempt.land)
    {
      result = try_again (self, start, &attempt, error);
      if (result != PLUMB_READ_FOUND || attempt.found)
        return result;
    }
  /* From further back; made up parts are better than nothing. */
  attempt.accept_corrupted = TRUE;
  result = try_again (self, earlier, &attempt, error);
  /* The index is mended: next time nobody starts there. */
  if (fresh && attempt.whole && earlier < start && !plumb_decoder_is_hardware (self->decoder))
    plumb_frame_index_distrust (self->index, start);
  if (result != PLUMB_READ_FOUND || attempt.found)
    return result;
  self->unreadable[attempt.rank] = TRUE;
  set_undecodable (error, frame);
  return PLUMB_READ_FAILED;
}

PlumbReadResult
plumb_frame_reader_read (PlumbFrameReader       *self,
            gint64                  frame,
            PlumbReadHaste          haste,
            const PlumbReaderFuncs *funcs,
            gpointer                user_data,
            GError                **error)
{
  for (;;)
    {
      g_autoptr (GError) problem = NULL;
      PlumbReadResult result = read_frame (self, frame, haste, funcs, user_data, &problem);
      if (result == PLUMB_READ_FAILED &&
          g_error_matches (problem, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE) &&
          fall_back (self, frame))
        continue;
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return result;
    }
}

const char *
plumb_frame_reader_hardware (const PlumbFrameReader *self)
{
  return plumb_decoder_is_hardware (self->decoder) ? plumb_decoder_name (self->decoder) : NULL;
}
