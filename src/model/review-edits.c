/* How a review is edited. An edit is written to the database in a transaction;
 * only when that is stored it becomes true in memory, goes to the history and is
 * announced.
 *
 * In a group the transaction stays open: its edits become true in memory at
 * once, so that each sees those before it, and are taken back, newest first,
 * when the group fails.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "edit-name.h"
#include "library-error.h"
#include "review-storage.h"

/* The direction in which a step is walked through. */
static PlumbEdit *
edit_at (GPtrArray *step,
         guint      index,
         gboolean   forward)
{
  return step->pdata[forward ? index : step->len - 1 - index];
}

/* Writes the step in one transaction; errors are those of the store. */
/* For whoever watches that edits are kept (G_MESSAGES_DEBUG=plumbline-edits): a
 * line a mark, written when it is on the disk and not before. */
static void
tell_stored (PlumbReview *self,
             GPtrArray   *step,
             gboolean     forward)
{
  if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, "plumbline-edits"))
    return;
  for (guint i = 0; i < step->len; i++)
    {
      const PlumbEdit *edit = edit_at (step, i, forward);
      const PlumbMark *before = forward ? edit->before.mark : edit->after.mark;
      const PlumbMark *after = forward ? edit->after.mark : edit->before.mark;

      if (edit->kind != PLUMB_EDIT_MARK)
        continue;
      if (after == NULL)
        g_log ("plumbline-edits", G_LOG_LEVEL_DEBUG, "stored mark %" G_GINT64_FORMAT " gone",
               before->id);
      else
        g_log ("plumbline-edits", G_LOG_LEVEL_DEBUG, "stored mark %" G_GINT64_FORMAT " at %a,%a",
               after->id, after->points[0].x_px, after->points[0].y_px);
    }
}

static gboolean
store_step (PlumbReview *self,
            GPtrArray   *step,
            gboolean     forward,
            GError     **error)
{
  if (!plumb_store_begin (self->store, error))
    return FALSE;
  for (guint i = 0; i < step->len; i++)
    if (!plumb_review_storage_write (self->store, self->id, edit_at (step, i, forward), forward,
                                     error))
      {
        plumb_store_rollback (self->store);
        return FALSE;
      }
  if (!plumb_store_commit (self->store, error))
    return FALSE;
  if (!plumb_store_in_transaction (self->store))
    tell_stored (self, step, forward);
  return TRUE;
}

static guint
apply_step (PlumbReview *self,
            GPtrArray   *step,
            gboolean     forward)
{
  const guint rep = self->state.rep;
  guint parts = 0;

  for (guint i = 0; i < step->len; i++)
    parts |= plumb_review_state_apply (&self->state, edit_at (step, i, forward), forward);
  if (self->state.rep != rep)
    parts |= PLUMB_REVIEW_REPS | PLUMB_REVIEW_MOMENTS | PLUMB_REVIEW_DECISIONS
             | PLUMB_REVIEW_CHECKS;
  return parts;
}

/* A stored edit ends a drag: what was shown of it is over. */
static void
end_preview (PlumbReview *self)
{
  g_clear_pointer (&self->preview, plumb_mark_unref);
  self->stale = TRUE;
}

static gboolean
fail_with_copy (const GError *reason,
                GError      **error)
{
  if (error != NULL)
    *error = g_error_copy (reason);
  return FALSE;
}

static gint64
get_last_id (GPtrArray *step)
{
  const PlumbEdit *edit = step->pdata[step->len - 1];

  if (edit->kind == PLUMB_EDIT_REMARK)
    return edit->after.remark != NULL ? edit->after.remark->id : 0;
  return edit->kind == PLUMB_EDIT_MARK && edit->after.mark != NULL ? edit->after.mark->id : 0;
}

/* Takes `step`, of which a group keeps the edits and the history the whole.
 * `mark_id` (may be NULL) gets the id of the mark that the last edit stored. */
static gboolean
commit (PlumbReview *self,
        GPtrArray   *step,
        gint64      *mark_id,
        GError     **error)
{
  g_autoptr (GPtrArray) taken = step;
  GError *store_error = NULL;

  if (self->group_error != NULL)
    return fail_with_copy (self->group_error, error);
  if (!store_step (self, step, TRUE, &store_error))
    {
      if (self->group_depth == 0)
        return plumb_library_take_error (error, store_error);
      plumb_library_take_error (&self->group_error, store_error);
      return fail_with_copy (self->group_error, error);
    }

  guint parts = apply_step (self, step, TRUE);
  end_preview (self);
  if (mark_id != NULL)
    *mark_id = get_last_id (step);
  if (self->group_depth > 0)
    while (step->len > 0)
      g_ptr_array_add (self->group, g_ptr_array_steal_index (step, 0));
  else
    plumb_history_push (self->history, g_steal_pointer (&taken), g_get_monotonic_time ());
  plumb_review_emit_changed (self, parts);
  return TRUE;
}

