/* Between the keys and rows of the store and the values of the model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-storage.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "athletes.h"
#include "decisions.h"
#include "marks.h"
#include "notes.h"
#include "pain-answers.h"
#include "plan-lines.h"
#include "remarks.h"
#include "reps.h"
#include "reviews.h"

static const char *const decision_keys[] = {
  [PLUMB_DECISION_OPEN] = "open",
  [PLUMB_DECISION_CONFIRMED] = "confirmed",
  [PLUMB_DECISION_DISMISSED] = "dismissed",
};

static const char *const remark_keys[] = {
  [PLUMB_REMARK_MOMENT] = "moment",
  [PLUMB_REMARK_NOTE] = "note",
};

/* More than anybody lifts in one film: the number is damaged. */
#define MAX_REPS 100

static gboolean
fail_unknown (const char *what,
              const char *key,
              GError    **error)
{
  g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
               _("The database has something of an unknown sort: %s “%s”"), what, key);
  return FALSE;
}

static gboolean
has_its_points (PlumbMarkKind kind,
                guint         n_points)
{
  guint wanted = plumb_mark_kind_n_points (kind);

  return wanted == 0 || n_points == wanted;
}

/* (transfer full) (nullable) */
static PlumbMark *
make_mark (const PlumbMarkRow *row,
           GError            **error)
{
  PlumbLandmark landmark = PLUMB_LANDMARK_NONE;
  PlumbMarkKind kind;

  if (row->landmark != NULL)
    {
      landmark = plumb_landmark_from_key (row->landmark);
      if (landmark == PLUMB_LANDMARK_NONE)
        {
          fail_unknown ("landmark", row->landmark, error);
          return NULL;
        }
    }
  if (!plumb_mark_kind_from_key (row->kind, &kind) || !has_its_points (kind, row->n_points))
    {
      fail_unknown ("mark", row->kind, error);
      return NULL;
    }

  g_autofree PlumbPoint *points = g_new (PlumbPoint, MAX (row->n_points, 1));
  for (guint i = 0; i < row->n_points; i++)
    points[i] = (PlumbPoint) { row->coordinates[2 * i], row->coordinates[2 * i + 1] };
  g_autoptr (PlumbMark) plain
      = plumb_mark_new (row->id, row->frame, kind, landmark, points, row->n_points);
  PlumbMarkLook look;
  /* A look that a later version gives is no reason to refuse the mark. */
  if (!plumb_mark_look_from_key (row->look, &look))
    g_info ("A mark has a look of an unknown sort: “%s”", row->look);
  g_autoptr (PlumbMark) worded = plumb_mark_with_text (plain, row->text);
  g_autoptr (PlumbMark) looking = plumb_mark_with_look (worded, look);
  return plumb_mark_with_copied (looking, row->copied);
}

static gboolean
load_marks (PlumbStore       *store,
            gint64            review_id,
            PlumbReviewState *state,
            GError          **error)
{
  g_autoptr (GPtrArray) rows = plumb_store_load_marks (store, review_id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      PlumbMark *mark = make_mark (rows->pdata[i], error);

      if (mark == NULL)
        return FALSE;
      g_ptr_array_add (state->marks, mark);
    }
  return rows != NULL;
}

/* (nullable) The rep of a row, made when there are fewer; its number is from 1. */
static PlumbRep *
ensure_rep (PlumbReviewState *state,
            int               number,
            GError          **error)
{
  if (number < 1 || number > MAX_REPS)
    {
      g_autofree char *key = g_strdup_printf ("%d", number);

      fail_unknown ("rep", key, error);
      return NULL;
    }
  plumb_review_state_set_n_reps (state, MAX ((guint) number, state->reps->len));
  return state->reps->pdata[number - 1];
}

static gboolean
load_reps (PlumbStore       *store,
           gint64            review_id,
           PlumbReviewState *state,
           GError          **error)
{
  int n_reps, rep;

  if (!plumb_store_load_reps (store, review_id, &n_reps, &rep, error))
    return FALSE;
  plumb_review_state_set_n_reps (state, (guint) n_reps);
  state->rep = (guint) rep - 1;
  return TRUE;
}

