/* The tools of the review page and the hint that says what the one in hand wants.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "hand.h"
#include "look-popover.h"
#include "review-page-private.h"

typedef struct
{
  PlumbTool   tool;
  const char *icon;
  const char *tooltip;
  const char *hint;
} ToolText;

static const ToolText tool_texts[] = {
  { PLUMB_TOOL_SELECT, "plumb-select-symbolic", N_("Select and move (V)"), NULL },
  { PLUMB_TOOL_POINT, "plumb-point-symbolic", N_("Landmark points (P)"), NULL },
  { PLUMB_TOOL_SPINE, "plumb-spine-symbolic", N_("Spine line (S)"),
    N_("Click S1 at the waistband, then T12/L1 at the lowest rib, then C7 at the collar.") },
  { PLUMB_TOOL_OUTLINE, "plumb-outline-symbolic", N_("Back outline (B)"),
    N_("Draw along the back edge in one go, from S1 up to C7, or click seven or more points on it; "
       "Enter ends it.") },
  { PLUMB_TOOL_HIP_ANGLE, "plumb-hip-symbolic", N_("Hip angle (H)"),
    N_("Click the acromion, then the hip, then the knee.") },
  { PLUMB_TOOL_PLATE, "plumb-plate-symbolic", N_("Plate circle: sets the scale (C)"),
    N_("Drag across the near plate from rim to rim, or click three points on its rim. The circle "
       "snaps to the rim that it finds; hold Alt to keep it as drawn.") },
  { PLUMB_TOOL_LINE, "plumb-line-symbolic", N_("Line (N)"), N_("Drag a line.") },
  { PLUMB_TOOL_ANGLE, "plumb-angle-symbolic", N_("Angle (A)"),
    N_("Click the end of one arm, then the vertex, then the end of the other arm.") },
  /* Without an icon: in the list of more tools. */
  { PLUMB_TOOL_TO_VERTICAL, NULL, N_("Angle to the vertical"),
    N_("Drag from the vertex along the arm. Shift keeps to steps of 15°.") },
  { PLUMB_TOOL_TO_HORIZONTAL, NULL, N_("Angle to the horizontal"),
    N_("Drag from the vertex along the arm. Shift keeps to steps of 15°.") },
  { PLUMB_TOOL_PLUMB, NULL, N_("Plumb line"), N_("Click what the plumb line goes through.") },
  { PLUMB_TOOL_DISTANCE, NULL, N_("Distance"),
    N_("Drag from one end to the other. It is true in the plane of the plate.") },
  { PLUMB_TOOL_ARROW, NULL, N_("Arrow"), N_("Drag from the tail to the head.") },
  { PLUMB_TOOL_TEXT, NULL, N_("Text"),
    N_("Click where the words begin, then type them. Enter ends them.") },
  { PLUMB_TOOL_FREEHAND, NULL, N_("Freehand"), N_("Draw with the button held.") },
  { PLUMB_TOOL_RECTANGLE, NULL, N_("Rectangle"),
    N_("Drag from corner to corner. Shift makes it a square.") },
  { PLUMB_TOOL_ELLIPSE, NULL, N_("Ellipse"),
    N_("Drag from corner to corner of its box. Shift makes it a circle.") },
  { PLUMB_TOOL_LEVEL, NULL, N_("Level the camera"),
    N_("Drag along something that is truly level or upright: the floor, a rack. It sets the roll "
       "of the camera.") },
};

static const char *
tool_hint (PlumbTool tool)
{
  for (guint i = 0; i < G_N_ELEMENTS (tool_texts); i++)
    if (tool_texts[i].tool == tool && tool_texts[i].hint != NULL)
      return _(tool_texts[i].hint);
  return "";
}

/* What is asked for, and how far it is; only in the guided setup. */
static void
update_title (PlumbReviewPage *self)
{
  const PlumbGuideStep *step = &self->guide_step;
  const char *what = "";
  g_autofree char *text = NULL;

  if (step->kind == PLUMB_GUIDE_POINT)
    what = _(plumb_landmark_name (step->landmark));
  else if (step->kind == PLUMB_GUIDE_PLATE)
    what = _("Plate");
  else if (step->kind == PLUMB_GUIDE_OUTLINE)
    what = _("Back outline");
  else
    what = _(plumb_moment_name (step->moment));
  /* Translators: what is asked for, the number of the step, of how many. */
  text = g_strdup_printf (_("%s, step %u of %u"), what, step->index + 1, plumb_guide_n_steps ());
  gtk_label_set_text (self->hint_title, text);
}

