/* The tools of the review page and the hint that says what the one in hand wants.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "hand.h"
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
    N_("Click seven or more points along the back edge, from S1 up to C7; Enter ends it.") },
  { PLUMB_TOOL_HIP_ANGLE, "plumb-hip-symbolic", N_("Hip angle (H)"),
    N_("Click the acromion, then the hip, then the knee.") },
  { PLUMB_TOOL_PLATE, "plumb-plate-symbolic", N_("Plate circle: sets the scale (C)"),
    N_("Drag across the near plate from rim to rim, or click three points on its rim.") },
  { PLUMB_TOOL_LINE, "plumb-line-symbolic", N_("Line (N)"), N_("Drag a line.") },
  { PLUMB_TOOL_ANGLE, "plumb-angle-symbolic", N_("Angle (A)"),
    N_("Click the end of one arm, then the vertex, then the end of the other arm.") },
};

static const char *
tool_hint (PlumbTool tool)
{
  for (guint i = 0; i < G_N_ELEMENTS (tool_texts); i++)
    if (tool_texts[i].tool == tool && tool_texts[i].hint != NULL)
      return _(tool_texts[i].hint);
  return "";
}

void
plumb_review_page_update_hint (PlumbReviewPage *self)
{
  const PlumbTool tool = plumb_session_tool (self->session);
  const PlumbLandmark landmark = plumb_session_landmark (self->session);
  const gboolean guided = plumb_session_guided (self->session);
  const gboolean is_point = tool == PLUMB_TOOL_POINT;
  g_autofree char *guide_text = guided ? plumb_review_guide_text (self) : NULL;

  gtk_widget_set_visible (self->hint, guided || tool != PLUMB_TOOL_SELECT);
  gtk_widget_set_visible (self->guide_buttons, guided);
  gtk_widget_set_visible (self->take_button, guide_text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->landmarks), is_point);
  gtk_widget_set_sensitive (GTK_WIDGET (self->landmarks), !guided);
  if (is_point)
    gtk_drop_down_set_selected (self->landmarks, (guint) landmark);
  gtk_label_set_text (self->hint_text, guide_text != NULL ? guide_text
                                       : is_point ? _(plumb_landmark_hint (landmark))
                                                  : tool_hint (tool));
}

void
plumb_review_page_tool_changed (PlumbReviewPage *self)
{
  const PlumbTool tool = plumb_session_tool (self->session);

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->tools)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
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

void
plumb_review_page_fill_tools (PlumbReviewPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tool_texts); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_button_set_icon_name (GTK_BUTTON (button), tool_texts[i].icon);
      gtk_widget_set_tooltip_text (button, _(tool_texts[i].tooltip));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _(tool_texts[i].tooltip), -1);
      gtk_widget_set_focus_on_click (button, FALSE);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "tool", GINT_TO_POINTER (tool_texts[i].tool));
      gtk_box_append (self->tools, button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (tool_toggled_cb), self,
                               G_CONNECT_SWAPPED);
    }
}