static gboolean
load_remarks (PlumbStore       *store,
              gint64            review_id,
              PlumbReviewState *state,
              GError          **error)
{
  g_autoptr (GPtrArray) rows = plumb_store_load_remarks (store, review_id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const PlumbRemarkRow *row = rows->pdata[i];
      guint kind = 0;

      while (kind < G_N_ELEMENTS (remark_keys) && g_strcmp0 (remark_keys[kind], row->kind) != 0)
        kind++;
      if (kind == G_N_ELEMENTS (remark_keys))
        return fail_unknown ("remark", row->kind, error);
      plumb_review_state_add_remark (
          state, plumb_remark_new (row->id, (PlumbRemarkKind) kind, row->frame, row->text));
    }
  return rows != NULL;
}

static gboolean
load_moments (PlumbStore       *store,
              gint64            review_id,
              PlumbReviewState *state,
              GError          **error)
{
  g_autoptr (GPtrArray) rows = plumb_store_load_moments (store, review_id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const PlumbMomentRow *row = rows->pdata[i];
      PlumbMoment moment = plumb_moment_from_key (row->moment);
      PlumbRep *rep = ensure_rep (state, row->rep, error);

      if (rep == NULL)
        return FALSE;
      if (moment == PLUMB_MOMENT_NONE)
        return fail_unknown ("key moment", row->moment, error);
      rep->moments[moment] = row->frame;
    }
  return rows != NULL;
}

static gboolean
load_decisions (PlumbStore       *store,
                gint64            review_id,
                PlumbReviewState *state,
                GError          **error)
{
  g_autoptr (GPtrArray) rows = plumb_store_load_decisions (store, review_id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const PlumbDecisionRow *row = rows->pdata[i];
      PlumbRep *rep = ensure_rep (state, row->rep, error);
      PlumbDecided *decided;
      guint decision = 0;

      if (rep == NULL)
        return FALSE;

      while (decision < G_N_ELEMENTS (decision_keys) &&
             g_strcmp0 (decision_keys[decision], row->decision) != 0)
        decision++;
      if (decision == G_N_ELEMENTS (decision_keys))
        return fail_unknown ("decision", row->decision, error);
      decided = plumb_decided_new ((PlumbDecision) decision, row->note, row->computed_verdict,
                                   row->computed_text);
      decided->frame = row->frame;
      decided->marks = g_strdup (row->marks);
      g_hash_table_replace (rep->decisions, g_strdup (row->finding), decided);
    }
  return rows != NULL;
}

static gboolean
load_filming (PlumbStore       *store,
              gint64            review_id,
              PlumbReviewState *state,
              GError          **error)
{
  PlumbFilmingRow row;

  if (!plumb_store_load_filming (store, review_id, &row, error))
    return FALSE;
  state->filming.plate_diameter_mm = isnan (row.plate_mm) ? 0 : row.plate_mm;
  state->filming.camera_distance_m = isnan (row.camera_distance_m) ? 0 : row.camera_distance_m;
  state->filming.camera_roll_deg = row.camera_roll_deg;
  state->filming.camera_yaw_deg = row.camera_yaw_deg;
  state->filming.camera_lens_mm = MAX (row.camera_lens_mm, 0);
  state->filming.load_kg = isnan (row.load_kg) ? 0 : row.load_kg;
  state->filming.filmed_fps = isnan (row.filmed_fps) ? 0 : row.filmed_fps;
  state->filming.camera_height_m = isnan (row.camera_height_m) ? 0 : row.camera_height_m;
  state->filming.set_reps = MAX (row.set_reps, 0);
  state->filming.lift = row.lift;
  return TRUE;
}

