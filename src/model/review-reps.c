/* Several reps in one review, and what the coach wrote at single frames.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-private.h"

#include <string.h>

#include "library-error.h"
#include "reps.h"

#define ALL_OF_A_REP                                                                               \
  (PLUMB_REVIEW_REPS | PLUMB_REVIEW_MOMENTS | PLUMB_REVIEW_DECISIONS | PLUMB_REVIEW_CHECKS)

/* Where the lifter stands does not change between two reps. */
#define FOOT_BITS                                                                                  \
  (1u << PLUMB_LANDMARK_HEEL | 1u << PLUMB_LANDMARK_TOE | 1u << PLUMB_LANDMARK_ANKLE)

guint
plumb_review_n_reps (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), 1);

  return self->state.reps->len;
}

guint
plumb_review_rep (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), 0);

  return self->state.rep;
}

gint64
plumb_review_rep_moment (PlumbReview *self,
                         guint        rep,
                         PlumbMoment  moment)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), -1);
  g_return_val_if_fail (rep < self->state.reps->len, -1);

  return plumb_review_state_holder (&self->state, rep, moment)->moments[moment];
}

gboolean
plumb_review_set_rep (PlumbReview *self,
                      guint        rep,
                      GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (rep < self->state.reps->len, FALSE);

  GError *store_error = NULL;

  if (rep == self->state.rep)
    return TRUE;
  if (!plumb_store_set_rep (self->store, self->id, (int) rep + 1, &store_error))
    return plumb_library_take_error (error, store_error);
  self->state.rep = rep;
  plumb_review_emit_changed (self, ALL_OF_A_REP);
  return TRUE;
}

gboolean
plumb_review_add_rep (PlumbReview *self,
                      GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);

  const guint before = self->state.reps->len;

  return plumb_review_commit (self, plumb_edit_new_reps (before, before + 1), error)
         && plumb_review_set_rep (self, before, error);
}

static void
move_moments (PlumbReview *self,
              guint        to)
{
  for (int m = 0; m < PLUMB_MOMENT_NEUTRAL; m++)
    {
      const PlumbMoment moment = (PlumbMoment) m;
      const gint64 before = plumb_review_rep_moment (self, to, moment);
      const gint64 after = to + 1 < self->state.reps->len
                               ? plumb_review_rep_moment (self, to + 1, moment)
                               : -1;

      if (before != after)
        plumb_review_commit (self, plumb_edit_new_moment (to, moment, before, after), NULL);
    }
}

/* The decisions of the rep after it, or none. */
static void
move_decisions (PlumbReview *self,
                guint        to)
{
  const PlumbRep *rep = self->state.reps->pdata[to];
  const PlumbRep *next
      = to + 1 < self->state.reps->len ? self->state.reps->pdata[to + 1] : NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, rep->decisions);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, g_strdup (id));
  if (next != NULL)
    {
      g_hash_table_iter_init (&iter, next->decisions);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (ids, g_strdup (id));
    }
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    plumb_review_commit (
        self,
        plumb_edit_new_decision (to, id, g_hash_table_lookup (rep->decisions, id),
                                 next != NULL ? g_hash_table_lookup (next->decisions, id) : NULL),
        NULL);
}

gboolean
plumb_review_remove_rep (PlumbReview *self,
                         guint        rep,
                         GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (rep < self->state.reps->len, FALSE);

  const guint before = self->state.reps->len;

  if (before == 1)
    return TRUE;
  plumb_review_begin_group (self);
  for (guint r = rep; r < before; r++)
    {
      move_moments (self, r);
      move_decisions (self, r);
    }
  plumb_review_commit (self, plumb_edit_new_reps (before, before - 1), NULL);
  self->state.rep = MIN (rep, self->state.reps->len - 1);
  if (!plumb_review_end_group (self, error))
    return FALSE;
  return plumb_store_set_rep (self->store, self->id, (int) self->state.rep + 1, NULL) || TRUE;
}

/* First and last frame of the moments that were lifted; FALSE without any. */
static gboolean
find_span (PlumbReview *self,
           guint        rep,
           gint64      *first,
           gint64      *last)
{
  *first = G_MAXINT64;
  *last = -1;
  for (int m = 0; m < PLUMB_MOMENT_NEUTRAL; m++)
    {
      const gint64 frame = plumb_review_rep_moment (self, rep, (PlumbMoment) m);

      if (frame < 0)
        continue;
      *first = MIN (*first, frame);
      *last = MAX (*last, frame);
    }
  return *last >= 0;
}

/* What lies between the rep before and the rep after, both by time, is open to
 * this one. A rep without moments begins after all others. */
void
plumb_review_restrict_to_rep (PlumbReview *self,
                              PlumbPoses  *poses)
{
  gint64 first, last;
  gint64 from = -1, to = G_MAXINT64;
  const gboolean has_span = find_span (self, self->state.rep, &first, &last);

  for (guint r = 0; r < self->state.reps->len; r++)
    {
      gint64 its_first, its_last;

      if (r == self->state.rep || !find_span (self, r, &its_first, &its_last))
        continue;
      if (!has_span || its_last < first)
        from = MAX (from, its_last);
      else if (its_first > last)
        to = MIN (to, its_first);
    }
  for (guint i = 0; i < poses->poses->len; i++)
    {
      PlumbPose *pose = &g_array_index (poses->poses, PlumbPose, i);
      gboolean lifted = TRUE;

      for (int m = PLUMB_MOMENT_NEUTRAL; m < PLUMB_N_MOMENTS; m++)
        lifted = lifted && pose->frame != poses->moments[m];
      if (!lifted || (pose->frame > from && pose->frame < to))
        continue;
      pose->set &= FOOT_BITS;
      g_clear_pointer (&pose->outline, g_free);
      pose->n_outline = 0;
    }
}

GPtrArray *
plumb_review_remarks (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  return self->state.remarks;
}

gboolean
plumb_review_delete_remark (PlumbReview *self,
                            gint64       id,
                            GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);

  const PlumbRemark *stored = plumb_review_state_remark (&self->state, id);

  return stored == NULL
         || plumb_review_commit (self, plumb_edit_new_remark (stored, NULL), error);
}

gint64
plumb_review_put_remark (PlumbReview       *self,
                         const PlumbRemark *remark,
                         GError           **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), 0);
  g_return_val_if_fail (remark != NULL && g_utf8_validate (remark->text, -1, NULL), 0);
  g_return_val_if_fail (remark->frame >= 0, 0);

  const PlumbRemark *stored = plumb_review_state_remark (&self->state, remark->id);
  g_autofree char *text = g_strstrip (g_strdup (remark->text));

  if (*text == '\0')
    {
      plumb_review_delete_remark (self, remark->id, error);
      return 0;
    }
  if (stored != NULL && stored->kind == remark->kind && stored->frame == remark->frame
      && strcmp (stored->text, text) == 0)
    return remark->id;

  PlumbRemark *after
      = plumb_remark_new (stored != NULL ? stored->id : 0, remark->kind, remark->frame, text);
  const gboolean done
      = plumb_review_commit_for_id (self, plumb_edit_new_remark (stored, after), &after->id, error);
  const gint64 id = done ? after->id : 0;
  plumb_remark_free (after);
  return id;
}
