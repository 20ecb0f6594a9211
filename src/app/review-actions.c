/* The actions of the review page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "keys.h"
#include "review-page-private.h"
#include "speeds.h"

#define NS_PER_S G_GINT64_CONSTANT (1000000000)

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  const int n = g_variant_get_int32 (parameter);

  /* With Shift the cross goes farther, if there is one. */
  if (ABS (n) > 1 && plumb_canvas_has_cross (self->canvas))
    plumb_canvas_arrow (self->canvas, n, 0);
  else
    plumb_review_page_step (self, n);
}

static void
second_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  const gint64 seconds = g_variant_get_int32 (parameter);
  PlumbFrameIndex *index;
  gint64 pts_ns;

  if (!plumb_review_page_is_open (self))
    return;
  index = plumb_engine_index (self->engine);
  pts_ns = plumb_frame_index_pts_ns (index, plumb_review_page_wanted (self));
  plumb_review_page_go_to (self, plumb_frame_index_at (index, pts_ns + seconds * NS_PER_S));
}

static void
first_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  plumb_review_page_go_to (self, MAX (self->loop_first, 0));
}

static void
last_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  plumb_review_page_go_to (self, self->loop_last >= 0 ? self->loop_last
                                    : plumb_session_n_frames (self->session) - 1);
}

static void
play_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (!plumb_review_page_is_open (self))
    return;
  /* A shuttle may have left another rate behind. */
  plumb_player_set_rate (self->player,
                         plumb_speeds_rate (gtk_drop_down_get_selected (self->speeds)),
                         plumb_review_page_now_us (self));
  plumb_session_set_playing (self->session, !plumb_session_playing (self->session));
}

/* J, K, L: back, pause, forward; again for faster. */
static void
shuttle_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  const int direction = g_variant_get_int32 (parameter);
  double rate;

  if (!plumb_review_page_is_open (self))
    return;
  if (direction == 0)
    {
      plumb_session_set_playing (self->session, FALSE);
      return;
    }
  rate = plumb_player_rate (self->player);
  if (plumb_session_playing (self->session) && (rate > 0) == (direction > 0))
    rate = CLAMP (rate * 2, -2, 2);
  else
    rate = direction * plumb_speeds_rate (gtk_drop_down_get_selected (self->speeds));
  plumb_player_set_rate (self->player, rate, plumb_review_page_now_us (self));
  plumb_session_set_playing (self->session, TRUE);
}

static void
faster_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  const int chosen
      = (int) gtk_drop_down_get_selected (self->speeds) + g_variant_get_int32 (parameter);

  gtk_drop_down_set_selected (self->speeds,
                              (guint) CLAMP (chosen, 0, (int) plumb_speeds_count () - 1));
}

static void
loop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  const gint64 here = plumb_session_frame (self->session);
  const char *what = g_variant_get_string (parameter, NULL);

  if (!plumb_review_page_is_open (self) || here < 0)
    return;
  if (g_str_equal (what, "start"))
    plumb_review_page_set_loop (self, here, self->loop_last > here ? self->loop_last : -1);
  else if (g_str_equal (what, "end"))
    plumb_review_page_set_loop (self, self->loop_first < here ? MAX (self->loop_first, 0) : 0,
                                here);
  else if (g_str_equal (what, "clear-start"))
    plumb_review_page_set_loop (self, self->loop_last >= 0 ? 0 : -1, self->loop_last);
  else
    plumb_review_page_set_loop (self, self->loop_first, -1);
}

static void
tool_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (plumb_review_page_is_open (self))
    plumb_session_set_tool (self->session, (PlumbTool) g_variant_get_int32 (parameter));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (plumb_canvas_cancel (self->canvas) || plumb_review_guide_stop (self))
    return;
  if (plumb_session_tool (self->session) != PLUMB_TOOL_SELECT)
    plumb_session_set_tool (self->session, PLUMB_TOOL_SELECT);
  else if (plumb_session_selected (self->session) != 0 || !plumb_review_layout_fold (self))
    plumb_session_set_selected (self->session, 0);
}

static void
finish_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (!plumb_review_guide_take (self))
    plumb_canvas_finish (self->canvas, g_str_equal (name, "review.end"));
}

/* Out of the way of what it covers. */
static void
move_hint_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  plumb_review_hint_move (PLUMB_REVIEW_PAGE (widget));
}

static void
guide_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (!plumb_review_page_is_open (self))
    return;
  if (g_str_equal (name, "review.guide"))
    plumb_review_guide_start (self);
  else if (g_str_equal (name, "review.guide-skip"))
    plumb_review_guide_skip (self);
  else if (g_str_equal (name, "review.guide-flip"))
    plumb_review_guide_flip (self);
  else
    plumb_review_guide_back (self);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  plumb_review_marks_delete (PLUMB_REVIEW_PAGE (widget));
}