gboolean
plumb_review_commit_for_id (PlumbReview *self,
                            PlumbEdit   *edit,
                            gint64      *id,
                            GError     **error)
{
  GPtrArray *step = plumb_edit_step_new ();

  g_ptr_array_add (step, edit);
  return commit (self, step, id, error);
}

gboolean
plumb_review_commit (PlumbReview *self,
                     PlumbEdit   *edit,
                     GError     **error)
{
  return plumb_review_commit_for_id (self, edit, NULL, error);
}

void
plumb_review_begin_group (PlumbReview *self)
{
  g_return_if_fail (PLUMB_IS_REVIEW (self));

  if (self->group_depth == 0)
    {
      GError *store_error = NULL;

      self->group = plumb_edit_step_new ();
      if (!plumb_store_begin (self->store, &store_error))
        {
          g_clear_pointer (&self->group, g_ptr_array_unref);
          plumb_library_take_error (&self->group_error, store_error);
        }
    }
  self->group_depth++;
}

/* Ends the transaction of the group; FALSE when nothing of it is stored. */
static gboolean
finish_group (PlumbReview *self,
              GError     **error)
{
  GError *store_error = NULL;

  if (self->group == NULL) /* it could not even begin */
    return FALSE;
  if (self->group_error != NULL)
    {
      plumb_store_rollback (self->store);
      return FALSE;
    }
  if (!plumb_store_commit (self->store, &store_error))
    return plumb_library_take_error (&self->group_error, store_error);
  tell_stored (self, self->group, TRUE);
  return TRUE;
}

gboolean
plumb_review_end_group (PlumbReview *self,
                        GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (self->group_depth > 0, FALSE);

  if (self->group_depth > 1)
    {
      self->group_depth--;
      return self->group_error == NULL || fail_with_copy (self->group_error, error);
    }

  gboolean done = finish_group (self, error);
  g_autoptr (GPtrArray) step = g_steal_pointer (&self->group);
  g_autoptr (GError) reason = g_steal_pointer (&self->group_error);
  guint parts = self->group_parts;

  if (!done && step != NULL)
    parts |= apply_step (self, step, FALSE);
  if (done && step->len > 0)
    plumb_history_push (self->history, g_steal_pointer (&step), g_get_monotonic_time ());
  self->group_parts = 0;
  self->group_depth = 0;
  plumb_review_emit_changed (self, parts);
  return done || fail_with_copy (reason, error);
}

static gboolean
fail_refused (const char *reason,
              GError    **error)
{
  g_set_error_literal (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED, reason);
  return FALSE;
}

static gboolean
check_mark (const PlumbMark *mark,
            GError         **error)
{
  guint wanted = plumb_mark_kind_n_points (mark->kind);

  if (mark->frame < 0 || mark->n_points == 0 || (wanted != 0 && mark->n_points != wanted))
    return fail_refused (_("The mark is not complete."), error);
  if (mark->kind == PLUMB_MARK_TEXT && mark->text == NULL)
    return fail_refused (_("The mark is not complete."), error);
  for (guint i = 0; i < mark->n_points; i++)
    if (!isfinite (mark->points[i].x_px) || !isfinite (mark->points[i].y_px))
      return fail_refused (_("A point of the mark has no place in the picture."), error);
  return TRUE;
}

/* (transfer full) A step that makes room for `mark`: two points that name the
 * same landmark in one frame cannot both be right. */
static GPtrArray *
start_mark_step (PlumbReview     *self,
                 const PlumbMark *mark)
{
  GPtrArray *step = plumb_edit_step_new ();
  PlumbMark *rival = plumb_review_state_rival (&self->state, mark);

  if (rival != NULL)
    g_ptr_array_add (step, plumb_edit_new_mark (rival, NULL));
  return step;
}

gint64
plumb_review_add_mark (PlumbReview     *self,
                       const PlumbMark *mark,
                       GError         **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), 0);
  g_return_val_if_fail (mark != NULL, 0);

  if (!check_mark (mark, error))
    return 0;

  g_autoptr (PlumbMark) unstored = plumb_mark_with_id (mark, 0);
  GPtrArray *step = start_mark_step (self, unstored);
  gint64 id = 0;
  g_ptr_array_add (step, plumb_edit_new_mark (NULL, unstored));
  return commit (self, step, &id, error) ? id : 0;
}

