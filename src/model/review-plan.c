/* What the athlete answered, and the plan that comes of it and of the findings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-private.h"

#include <glib/gi18n-lib.h>

#include "library-error.h"
#include "pain-answers.h"
#include "review-progress.h"
#include "settings.h"

#define PAIN_AFTER_FIX "after-fix" /* the question */
#define CHECK_OF_THE_BACK "lumbar-change"
#define MAX_WORDS 600 /* letters: a line never fills a page */

GHashTable *
plumb_review_pain_answers (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  return self->state.pain_answers;
}

gboolean
plumb_review_answer_pain (PlumbReview           *self,
                          const PlumbPainScreen *screen,
                          const char            *question_id,
                          const char            *answer,
                          GError               **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (screen != NULL && question_id != NULL, FALSE);

  g_autoptr (GHashTable) trial = plumb_pain_answers_new ();
  const char *before = g_hash_table_lookup (self->state.pain_answers, question_id);

  if (!plumb_pain_screen_answer (screen, trial, question_id, answer))
    {
      g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                   _("The pain screen has no answer “%s” to “%s”."),
                   answer != NULL ? answer : "", question_id);
      return FALSE;
    }
  if (g_strcmp0 (before, answer) == 0)
    return TRUE;
  return plumb_review_commit (self, plumb_edit_new_pain (question_id, before, answer), error);
}

GHashTable *
plumb_review_earlier_pain_answers (PlumbReview *self,
                                   gint64      *created_s,
                                   GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  GError *store_error = NULL;
  GHashTable *answers = NULL;
  gint64 id = 0;
  gint64 made_s = 0;

  if (plumb_store_find_pain_before (self->store, self->id, &id, &made_s, &store_error) && id != 0)
    answers = plumb_store_load_pain_answers (self->store, id, &store_error);
  if (created_s != NULL)
    *created_s = made_s;
  if (store_error != NULL)
    plumb_library_take_error (error, store_error);
  return answers;
}

gboolean
plumb_review_adopt_pain_answers (PlumbReview           *self,
                                 const PlumbPainScreen *screen,
                                 GHashTable            *earlier,
                                 GError               **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (screen != NULL && earlier != NULL, FALSE);

  g_autoptr (GHashTable) known = plumb_pain_answers_new ();

  plumb_review_begin_group (self);
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const char *id = plumb_pain_screen_question (screen, i)->id;
      const char *answer = g_hash_table_lookup (earlier, id);

      /* An answer of an older screen that this one no longer has is left. */
      if (answer != NULL && !g_hash_table_contains (self->state.pain_answers, id)
          && plumb_pain_screen_answer (screen, known, id, answer))
        plumb_review_answer_pain (self, screen, id, answer, NULL);
    }
  return plumb_review_end_group (self, error);
}

/* What the pain screen said at the film before, where it and this one meet every
 * criterion; PLUMB_PAIN_INCOMPLETE elsewhere. */
static PlumbPainOutcome
find_pain_between_good_films (PlumbReview           *self,
                              const PlumbPainScreen *screen)
{
  g_autoptr (PlumbProgress) progress = plumb_review_progress (self);

  if (progress == NULL || !progress->good_then || !progress->good_now)
    return PLUMB_PAIN_INCOMPLETE;

  g_autoptr (GHashTable) before
      = plumb_store_load_pain_answers (self->store, progress->review_id, NULL);
  return before != NULL ? plumb_pain_screen_decide (screen, before)->outcome
                        : PLUMB_PAIN_INCOMPLETE;
}

/* Soreness is normal and no pain. */
static gboolean
is_without_pain (PlumbPainOutcome outcome)
{
  return outcome == PLUMB_PAIN_CLEAR || outcome == PLUMB_PAIN_SORENESS;
}

/* (transfer full) */
static GHashTable *
copy_answers (GHashTable *answers)
{
  GHashTable *copy = plumb_pain_answers_new ();
  GHashTableIter iter;
  gpointer question, answer;

  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, &question, &answer))
    g_hash_table_replace (copy, g_strdup (question), g_strdup (answer));
  return copy;
}

/* (transfer full) (nullable) This review's answers over those of last time, where
 * together they send to a clinician: what was said then holds until somebody
 * asks again. */
