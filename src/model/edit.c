/* Edits; see edit.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "edit.h"

PlumbDecided *
plumb_decided_new (PlumbDecision decision,
                   const char   *note,
                   const char   *verdict,
                   const char   *text)
{
  PlumbDecided *decided = g_new0 (PlumbDecided, 1);

  decided->decision = decision;
  decided->note = g_strdup (note != NULL ? note : "");
  decided->verdict = g_strdup (verdict);
  decided->text = g_strdup (text);
  decided->frame = -1;
  return decided;
}

PlumbDecided *
plumb_decided_copy (const PlumbDecided *decided)
{
  PlumbDecided *copy;

  if (decided == NULL)
    return NULL;
  copy = plumb_decided_new (decided->decision, decided->note, decided->verdict, decided->text);
  copy->frame = decided->frame;
  copy->marks = g_strdup (decided->marks);
  return copy;
}

void
plumb_decided_free (PlumbDecided *decided)
{
  if (decided == NULL)
    return;
  g_free (decided->note);
  g_free (decided->verdict);
  g_free (decided->text);
  g_free (decided->marks);
  g_free (decided);
}

PlumbRemark *
plumb_remark_new (gint64          id,
                  PlumbRemarkKind kind,
                  gint64          frame,
                  const char     *text)
{
  PlumbRemark *remark = g_new0 (PlumbRemark, 1);

  remark->id = id;
  remark->kind = kind;
  remark->frame = frame;
  remark->text = g_strdup (text);
  return remark;
}

PlumbRemark *
plumb_remark_copy (const PlumbRemark *remark)
{
  return remark != NULL
             ? plumb_remark_new (remark->id, remark->kind, remark->frame, remark->text)
             : NULL;
}

void
plumb_remark_free (PlumbRemark *remark)
{
  if (remark == NULL)
    return;
  g_free (remark->text);
  g_free (remark);
}

static PlumbEdit *
new_edit (PlumbEditKind kind)
{
  PlumbEdit *edit = g_new0 (PlumbEdit, 1);

  edit->kind = kind;
  edit->moment = PLUMB_MOMENT_NONE;
  return edit;
}

PlumbEdit *
plumb_edit_new_mark (PlumbMark *before,
                     PlumbMark *after)
{
  PlumbEdit *edit = new_edit (PLUMB_EDIT_MARK);

  edit->before.mark = before != NULL ? plumb_mark_ref (before) : NULL;
  edit->after.mark = after != NULL ? plumb_mark_ref (after) : NULL;
  return edit;
}

PlumbEdit *
plumb_edit_new_moment (guint       rep,
                       PlumbMoment moment,
                       gint64      before,
                       gint64      after)
{
  PlumbEdit *edit = new_edit (PLUMB_EDIT_MOMENT);

  edit->rep = rep;
  edit->moment = moment;
  edit->before.frame = before;
  edit->after.frame = after;
  return edit;
}

PlumbEdit *
plumb_edit_new_filming (const PlumbFilming *before,
                        const PlumbFilming *after)
{
  PlumbEdit *edit = new_edit (PLUMB_EDIT_FILMING);

  edit->before.filming = *before;
  edit->after.filming = *after;
  return edit;
}

PlumbEdit *
plumb_edit_new_decision (guint               rep,
                         const char         *finding_id,
                         const PlumbDecided *before,
                         const PlumbDecided *after)
{
  PlumbEdit *edit = new_edit (PLUMB_EDIT_DECISION);

  edit->rep = rep;
  edit->key = g_strdup (finding_id);
  edit->before.decided = plumb_decided_copy (before);
  edit->after.decided = plumb_decided_copy (after);
  return edit;
}

PlumbEdit *
plumb_edit_new_notes (const char *before,
                      const char *after)
{
  PlumbEdit *edit = new_edit (PLUMB_EDIT_NOTES);

  edit->before.notes = g_strdup (before);
  edit->after.notes = g_strdup (after);
  return edit;
}

PlumbEdit *
plumb_edit_new_athlete_notes (gint64      athlete_id,
                              const char *before,
                              const char *after)
{
  PlumbEdit *edit = plumb_edit_new_notes (before, after);

  edit->kind = PLUMB_EDIT_ATHLETE_NOTES;
  edit->athlete_id = athlete_id;
  return edit;
}

PlumbEdit *
plumb_edit_new_pain (const char *question_id,
                     const char *before,
                     const char *after)
{
  PlumbEdit *edit = new_edit (PLUMB_EDIT_PAIN);

  edit->key = g_strdup (question_id);
  edit->before.answer = g_strdup (before);
  edit->after.answer = g_strdup (after);
  return edit;
}

PlumbEdit *
plumb_edit_new_plan (const char          *line_id,
                     const PlumbPlanEdit *before,
                     const PlumbPlanEdit *after)
{
  PlumbEdit *edit = new_edit (PLUMB_EDIT_PLAN);

  edit->key = g_strdup (line_id);
  edit->before.plan = plumb_plan_edit_copy (before);
  edit->after.plan = plumb_plan_edit_copy (after);
  return edit;
}

PlumbEdit *
plumb_edit_new_reps (guint before,
                     guint after)
{
  PlumbEdit *edit = new_edit (PLUMB_EDIT_REPS);

  edit->before.frame = before;
  edit->after.frame = after;
  return edit;
}

PlumbEdit *
plumb_edit_new_remark (const PlumbRemark *before,
                       const PlumbRemark *after)
{
  PlumbEdit *edit = new_edit (PLUMB_EDIT_REMARK);

  edit->before.remark = plumb_remark_copy (before);
  edit->after.remark = plumb_remark_copy (after);
  return edit;
}

static void
clear_side (PlumbEditSide *side)
{
  g_clear_pointer (&side->mark, plumb_mark_unref);
  g_clear_pointer (&side->decided, plumb_decided_free);
  g_clear_pointer (&side->notes, g_free);
  g_clear_pointer (&side->answer, g_free);
  g_clear_pointer (&side->plan, plumb_plan_edit_free);
  g_clear_pointer (&side->remark, plumb_remark_free);
}

void
plumb_edit_free (PlumbEdit *edit)
{
  clear_side (&edit->before);
  clear_side (&edit->after);
  g_free (edit->key);
  g_free (edit);
}

GPtrArray *
plumb_edit_step_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_edit_free);
}
