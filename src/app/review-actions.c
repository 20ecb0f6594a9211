/* The actions of the review page and their keys.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-page-private.h"
#include "speeds.h"

#define NS_PER_S G_GINT64_CONSTANT (1000000000)

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  plumb_review_page_step (PLUMB_REVIEW_PAGE (widget), g_variant_get_int32 (parameter));
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
  else
    plumb_session_set_selected (self->session, 0);
}

static void
finish_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (!plumb_review_guide_take (self))
    plumb_canvas_finish (self->canvas);
}

/* Out of the way of what it covers. */
static void
move_hint_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GtkWidget *hint = PLUMB_REVIEW_PAGE (widget)->hint;

  gtk_widget_set_valign (hint, gtk_widget_get_valign (hint) == GTK_ALIGN_END ? GTK_ALIGN_START
                                                                             : GTK_ALIGN_END);
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
  else
    plumb_review_guide_back (self);
}

static PlumbMark *
find_selected (PlumbReviewPage *self)
{
  PlumbMark *mark = NULL;

  if (self->review != NULL)
    mark = plumb_review_mark (self->review, plumb_session_selected (self->session));
  if (mark != NULL && mark->frame != plumb_session_frame (self->session))
    mark = NULL;
  return mark;
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  PlumbMark *mark = find_selected (self);
  g_autoptr (GError) error = NULL;

  if (mark != NULL && !plumb_review_delete_mark (self->review, mark->id, &error))
    plumb_review_page_edit_failed (self, error);
}

/* Arrows: the selected mark by one video pixel, with Alt by a tenth; with
 * nothing selected one frame, or the speed. */
static void
arrow_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  PlumbMark *mark = find_selected (self);
  g_autoptr (PlumbMark) moved = NULL;
  g_autoptr (GError) error = NULL;
  double dx, dy;

  g_variant_get (parameter, "(dd)", &dx, &dy);
  if (mark != NULL)
    {
      moved = plumb_mark_translated (mark, dx, dy);
      if (!plumb_review_change_mark (self->review, moved, &error))
        plumb_review_page_edit_failed (self, error);
    }
  else if (dx != 0)
    plumb_review_page_step (self, dx > 0 ? 1 : -1);
  else
    gtk_widget_activate_action (widget, "review.faster", "i", dy > 0 ? -1 : 1);
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
    { "review.guide", NULL, guide_action },    { "review.guide-skip", NULL, guide_action },
    { "review.guide-back", NULL, guide_action }, { "review.move-hint", NULL, move_hint_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

static void
bind_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint           key;
    GdkModifierType mods;
    const char     *action;
    int             number; /* G_MININT = no parameter */
  } keys[] = {
    { GDK_KEY_space, 0, "review.play", G_MININT },
    { GDK_KEY_Left, GDK_SHIFT_MASK, "review.step", -10 },
    { GDK_KEY_Right, GDK_SHIFT_MASK, "review.step", 10 },
    { GDK_KEY_Left, GDK_CONTROL_MASK, "review.second", -1 },
    { GDK_KEY_Right, GDK_CONTROL_MASK, "review.second", 1 },
    { GDK_KEY_Home, 0, "review.first", G_MININT },
    { GDK_KEY_End, 0, "review.last", G_MININT },
    { GDK_KEY_j, 0, "review.shuttle", -1 },
    { GDK_KEY_k, 0, "review.shuttle", 0 },
    { GDK_KEY_l, 0, "review.shuttle", 1 },
    { GDK_KEY_v, 0, "review.tool", PLUMB_TOOL_SELECT },
    { GDK_KEY_g, 0, "review.guide", G_MININT },
    { GDK_KEY_x, 0, "review.guide-skip", G_MININT },
    { GDK_KEY_y, 0, "review.move-hint", G_MININT },
    { GDK_KEY_BackSpace, 0, "review.guide-back", G_MININT },
    { GDK_KEY_p, 0, "review.tool", PLUMB_TOOL_POINT },
    { GDK_KEY_s, 0, "review.tool", PLUMB_TOOL_SPINE },
    { GDK_KEY_b, 0, "review.tool", PLUMB_TOOL_OUTLINE },
    { GDK_KEY_h, 0, "review.tool", PLUMB_TOOL_HIP_ANGLE },
    { GDK_KEY_c, 0, "review.tool", PLUMB_TOOL_PLATE },
    { GDK_KEY_n, 0, "review.tool", PLUMB_TOOL_LINE },
    { GDK_KEY_a, 0, "review.tool", PLUMB_TOOL_ANGLE },
    { GDK_KEY_a, GDK_SHIFT_MASK, "review.tool", PLUMB_TOOL_TO_VERTICAL },
    { GDK_KEY_h, GDK_SHIFT_MASK, "review.tool", PLUMB_TOOL_TO_HORIZONTAL },
    { GDK_KEY_u, 0, "review.tool", PLUMB_TOOL_PLUMB },
    { GDK_KEY_e, 0, "review.tool", PLUMB_TOOL_DISTANCE },
    { GDK_KEY_r, 0, "review.tool", PLUMB_TOOL_ARROW },
    { GDK_KEY_d, 0, "review.tool", PLUMB_TOOL_FREEHAND },
    { GDK_KEY_q, 0, "review.tool", PLUMB_TOOL_RECTANGLE },
    { GDK_KEY_q, GDK_SHIFT_MASK, "review.tool", PLUMB_TOOL_ELLIPSE },
    { GDK_KEY_f, 0, "review.tool", PLUMB_TOOL_LEVEL },
    { GDK_KEY_c, GDK_CONTROL_MASK, "review.copy", G_MININT },
    { GDK_KEY_v, GDK_CONTROL_MASK, "review.paste", G_MININT },
    { GDK_KEY_Escape, 0, "review.cancel", G_MININT },
    { GDK_KEY_Return, 0, "review.finish", G_MININT },
    { GDK_KEY_KP_Enter, 0, "review.finish", G_MININT },
    { GDK_KEY_Delete, 0, "review.delete", G_MININT },
    { GDK_KEY_z, GDK_CONTROL_MASK, "review.undo", G_MININT },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "review.redo", G_MININT },
    { GDK_KEY_e, GDK_CONTROL_MASK, "review.export-plan", G_MININT },
    { GDK_KEY_F9, 0, "review.panel", G_MININT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].number == G_MININT)
      gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].mods, keys[i].action, NULL);
    else
      gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].mods, keys[i].action, "i",
                                           keys[i].number);
}