static gboolean
load_plan_edits (PlumbStore       *store,
                 gint64            review_id,
                 PlumbReviewState *state,
                 GError          **error)
{
  g_autoptr (GPtrArray) rows = plumb_store_load_plan_lines (store, review_id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const PlumbPlanLineRow *row = rows->pdata[i];
      g_autoptr (PlumbPlanEdit) edit = plumb_plan_edit_new ();

      if (row->section != NULL && !plumb_plan_section_from_key (row->section, &edit->section))
        return fail_unknown ("section of a plan", row->section, error);
      edit->own = row->section != NULL;
      edit->text = g_strdup (row->text);
      edit->dose = g_strdup (row->dose);
      edit->removed = row->removed;
      edit->place = row->place;
      g_hash_table_replace (state->plan_edits, g_strdup (row->line), g_steal_pointer (&edit));
    }
  return rows != NULL;
}

gboolean
plumb_review_storage_load (PlumbStore       *store,
                           gint64            review_id,
                           PlumbReviewState *state,
                           GError          **error)
{
  char *notes = plumb_store_load_note (store, review_id, error);

  if (notes == NULL)
    return FALSE;
  g_free (state->notes);
  state->notes = notes;

  GHashTable *answers = plumb_store_load_pain_answers (store, review_id, error);
  if (answers == NULL)
    return FALSE;
  g_hash_table_unref (state->pain_answers);
  state->pain_answers = answers;

  return load_reps (store, review_id, state, error) &&
         load_remarks (store, review_id, state, error) &&
         load_marks (store, review_id, state, error) &&
         load_moments (store, review_id, state, error) &&
         load_decisions (store, review_id, state, error) &&
         load_filming (store, review_id, state, error) &&
         load_plan_edits (store, review_id, state, error);
}

static gboolean
put_mark (PlumbStore *store,
          gint64      review_id,
          PlumbMark **mark,
          GError    **error)
{
  g_autofree double *coordinates = g_new (double, 2 * (*mark)->n_points);
  g_autofree char *look = plumb_mark_look_to_key ((*mark)->look);
  PlumbMarkRow row = {
    .id = (*mark)->id,
    .frame = (*mark)->frame,
    .kind = (char *) plumb_mark_kind_key ((*mark)->kind),
    .landmark = (*mark)->landmark != PLUMB_LANDMARK_NONE
                    ? (char *) plumb_landmark_key ((*mark)->landmark)
                    : NULL,
    .coordinates = coordinates,
    .n_points = (*mark)->n_points,
    .look = look,
    .text = (*mark)->text,
    .copied = (*mark)->copied,
  };

  for (guint i = 0; i < (*mark)->n_points; i++)
    {
      coordinates[2 * i] = (*mark)->points[i].x_px;
      coordinates[2 * i + 1] = (*mark)->points[i].y_px;
    }

  gint64 id = plumb_store_put_mark (store, review_id, &row, error);
  if (id != 0 && id != (*mark)->id)
    {
      PlumbMark *stored = plumb_mark_with_id (*mark, id);

      plumb_mark_unref (*mark);
      *mark = stored;
    }
  return id != 0;
}

static gboolean
put_decision (PlumbStore         *store,
              gint64              review_id,
              int                 rep,
              const char         *finding_id,
              const PlumbDecided *decided,
              GError            **error)
{
  if (decided == NULL)
    return plumb_store_delete_decision (store, review_id, rep, finding_id, error);

  PlumbDecisionRow row = {
    .rep = rep,
    .finding = (char *) finding_id,
    .decision = (char *) decision_keys[decided->decision],
    .note = decided->note,
    .computed_verdict = decided->verdict,
    .computed_text = decided->text,
    .frame = decided->frame,
    .marks = decided->marks,
  };
  return plumb_store_put_decision (store, review_id, &row, g_get_real_time () / G_USEC_PER_SEC,
                                   error);
}