static void
update_diagram (PlumbReviewPage *self,
                gboolean         guided)
{
  const PlumbGuideStep point = { PLUMB_GUIDE_POINT, PLUMB_MOMENT_SET,
                                 plumb_session_landmark (self->session), 0 };

  gtk_widget_set_visible (GTK_WIDGET (self->diagram),
                          guided || plumb_session_tool (self->session) == PLUMB_TOOL_POINT);
  plumb_body_diagram_set_step (self->diagram, guided ? &self->guide_step : &point);
  plumb_body_diagram_set_faces_left (self->diagram, plumb_review_guide_faces_left (self));
  gtk_widget_set_visible (self->flip_button,
                          guided && !plumb_guide_find_facing (self->review, NULL));
}

void
plumb_review_page_update_hint (PlumbReviewPage *self)
{
  const PlumbTool tool = plumb_session_tool (self->session);
  const PlumbLandmark landmark = plumb_session_landmark (self->session);
  const gboolean guided
      = plumb_session_guided (self->session) && self->guide_step.kind != PLUMB_GUIDE_DONE;
  const gboolean is_point = tool == PLUMB_TOOL_POINT;
  const char *guide_text = guided ? plumb_review_guide_text (self) : NULL;

  gtk_widget_set_visible (self->hint, guided || tool != PLUMB_TOOL_SELECT);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_title), guided);
  if (guided)
    update_title (self);
  update_diagram (self, guided);
  gtk_widget_set_visible (self->guide_buttons, guided);
  gtk_widget_set_visible (GTK_WIDGET (self->take_button), guide_text != NULL);
  /* Offered marks can be seen, or made anew one by one. */
  gtk_button_set_label (GTK_BUTTON (gtk_widget_get_first_child (self->guide_buttons)),
                        guided && plumb_review_guide_offers (self) ? _("Mark anew")
                                                                    : _("Cannot see it"));
  if (guide_text != NULL)
    gtk_button_set_label (self->take_button, plumb_review_guide_take_label (self));
  gtk_widget_set_visible (GTK_WIDGET (self->landmarks), is_point && !guided);
  if (is_point)
    gtk_drop_down_set_selected (self->landmarks, (guint) landmark);
  gtk_label_set_text (self->hint_text, guide_text != NULL ? guide_text
                                       : is_point ? _(plumb_landmark_hint (landmark))
                                                  : tool_hint (tool));
  plumb_review_hint_update_place (self);
}

void
plumb_review_page_tool_changed (PlumbReviewPage *self)
{
  const PlumbTool tool = plumb_session_tool (self->session);

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->tools));
       GTK_IS_TOGGLE_BUTTON (button); button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (
        GTK_TOGGLE_BUTTON (button),
        GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "tool")) == (int) tool);
  if (tool == PLUMB_TOOL_POINT && self->review != NULL)
    {
      const PlumbLandmark next = plumb_hand_next_landmark (
          self->review, plumb_session_frame (self->session), PLUMB_LANDMARK_NONE);

      if (next != PLUMB_LANDMARK_NONE)
        plumb_session_set_landmark (self->session, next);
    }
  if (tool != PLUMB_TOOL_SELECT)
    plumb_session_set_playing (self->session, FALSE);
  plumb_review_page_update_hint (self);
  plumb_review_page_view_changed (self);
}

void
plumb_review_page_landmark_chosen (PlumbReviewPage *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->landmarks);

  if (chosen < PLUMB_N_LANDMARKS)
    plumb_session_set_landmark (self->session, (PlumbLandmark) chosen);
}

static void
tool_toggled_cb (PlumbReviewPage *self,
                 GtkToggleButton *button)
{
  const PlumbTool tool
      = (PlumbTool) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "tool"));

  if (gtk_toggle_button_get_active (button))
    plumb_session_set_tool (self->session, tool);
  else if (plumb_session_tool (self->session) == tool) /* one is always held */
    gtk_toggle_button_set_active (button, TRUE);
}

static void
add_tool (PlumbReviewPage *self,
          const ToolText  *text)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), text->icon);
  gtk_widget_set_tooltip_text (button, _(text->tooltip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(text->tooltip), -1);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "tool", GINT_TO_POINTER (text->tool));
  gtk_box_append (self->tools, button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (tool_toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

/* How what is selected and what is drawn next looks. */
static void
add_looks (PlumbReviewPage *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "color-select-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_RIGHT);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), plumb_look_popover_new (self->session));
  gtk_widget_set_tooltip_text (button, _("Colour and width: of what is selected, or drawn next"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Colour and width"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (self->tools, button);
}

void
plumb_review_page_fill_tools (PlumbReviewPage *self)
{
  GtkWidget *more = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tool_texts); i++)
    if (tool_texts[i].icon != NULL)
      add_tool (self, &tool_texts[i]);
    else
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (_(tool_texts[i].tooltip), NULL);

        g_menu_item_set_action_and_target (item, "review.tool", "i", (int) tool_texts[i].tool);
        g_menu_append_item (menu, item);
      }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (more), GTK_ARROW_RIGHT);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (more, _("More tools"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("More tools"), -1);
  gtk_widget_add_css_class (more, "flat");
  gtk_box_append (self->tools, more);
  add_looks (self);
}