static GHashTable *
carry_referral (PlumbReview           *self,
                const PlumbPainScreen *screen)
{
  g_autoptr (GHashTable) earlier = plumb_review_earlier_pain_answers (self, NULL, NULL);

  if (earlier == NULL)
    return NULL;

  g_autoptr (GHashTable) all = copy_answers (self->state.pain_answers);
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const char *id = plumb_pain_screen_question (screen, i)->id;
      const char *answer = g_hash_table_lookup (earlier, id);

      /* An answer of an older screen that this one no longer has is left. */
      if (answer != NULL && !g_hash_table_contains (all, id))
        plumb_pain_screen_answer (screen, all, id, answer);
    }
  const PlumbPainOutcome outcome = plumb_pain_screen_decide (screen, all)->outcome;
  return outcome == PLUMB_PAIN_EMERGENCY || outcome == PLUMB_PAIN_REFER ? g_steal_pointer (&all)
                                                                        : NULL;
}

GHashTable *
plumb_review_counted_pain_answers (PlumbReview           *self,
                                   const PlumbPainScreen *screen)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && screen != NULL, NULL);

  GHashTable *answers = self->state.pain_answers;
  const char *said = g_hash_table_lookup (answers, PAIN_AFTER_FIX);
  const PlumbPainOutcome outcome = plumb_pain_screen_decide (screen, answers)->outcome;

  if (outcome == PLUMB_PAIN_INCOMPLETE)
    {
      GHashTable *carried = carry_referral (self, screen);

      return carried != NULL ? carried : g_hash_table_ref (answers);
    }
  if ((said != NULL && !g_str_equal (said, "unsure")) || outcome != PLUMB_PAIN_SIGNAL
      || find_pain_between_good_films (self, screen) != PLUMB_PAIN_SIGNAL)
    return g_hash_table_ref (answers);

  GHashTable *counted = copy_answers (answers);
  plumb_pain_screen_answer (screen, counted, PAIN_AFTER_FIX, "yes");
  return counted;
}

const PlumbPainRow *
plumb_review_pain_row (PlumbReview           *self,
                       const PlumbPainScreen *screen)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && screen != NULL, NULL);

  g_autoptr (GHashTable) answers = plumb_review_counted_pain_answers (self, screen);

  return plumb_pain_screen_decide (screen, answers);
}

/* Whether the film leaves open how the lower back moves. */
static gboolean
is_back_open (PlumbReview *self)
{
  const PlumbChecks *checks = plumb_review_checks (self);

  for (guint i = 0; checks != NULL && i < plumb_criteria_n_groups (self->criteria); i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (self->criteria, i);

      if (g_str_equal (group->id, CHECK_OF_THE_BACK))
        return plumb_checks_group_verdict (checks, group) == PLUMB_VERDICT_TOO_CLOSE;
    }
  return FALSE;
}

PlumbPlan *
plumb_review_compose_plan (PlumbReview           *self,
                           const PlumbPlanTable  *table,
                           const PlumbPainScreen *screen)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && table != NULL, NULL);

  const PlumbPainRow *row = screen != NULL ? plumb_review_pain_row (self, screen) : NULL;
  g_auto (GStrv) own = plumb_review_plan_findings (self);
  g_auto (GStrv) felt = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  if (row != NULL && !row->plan_allowed && row->outcome != PLUMB_PAIN_INCOMPLETE)
    return NULL;
  if (row != NULL)
    felt = plumb_pain_screen_findings (screen, self->state.pain_answers);
  for (guint i = 0; own[i] != NULL; i++)
    g_ptr_array_add (all, own[i]);
  if (is_back_open (self))
    g_ptr_array_add (all, (gpointer) PLUMB_PLAN_FINDING_BACK_OPEN);
  else if (own[0] == NULL && row != NULL && is_without_pain (row->outcome)
           && is_without_pain (find_pain_between_good_films (self, screen)))
    g_ptr_array_add (all, (gpointer) PLUMB_PLAN_FINDING_GOOD_TWICE);
  for (guint i = 0; felt != NULL && felt[i] != NULL; i++)
    g_ptr_array_add (all, felt[i]);
  g_ptr_array_add (all, NULL);

  PlumbPlan *plan = plumb_plan_compose (table, (const char *const *) all->pdata);
  plumb_plan_apply_edits (plan, self->state.plan_edits);
  return plan;
}

static PlumbPlanEdit *
start_edit (PlumbReview *self,
            const char  *line_id)
{
  const PlumbPlanEdit *before = g_hash_table_lookup (self->state.plan_edits, line_id);

  return before != NULL ? plumb_plan_edit_copy (before) : plumb_plan_edit_new ();
}

/* One line as `after` (nullable) has it. */
static gboolean
change_line (PlumbReview         *self,
             const char          *line_id,
             const PlumbPlanEdit *after,
             GError             **error)
{
  const PlumbPlanEdit *before = g_hash_table_lookup (self->state.plan_edits, line_id);

  if (after != NULL && plumb_plan_edit_is_empty (after))
    after = NULL;
  if (before == NULL && after == NULL)
    return TRUE;
  return plumb_review_commit (self, plumb_edit_new_plan (line_id, before, after), error);
}

