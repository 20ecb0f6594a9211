/* The review page; see review-page.h. It wires the session to the engine: what
 * is wanted goes to the engine, what the engine answers goes to the canvas,
 * and the session's frame is always that of the picture on the canvas.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-page-private.h"

#include <glib/gi18n-lib.h>

#include "data-files.h"
#include "filming-popover.h"
#include "messages.h"
#include "view-popover.h"

#define N_THUMBNAILS 24
#define THUMBNAIL_HEIGHT_PX 80

G_DEFINE_FINAL_TYPE (PlumbReviewPage, plumb_review_page, GTK_TYPE_WIDGET)

void
plumb_review_page_toast (PlumbReviewPage *self,
       const char      *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

void
plumb_review_page_complain (PlumbReviewPage *self,
                            const char      *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.complain", "s", text);
}

void
plumb_review_page_edit_failed (PlumbReviewPage *self,
                GError          *error)
{
  g_autofree char *text = plumb_message_for (error, NULL);

  plumb_review_page_toast (self, text);
}

gboolean
plumb_review_page_is_open (PlumbReviewPage *self)
{
  return self->engine != NULL && plumb_session_n_frames (self->session) > 0;
}

void
plumb_review_page_view_changed (PlumbReviewPage *self)
{
  int width, height;

  if (self->engine == NULL)
    return;
  plumb_canvas_needed_size (self->canvas, &width, &height);
  plumb_engine_set_view_size (self->engine, width, height);
  plumb_review_sharp_update (self);
}

void
plumb_review_page_update_title (PlumbReviewPage *self)
{
  const char *athlete;
  g_autofree char *name = NULL;

  g_return_if_fail (PLUMB_IS_REVIEW_PAGE (self));

  if (self->review == NULL)
    return;
  athlete = plumb_review_athlete_name (self->review);
  name = g_path_get_basename (plumb_review_path (self->review));
  adw_window_title_set_title (self->title, athlete != NULL ? athlete : _("Not assigned yet"));
  adw_window_title_set_subtitle (self->title, name);
}

static void load_criteria (PlumbReviewPage *self);

/* The key moments of all reps are at hand wherever the coach looks. */
static void
pin_moments (PlumbReviewPage *self)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->engine == NULL)
    return;
  for (guint rep = 0; rep < plumb_review_n_reps (self->review); rep++)
    for (int m = 0; m < PLUMB_N_MOMENTS; m++)
      {
        const gint64 frame = plumb_review_rep_moment (self->review, rep, m);

        if (frame >= 0)
          g_array_append_val (frames, frame);
      }
  plumb_engine_set_pinned (self->engine, (const gint64 *) (const void *) frames->data,
                           frames->len);
}

static void
review_edited_cb (PlumbReviewPage *self,
                  guint            parts)
{
  const gint64 selected = plumb_session_selected (self->session);

  if ((parts & PLUMB_REVIEW_FILMING) && plumb_review_filming (self->review).lift != self->lift)
    load_criteria (self);
  if ((parts & PLUMB_REVIEW_FILMING) && self->engine != NULL)
    plumb_review_opening_filming_changed (self);
  if (selected != 0 && plumb_review_mark (self->review, selected) == NULL)
    plumb_session_set_selected (self->session, 0);
  if (parts & (PLUMB_REVIEW_MARKS | PLUMB_REVIEW_MOMENTS))
    plumb_review_guide_update (self);
  if (parts & (PLUMB_REVIEW_MOMENTS | PLUMB_REVIEW_REPS))
    pin_moments (self);
  /* A point that is being dragged is no edit yet. */
  if (parts & ~PLUMB_REVIEW_CHECKS)
    plumb_review_page_update_undo (self);
}

static void
thumbnail_cb (PlumbFrame *thumbnail,
              gpointer    user_data)
{
  if (thumbnail != NULL) /* NULL comes after the last */
    plumb_timeline_add_thumbnail (PLUMB_REVIEW_PAGE (user_data)->timeline, thumbnail);
}

static void
load_criteria (PlumbReviewPage *self)
{
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  const char *lift = plumb_review_filming (self->review).lift;
  g_autoptr (PlumbCriteria) criteria
      = plumb_data_load_criteria (lift != NULL ? lift : "conventional", &complaint, &error);

  self->lift = lift;

  plumb_review_page_load_pain (self);
  if (error != NULL)
    plumb_review_page_edit_failed (self, error);
  if (complaint != NULL)
    plumb_review_page_complain (self, complaint);
  if (criteria != NULL)
    plumb_review_set_criteria (self->review, criteria);
  plumb_review_page_load_plan (self);
}