static void
bind_more_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint  key;
    double dx, dy;
  } arrows[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, -1 }, { GDK_KEY_Down, 0, 1 },
  };
  static const struct
  {
    guint       key;
    const char *what;
  } loops[] = { { GDK_KEY_i, "start" }, { GDK_KEY_o, "end" } };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_class_add_binding_action (klass, arrows[i].key, 0, "review.arrow", "(dd)",
                                           arrows[i].dx, arrows[i].dy);
      gtk_widget_class_add_binding_action (klass, arrows[i].key, GDK_ALT_MASK, "review.arrow",
                                           "(dd)", arrows[i].dx / 10, arrows[i].dy / 10);
    }
  for (guint i = 0; i < G_N_ELEMENTS (loops); i++)
    {
      g_autofree char *clear = g_strdup_printf ("clear-%s", loops[i].what);

      gtk_widget_class_add_binding_action (klass, loops[i].key, 0, "review.loop", "s",
                                           loops[i].what);
      gtk_widget_class_add_binding_action (klass, loops[i].key, GDK_SHIFT_MASK, "review.loop", "s",
                                           clear);
    }
  gtk_widget_class_add_binding_action (klass, GDK_KEY_plus, GDK_CONTROL_MASK, "review.zoom", "d",
                                       1.25);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_equal, GDK_CONTROL_MASK, "review.zoom", "d",
                                       1.25);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_minus, GDK_CONTROL_MASK, "review.zoom", "d",
                                       0.8);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_1, GDK_CONTROL_MASK, "review.zoom", "d",
                                       -1.0);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_0, GDK_CONTROL_MASK, "review.zoom", "d",
                                       0.0);
}

void
plumb_review_actions_install (GtkWidgetClass *klass)
{
  install_actions (klass);
  bind_keys (klass);
  bind_more_keys (klass);
}
