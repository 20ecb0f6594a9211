/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-report.h"

#include "plan-reasons.h"

static char *
build_data_path (const char *folder,
                 const char *name)
{
  return g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", folder, name, NULL);
}

static void
load_data (SampleReport *sample)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *criteria = build_data_path ("criteria", "conventional.criteria");
  g_autofree char *plan = build_data_path ("plans", "conventional.plan");
  sample->criteria = plumb_criteria_load (criteria, NULL, &error);
  g_assert_no_error (error);
  sample->table = plumb_plan_table_load (plan, NULL, &error);
  g_assert_no_error (error);
}

/* The lifter stands still: set and lift-off are marked alike. */
static void
run_checks (SampleReport *sample)
{
  g_autoptr (PlumbPoses) poses = plumb_poses_new ();
  g_autoptr (GPtrArray) marks
    = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  for (guint i = 0; i < PICTURE_N_MARKS; i++)
    {
      g_ptr_array_add (marks, plumb_mark_in_frame (sample->marks[i], 193));
      g_ptr_array_add (marks, plumb_mark_in_frame (sample->marks[i], 201));
    }
  poses->lift = g_strdup ("conventional");
  poses->width_px = 1920;
  poses->height_px = 1080;
  poses->camera.has_distance = poses->camera.has_roll = poses->camera.has_fps = TRUE;
  poses->camera.distance_m = 4.0;
  poses->camera.fps = 60.0;
  poses->moments[PLUMB_MOMENT_SET] = 193;
  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 201;
  plumb_poses_set_marks (poses, (PlumbMark *const *) marks->pdata, marks->len, 450.0);
  poses->scale.kind = PLUMB_SCALE_ONE_PLANE;
  poses->scale.mm_per_px = 2.5;
  sample->checks = plumb_check (poses, sample->criteria);
}

static const char *
find_sentence (const PlumbCriteria *criteria,
               const char          *finding_id)
{
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (criteria, i);
      if (group->findings != NULL && g_strv_contains (group->findings, finding_id))
        return group->sentence;
    }
  return NULL;
}

static void
fill_findings (SampleReport      *sample,
               const char *const *ids)
{
  guint n = 0;
  for (; ids[n] != NULL; n++)
    {
      g_assert (n < SAMPLE_MAX_FINDINGS);
      PlumbReportFinding *finding = &sample->findings[n];
      const PlumbFinding *computed = plumb_checks_find_finding (sample->checks, ids[n]);
      finding->finding_id = ids[n];
      finding->title = plumb_criteria_finding_title (sample->criteria, ids[n]);
      if (finding->title == NULL)
        finding->title = ids[n];
      finding->sentence = find_sentence (sample->criteria, ids[n]);
      finding->verdict = computed != NULL ? computed->verdict : PLUMB_VERDICT_WATCH;
      finding->text = computed != NULL ? computed->text : NULL;
      finding->confirmed = n == 0 || computed == NULL;
      if (computed != NULL)
        finding->measure = plumb_report_find_measure (sample->checks, computed);
    }
  sample->report.findings = sample->findings;
  sample->report.n_findings = n;
  sample->plan = plumb_plan_compose (sample->table, ids);
  sample->report.plan = sample->plan;
}

