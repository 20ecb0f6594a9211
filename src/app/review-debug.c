/* What the engine is doing, over the picture (Ctrl+Shift+D): for people who want
 * to know why a recording does not run as it should.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-page-private.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#define LOOK_MS 200
#define MIB (1024.0 * 1024.0)

static void
append_frame (PlumbReviewPage *self,
              GString         *text)
{
  PlumbFrameIndex *index = plumb_engine_index (self->engine);
  const gint64 frame = plumb_session_frame (self->session);

  if (frame >= 0)
    g_string_append_printf (text, _("frame %" PRId64 " of %" PRId64 ", %.6f s\n"), frame,
                            plumb_frame_index_n_frames (index) - 1,
                            (double) plumb_frame_index_pts_ns (index, frame) / 1e9);
}

static void
append_playing (PlumbReviewPage *self,
                GString         *text)
{
  const guint64 n_due = plumb_player_n_due (self->player);
  const guint64 n_dropped = plumb_player_n_dropped (self->player);

  g_string_append_printf (text, _("shown %" PRIu64 " of %" PRIu64 ", dropped %" PRIu64 "\n"),
                          n_due - n_dropped, n_due, n_dropped);
}

static gboolean
look_cb (gpointer user_data)
{
  PlumbReviewPage *self = user_data;
  g_autoptr (GString) text = g_string_new (NULL);
  PlumbEngineState state;

  if (self->engine == NULL || self->player == NULL)
    {
      gtk_label_set_text (self->debug, _("no recording"));
      return G_SOURCE_CONTINUE;
    }
  plumb_engine_get_state (self->engine, &state);
  append_frame (self, text);
  append_playing (self, text);
  g_string_append_printf (text, _("pictures kept: %.0f of %.0f MiB\n"),
                          (double) state.n_bytes / MIB, (double) state.budget / MIB);
  g_string_append_printf (text, _("decoder: %s\n"), state.decoder);
  g_string_append_printf (text, _("request to paint: %.1f ms"),
                          (double) self->painted_after_us / 1000);
  gtk_label_set_text (self->debug, text->str);
  return G_SOURCE_CONTINUE;
}

static void
after_paint_cb (PlumbReviewPage *self,
                GdkFrameClock   *clock)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  self->painted_after_us = g_get_monotonic_time () - self->asked_us;
}

void
plumb_review_debug_asked (PlumbReviewPage *self)
{
  self->asked_us = g_get_monotonic_time ();
}

void
plumb_review_debug_answered (PlumbReviewPage *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->debug == NULL || clock == NULL)
    return;
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (after_paint_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_debug (PlumbReviewPage *self)
{
  GtkWidget *overlay = gtk_widget_get_parent (GTK_WIDGET (self->canvas));

  self->debug = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->debug), "osd");
  gtk_widget_add_css_class (GTK_WIDGET (self->debug), "debug");
  gtk_widget_set_halign (GTK_WIDGET (self->debug), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->debug), GTK_ALIGN_END);
  gtk_widget_set_can_target (GTK_WIDGET (self->debug), FALSE);
  gtk_label_set_xalign (self->debug, 0);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->debug));
  self->debug_tick = g_timeout_add (LOOK_MS, look_cb, self);
  look_cb (self);
}

void
plumb_review_debug_hide (PlumbReviewPage *self)
{
  g_clear_handle_id (&self->debug_tick, g_source_remove);
  if (self->debug != NULL)
    gtk_overlay_remove_overlay (GTK_OVERLAY (gtk_widget_get_parent (GTK_WIDGET (self->debug))),
                                GTK_WIDGET (self->debug));
  self->debug = NULL;
}

static void
debug_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (self->debug != NULL)
    plumb_review_debug_hide (self);
  else
    show_debug (self);
}

void
plumb_review_debug_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "review.debug", NULL, debug_action);
}
