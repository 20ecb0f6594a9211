/* Moving through the recording: what is wanted goes to the engine, what the
 * engine answers goes to the canvas, and the player says what is due.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "control-names.h"
#include "draw-checks.h"
#include "messages.h"
#include "review-page-private.h"
#include "settings.h"
#include "speeds.h"

#define BYTES_PER_MIB (1024 * 1024)
/* Pictures at the beginning that are tried until one can be shown. */
#define FIRST_TRIES 100

/* The frame that a step counts from: the one last asked for. */
gint64
plumb_review_page_wanted (PlumbReviewPage *self)
{
  return MAX (plumb_session_wanted (self->session), 0);
}

static void
ask_for (PlumbReviewPage *self,
         gint64           frame,
         PlumbIntent      intent)
{
  if (!plumb_review_page_is_open (self))
    return;
  frame = CLAMP (frame, 0, plumb_session_n_frames (self->session) - 1);
  plumb_session_set_wanted (self->session, frame);
  plumb_review_debug_asked (self);
  plumb_engine_request (self->engine, frame, intent);
}

void
plumb_review_page_go_to (PlumbReviewPage *self,
       gint64           frame)
{
  plumb_session_set_playing (self->session, FALSE);
  if (frame >= 0)
    ask_for (self, frame, PLUMB_INTENT_LAND);
}

void
plumb_review_page_step (PlumbReviewPage *self,
      int              n)
{
  plumb_session_set_playing (self->session, FALSE);
  ask_for (self, plumb_review_page_wanted (self) + n, PLUMB_INTENT_STEP);
}

void
plumb_review_scrub_cb (PlumbReviewPage *self,
                       gint64           frame,
                       gboolean         rests)
{
  plumb_session_set_playing (self->session, FALSE);
  ask_for (self, frame, rests ? PLUMB_INTENT_LAND : PLUMB_INTENT_SCRUB);
}

/* (transfer full) */
static char *
describe_position (PlumbReviewPage *self,
                   gint64           frame)
{
  PlumbFrameIndex *index = plumb_engine_index (self->engine);
  const gint64 ms = plumb_frame_index_pts_ns (index, frame) / 1000000;
  g_autofree char *text = NULL;

  /* Translators: minutes, seconds and milliseconds, then the frame's number
   * and the number of the last one. */
  text = g_strdup_printf (_("%d:%02d.%03d   frame %" PRId64 " of %" PRId64), (int) (ms / 60000),
                          (int) (ms / 1000 % 60), (int) (ms % 1000), frame,
                          plumb_frame_index_n_frames (index) - 1);
  return plumb_format_sentence (text);
}

static void
update_position (PlumbReviewPage *self)
{
  const gint64 frame = plumb_session_frame (self->session);
  g_autofree char *text = NULL;

  if (plumb_review_page_is_open (self) && frame >= 0)
    text = describe_position (self, frame);
  gtk_label_set_text (self->position, text != NULL ? text : "");
}

/* The last frame's words are the longest: with their room kept the controls
 * beside them stay where they are. */
static void
keep_room (PlumbReviewPage *self)
{
  PlumbFrameIndex *index = plumb_engine_index (self->engine);
  g_autofree char *text = describe_position (self, plumb_frame_index_n_frames (index) - 1);

  gtk_label_set_width_chars (self->position, (int) g_utf8_strlen (text, -1));
}

static void
set_trouble (PlumbReviewPage *self,
             const char      *text) /* (nullable) */
{
  if (text == NULL && !self->is_in_trouble)
    return;
  self->is_in_trouble = text != NULL;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.trouble", "s", text != NULL ? text : "");
}

static void
frame_cb (PlumbReviewPage *self,
          PlumbFrame      *frame)
{
  if (!plumb_review_page_is_open (self))
    return;
  self->has_asked_again = FALSE;
  set_trouble (self, frame->damaged && !plumb_session_playing (self->session)
                         ? _("The file is damaged here and parts of this picture are made up: "
                             "do not measure in it.")
                         : NULL);
  plumb_canvas_set_picture (self->canvas, frame);
  plumb_session_set_frame (self->session, frame->frame);
  update_position (self);
  plumb_review_guide_see (self);
  plumb_review_debug_answered (self);
  plumb_review_sharp_update (self);
}

