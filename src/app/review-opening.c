/* How far the opening of a long recording has come. The bar appears when opening
 * takes long enough to be wondered at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-page-private.h"

#include <glib/gi18n-lib.h>

#define LOOK_MS 100
/* Of looks, before the bar is shown. */
#define PATIENCE 4

static gboolean
look_cb (gpointer user_data)
{
  PlumbReviewPage *self = user_data;
  const int per_mille = g_atomic_int_get (self->opening);

  self->n_looks++;
  if (self->n_looks >= PATIENCE && per_mille > 0)
    {
      g_autofree char *text = g_strdup_printf (_("%d %%"), per_mille / 10);

      gtk_progress_bar_set_fraction (self->open_progress, per_mille / 1000.0);
      gtk_progress_bar_set_text (self->open_progress, text);
      gtk_widget_set_visible (GTK_WIDGET (self->open_progress), TRUE);
    }
  return G_SOURCE_CONTINUE;
}

int *
plumb_review_opening_start (PlumbReviewPage *self)
{
  plumb_review_opening_stop (self);
  self->opening = g_atomic_rc_box_new0 (int);
  self->n_looks = 0;
  self->open_tick = g_timeout_add (LOOK_MS, look_cb, self);
  return self->opening;
}

void
plumb_review_opening_stop (PlumbReviewPage *self)
{
  g_clear_handle_id (&self->open_tick, g_source_remove);
  g_clear_pointer (&self->opening, g_atomic_rc_box_release);
  if (self->open_progress != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->open_progress), FALSE);
}
