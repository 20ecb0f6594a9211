/* The fix plan of a review as a job; see plan-job.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-job.h"

#include <math.h>
#include <string.h>

#include "paper-words.h"
#include "plan-parts.h"
#include "plan-pdf.h"

#define MAX_STILLS 12

/* The frames that a plan shows, in this order; after them those of findings. */
static const PlumbMoment still_moments[]
    = { PLUMB_MOMENT_SET, PLUMB_MOMENT_LIFT_OFF, PLUMB_MOMENT_LOCKOUT };

typedef struct
{
  gint64      frame;
  PlumbMoment moment;
} Shot;

struct _PlumbPlanJob
{
  PlumbEngine        *engine;   /* owned, nullable */
  PlumbPlanTexts     *texts;    /* owned */
  PlumbPlanSettings  *settings; /* owned */
  PlumbChecks        *checks;   /* owned: computed again, so that it is ours */
  const PlumbPainRow *pain;     /* the screen's, of the texts */
  GStrv               pain_answers, pain_alarms;
  PlumbPlan          *plan;     /* owned; NULL where pain allows none */
  GStrv               reasons;  /* owned, nullable: one a line of the plan */
  GStrv               capture;  /* owned */
  PlumbPlanProgress  *progress; /* owned */
  GPtrArray          *marks;    /* of PlumbMark, owned references */
  GArray             *findings; /* of PlumbReportFinding */
  GPtrArray          *causes;   /* of const char, one a finding, nullable */
  GPtrArray          *words;    /* of char: what findings point to */
  const char         *lift; /* held by words, or by the criteria */
  GStrv               finding_ids;
  GArray             *shots;    /* of Shot */
  char               *athlete;  /* owned, nullable */
  char               *notes;    /* owned */
  double              load_kg;
  PlumbMassUnit       mass_unit;
  PlumbLengthUnit     length_unit;
  double              roll_deg;
  gint64              created_s;
  PlumbPlanJobTell    tell;
  gpointer            tell_data;
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

static void
add_shot (PlumbPlanJob *job,
          gint64        frame,
          PlumbMoment   moment)
{
  const Shot shot = { frame, moment };

  if (frame < 0 || job->shots->len >= MAX_STILLS)
    return;
  for (guint i = 0; i < job->shots->len; i++)
    if (g_array_index (job->shots, Shot, i).frame == frame)
      return;
  g_array_append_val (job->shots, shot);
}

/* The coach's words on a finding, kept as long as the job; NULL without any. */
static const char *
keep_note (PlumbPlanJob *job,
           PlumbReview  *review,
           const char   *id)
{
  const char *note = plumb_review_decision_note (review, id);

  if (*note == '\0')
    return NULL;
  g_ptr_array_add (job->words, g_strdup (note));
  return job->words->pdata[job->words->len - 1];
}

/* The name that the coach gave to a fault of his own; NULL for others. */
static const char *
keep_name (PlumbPlanJob *job,
           PlumbReview  *review,
           const char   *id)
{
  const char *name = plumb_review_decided_text (review, id);

  if (!g_str_has_prefix (id, PLUMB_OWN_FINDING) || name == NULL)
    return NULL;
  g_ptr_array_add (job->words, g_strdup (name));
  return job->words->pdata[job->words->len - 1];
}

/* The lift, with the rep where there are several. */
static const char *
keep_lift (PlumbPlanJob *job,
           PlumbReview  *review)
{
  const char *lift = plumb_criteria_name (job->texts->criteria);

  if (plumb_review_n_reps (review) == 1)
    return lift;
  /* Translators: the lift, which of its repetitions, and how many there are. */
  g_ptr_array_add (job->words, g_strdup_printf (_("%s, rep %u of %u"), lift,
                                                plumb_review_rep (review) + 1,
                                                plumb_review_n_reps (review)));
  return job->words->pdata[job->words->len - 1];
}

static void
add_finding (PlumbPlanJob *job,
             PlumbReview  *review,
             const char   *id)
{
  const PlumbFinding *found = plumb_checks_find_finding (job->checks, id);
  const PlumbCheckGroup *group = find_group (job->texts->criteria, id);
  const char *note = keep_note (job, review, id);
  const char *own = keep_name (job, review, id);
  const char *title
      = own != NULL ? own : plumb_criteria_finding_title (job->texts->criteria, id);
  PlumbReportFinding finding = {
    .finding_id = id,
    .title = title != NULL ? title : note != NULL ? note : id,
    .sentence = group != NULL ? group->sentence : "",
    .text = found != NULL                  ? found->text
            : title != NULL && note != NULL ? note
                                            : _("Seen and confirmed by your coach."),
    .verdict = found != NULL ? found->verdict : PLUMB_VERDICT_FAULT,
    .confirmed = plumb_review_decision (review, id) == PLUMB_DECISION_CONFIRMED,
  };

  if (found != NULL)
    finding.measure = plumb_report_find_measure (job->checks, found);
  finding.frame = plumb_review_decided_frame (review, id);
  if (finding.frame < 0)
    finding.frame = finding.measure != NULL ? finding.measure->frame
                    : found != NULL         ? found->frame
                                            : -1;
  g_array_append_val (job->findings, finding);
  g_ptr_array_add (job->causes, (gpointer) plumb_plan_table_cause (job->texts->table, id));
}

/* A finding's frame has a still of its own where something is marked on it. */
static void
add_shots (PlumbPlanJob *job,
           PlumbReview  *review)
{
  for (guint i = 0; i < G_N_ELEMENTS (still_moments); i++)
    add_shot (job, plumb_review_moment (review, still_moments[i]), still_moments[i]);
  for (guint i = 0; i < job->findings->len; i++)
    {
      const PlumbReportFinding *finding = &g_array_index (job->findings, PlumbReportFinding, i);

      for (guint j = 0; j < job->marks->len; j++)
        if (((PlumbMark *) job->marks->pdata[j])->frame == finding->frame)
          add_shot (job, finding->frame, PLUMB_MOMENT_NONE);
    }
}

static const char *
translate (const char *msgid)
{
  return _(msgid);
}

static void
gather_plan (PlumbPlanJob *job,
             PlumbReview  *review)
{
  g_autoptr (GHashTable) answers
      = plumb_review_counted_pain_answers (review, job->texts->screen);

  job->pain = plumb_review_pain_row (review, job->texts->screen);
  job->pain_answers = plumb_pain_screen_tell (job->texts->screen, answers, translate);
  job->pain_alarms = plumb_pain_screen_tell_alarms (job->texts->screen, answers, translate);
  job->plan = plumb_review_compose_plan (review, job->texts->table, job->texts->screen);
  if (job->plan != NULL)
    job->reasons = plumb_plan_parts_reasons (review, job->texts, job->checks, job->plan);
  job->progress = plumb_plan_parts_progress (review, job->texts);
  job->capture = plumb_plan_parts_capture (review, job->texts);
}

PlumbPlanJob *
plumb_plan_job_new (PlumbReview    *review,
                    PlumbEngine    *engine,
                    PlumbPlanTexts *texts)
{
  PlumbPlanJob *job = g_new0 (PlumbPlanJob, 1);
  GPtrArray *marks = plumb_review_marks (review);
  const PlumbFilming filming = plumb_review_filming (review);

  plumb_words_use (texts->words);
  job->engine = engine != NULL ? g_object_ref (engine) : NULL;
  job->texts = plumb_plan_texts_ref (texts);
  job->settings = plumb_review_plan_settings (review);
  job->checks = plumb_check (plumb_review_poses (review), texts->criteria);
  job->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  for (guint i = 0; i < marks->len; i++)
    g_ptr_array_add (job->marks, plumb_mark_ref (marks->pdata[i]));
  job->findings = g_array_new (FALSE, FALSE, sizeof (PlumbReportFinding));
  job->causes = g_ptr_array_new ();
  job->words = g_ptr_array_new_with_free_func (g_free);
  job->lift = keep_lift (job, review);
  job->shots = g_array_new (FALSE, FALSE, sizeof (Shot));
  job->finding_ids = plumb_review_plan_findings (review);
  for (guint i = 0; job->finding_ids[i] != NULL; i++)
    add_finding (job, review, job->finding_ids[i]);
  add_shots (job, review);
  gather_plan (job, review);
  job->athlete = g_strdup (plumb_review_athlete_name (review));
  job->notes = g_strdup (plumb_review_notes (review));
  job->load_kg = filming.load_kg;
  job->mass_unit = plumb_review_mass_unit (review);
  job->length_unit = plumb_review_length_unit (review);
  job->roll_deg = isnan (filming.camera_roll_deg) ? 0 : filming.camera_roll_deg;
  job->created_s = plumb_review_created_s (review);
  plumb_words_use (NULL);
  return job;
}

void
plumb_plan_job_free (PlumbPlanJob *job)
{
  g_clear_object (&job->engine);
  plumb_checks_free (job->checks);
  plumb_plan_free (job->plan);
  g_strfreev (job->reasons);
  g_strfreev (job->capture);
  plumb_plan_parts_progress_free (job->progress);
  g_strfreev (job->pain_answers);
  g_strfreev (job->pain_alarms);
  g_ptr_array_unref (job->marks);
  g_array_unref (job->findings);
  g_ptr_array_unref (job->causes);
  g_ptr_array_unref (job->words);
  g_array_unref (job->shots);
  g_strfreev (job->finding_ids);
  plumb_plan_settings_free (job->settings);
  plumb_plan_texts_unref (job->texts);
  g_free (job->athlete);
  g_free (job->notes);
  g_free (job);
}

void
plumb_plan_job_set_tell (PlumbPlanJob    *job,
                         PlumbPlanJobTell tell,
                         gpointer         data)
{
  job->tell = tell;
  job->tell_data = data;
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

/* A shot with its marks; FALSE when there is none to show. A frame that cannot be
 * decoded costs its picture, not the plan. */
static gboolean
make_still (PlumbPlanJob *job,
            const Shot   *shot,
            GPtrArray    *marks,
            GCancellable *cancellable,
            PlumbStill   *still)
{
  g_autoptr (PlumbFrame) frame
      = plumb_engine_get_frame (job->engine, shot->frame, cancellable, NULL);

  if (frame == NULL)
    return FALSE;
  for (guint i = 0; i < job->marks->len; i++)
    if (((PlumbMark *) job->marks->pdata[i])->frame == frame->frame)
      g_ptr_array_add (marks, job->marks->pdata[i]);
  *still = (PlumbStill) {
    .surface = copy_picture (frame),
    .frame = frame->frame,
    .pts_ns = frame->pts_ns,
    .moment = shot->moment,
    .marks = (PlumbMark *const *) (gpointer) marks->pdata,
    .n_marks = marks->len,
    .roll_deg = job->roll_deg,
  };
  return TRUE;
}

/* What a report borrows while it is drawn. */
typedef struct
{
  PlumbReport      report;
  PlumbStill       stills[MAX_STILLS];
  GPtrArray       *marks; /* of GPtrArray, one a shot */
  GDateTime       *date, *refilm, *last;
  cairo_surface_t *logo;
} Draft;

typedef struct
{
  const guchar *bytes;
  gsize         length, at;
} Reader;

static cairo_status_t
read_cb (void          *data,
         unsigned char *to,
         unsigned int   length)
{
  Reader *reader = data;

  if (length > reader->length - reader->at)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (to, reader->bytes + reader->at, length);
  reader->at += length;
  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full) (nullable) NULL where it is no picture. */
static cairo_surface_t *
read_logo (GBytes *png)
{
  Reader reader = { 0 };
  cairo_surface_t *logo;

  if (png == NULL)
    return NULL;
  reader.bytes = g_bytes_get_data (png, &reader.length);
  logo = cairo_image_surface_create_from_png_stream (read_cb, &reader);
  if (cairo_surface_status (logo) == CAIRO_STATUS_SUCCESS
      && cairo_image_surface_get_width (logo) > 0 && cairo_image_surface_get_height (logo) > 0)
    return logo;
  cairo_surface_destroy (logo);
  return NULL;
}

static void
fill_report (PlumbPlanJob *job,
             Draft        *draft)
{
  draft->report = (PlumbReport) {
    .athlete = job->athlete,
    .coach = job->settings->coach,
    .contact = job->settings->contact,
    .logo = draft->logo,
    .accent = job->settings->accent,
    .letter = job->settings->letter,
    .language = job->texts->language,
    .lift = job->lift,
    .load_kg = job->load_kg,
    .mass_unit = job->mass_unit,
    .length_unit = job->length_unit,
    .date = draft->date,
    .refilm = draft->refilm,
    .stills = draft->stills,
    .findings = (const PlumbReportFinding *) (gpointer) job->findings->data,
    .n_findings = job->findings->len,
    .cause = (const char *const *) job->causes->pdata,
    .checks = job->checks,
    .criteria = job->texts->criteria,
    .plan = job->plan,
    .reasons = (const char *const *) job->reasons,
    .claims = job->texts->claims,
    .capture = (const char *const *) job->capture,
    .progress = (const PlumbReportProgress *) (gpointer) job->progress->items->data,
    .n_progress = job->progress->items->len,
    .last = draft->last,
    .notes = job->notes,
    .pain = job->pain,
    .pain_answers = (const char *const *) job->pain_answers,
    .pain_alarms = (const char *const *) job->pain_alarms,
    .tell = job->tell,
    .tell_data = job->tell_data,
  };
}

static Draft *
draft_new (PlumbPlanJob *job,
           GCancellable *cancellable)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->date = g_date_time_new_from_unix_local (job->created_s);
  draft->refilm = g_date_time_add_days (
      draft->date, job->plan != NULL ? job->plan->refilm_days : PLUMB_PLAN_DEFAULT_REFILM_DAYS);
  if (job->progress->last_s != 0)
    draft->last = g_date_time_new_from_unix_local (job->progress->last_s);
  draft->logo = read_logo (job->settings->logo);
  draft->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  fill_report (job, draft);
  for (guint i = 0; job->engine != NULL && i < job->shots->len; i++)
    {
      GPtrArray *marks = g_ptr_array_new ();

      g_ptr_array_add (draft->marks, marks);
      if (make_still (job, &g_array_index (job->shots, Shot, i), marks, cancellable,
                      &draft->stills[draft->report.n_stills]))
        draft->report.n_stills++;
    }
  return draft;
}

static void
draft_free (Draft *draft)
{
  for (guint i = 0; i < draft->report.n_stills; i++)
    cairo_surface_destroy (draft->stills[i].surface);
  g_ptr_array_unref (draft->marks);
  g_clear_pointer (&draft->logo, cairo_surface_destroy);
  g_clear_pointer (&draft->last, g_date_time_unref);
  g_date_time_unref (draft->refilm);
  g_date_time_unref (draft->date);
  g_free (draft);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Draft, draft_free)

gboolean
plumb_plan_job_write (PlumbPlanJob *job,
                      const char   *path,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (Draft) draft = draft_new (job, cancellable);
  gboolean written;

  plumb_words_use (job->texts->words);
  written = !g_cancellable_set_error_if_cancelled (cancellable, error)
            && plumb_report_write_pdf (&draft->report, path, cancellable, error);
  plumb_words_use (NULL);
  return written;
}

GPtrArray *
plumb_plan_job_draw_pages (PlumbPlanJob *job,
                           GCancellable *cancellable,
                           GError      **error)
{
  g_autoptr (Draft) draft = draft_new (job, cancellable);
  GPtrArray *pages = NULL;

  plumb_words_use (job->texts->words);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    pages = plumb_report_draw_pages (&draft->report, cancellable, error);
  plumb_words_use (NULL);
  return pages;
}

void
plumb_plan_job_page_size (PlumbPlanJob *job,
                          double       *width,
                          double       *height)
{
  const PlumbReport report = { .letter = job->settings->letter };

  plumb_report_page_size (&report, width, height);
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