/* Arrows: the cross that places points, or what was selected, by one video pixel,
 * with Alt by a tenth; with neither one frame, or the speed. */
static void
arrow_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  double dx, dy;

  g_variant_get (parameter, "(dd)", &dx, &dy);
  if (plumb_canvas_arrow (self->canvas, dx, dy) || fabs (dx) + fabs (dy) < 1)
    return;
  if (dx != 0)
    plumb_review_page_step (self, dx > 0 ? 1 : -1);
  else
    gtk_widget_activate_action (widget, "review.faster", "i", dy > 0 ? -1 : 1);
}

/* What belongs to the cross alone. */
static void
far_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  double dx, dy;

  g_variant_get (parameter, "(dd)", &dx, &dy);
  if (plumb_canvas_has_cross (self->canvas))
    plumb_canvas_arrow (self->canvas, dx, dy);
}

static void
mirror_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbCanvas *canvas = PLUMB_REVIEW_PAGE (widget)->canvas;

  plumb_canvas_set_mirrored (canvas, !plumb_canvas_is_mirrored (canvas));
  plumb_review_page_update_hint (PLUMB_REVIEW_PAGE (widget));
}

static void
pan_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  double dx, dy;

  g_variant_get (parameter, "(dd)", &dx, &dy);
  plumb_canvas_pan (PLUMB_REVIEW_PAGE (widget)->canvas, dx, dy);
}

static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  plumb_review_marks_select_all (PLUMB_REVIEW_PAGE (widget));
}

static void
look_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  plumb_review_marks_set_look (PLUMB_REVIEW_PAGE (widget),
                               g_variant_get_string (parameter, NULL));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (self->review == NULL)
    return;
  done = g_str_equal (name, "review.undo") ? plumb_review_undo (self->review, &error)
                                           : plumb_review_redo (self->review, &error);
  if (!done && error != NULL)
    plumb_review_page_edit_failed (self, error);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const double factor = g_variant_get_double (parameter);

  if (factor < 0)
    plumb_canvas_show_actual (PLUMB_REVIEW_PAGE (widget)->canvas);
  else if (factor > 0)
    plumb_canvas_zoom (PLUMB_REVIEW_PAGE (widget)->canvas, factor);
  else
    plumb_canvas_fit (PLUMB_REVIEW_PAGE (widget)->canvas);
}

static void
panel_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GtkToggleButton *button = PLUMB_REVIEW_PAGE (widget)->panel_button;

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
cancel_open_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.show-library", NULL);
}

static void
export_plan_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  plumb_review_export_plan (PLUMB_REVIEW_PAGE (widget));
}

static void
clip_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (g_str_equal (name, "review.copy"))
    plumb_review_marks_copy (PLUMB_REVIEW_PAGE (widget));
  else
    plumb_review_marks_paste (PLUMB_REVIEW_PAGE (widget));
}

static void
go_to_mark_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  plumb_review_marks_go_to (PLUMB_REVIEW_PAGE (widget), g_variant_get_int64 (parameter));
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                 *name;
    const char                 *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "review.step", "i", step_action },       { "review.second", "i", second_action },
    { "review.first", NULL, first_action },    { "review.last", NULL, last_action },
    { "review.play", NULL, play_action },      { "review.shuttle", "i", shuttle_action },
    { "review.faster", "i", faster_action },   { "review.loop", "s", loop_action },
    { "review.tool", "i", tool_action },       { "review.cancel", NULL, cancel_action },
    { "review.finish", NULL, finish_action },  { "review.delete", NULL, delete_action },
    { "review.arrow", "(dd)", arrow_action },  { "review.undo", NULL, undo_action },
    { "review.redo", NULL, undo_action },      { "review.zoom", "d", zoom_action },
    { "review.panel", NULL, panel_action },    { "review.export-plan", NULL, export_plan_action },
    { "review.cancel-open", NULL, cancel_open_action },
    { "review.go-to-mark", "x", go_to_mark_action },
    { "review.copy", NULL, clip_action },      { "review.paste", NULL, clip_action },
    { "review.far", "(dd)", far_action },      { "review.mirror", NULL, mirror_action },
    { "review.pan", "(dd)", pan_action },      { "review.end", NULL, finish_action },
    { "review.look", "s", look_action },       { "review.select-all", NULL, select_all_action },
    { "review.guide-flip", NULL, guide_action },
    { "review.guide", NULL, guide_action },    { "review.guide-skip", NULL, guide_action },
    { "review.guide-back", NULL, guide_action }, { "review.move-hint", NULL, move_hint_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

void
plumb_review_actions_install (GtkWidgetClass *klass)
{
  install_actions (klass);
  plumb_keys_bind (klass, PLUMB_KEYS_REVIEW);
}