static void
show_recording (PlumbReviewPage *self)
{
  PlumbFrameIndex *index = plumb_engine_index (self->engine);
  const gint64 set = plumb_review_moment (self->review, PLUMB_MOMENT_SET);

  plumb_review_opening_take_times (self);
  plumb_session_set_review (self->session, self->review);
  plumb_session_set_n_frames (self->session, plumb_frame_index_n_frames (index));
  plumb_review_playing_opened (self);
  gtk_stack_set_visible_child_name (self->stage, "picture");
  gtk_widget_set_sensitive (self->transport, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.export-plan", TRUE);
  plumb_review_clip_set_enabled (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  pin_moments (self);
  plumb_review_page_go_to (self, self->open_at >= 0 ? self->open_at : MAX (set, 0));
  self->open_at = -1;
  plumb_engine_load_thumbnails (self->engine, N_THUMBNAILS, THUMBNAIL_HEIGHT_PX,
                                self->cancellable, thumbnail_cb, self);
}

static void
show_failure (PlumbReviewPage *self,
              GError          *error)
{
  g_autofree char *text = plumb_message_for (error, plumb_review_path (self->review));
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->failure, escaped);
  gtk_stack_set_visible_child_name (self->stage, "failed");
  /* The review is whole without its file: checks, plan and notes stand. */
  plumb_session_set_review (self->session, self->review);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PlumbReviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbEngine) engine = plumb_engine_open_finish (result, &error);

  if (engine == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Another recording was opened meanwhile, or the page was left. */
  if (self->review == NULL
      || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      if (engine != NULL)
        plumb_engine_close (engine);
      return;
    }
  plumb_review_opening_stop (self);
  if (engine == NULL)
    {
      show_failure (self, error);
      return;
    }
  self->engine = g_steal_pointer (&engine);
  show_recording (self);
}

void
plumb_review_page_open_at (PlumbReviewPage *self,
                           gint64           frame)
{
  g_return_if_fail (PLUMB_IS_REVIEW_PAGE (self));

  self->open_at = frame;
}

void
plumb_review_page_open (PlumbReviewPage *self,
                        PlumbReview     *review)
{
  g_return_if_fail (PLUMB_IS_REVIEW_PAGE (self));
  g_return_if_fail (PLUMB_IS_REVIEW (review));

  plumb_review_page_close (self);
  self->review = g_object_ref (review);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (review, "changed", G_CALLBACK (review_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify", G_CALLBACK (plumb_review_page_update_undo), self,
                           G_CONNECT_SWAPPED);
  plumb_review_page_update_title (self);
  plumb_notes_panel_set_review (self->notes, review);
  load_criteria (self);
  plumb_review_page_update_undo (self);
  gtk_stack_set_visible_child_name (self->stage, "loading");
  plumb_engine_open_watched_async (plumb_review_path (review), plumb_review_opening_start (self),
                                   self->cancellable, opened_cb, g_object_ref (self));
}

PlumbReview *
plumb_review_page_review (PlumbReviewPage *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW_PAGE (self), NULL);
  return self->review;
}

void
plumb_review_page_close (PlumbReviewPage *self)
{
  g_return_if_fail (PLUMB_IS_REVIEW_PAGE (self));

  plumb_session_set_playing (self->session, FALSE);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  plumb_review_opening_stop (self);
  plumb_session_set_review (self->session, NULL);
  plumb_canvas_set_picture (self->canvas, NULL);
  plumb_review_playing_closed (self);
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_clear_object (&self->review);
  plumb_notes_panel_set_review (self->notes, NULL);
  gtk_widget_set_sensitive (self->transport, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.export-plan", FALSE);
  plumb_review_clip_set_enabled (self, FALSE);
}

static void
plumb_review_page_dispose (GObject *object)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (object);
  GtkWidget *child;

  if (self->session != NULL && self->canvas != NULL)
    {
      plumb_review_debug_hide (self);
      plumb_review_page_close (self);
    }
  g_clear_handle_id (&self->hint_idle, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_weak_pointer (&self->last_toast);
  self->canvas = NULL;
  self->open_progress = NULL;
  g_clear_pointer (&self->plan_texts, plumb_plan_texts_unref);
  g_clear_pointer (&self->guide, plumb_guide_free);
  g_clear_pointer (&self->plate_offer, plumb_mark_unref);
  g_clear_pointer (&self->copied, g_ptr_array_unref);
  g_clear_pointer (&self->pain_screen, plumb_pain_screen_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->undo_section);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (plumb_review_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, panel_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, tools);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, stage);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, open_progress);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, failure);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, hint);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, diagram);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, hint_title);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, guide_buttons);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, flip_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, take_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, landmarks);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, hint_text);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, move_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, transport);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, play_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, speeds);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, sound_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, position);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, moments_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, filming_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, redo_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, checks);
  gtk_widget_class_bind_template_child (widget_class, PlumbReviewPage, plan);
}

