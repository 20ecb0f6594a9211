/* A review as others see it: its properties, and the checks that are computed
 * from it. How it is edited is in review-edits.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-private.h"

#include <math.h>

#include "athletes.h"
#include "library-error.h"
#include "review-storage.h"

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (PlumbReview, plumb_review, G_TYPE_OBJECT)

static void
plumb_review_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PlumbReview *self = PLUMB_REVIEW (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->can_undo);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->can_redo);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
plumb_review_finalize (GObject *object)
{
  PlumbReview *self = PLUMB_REVIEW (object);

  plumb_review_state_clear (&self->state);
  g_clear_pointer (&self->history, plumb_history_free);
  g_clear_pointer (&self->group, g_ptr_array_unref);
  g_clear_error (&self->group_error);
  g_clear_pointer (&self->preview, plumb_mark_unref);
  g_clear_pointer (&self->poses, plumb_poses_free);
  g_clear_pointer (&self->checks, plumb_checks_free);
  g_clear_pointer (&self->criteria, plumb_criteria_unref);
  g_clear_pointer (&self->athlete_name, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->store, plumb_store_unref);

  G_OBJECT_CLASS (plumb_review_parent_class)->finalize (object);
}

static void
plumb_review_class_init (PlumbReviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags
      = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = plumb_review_get_property;
  object_class->finalize = plumb_review_finalize;

  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
plumb_review_init (PlumbReview *self)
{
  plumb_review_state_init (&self->state);
  self->history = plumb_history_new ();
  self->stale = TRUE;
}

PlumbReview *
plumb_review_load (PlumbStore           *store,
                   const PlumbReviewRow *row,
                   const char           *athlete_name,
                   GError              **error)
{
  g_autoptr (PlumbReview) self = g_object_new (PLUMB_TYPE_REVIEW, NULL);
  GError *store_error = NULL;

  self->store = plumb_store_ref (store);
  self->id = row->id;
  self->recording_id = row->recording_id;
  self->created_s = row->created_s;
  plumb_review_take_athlete (self, row->athlete_id, athlete_name);
  plumb_review_take_path (self, row->path);

  if (plumb_review_storage_load (store, row->id, &self->state, &store_error))
    return g_steal_pointer (&self);
  plumb_library_take_error (error, store_error);
  return NULL;
}

/* Notes and units of an athlete; that they cannot be read is not worth failing for
 * here. */
static void
load_athlete_details (PlumbReview *self)
{
  PlumbAthleteDetailsRow row = { 0 };

  g_free (self->state.athlete_notes);
  self->state.athlete_notes = NULL;
  self->mass_unit = self->usual_mass;
  self->length_unit = self->usual_length;
  self->state.athlete_id = self->athlete_id;
  if (self->athlete_id != 0
      && plumb_store_load_athlete_details (self->store, self->athlete_id, &row, NULL))
    {
      self->state.athlete_notes = row.notes;
      self->mass_unit = plumb_mass_unit_from_key (row.mass_unit);
      self->length_unit = plumb_length_unit_from_key (row.length_unit);
      g_free (row.contact);
      g_free (row.consent_date);
      g_free (row.tags);
      g_free (row.mass_unit);
      g_free (row.length_unit);
    }
  if (self->state.athlete_notes == NULL)
    self->state.athlete_notes = g_strdup ("");
}

void
plumb_review_take_athlete (PlumbReview *self,
                           gint64       athlete_id,
                           const char  *athlete_name)
{
  self->athlete_id = athlete_id;
  g_free (self->athlete_name);
  self->athlete_name = g_strdup (athlete_name);
  load_athlete_details (self);
  plumb_review_emit_changed (self, PLUMB_REVIEW_NOTES);
}

void
plumb_review_take_usual_units (PlumbReview    *self,
                               PlumbMassUnit   mass,
                               PlumbLengthUnit length)
{
  if (self->usual_mass == mass && self->usual_length == length)
    return;
  self->usual_mass = mass;
  self->usual_length = length;
  if (self->athlete_id != 0)
    return;
  self->mass_unit = mass;
  self->length_unit = length;
  plumb_review_emit_changed (self, PLUMB_REVIEW_NOTES);
}

