/* The fix plan of a review as a job; see plan-job.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plan-pdf.h"

/* The frames that a plan shows, in this order. */
static const PlumbMoment still_moments[]
    = { PLUMB_MOMENT_SET, PLUMB_MOMENT_LIFT_OFF, PLUMB_MOMENT_LOCKOUT };

struct _PlumbPlanJob
{
  PlumbEngine    *engine;     /* owned, nullable */
  PlumbCriteria  *criteria;   /* owned */
  PlumbChecks    *checks;     /* owned: computed again, so that it is ours */
  PlumbPainScreen *screen;    /* owned: the row is its own */
  const PlumbPainRow *pain;
  GStrv           pain_answers;
  PlumbPlan      *plan;       /* owned; NULL where pain allows none */
  GPtrArray      *marks;      /* of PlumbMark, owned references */
  GArray         *findings;   /* of PlumbReportFinding */
  GStrv           finding_ids;
  char           *athlete;    /* owned, nullable */
  char           *coach;      /* owned, nullable */
  char           *notes;      /* owned */
  char           *lift;       /* owned; with the rep, where there are several */
  GPtrArray      *texts;      /* owned strings that the findings hold */
  double          load_kg;
  double          roll_deg;
  gint64          created_s;
  gint64          frames[G_N_ELEMENTS (still_moments)]; /* -1 = none */
};

/* The check that can raise this finding; its sentence goes with it. */
static const PlumbCheckGroup *
find_group (PlumbCriteria *criteria,
            const char    *finding_id)
{
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (criteria, i);

      if (g_strv_contains (group->findings, finding_id))
        return group;
    }
  return NULL;
}

/* (transfer none) What a hand says of it: an own name, and the coach's note. */
static const char *
keep_text (PlumbPlanJob *job,
           const char   *text)
{
  g_ptr_array_add (job->texts, g_strdup (text));
  return job->texts->pdata[job->texts->len - 1];
}

static void
add_finding (PlumbPlanJob *job,
             PlumbReview  *review,
             const char   *id)
{
  const PlumbFinding *found = plumb_checks_find_finding (job->checks, id);
  const PlumbCheckGroup *group = find_group (job->criteria, id);
  PlumbReportFinding finding = {
    .finding_id = id,
    .title = plumb_criteria_finding_title (job->criteria, id),
    .sentence = group != NULL ? group->sentence : "",
    .text = found != NULL ? found->text : _("Seen and confirmed by your coach."),
    .verdict = found != NULL ? found->verdict : PLUMB_VERDICT_FAULT,
    .confirmed = plumb_review_decision (review, id) == PLUMB_DECISION_CONFIRMED,
  };

  if (finding.title == NULL && plumb_review_decided_text (review, id) != NULL)
    finding.title = keep_text (job, plumb_review_decided_text (review, id));
  if (finding.title == NULL)
    finding.title = id;
  if (found == NULL && *plumb_review_decision_note (review, id) != '\0')
    finding.text = keep_text (job, plumb_review_decision_note (review, id));
  if (found != NULL)
    finding.measure = plumb_report_find_measure (job->checks, found);
  g_array_append_val (job->findings, finding);
}

/* (transfer full) */
static char *
name_lift (PlumbReview *review)
{
  const char *lift = _("Conventional deadlift");

  if (plumb_review_n_reps (review) == 1)
    return g_strdup (lift);
  /* Translators: the lift, which of its repetitions, and how many there are. */
  return g_strdup_printf (_("%s, rep %u of %u"), lift, plumb_review_rep (review) + 1,
                          plumb_review_n_reps (review));
}

static const char *
translate (const char *msgid)
{
  return _(msgid);
}

PlumbPlanJob *
plumb_plan_job_new (PlumbReview     *review,
                    PlumbEngine     *engine,
                    PlumbPlanTable  *table,
                    PlumbPainScreen *screen)
{
  PlumbPlanJob *job = g_new0 (PlumbPlanJob, 1);
  GPtrArray *marks = plumb_review_marks (review);
  const PlumbFilming filming = plumb_review_filming (review);

  job->engine = engine != NULL ? g_object_ref (engine) : NULL;
  job->criteria = plumb_criteria_ref (plumb_review_criteria (review));
  job->checks = plumb_check (plumb_review_poses (review), job->criteria);
  job->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  for (guint i = 0; i < marks->len; i++)
    g_ptr_array_add (job->marks, plumb_mark_ref (marks->pdata[i]));
  job->texts = g_ptr_array_new_with_free_func (g_free);
  job->lift = name_lift (review);
  job->findings = g_array_new (FALSE, FALSE, sizeof (PlumbReportFinding));
  job->finding_ids = plumb_review_plan_findings (review);
  for (guint i = 0; job->finding_ids[i] != NULL; i++)
    add_finding (job, review, job->finding_ids[i]);
  job->screen = plumb_pain_screen_ref (screen);
  job->pain = plumb_review_pain_row (review, screen);
  job->pain_answers
      = plumb_pain_screen_tell (screen, plumb_review_pain_answers (review), translate);
  job->plan = plumb_review_compose_plan (review, table, screen);
  job->coach = plumb_review_coach (review);
  job->athlete = g_strdup (plumb_review_athlete_name (review));
  job->notes = g_strdup (plumb_review_notes (review));
  job->load_kg = filming.load_kg;
  job->roll_deg = isnan (filming.camera_roll_deg) ? 0 : filming.camera_roll_deg;
  job->created_s = plumb_review_created_s (review);
  for (guint i = 0; i < G_N_ELEMENTS (still_moments); i++)
    job->frames[i] = plumb_review_moment (review, still_moments[i]);
  return job;
}