static gboolean
put_filming (PlumbStore         *store,
             gint64              review_id,
             const PlumbFilming *filming,
             GError            **error)
{
  PlumbFilmingRow row = {
    .plate_mm = filming->plate_diameter_mm > 0 ? filming->plate_diameter_mm : NAN,
    .camera_distance_m = filming->camera_distance_m > 0 ? filming->camera_distance_m : NAN,
    .camera_roll_deg = filming->camera_roll_deg,
    .camera_yaw_deg = filming->camera_yaw_deg,
    .camera_lens_mm = filming->camera_lens_mm,
    .load_kg = filming->load_kg > 0 ? filming->load_kg : NAN,
    .filmed_fps = filming->filmed_fps > 0 ? filming->filmed_fps : NAN,
    .camera_height_m = filming->camera_height_m > 0 ? filming->camera_height_m : NAN,
    .set_reps = filming->set_reps,
    .lift = filming->lift,
  };

  return plumb_store_set_filming (store, review_id, &row, error);
}

static gboolean
put_plan_edit (PlumbStore          *store,
               gint64               review_id,
               const char          *line_id,
               const PlumbPlanEdit *edit,
               GError             **error)
{
  if (edit == NULL)
    return plumb_store_delete_plan_line (store, review_id, line_id, error);

  PlumbPlanLineRow row = {
    .line = (char *) line_id,
    .section = edit->own ? (char *) plumb_plan_section_key (edit->section) : NULL,
    .text = edit->text,
    .dose = edit->dose,
    .removed = edit->removed,
    .place = edit->place,
  };
  return plumb_store_put_plan_line (store, review_id, &row, error);
}

static gboolean
put_remark (PlumbStore        *store,
            gint64             review_id,
            PlumbRemark       *remark,
            const PlumbRemark *before,
            GError           **error)
{
  if (remark == NULL)
    return plumb_store_delete_remark (store, before->id, error);

  PlumbRemarkRow row = {
    .id = remark->id,
    .kind = (char *) remark_keys[remark->kind],
    .frame = remark->frame,
    .text = remark->text,
  };
  const gint64 id = plumb_store_put_remark (store, review_id, &row,
                                            g_get_real_time () / G_USEC_PER_SEC, error);

  if (id != 0)
    remark->id = id;
  return id != 0;
}

/* Of the moments that were not lifted there is one for all reps. */
static int
get_rep_number (const PlumbEdit *edit)
{
  if (edit->kind == PLUMB_EDIT_MOMENT && edit->moment >= PLUMB_MOMENT_NEUTRAL)
    return 1;
  return (int) edit->rep + 1;
}

gboolean
plumb_review_storage_write (PlumbStore *store,
                            gint64      review_id,
                            PlumbEdit  *edit,
                            gboolean    forward,
                            GError    **error)
{
  PlumbEditSide *from = forward ? &edit->before : &edit->after;
  PlumbEditSide *to = forward ? &edit->after : &edit->before;

  switch (edit->kind)
    {
    case PLUMB_EDIT_MARK:
      return to->mark != NULL ? put_mark (store, review_id, &to->mark, error)
                              : plumb_store_delete_mark (store, from->mark->id, error);
    case PLUMB_EDIT_MOMENT:
      return plumb_store_set_moment (store, review_id, get_rep_number (edit),
                                     plumb_moment_key (edit->moment), to->frame, error);
    case PLUMB_EDIT_FILMING:
      return put_filming (store, review_id, &to->filming, error);
    case PLUMB_EDIT_DECISION:
      return put_decision (store, review_id, get_rep_number (edit), edit->key, to->decided, error);
    case PLUMB_EDIT_REPS:
      return plumb_store_set_n_reps (store, review_id, (int) to->frame, error);
    case PLUMB_EDIT_REMARK:
      return put_remark (store, review_id, to->remark, from->remark, error);
    case PLUMB_EDIT_NOTES:
      return plumb_store_set_note (store, review_id, to->notes, g_get_real_time () / G_USEC_PER_SEC,
                                   error);
    case PLUMB_EDIT_ATHLETE_NOTES:
      return plumb_store_set_athlete_notes (store, edit->athlete_id, to->notes, error);
    case PLUMB_EDIT_PLAN:
      return put_plan_edit (store, review_id, edit->key, to->plan, error);
    case PLUMB_EDIT_PAIN:
      return plumb_store_set_pain_answer (store, review_id, edit->key, to->answer,
                                          g_get_real_time () / G_USEC_PER_SEC, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}
