/* The state of a review.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-state.h"

#include <math.h>

PlumbFilming
plumb_review_state_default_filming (void)
{
  return (PlumbFilming) { .plate_diameter_mm = 450,
                          .camera_distance_m = 0,
                          .camera_roll_deg = NAN,
                          .camera_yaw_deg = NAN,
                          .load_kg = 0 };
}

static PlumbRep *
new_rep (void)
{
  PlumbRep *rep = g_new0 (PlumbRep, 1);

  for (int i = 0; i < PLUMB_N_MOMENTS; i++)
    rep->moments[i] = -1;
  rep->decisions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) plumb_decided_free);
  return rep;
}

static void
free_rep (gpointer data)
{
  PlumbRep *rep = data;

  g_hash_table_unref (rep->decisions);
  g_free (rep);
}

void
plumb_review_state_set_n_reps (PlumbReviewState *state,
                               guint             n_reps)
{
  if (state->reps->len > MAX (n_reps, 1))
    g_ptr_array_set_size (state->reps, (int) MAX (n_reps, 1));
  while (state->reps->len < MAX (n_reps, 1))
    g_ptr_array_add (state->reps, new_rep ());
  state->rep = MIN (state->rep, state->reps->len - 1);
}

void
plumb_review_state_init (PlumbReviewState *state)
{
  state->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  state->reps = g_ptr_array_new_with_free_func (free_rep);
  state->rep = 0;
  plumb_review_state_set_n_reps (state, 1);
  state->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_remark_free);
  state->filming = plumb_review_state_default_filming ();
  state->notes = g_strdup ("");
  state->athlete_id = 0;
  state->athlete_notes = g_strdup ("");
  state->plan_edits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) plumb_plan_edit_free);
  state->pain_answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
plumb_review_state_clear (PlumbReviewState *state)
{
  g_clear_pointer (&state->marks, g_ptr_array_unref);
  g_clear_pointer (&state->reps, g_ptr_array_unref);
  g_clear_pointer (&state->remarks, g_ptr_array_unref);
  g_clear_pointer (&state->notes, g_free);
  g_clear_pointer (&state->athlete_notes, g_free);
  g_clear_pointer (&state->pain_answers, g_hash_table_unref);
  g_clear_pointer (&state->plan_edits, g_hash_table_unref);
}

/* Index of the mark, or of the place that it would have. */
static guint
find_place (const PlumbReviewState *state,
            gint64                  mark_id)
{
  guint low = 0;
  guint high = state->marks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const PlumbMark *mark = state->marks->pdata[middle];

      if (mark->id < mark_id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

PlumbMark *
plumb_review_state_mark (const PlumbReviewState *state,
                         gint64                  mark_id)
{
  guint place = find_place (state, mark_id);
  PlumbMark *mark = place < state->marks->len ? state->marks->pdata[place] : NULL;

  return mark != NULL && mark->id == mark_id ? mark : NULL;
}

const PlumbDecided *
plumb_review_state_decided (const PlumbReviewState *state,
                            const char             *finding_id)
{
  const PlumbRep *rep = state->reps->pdata[state->rep];

  return g_hash_table_lookup (rep->decisions, finding_id);
}

PlumbRep *
plumb_review_state_holder (const PlumbReviewState *state,
                           guint                   rep,
                           PlumbMoment             moment)
{
  return state->reps->pdata[moment >= PLUMB_MOMENT_NEUTRAL ? 0 : MIN (rep, state->reps->len - 1)];
}

PlumbRemark *
plumb_review_state_remark (const PlumbReviewState *state,
                           gint64                  id)
{
  for (guint i = 0; i < state->remarks->len; i++)
    if (((PlumbRemark *) state->remarks->pdata[i])->id == id)
      return state->remarks->pdata[i];
  return NULL;
}

void
plumb_review_state_add_remark (PlumbReviewState *state,
                               PlumbRemark      *remark)
{
  guint place = state->remarks->len;

  while (place > 0)
    {
      const PlumbRemark *other = state->remarks->pdata[place - 1];

      if (other->frame < remark->frame
          || (other->frame == remark->frame && other->id < remark->id))
        break;
      place--;
    }
  g_ptr_array_insert (state->remarks, (int) place, remark);
}

PlumbMark *
plumb_review_state_rival (const PlumbReviewState *state,
                          const PlumbMark        *mark)
{
  if (mark->kind != PLUMB_MARK_POINT || mark->landmark == PLUMB_LANDMARK_NONE)
    return NULL;

  for (guint i = 0; i < state->marks->len; i++)
    {
      PlumbMark *other = state->marks->pdata[i];

      if (other->kind == PLUMB_MARK_POINT && other->landmark == mark->landmark &&
          other->frame == mark->frame && other->id != mark->id)
        return other;
    }
  return NULL;
}

static void
apply_mark (PlumbReviewState *state,
            PlumbMark        *from,
            PlumbMark        *to)
{
  if (from != NULL)
    g_ptr_array_remove_index (state->marks, find_place (state, from->id));
  if (to != NULL)
    g_ptr_array_insert (state->marks, (int) find_place (state, to->id), plumb_mark_ref (to));
}

static void
apply_remark (PlumbReviewState  *state,
              const PlumbRemark *from,
              const PlumbRemark *to)
{
  if (from != NULL)
    g_ptr_array_remove (state->remarks, plumb_review_state_remark (state, from->id));
  if (to != NULL)
    plumb_review_state_add_remark (state, plumb_remark_copy (to));
}

/* What is changed is looked at, also by undo. */
static void
apply_moment (PlumbReviewState *state,
              const PlumbEdit  *edit,
              gint64            frame)
{
  plumb_review_state_holder (state, edit->rep, edit->moment)->moments[edit->moment] = frame;
  state->rep = MIN (edit->rep, state->reps->len - 1);
}

static void
apply_decision (PlumbReviewState   *state,
                const PlumbEdit    *edit,
                const PlumbDecided *to)
{
  PlumbRep *rep = state->reps->pdata[MIN (edit->rep, state->reps->len - 1)];

  if (to != NULL)
    g_hash_table_replace (rep->decisions, g_strdup (edit->key), plumb_decided_copy (to));
  else
    g_hash_table_remove (rep->decisions, edit->key);
  state->rep = MIN (edit->rep, state->reps->len - 1);
}

PlumbReviewPart
plumb_review_state_apply (PlumbReviewState *state,
                          const PlumbEdit  *edit,
                          gboolean          forward)
{
  const PlumbEditSide *from = forward ? &edit->before : &edit->after;
  const PlumbEditSide *to = forward ? &edit->after : &edit->before;

  switch (edit->kind)
    {
    case PLUMB_EDIT_MARK:
      apply_mark (state, from->mark, to->mark);
      return PLUMB_REVIEW_MARKS | PLUMB_REVIEW_CHECKS;
    case PLUMB_EDIT_MOMENT:
      apply_moment (state, edit, to->frame);
      return PLUMB_REVIEW_MOMENTS | PLUMB_REVIEW_CHECKS;
    case PLUMB_EDIT_FILMING:
      state->filming = to->filming;
      return PLUMB_REVIEW_FILMING | PLUMB_REVIEW_CHECKS;
    case PLUMB_EDIT_DECISION:
      apply_decision (state, edit, to->decided);
      return PLUMB_REVIEW_DECISIONS;
    case PLUMB_EDIT_REPS:
      plumb_review_state_set_n_reps (state, (guint) to->frame);
      return PLUMB_REVIEW_REPS | PLUMB_REVIEW_MOMENTS | PLUMB_REVIEW_DECISIONS
             | PLUMB_REVIEW_CHECKS;
    case PLUMB_EDIT_REMARK:
      apply_remark (state, from->remark, to->remark);
      return PLUMB_REVIEW_REMARKS;
    case PLUMB_EDIT_NOTES:
      g_free (state->notes);
      state->notes = g_strdup (to->notes);
      return PLUMB_REVIEW_NOTES;
    case PLUMB_EDIT_ATHLETE_NOTES:
      /* The review may belong to somebody else by now. */
      if (edit->athlete_id != state->athlete_id)
        return 0;
      g_free (state->athlete_notes);
      state->athlete_notes = g_strdup (to->notes);
      return PLUMB_REVIEW_NOTES;
    case PLUMB_EDIT_PAIN:
      if (to->answer != NULL)
        g_hash_table_replace (state->pain_answers, g_strdup (edit->key), g_strdup (to->answer));
      else
        g_hash_table_remove (state->pain_answers, edit->key);
      return PLUMB_REVIEW_PAIN;
    case PLUMB_EDIT_PLAN:
      if (to->plan != NULL)
        g_hash_table_replace (state->plan_edits, g_strdup (edit->key),
                              plumb_plan_edit_copy (to->plan));
      else
        g_hash_table_remove (state->plan_edits, edit->key);
      return PLUMB_REVIEW_PLAN;
    default:
      g_return_val_if_reached (0);
    }
}