void
plumb_plan_job_free (PlumbPlanJob *job)
{
  g_clear_object (&job->engine);
  plumb_checks_free (job->checks);
  plumb_plan_free (job->plan);
  g_strfreev (job->pain_answers);
  plumb_pain_screen_unref (job->screen);
  g_ptr_array_unref (job->marks);
  g_array_unref (job->findings);
  g_strfreev (job->finding_ids);
  plumb_criteria_unref (job->criteria);
  g_free (job->athlete);
  g_free (job->coach);
  g_free (job->notes);
  g_free (job->lift);
  g_ptr_array_unref (job->texts);
  g_free (job);
}

static cairo_surface_t *
copy_picture (const PlumbFrame *frame)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, frame->width_px, frame->height_px);
  const guchar *from = g_bytes_get_data (frame->pixels, NULL);
  guchar *to = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  for (int y = 0; y < frame->height_px; y++)
    memcpy (to + (gsize) y * stride, from + (gsize) y * frame->stride,
            (gsize) frame->width_px * 4);
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* The still of one moment with its marks; FALSE when there is none to show.
 * A frame that cannot be decoded costs its picture, not the plan. */
static gboolean
make_still (PlumbPlanJob *job,
            guint         which,
            GPtrArray    *marks,
            GCancellable *cancellable,
            PlumbStill   *still)
{
  g_autoptr (PlumbFrame) frame = NULL;

  if (job->engine == NULL || job->frames[which] < 0)
    return FALSE;
  frame = plumb_engine_get_frame (job->engine, job->frames[which], cancellable, NULL);
  if (frame == NULL)
    return FALSE;
  for (guint i = 0; i < job->marks->len; i++)
    if (((PlumbMark *) job->marks->pdata[i])->frame == frame->frame)
      g_ptr_array_add (marks, job->marks->pdata[i]);
  *still = (PlumbStill) {
    .surface = copy_picture (frame),
    .frame = frame->frame,
    .pts_ns = frame->pts_ns,
    .moment = still_moments[which],
    .marks = (PlumbMark *const *) (gpointer) marks->pdata,
    .n_marks = marks->len,
    .roll_deg = job->roll_deg,
  };
  return TRUE;
}

gboolean
plumb_plan_job_write (PlumbPlanJob *job,
                      const char   *path,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (job->created_s);
  g_autoptr (GDateTime) refilm = g_date_time_add_days (
      date, job->plan != NULL ? job->plan->refilm_days : PLUMB_PLAN_DEFAULT_REFILM_DAYS);
  PlumbStill stills[G_N_ELEMENTS (still_moments)];
  GPtrArray *marks[G_N_ELEMENTS (still_moments)];
  PlumbReport report = {
    .athlete = job->athlete,
    .coach = job->coach,
    .lift = job->lift,
    .load_kg = job->load_kg,
    .date = date,
    .refilm = refilm,
    .stills = stills,
    .findings = (const PlumbReportFinding *) (gpointer) job->findings->data,
    .n_findings = job->findings->len,
    .checks = job->checks,
    .criteria = job->criteria,
    .plan = job->plan,
    .notes = job->notes,
    .pain = job->pain,
    .pain_answers = (const char *const *) job->pain_answers,
  };
  gboolean written;

  for (guint i = 0; i < G_N_ELEMENTS (still_moments); i++)
    {
      marks[i] = g_ptr_array_new ();
      if (make_still (job, i, marks[i], cancellable, &stills[report.n_stills]))
        report.n_stills++;
    }
  written = !g_cancellable_set_error_if_cancelled (cancellable, error)
            && plumb_report_write_pdf (&report, path, cancellable, error);
  for (guint i = 0; i < report.n_stills; i++)
    cairo_surface_destroy (stills[i].surface);
  for (guint i = 0; i < G_N_ELEMENTS (still_moments); i++)
    g_ptr_array_unref (marks[i]);
  return written;
}

char *
plumb_plan_job_file_name (PlumbPlanJob *job)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (job->created_s);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  char *name = g_strdup_printf (_("%s %s plan.pdf"),
                                job->athlete != NULL ? job->athlete : _("Athlete"), day);

  return g_strdelimit (name, "/\\:*?\"<>|", '-');
}
