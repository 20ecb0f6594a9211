/* A review in the list of an athlete: enough to show it and to load it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-rows.h"

struct _PlumbReviewItem
{
  GObject parent_instance;
  gint64  id;
  gint64  athlete_id;
  char   *path;
  gint64  created_s;
  char   *notes;
};

G_DEFINE_FINAL_TYPE (PlumbReviewItem, plumb_review_item, G_TYPE_OBJECT)

static void
plumb_review_item_finalize (GObject *object)
{
  PlumbReviewItem *self = PLUMB_REVIEW_ITEM (object);

  g_free (self->path);
  g_free (self->notes);

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
plumb_review_item_new (gint64      id,
                       gint64      athlete_id,
                       const char *path,
                       gint64      created_s,
                       const char *notes)
{
  PlumbReviewItem *self = g_object_new (PLUMB_TYPE_REVIEW_ITEM, NULL);

  self->id = id;
  self->athlete_id = athlete_id;
  self->path = g_strdup (path);
  self->created_s = created_s;
  self->notes = g_strdup (notes);
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
