/* The sound of the recording, with its button: on or off is a preference, and
 * why there is none is said by the button.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-page-private.h"

#include <glib/gi18n-lib.h>

#include "control-names.h"
#include "settings.h"

static gboolean
has_sound (PlumbReviewPage *self)
{
  const PlumbSoundState state
      = self->sound != NULL ? plumb_sound_state (self->sound) : PLUMB_SOUND_NO_TRACK;

  return state == PLUMB_SOUND_UNKNOWN || state == PLUMB_SOUND_READY;
}

static const char *
choose_text (PlumbReviewPage *self)
{
  if (self->engine == NULL)
    return _("Sound");
  if (self->sound == NULL || plumb_sound_state (self->sound) == PLUMB_SOUND_NO_TRACK)
    return _("This recording has no sound");
  if (plumb_sound_state (self->sound) == PLUMB_SOUND_NO_DEVICE)
    return _("This computer has nothing to play sound on");
  return self->is_muted ? _("Sound on (Ctrl+Shift+M)") : _("Sound off (Ctrl+Shift+M)");
}

static void
update_button (PlumbReviewPage *self)
{
  const gboolean is_heard = has_sound (self) && !self->is_muted;
  const char *text = choose_text (self);

  gtk_button_set_icon_name (self->sound_button, is_heard ? "audio-volume-high-symbolic"
                                                         : "audio-volume-muted-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sound_button), text);
  plumb_control_set_name (GTK_WIDGET (self->sound_button), text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.sound", has_sound (self));
}

static void
set_muted (PlumbReviewPage *self,
           gboolean         is_muted)
{
  self->is_muted = is_muted;
  if (self->player != NULL)
    plumb_player_set_muted (self->player, is_muted);
  update_button (self);
}

static void
preference_cb (PlumbReviewPage *self)
{
  set_muted (self, !plumb_settings_boolean (self->settings, "sound"));
}

static void
sound_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "sound", self->is_muted);
  else
    set_muted (self, !self->is_muted);
}

void
plumb_review_sound_setup (PlumbReviewPage *self)
{
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::sound", G_CALLBACK (preference_cb), self,
                             G_CONNECT_SWAPPED);
  preference_cb (self);
}

void
plumb_review_sound_opened (PlumbReviewPage *self)
{
  if (plumb_frame_index_info (plumb_engine_index (self->engine))->has_audio)
    {
      self->sound = plumb_sound_new (plumb_review_path (self->review), NULL, NULL);
      g_signal_connect_object (self->sound, "notify::state", G_CALLBACK (update_button), self,
                               G_CONNECT_SWAPPED);
    }
  plumb_player_set_sound (self->player, self->sound);
  set_muted (self, self->is_muted);
}

void
plumb_review_sound_closed (PlumbReviewPage *self)
{
  if (self->sound != NULL)
    g_signal_handlers_disconnect_by_data (self->sound, self);
  g_clear_object (&self->sound);
  update_button (self);
}

void
plumb_review_sound_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "review.sound", NULL, sound_action);
}