SampleReport *
sample_report_new (const char *const *finding_ids)
{
  SampleReport *sample = g_new0 (SampleReport, 1);
  load_data (sample);
  picture_marks (sample->marks);
  run_checks (sample);

  const char *found[SAMPLE_MAX_FINDINGS + 1] = { NULL };
  for (guint i = 0; i < sample->checks->findings->len && i < SAMPLE_MAX_FINDINGS; i++)
    found[i] = ((const PlumbFinding *) g_ptr_array_index (sample->checks->findings, i))->id;
  fill_findings (sample, finding_ids != NULL ? finding_ids : found);

  for (guint i = 0; i < 2; i++)
    {
      PlumbStill *still = &sample->stills[i];
      still->surface = picture_new (i == 1);
      still->frame = i == 0 ? 193 : 201;
      still->pts_ns = i == 0 ? 3217000000 : 3350000000;
      still->moment = i == 0 ? PLUMB_MOMENT_SET : PLUMB_MOMENT_LIFT_OFF;
      still->marks = sample->marks;
      still->n_marks = PICTURE_N_MARKS;
    }
  PlumbReport *report = &sample->report;
  report->athlete = "Anna Kowalska";
  report->coach = "Mia Brandt";
  report->lift = "Conventional deadlift";
  report->load_kg = 102.5;
  report->date = g_date_time_new_utc (2026, 11, 22, 9, 30, 0.0);
  report->refilm = g_date_time_add_days (report->date, sample->plan->refilm_days);
  report->stills = sample->stills;
  report->n_stills = 2;
  report->checks = sample->checks;
  report->criteria = sample->criteria;
  report->notes = "";
  return sample;
}

void
sample_report_screen (SampleReport      *sample,
                      const char *const *answers)
{
  g_autofree char *path = build_data_path ("plans", "pain.screen");
  g_autoptr (GHashTable) given = plumb_pain_answers_new ();
  sample->screen = plumb_pain_screen_load (path, NULL, NULL);
  for (guint i = 0; i < plumb_pain_screen_n_questions (sample->screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (sample->screen, i);
      if (question->required)
        plumb_pain_screen_answer (sample->screen, given, question->id,
                                  question->options != NULL ? question->options[0] : "no");
    }
  for (guint i = 0; answers[i] != NULL; i += 2)
    g_assert (plumb_pain_screen_answer (sample->screen, given, answers[i], answers[i + 1]));
  sample->pain_answers = plumb_pain_screen_tell (sample->screen, given, NULL);
  sample->pain_alarms = plumb_pain_screen_tell_alarms (sample->screen, given, NULL);
  sample->report.pain = plumb_pain_screen_decide (sample->screen, given);
  sample->report.pain_answers = (const char *const *) sample->pain_answers;
  sample->report.pain_alarms = (const char *const *) sample->pain_alarms;
}

void
sample_report_explain (SampleReport *sample)
{
  static const char *const capture[] = { "Picture", "1920 × 1080 pixels", "Rate",
                                         "60.0 pictures a second", NULL };
  g_autofree char *path = build_data_path ("plans", "article.claims");
  const PlumbPlanGrounds grounds = { sample->criteria, sample->checks, NULL, NULL, NULL };
  if (sample->claims == NULL)
    sample->claims = plumb_claims_load (path, NULL, NULL);
  g_strfreev (sample->reasons);
  sample->reasons = g_new0 (char *, sample->plan->lines->len + 1);
  for (guint i = 0; i < sample->plan->lines->len; i++)
    sample->reasons[i] = plumb_plan_reasons_tell (sample->plan->lines->pdata[i], &grounds);
  for (guint i = 0; i < sample->report.n_findings; i++)
    sample->causes[i] = plumb_plan_table_cause (sample->table, sample->findings[i].finding_id);
  sample->report.claims = sample->claims;
  sample->report.reasons = (const char *const *) sample->reasons;
  sample->report.cause = sample->causes;
  sample->report.capture = capture;
}

void
sample_report_free (SampleReport *sample)
{
  if (sample == NULL)
    return;
  for (guint i = 0; i < PICTURE_N_MARKS; i++)
    plumb_mark_unref (sample->marks[i]);
  for (guint i = 0; i < 2; i++)
    cairo_surface_destroy (sample->stills[i].surface);
  g_date_time_unref (sample->report.date);
  g_date_time_unref (sample->report.refilm);
  plumb_plan_free (sample->plan);
  plumb_checks_free (sample->checks);
  plumb_plan_table_unref (sample->table);
  plumb_criteria_unref (sample->criteria);
  g_strfreev (sample->pain_answers);
  g_strfreev (sample->pain_alarms);
  g_strfreev (sample->reasons);
  g_clear_pointer (&sample->claims, plumb_claims_unref);
  plumb_pain_screen_unref (sample->screen);
  g_free (sample);
}