static void
frame_failed_cb (PlumbReviewPage *self,
                 gint64           frame,
                 GError          *error)
{
  g_autofree char *text = plumb_message_for (error, NULL);

  plumb_session_set_playing (self->session, FALSE);
  /* A decoder that stalled has been replaced: the new one is asked once. */
  if (g_error_matches (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_STALLED)
      && !self->has_asked_again)
    {
      self->has_asked_again = TRUE;
      ask_for (self, frame, PLUMB_INTENT_LAND);
      return;
    }
  /* A recording that was cut out of a longer one may begin with nothing that can
   * be shown: the first picture that can is better than none. */
  if (g_error_matches (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE)
      && plumb_session_frame (self->session) < 0 && frame < FIRST_TRIES
      && frame + 1 < plumb_session_n_frames (self->session))
    {
      if (frame == 0)
        plumb_review_page_toast (self, text);
      ask_for (self, frame + 1, PLUMB_INTENT_LAND);
      return;
    }
  set_trouble (self, text);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  gint64 frame;

  if (self->player == NULL)
    return G_SOURCE_REMOVE;
  frame = plumb_player_tick (self->player, gdk_frame_clock_get_frame_time (clock));
  if (frame != plumb_session_wanted (self->session))
    plumb_review_debug_asked (self);
  plumb_session_set_wanted (self->session, frame);
  if (!plumb_player_is_playing (self->player))
    {
      self->tick = 0;
      plumb_session_set_playing (self->session, FALSE);
      ask_for (self, frame, PLUMB_INTENT_LAND);
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

void
plumb_review_playing_changed_cb (PlumbReviewPage *self)
{
  const gboolean playing = plumb_session_playing (self->session);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  gtk_button_set_icon_name (self->play_button, playing ? "media-playback-pause-symbolic"
                                                       : "media-playback-start-symbolic");
  plumb_control_set_name (GTK_WIDGET (self->play_button), playing ? _("Pause") : _("Play"));
  if (self->player == NULL || clock == NULL)
    return;
  if (playing && self->tick == 0)
    {
      gint64 interval_us = 0;

      gdk_frame_clock_get_refresh_info (clock, gdk_frame_clock_get_frame_time (clock),
                                        &interval_us, NULL);
      plumb_player_set_refresh (self->player, interval_us);
      plumb_player_play (self->player, gdk_frame_clock_get_frame_time (clock),
                         plumb_review_page_wanted (self));
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
    }
  else if (!playing && self->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
      plumb_player_pause (self->player);
      /* What is on the canvas is where a step counts from. */
      if (plumb_session_frame (self->session) >= 0)
        ask_for (self, plumb_session_frame (self->session), PLUMB_INTENT_LAND);
    }
}

gint64
plumb_review_page_now_us (PlumbReviewPage *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  return clock != NULL ? gdk_frame_clock_get_frame_time (clock) : g_get_monotonic_time ();
}

void
plumb_review_speed_changed_cb (PlumbReviewPage *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->speeds);

  if (self->player != NULL && chosen < plumb_speeds_count ())
    plumb_player_set_rate (self->player, plumb_speeds_rate (chosen),
                           plumb_review_page_now_us (self));
}

/* What is played round: the loop, open to the end where only its start is set,
 * or all of it where the coach wants that. */
static void
update_loop (PlumbReviewPage *self)
{
  const gint64 end = plumb_session_n_frames (self->session) - 1;

  if (self->player == NULL)
    return;
  if (self->loop_first >= 0)
    plumb_player_set_loop (self->player, self->loop_first,
                           self->loop_last >= 0 ? self->loop_last : end);
  else if (plumb_settings_boolean (self->settings, "repeat"))
    plumb_player_set_loop (self->player, 0, end);
  else
    plumb_player_set_loop (self->player, -1, -1);
}

void
plumb_review_page_set_loop (PlumbReviewPage *self,
                            gint64           first,
                            gint64           last)
{
  self->loop_first = first;
  self->loop_last = last;
  plumb_timeline_set_loop (self->timeline, first,
                           last < 0 && first >= 0 ? plumb_session_n_frames (self->session) - 1
                                                  : last);
  update_loop (self);
}

static void
take_cache_size (PlumbReviewPage *self)
{
  if (self->engine != NULL)
    plumb_engine_set_cache_budget (self->engine,
                                   (gsize) plumb_settings_uint (self->settings, "cache-size")
                                       * BYTES_PER_MIB);
}

void
plumb_review_playing_setup (PlumbReviewPage *self)
{
  g_autoptr (GtkStringList) speeds = plumb_speeds_names ();

  self->loop_first = self->loop_last = -1;
  self->settings = plumb_settings_new ();
  plumb_review_sound_setup (self);
  gtk_drop_down_set_model (self->speeds, G_LIST_MODEL (speeds));
  gtk_drop_down_set_selected (self->speeds,
                              plumb_speeds_find (plumb_settings_uint (self->settings, "speed")));
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::cache-size", G_CALLBACK (take_cache_size),
                             self, G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::repeat", G_CALLBACK (update_loop), self,
                             G_CONNECT_SWAPPED);
}

void
plumb_review_playing_opened (PlumbReviewPage *self)
{
  self->player = plumb_player_new (self->engine);
  keep_room (self);
  plumb_review_sound_opened (self);
  take_cache_size (self);
  gtk_drop_down_set_selected (self->speeds,
                              plumb_speeds_find (plumb_settings_uint (self->settings, "speed")));
  plumb_review_speed_changed_cb (self);
  plumb_review_page_set_loop (self, -1, -1);
  g_signal_connect_object (self->engine, "frame", G_CALLBACK (frame_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine, "failed", G_CALLBACK (frame_failed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
plumb_review_playing_closed (PlumbReviewPage *self)
{
  g_clear_object (&self->player);
  if (self->engine != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->engine, self);
      plumb_engine_close (self->engine);
    }
  g_clear_object (&self->engine);
  self->is_fetching = FALSE;
  plumb_review_sound_closed (self);
  update_position (self);
}