gboolean
plumb_review_change_mark (PlumbReview     *self,
                          const PlumbMark *mark,
                          GError         **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (mark != NULL, FALSE);

  PlumbMark *stored = plumb_review_state_mark (&self->state, mark->id);
  if (stored == NULL)
    return fail_refused (_("The mark is no longer there."), error);
  if (!check_mark (mark, error))
    return FALSE;
  if (plumb_mark_equal (stored, mark))
    {
      plumb_review_preview_mark (self, NULL);
      return TRUE;
    }

  GPtrArray *step = start_mark_step (self, mark);
  g_ptr_array_add (step, plumb_edit_new_mark (stored, (PlumbMark *) mark));
  return commit (self, step, NULL, error);
}

gboolean
plumb_review_delete_mark (PlumbReview *self,
                          gint64       mark_id,
                          GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);

  PlumbMark *stored = plumb_review_state_mark (&self->state, mark_id);
  if (stored == NULL)
    return fail_refused (_("The mark is no longer there."), error);
  return plumb_review_commit (self, plumb_edit_new_mark (stored, NULL), error);
}

gboolean
plumb_review_set_moment (PlumbReview *self,
                         PlumbMoment  moment,
                         gint64       frame,
                         GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (moment >= 0 && moment < PLUMB_N_MOMENTS, FALSE);

  gint64 before = plumb_review_moment (self, moment);
  gint64 after = MAX (frame, -1);
  if (before == after)
    return TRUE;
  return plumb_review_commit (self,
                              plumb_edit_new_moment (self->state.rep, moment, before, after),
                              error);
}

static gboolean
angles_equal (double a,
              double b)
{
  return a == b || (!isfinite (a) && !isfinite (b));
}

/* Values that cannot be are unknown. */
static PlumbFilming
clean_filming (const PlumbFilming *filming)
{
  PlumbFilming clean = plumb_review_state_default_filming ();

  clean.plate_diameter_mm = 0;
  if (isfinite (filming->plate_diameter_mm))
    clean.plate_diameter_mm = MAX (filming->plate_diameter_mm, 0);
  if (isfinite (filming->camera_distance_m))
    clean.camera_distance_m = MAX (filming->camera_distance_m, 0);
  if (isfinite (filming->camera_roll_deg))
    clean.camera_roll_deg = filming->camera_roll_deg;
  if (isfinite (filming->camera_yaw_deg))
    clean.camera_yaw_deg = fabs (filming->camera_yaw_deg);
  if (isfinite (filming->camera_lens_mm))
    clean.camera_lens_mm = MAX (filming->camera_lens_mm, 0);
  if (isfinite (filming->load_kg))
    clean.load_kg = MAX (filming->load_kg, 0);
  if (isfinite (filming->filmed_fps))
    clean.filmed_fps = MAX (filming->filmed_fps, 0);
  if (isfinite (filming->camera_height_m))
    clean.camera_height_m = MAX (filming->camera_height_m, 0);
  clean.set_reps = CLAMP (filming->set_reps, 0, 999);
  clean.lift = g_intern_string (filming->lift);
  return clean;
}

gboolean
plumb_review_set_filming (PlumbReview        *self,
                          const PlumbFilming *filming,
                          GError            **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (filming != NULL, FALSE);

  const PlumbFilming before = self->state.filming;
  const PlumbFilming after = clean_filming (filming);
  if (before.plate_diameter_mm == after.plate_diameter_mm &&
      before.camera_distance_m == after.camera_distance_m &&
      before.camera_lens_mm == after.camera_lens_mm &&
      before.load_kg == after.load_kg && before.filmed_fps == after.filmed_fps &&
      before.camera_height_m == after.camera_height_m && before.set_reps == after.set_reps &&
      before.lift == after.lift &&
      angles_equal (before.camera_roll_deg, after.camera_roll_deg) &&
      angles_equal (before.camera_yaw_deg, after.camera_yaw_deg))
    return TRUE;
  return plumb_review_commit (self, plumb_edit_new_filming (&before, &after), error);
}

/* What the coach tied the finding to stays, and the name of an own fault. */
static void
keep_ties (PlumbDecided       *after,
           const PlumbDecided *before)
{
  if (after == NULL || before == NULL)
    return;
  after->frame = before->frame;
  after->marks = g_strdup (before->marks);
  if (after->text == NULL)
    after->text = g_strdup (before->text);
}