static void
plumb_review_page_class_init (PlumbReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_review_page_dispose;
  g_type_ensure (PLUMB_TYPE_BODY_DIAGRAM);
  g_type_ensure (PLUMB_TYPE_CANVAS);
  g_type_ensure (PLUMB_TYPE_TIMELINE);
  g_type_ensure (PLUMB_TYPE_CHECKS_PANEL);
  g_type_ensure (PLUMB_TYPE_PAIN_PANEL);
  g_type_ensure (PLUMB_TYPE_PLAN_PANEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plumbline/Plumbline/ui/review-page.ui");
  bind_children (widget_class);
  plumb_review_actions_install (widget_class);
  plumb_review_pain_install (widget_class);
  plumb_review_clip_install (widget_class);
  plumb_review_sound_install (widget_class);
  plumb_review_debug_install (widget_class);
  plumb_review_lane_install (widget_class);
  plumb_review_layout_install (widget_class);
  plumb_review_papers_install (widget_class);
  gtk_widget_class_set_css_name (widget_class, "review");
}

static void
fill_landmarks (PlumbReviewPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
    gtk_string_list_append (names, _(plumb_landmark_name ((PlumbLandmark) i)));
  gtk_drop_down_set_model (self->landmarks, G_LIST_MODEL (names));
}

static void
rim_missed_cb (PlumbReviewPage *self)
{
  plumb_review_page_toast (self, _("No rim was found near the circle: it stays as you drew it."));
}

static void
connect_widgets (PlumbReviewPage *self)
{
  GtkWidget *filming = plumb_filming_popover_new (self->session);
  const struct
  {
    gpointer    object;
    const char *signal;
    GCallback   callback;
  } connections[] = {
    { self->canvas, "view-changed", G_CALLBACK (plumb_review_page_view_changed) },
    { self->canvas, "view-changed", G_CALLBACK (plumb_review_hint_update_place) },
    { self->canvas, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed) },
    { self->canvas, "step", G_CALLBACK (plumb_review_page_step) },
    { self->canvas, "rim-missed", G_CALLBACK (rim_missed_cb) },
    { filming, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed) },
    { self->session, "notify::tool", G_CALLBACK (plumb_review_page_tool_changed) },
    { self->session, "notify::landmark", G_CALLBACK (plumb_review_page_update_hint) },
    { self->session, "notify::guided", G_CALLBACK (plumb_review_page_update_hint) },
    { self->session, "notify::playing", G_CALLBACK (plumb_review_playing_changed_cb) },
    { self->speeds, "notify::selected", G_CALLBACK (plumb_review_speed_changed_cb) },
    { self->landmarks, "notify::selected", G_CALLBACK (plumb_review_page_landmark_chosen) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_signal_connect_object (connections[i].object, connections[i].signal,
                             connections[i].callback, self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->filming_button, filming);
  gtk_menu_button_set_popover (self->view_button,
                               plumb_view_popover_new (self->session, self->canvas));
}

static void
plumb_review_page_init (PlumbReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->open_at = -1;
  self->session = plumb_session_new ();
  plumb_review_page_setup_menu (self);
  plumb_review_page_fill_tools (self);
  fill_landmarks (self);
  plumb_review_playing_setup (self);
  plumb_canvas_set_session (self->canvas, self->session);
  plumb_checks_panel_set_session (self->checks, self->session);
  plumb_review_page_setup_pain (self);
  plumb_plan_panel_set_session (self->plan, self->session);
  connect_widgets (self);
  plumb_review_lane_setup (self);
  plumb_review_layout_setup (self);
  plumb_review_hint_setup (self);
  plumb_review_page_tool_changed (self);
  gtk_widget_set_sensitive (self->transport, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.export-plan", FALSE);
  plumb_review_clip_set_enabled (self, FALSE);
  plumb_review_page_update_undo (self);
}
