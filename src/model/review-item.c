/* A review in the list of an athlete: enough to show it and to load it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-rows.h"

#include <math.h>

struct _PlumbReviewItem
{
  GObject parent_instance;
  gint64  id;
  gint64  athlete_id;
  char   *path;
  gint64  created_s;
  char   *notes;
  char   *athlete; /* nullable */
  char   *lift;    /* nullable */
  double  load_kg; /* 0 = unknown */
  gint64  set_frame;
  int     open_findings;
  gint64  set_reps;
  gint64  filmed_s;
  PlumbMassUnit  mass_unit;
  PlumbFoundKind found;
  char   *found_text;
  char   *found_key;
  gint64  found_frame;
};

G_DEFINE_FINAL_TYPE (PlumbReviewItem, plumb_review_item, G_TYPE_OBJECT)

static void
plumb_review_item_finalize (GObject *object)
{
  PlumbReviewItem *self = PLUMB_REVIEW_ITEM (object);

  g_free (self->path);
  g_free (self->notes);
  g_free (self->athlete);
  g_free (self->lift);
  g_free (self->found_text);
  g_free (self->found_key);

  G_OBJECT_CLASS (plumb_review_item_parent_class)->finalize (object);
}

static void
plumb_review_item_class_init (PlumbReviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plumb_review_item_finalize;
}

static void
plumb_review_item_init (PlumbReviewItem *self)
{
  self->path = g_strdup ("");
  self->notes = g_strdup ("");
  self->found_text = g_strdup ("");
  self->found_key = g_strdup ("");
  self->found_frame = -1;
  self->set_frame = -1;
  self->open_findings = -1;
}

PlumbReviewItem *
plumb_review_item_new (const PlumbReviewRow *row)
{
  PlumbReviewItem *self = g_object_new (PLUMB_TYPE_REVIEW_ITEM, NULL);

  g_free (self->path);
  g_free (self->notes);
  self->id = row->id;
  self->athlete_id = row->athlete_id;
  self->path = g_strdup (row->path);
  self->created_s = row->created_s;
  self->notes = g_strdup (row->notes);
  self->athlete = g_strdup (row->athlete);
  self->lift = g_strdup (row->lift);
  self->load_kg = isfinite (row->load_kg) ? row->load_kg : 0;
  self->set_frame = row->set_frame;
  self->open_findings = (int) row->open_findings;
  self->set_reps = row->set_reps;
  self->filmed_s = row->filmed_s;
  self->mass_unit = plumb_mass_unit_from_key (row->mass_unit);
  return self;
}

PlumbReviewItem *
plumb_review_item_new_found (const PlumbFoundRow *row)
{
  static const struct
  {
    const char    *key;
    PlumbFoundKind kind;
  } kinds[] = { { "athlete", PLUMB_FOUND_ATHLETE },
                { "decision", PLUMB_FOUND_DECISION },
                { "rep-decision", PLUMB_FOUND_DECISION },
                { "note", PLUMB_FOUND_NOTE } };
  PlumbReviewItem *self = row->review != NULL ? plumb_review_item_new (row->review)
                                              : g_object_new (PLUMB_TYPE_REVIEW_ITEM, NULL);

  self->found = PLUMB_FOUND_FRAME;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].key, row->kind))
      self->found = kinds[i].kind;
  g_free (self->athlete);
  g_free (self->found_text);
  g_free (self->found_key);
  self->athlete_id = row->athlete_id;
  self->athlete = g_strdup (row->athlete);
  self->found_text = g_strdup (row->text);
  self->found_key = g_strdup (row->key);
  self->found_frame = row->frame;
  return self;
}

gint64
plumb_review_item_id (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), 0);

  return self->id;
}

gint64
plumb_review_item_athlete_id (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), 0);

  return self->athlete_id;
}

const char *
plumb_review_item_path (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), NULL);

  return self->path;
}

gint64
plumb_review_item_created_s (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), 0);

  return self->created_s;
}

const char *
plumb_review_item_notes (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), "");

  return self->notes;
}

const char *
plumb_review_item_athlete_name (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), NULL);

  return self->athlete;
}

const char *
plumb_review_item_lift (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), NULL);

  return self->lift;
}

double
plumb_review_item_load_kg (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), 0);

  return self->load_kg;
}

gint64
plumb_review_item_set_frame (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), -1);

  return self->set_frame;
}

int
plumb_review_item_open_findings (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), -1);

  return self->open_findings;
}

gint64
plumb_review_item_set_reps (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), 0);

  return self->set_reps;
}

gint64
plumb_review_item_filmed_s (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), 0);

  return self->filmed_s;
}

PlumbMassUnit
plumb_review_item_mass_unit (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), PLUMB_MASS_KG);

  return self->mass_unit;
}

PlumbFoundKind
plumb_review_item_found_kind (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), PLUMB_FOUND_NOT);

  return self->found;
}

const char *
plumb_review_item_found_text (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), "");

  return self->found_text;
}

const char *
plumb_review_item_found_key (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), "");

  return self->found_key;
}

gint64
plumb_review_item_found_frame (PlumbReviewItem *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_ITEM (self), -1);

  return self->found_frame;
}
