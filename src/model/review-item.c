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
}

PlumbReviewItem *
plumb_review_item_new (const PlumbReviewRow *row)
{
  PlumbReviewItem *self = g_object_new (PLUMB_TYPE_REVIEW_ITEM, NULL);

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
