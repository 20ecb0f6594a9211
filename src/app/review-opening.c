/* Opening: how far a long recording has been read, and what its times are worth.
 * The bar appears when opening takes long enough to be wondered at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-page-private.h"

#include <glib/gi18n-lib.h>

#include "filming-popover.h"
#include "time-words.h"

#define LOOK_MS 100
/* Of looks, before the bar is shown. */
#define PATIENCE 4
/* … and before a bar that does not move is wondered at. */
#define SILENCE 50

static gboolean
look_cb (gpointer user_data)
{
  PlumbReviewPage *self = user_data;
  const int per_mille = g_atomic_int_get (self->opening);

  self->n_looks++;
  self->n_silent = per_mille == self->opened_so_far ? self->n_silent + 1 : 0;
  self->opened_so_far = per_mille;
  if (self->n_silent >= SILENCE)
    {
      gtk_progress_bar_set_text (
          self->open_progress,
          _("The disk or network that holds the recording gives no answer."));
      gtk_progress_bar_pulse (self->open_progress);
      gtk_widget_set_visible (GTK_WIDGET (self->open_progress), TRUE);
    }
  else if (self->n_looks >= PATIENCE && per_mille > 0)
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
  self->n_looks = self->n_silent = 0;
  self->opened_so_far = 0;
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

/* While no second can be told, the place to enter the rate stands out. */
static void
mark_unknown (PlumbReviewPage *self,
              const char      *warning)
{
  GtkWidget *button = GTK_WIDGET (self->filming_button);

  if (warning != NULL)
    gtk_widget_add_css_class (button, "warning");
  else
    gtk_widget_remove_css_class (button, "warning");
}

static void
tell_unknown (PlumbReviewPage *self,
              const char      *warning)
{
  mark_unknown (self, warning);
  if (warning != NULL)
    plumb_review_page_toast (self, _("The speed of this recording is not certain: see Scale."));
}

/* What was cut off or broken is not among the frames: the coach is to know. */
static void
tell_damaged (PlumbReviewPage *self,
              gint64           n_damaged)
{
  g_autofree char *name = g_path_get_basename (plumb_review_path (self->review));
  g_autofree char *text = NULL;

  if (n_damaged == 0)
    return;
  text = g_strdup_printf (ngettext ("%s: %u picture is missing or broken and is left out. Ask for "
                                    "the original file; messengers cut videos.",
                                    "%s: %u pictures are missing or broken and are left out. Ask "
                                    "for the original file; messengers cut videos.",
                                    (gulong) n_damaged),
                          name, (guint) n_damaged);
  plumb_review_page_complain (self, text);
}

void
plumb_review_opening_take_times (PlumbReviewPage *self)
{
  PlumbFrameIndex *index = plumb_engine_index (self->engine);
  const PlumbVideoInfo *info = plumb_frame_index_info (index);
  const PlumbTimeBase base = plumb_time_base_find (index, 0);
  g_autofree char *words = plumb_time_words (index, &base);
  g_autofree char *warning = plumb_time_warning (index, &base);
  GtkPopover *filming = gtk_menu_button_get_popover (self->filming_button);

  plumb_review_set_picture (self->review, info->width_px, info->height_px,
                            plumb_time_base_fps (&base));
  if (PLUMB_IS_FILMING_POPOVER (filming))
    plumb_filming_popover_set_times (PLUMB_FILMING_POPOVER (filming), words);
  tell_unknown (self, plumb_review_filming (self->review).filmed_fps > 0 ? NULL : warning);
  tell_damaged (self, info->n_damaged);
}

void
plumb_review_opening_filming_changed (PlumbReviewPage *self)
{
  const PlumbTimeBase base
      = plumb_time_base_find (plumb_engine_index (self->engine), 0);
  g_autofree char *warning = plumb_time_warning (plumb_engine_index (self->engine), &base);

  mark_unknown (self, plumb_review_filming (self->review).filmed_fps > 0 ? NULL : warning);
}