void
plumb_review_take_path (PlumbReview *self,
                        const char  *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
}

static void
notify_if_changed (PlumbReview *self,
                   gboolean    *last,
                   gboolean     now,
                   guint        prop)
{
  if (*last == now)
    return;
  *last = now;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
plumb_review_emit_changed (PlumbReview *self,
                           guint        parts)
{
  g_autoptr (PlumbReview) alive G_GNUC_UNUSED = g_object_ref (self);

  if ((parts & PLUMB_REVIEW_CHECKS) != 0)
    self->stale = TRUE;
  if (self->group_depth > 0)
    {
      self->group_parts |= parts;
      return;
    }

  if (parts != 0)
    g_signal_emit (self, changed_signal, 0, parts);
  notify_if_changed (self, &self->can_undo, plumb_history_next_undo (self->history) != NULL,
                     PROP_CAN_UNDO);
  notify_if_changed (self, &self->can_redo, plumb_history_next_redo (self->history) != NULL,
                     PROP_CAN_REDO);
}

gint64
plumb_review_id (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), 0);

  return self->id;
}

gint64
plumb_review_athlete_id (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), 0);

  return self->athlete_id;
}

PlumbMassUnit
plumb_review_mass_unit (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), PLUMB_MASS_KG);

  return self->mass_unit;
}

PlumbLengthUnit
plumb_review_length_unit (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), PLUMB_LENGTH_CM);

  return self->length_unit;
}

const char *
plumb_review_athlete_name (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  return self->athlete_name;
}

const char *
plumb_review_path (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  return self->path;
}

gint64
plumb_review_created_s (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), 0);

  return self->created_s;
}

GPtrArray *
plumb_review_marks (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  return self->state.marks;
}

PlumbMark *
plumb_review_mark (PlumbReview *self,
                   gint64       mark_id)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  return plumb_review_state_mark (&self->state, mark_id);
}

GPtrArray *
plumb_review_marks_in_frame (PlumbReview *self,
                             gint64       frame)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  for (guint i = 0; i < self->state.marks->len; i++)
    {
      PlumbMark *mark = self->state.marks->pdata[i];

      if (mark->frame == frame)
        g_ptr_array_add (found, plumb_mark_ref (mark));
    }
  return found;
}

gint64
plumb_review_moment (PlumbReview *self,
                     PlumbMoment  moment)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), -1);
  g_return_val_if_fail (moment >= 0 && moment < PLUMB_N_MOMENTS, -1);

  return plumb_review_state_holder (&self->state, self->state.rep, moment)->moments[moment];
}

PlumbFilming
plumb_review_filming (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), plumb_review_state_default_filming ());

  return self->state.filming;
}

PlumbDecision
plumb_review_decision (PlumbReview *self,
                       const char  *finding_id)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && finding_id != NULL, PLUMB_DECISION_OPEN);

  const PlumbDecided *decided = plumb_review_state_decided (&self->state, finding_id);
  return decided != NULL ? decided->decision : PLUMB_DECISION_OPEN;
}

const char *
plumb_review_decision_note (PlumbReview *self,
                            const char  *finding_id)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && finding_id != NULL, "");

  const PlumbDecided *decided = plumb_review_state_decided (&self->state, finding_id);
  return decided != NULL ? decided->note : "";
}

const char *
plumb_review_decided_verdict (PlumbReview *self,
                              const char  *finding_id)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && finding_id != NULL, NULL);

  const PlumbDecided *decided = plumb_review_state_decided (&self->state, finding_id);
  return decided != NULL ? decided->verdict : NULL;
}

const char *
plumb_review_decided_text (PlumbReview *self,
                           const char  *finding_id)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && finding_id != NULL, NULL);

  const PlumbDecided *decided = plumb_review_state_decided (&self->state, finding_id);
  return decided != NULL ? decided->text : NULL;
}

const char *
plumb_review_athlete_notes (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), "");

  return self->state.athlete_notes;
}

const char *
plumb_review_notes (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), "");

  return self->state.notes;
}