/* A plan has no line without words. */
static gboolean
check_words (const char *text,
             GError    **error)
{
  g_autofree char *words = g_strstrip (g_strdup (text));
  const gboolean valid = g_utf8_validate (words, -1, NULL);

  if (valid && g_utf8_strlen (words, -1) > MAX_WORDS)
    {
      g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                   _("A line of the plan has at most %d letters. Put the rest into the notes."),
                   MAX_WORDS);
      return FALSE;
    }
  if (*words != '\0' && valid)
    return TRUE;
  g_set_error_literal (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                       _("A line of the plan needs words."));
  return FALSE;
}

static void
take_words (PlumbPlanEdit *edit,
            const char    *text,
            const char    *dose)
{
  g_free (edit->text);
  g_free (edit->dose);
  edit->text = g_strstrip (g_strdup (text));
  edit->dose = g_strstrip (g_strdup (dose != NULL ? dose : ""));
}

gboolean
plumb_review_reword_plan_line (PlumbReview *self,
                               const char  *line_id,
                               const char  *text,
                               const char  *dose,
                               GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (line_id != NULL && text != NULL, FALSE);

  g_autoptr (PlumbPlanEdit) after = start_edit (self, line_id);

  if (!check_words (text, error))
    return FALSE;
  take_words (after, text, dose);
  return change_line (self, line_id, after, error);
}

gboolean
plumb_review_remove_plan_line (PlumbReview *self,
                               const char  *line_id,
                               GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && line_id != NULL, FALSE);

  g_autoptr (PlumbPlanEdit) after = start_edit (self, line_id);

  after->removed = TRUE;
  return change_line (self, line_id, after->own ? NULL : after, error);
}

gboolean
plumb_review_add_plan_line (PlumbReview     *self,
                            PlumbPlanSection section,
                            const char      *text,
                            const char      *dose,
                            GError         **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && text != NULL, FALSE);
  g_return_val_if_fail (section < PLUMB_N_PLAN_SECTIONS, FALSE);

  g_autoptr (PlumbPlanEdit) after = plumb_plan_edit_new ();
  g_autofree char *id = NULL;
  guint n = 1;

  if (!check_words (text, error))
    return FALSE;
  do
    {
      g_free (id);
      id = g_strdup_printf ("own-%02u", n++);
    }
  while (g_hash_table_contains (self->state.plan_edits, id));
  after->own = TRUE;
  after->section = section;
  take_words (after, text, dose);
  return change_line (self, id, after, error);
}

gboolean
plumb_review_order_plan_lines (PlumbReview       *self,
                               const char *const *line_ids,
                               GError           **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && line_ids != NULL, FALSE);

  plumb_review_begin_group (self);
  for (guint i = 0; line_ids[i] != NULL; i++)
    {
      g_autoptr (PlumbPlanEdit) after = start_edit (self, line_ids[i]);

      after->place = (int) i;
      change_line (self, line_ids[i], after, NULL);
    }
  return plumb_review_end_group (self, error);
}

gboolean
plumb_review_set_plan_headline (PlumbReview *self,
                                const char  *text,
                                GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);

  g_autoptr (PlumbPlanEdit) after = plumb_plan_edit_new ();
  g_autofree char *words = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*words != '\0')
    after->text = g_steal_pointer (&words);
  return change_line (self, PLUMB_PLAN_HEADLINE, after, error);
}

gboolean
plumb_review_plan_is_edited (PlumbReview *self,
                             const char  *line_id)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);

  const PlumbPlanEdit *edit
      = line_id != NULL ? g_hash_table_lookup (self->state.plan_edits, line_id) : NULL;

  if (line_id == NULL)
    return g_hash_table_size (self->state.plan_edits) > 0;
  return edit != NULL && edit->text != NULL;
}

gboolean
plumb_review_reset_plan (PlumbReview *self,
                         GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);

  g_autoptr (GList) ids = g_hash_table_get_keys (self->state.plan_edits);

  plumb_review_begin_group (self);
  while (ids != NULL)
    {
      change_line (self, ids->data, NULL, NULL);
      ids = g_list_delete_link (ids, ids);
    }
  return plumb_review_end_group (self, error);
}

char *
plumb_review_coach (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  g_autofree char *name = plumb_store_load_setting (self->store, PLUMB_SETTING_COACH, NULL);

  return name != NULL && *name != '\0' ? g_steal_pointer (&name) : NULL;
}