gboolean
plumb_review_decide (PlumbReview  *self,
                     const char   *finding_id,
                     PlumbDecision decision,
                     GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (finding_id != NULL && *finding_id != '\0', FALSE);

  if (plumb_review_decision (self, finding_id) == decision)
    return TRUE;

  const char *note = plumb_review_decision_note (self, finding_id);
  const PlumbChecks *checks = plumb_review_checks (self);
  const PlumbFinding *finding
      = checks != NULL ? plumb_checks_find_finding (checks, finding_id) : NULL;
  g_autoptr (PlumbDecided) after = NULL;

  if (decision != PLUMB_DECISION_OPEN)
    after = plumb_decided_new (decision, note,
                               finding != NULL ? plumb_verdict_key (finding->verdict) : NULL,
                               finding != NULL ? finding->text : NULL);
  else if (*note != '\0' || g_str_has_prefix (finding_id, PLUMB_OWN_FINDING))
    after = plumb_decided_new (decision, note, NULL, NULL);
  keep_ties (after, plumb_review_state_decided (&self->state, finding_id));
  return plumb_review_commit (
      self,
      plumb_edit_new_decision (self->state.rep, finding_id,
                               plumb_review_state_decided (&self->state, finding_id), after),
      error);
}

gboolean
plumb_review_set_decision_note (PlumbReview *self,
                                const char  *finding_id,
                                const char  *note,
                                GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (finding_id != NULL && *finding_id != '\0', FALSE);
  g_return_val_if_fail (note != NULL && g_utf8_validate (note, -1, NULL), FALSE);

  if (strcmp (plumb_review_decision_note (self, finding_id), note) == 0)
    return TRUE;

  const PlumbDecided *before = plumb_review_state_decided (&self->state, finding_id);
  PlumbDecision decision = before != NULL ? before->decision : PLUMB_DECISION_OPEN;
  g_autoptr (PlumbDecided) after = NULL;

  if (decision != PLUMB_DECISION_OPEN || *note != '\0'
      || g_str_has_prefix (finding_id, PLUMB_OWN_FINDING))
    after = plumb_decided_new (decision, note, before != NULL ? before->verdict : NULL,
                               before != NULL ? before->text : NULL);
  keep_ties (after, before);
  return plumb_review_commit (
      self, plumb_edit_new_decision (self->state.rep, finding_id, before, after), error);
}

gboolean
plumb_review_set_notes (PlumbReview *self,
                        const char  *text,
                        GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), FALSE);

  if (strcmp (self->state.notes, text) == 0)
    return TRUE;
  return plumb_review_commit (self, plumb_edit_new_notes (self->state.notes, text), error);
}

gboolean
plumb_review_set_athlete_notes (PlumbReview *self,
                                const char  *text,
                                GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), FALSE);

  if (self->athlete_id == 0 || strcmp (self->state.athlete_notes, text) == 0)
    return TRUE;
  return plumb_review_commit (
      self, plumb_edit_new_athlete_notes (self->athlete_id, self->state.athlete_notes, text),
      error);
}

static gboolean
walk (PlumbReview *self,
      gboolean     forward,
      GError     **error)
{
  GPtrArray *step = forward ? plumb_history_next_redo (self->history)
                            : plumb_history_next_undo (self->history);
  GError *store_error = NULL;

  if (step == NULL)
    return TRUE;
  if (!store_step (self, step, forward, &store_error))
    return plumb_library_take_error (error, store_error);

  guint parts = apply_step (self, step, forward);
  end_preview (self);
  if (forward)
    plumb_history_redone (self->history);
  else
    plumb_history_undone (self->history);
  plumb_review_emit_changed (self, parts);
  return TRUE;
}

gboolean
plumb_review_undo (PlumbReview *self,
                   GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (self->group_depth == 0, FALSE);

  return walk (self, FALSE, error);
}

gboolean
plumb_review_redo (PlumbReview *self,
                   GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (self->group_depth == 0, FALSE);

  return walk (self, TRUE, error);
}

static char *
name_step (GPtrArray *step)
{
  return step != NULL && step->len > 0 ? plumb_edit_step_name (step) : NULL;
}

char *
plumb_review_undo_name (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);
  return name_step (plumb_history_next_undo (self->history));
}

char *
plumb_review_redo_name (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);
  return name_step (plumb_history_next_redo (self->history));
}
