/* How the review page is laid out in a small and in a wide window; see
 * drawer.h for what folds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-page-private.h"

#include "drawer.h"
#include "verdict-rail.h"
#include "wrap-layout.h"

#define PANEL_PX 300
#define WIDE_PANEL_PX 360

/* Large words get some of the room that they ask for: the names of the panels
 * would be cut. */
static void
set_panel_width (PlumbReviewPage *self)
{
  const int width = plumb_drawer_wide (self->drawer) ? WIDE_PANEL_PX : PANEL_PX;
  int dpi = -1; /* 1024ths */

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  gtk_widget_set_size_request (self->panel_column,
                               dpi > 96 * 1024 ? width + width * (dpi - 96 * 1024) / (288 * 1024)
                                               : width,
                               -1);
}

/* On a wide window the notes stand beside the checks. */
static void
wide_cb (PlumbReviewPage *self)
{
  const gboolean wide = plumb_drawer_wide (self->drawer);
  AdwBin *from = wide ? self->notes_tab : self->notes_column;
  AdwBin *to = wide ? self->notes_column : self->notes_tab;
  g_autoptr (GtkWidget) notes = adw_bin_get_child (from);

  if (notes == NULL)
    return;
  g_object_ref (notes);
  if (wide && g_strcmp0 (adw_view_stack_get_visible_child_name (self->panels), "notes") == 0)
    adw_view_stack_set_visible_child_name (self->panels, "checks");
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, notes);
  adw_view_stack_page_set_visible (self->notes_page, !wide);
  gtk_widget_set_visible (self->notes_beside, wide);
  set_panel_width (self);
}

/* Keys go to the picture when the panel that they went to is shut. */
static void
shown_cb (PlumbReviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!gtk_toggle_button_get_active (self->panel_button) && focus != NULL
      && gtk_widget_is_ancestor (focus, self->side_panel))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
chosen_cb (PlumbReviewPage *self,
           guint            group)
{
  plumb_review_layout_show_panel (self, "checks");
  plumb_checks_panel_show (self->checks, group);
}

void
plumb_review_layout_show_panel (PlumbReviewPage *self,
                                const char      *name)
{
  gtk_toggle_button_set_active (self->panel_button, TRUE);
  if (!g_str_equal (name, "notes") || adw_bin_get_child (self->notes_tab) != NULL)
    adw_view_stack_set_visible_child_name (self->panels, name);
}

GtkWidget *
plumb_review_layout_panel (PlumbReviewPage *self,
                           const char      *name)
{
  if (self->panels == NULL)
    return NULL;
  return g_str_equal (name, "notes") ? GTK_WIDGET (self->notes)
                                     : adw_view_stack_get_visible_child (self->panels);
}

gboolean
plumb_review_layout_fold (PlumbReviewPage *self)
{
  if (!plumb_drawer_folded (self->drawer) || !gtk_toggle_button_get_active (self->panel_button))
    return FALSE;
  gtk_toggle_button_set_active (self->panel_button, FALSE);
  return TRUE;
}

void
plumb_review_page_add_toast (PlumbReviewPage *self,
                             AdwToast        *toast)
{
  g_return_if_fail (PLUMB_IS_REVIEW_PAGE (self));

  /* What was told before this is no longer news; what has a button or waits to be
   * closed stays. */
  if (self->last_toast != NULL)
    adw_toast_dismiss (self->last_toast);
  g_set_weak_pointer (&self->last_toast, adw_toast_get_button_label (toast) == NULL
                                                 && adw_toast_get_timeout (toast) > 0
                                             ? toast
                                             : NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Which of the parts has the focus; -1 = none of them. */
static int
find_part (PlumbReviewPage  *self,
           GtkWidget *const *parts,
           int               n)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  for (int i = 0; i < n && focus != NULL; i++)
    if (focus == parts[i] || gtk_widget_is_ancestor (focus, parts[i]))
      return i;
  return -1;
}

/* Tab goes through everything; this leads past it. */
static void
part_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  const int step = g_variant_get_int32 (parameter);
  GtkWidget *const parts[] = { GTK_WIDGET (self->tools), GTK_WIDGET (self->canvas),
                               self->transport, GTK_WIDGET (self->timeline), self->side_panel };
  const int n = G_N_ELEMENTS (parts);
  int at = find_part (self, parts, n);

  if (at < 0 && step < 0)
    at = 0;
  for (int i = 0; i < n; i++)
    {
      at = (at + step + n) % n;
      if (gtk_widget_get_mapped (parts[at])
          && (gtk_widget_child_focus (parts[at], GTK_DIR_TAB_FORWARD)
              || gtk_widget_grab_focus (parts[at])))
        return;
    }
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  return plumb_review_layout_fold (user_data);
}

void
plumb_review_layout_setup (PlumbReviewPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (self->side_panel, keys);
  g_signal_connect_object (self->drawer, "notify::wide", G_CALLBACK (wide_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drawer, "notify::shown", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rail, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (set_panel_width), self, G_CONNECT_SWAPPED);
  set_panel_width (self);
  plumb_verdict_rail_set_session (self->rail, self->session);
  /* Open over the picture it leaves what steps through it in reach. */
  g_object_set (self->drawer, "clear", self->transport, NULL);
  /* The recording runs left to right in every language. */
  gtk_widget_set_direction (self->play_box, GTK_TEXT_DIR_LTR);
  for (GtkWidget *child = gtk_widget_get_first_child (self->play_box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_direction (child, GTK_TEXT_DIR_LTR);
}

void
plumb_review_layout_install (GtkWidgetClass *klass)
{
  g_type_ensure (PLUMB_TYPE_DRAWER);
  g_type_ensure (PLUMB_TYPE_VERDICT_RAIL);
  g_type_ensure (PLUMB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_install_action (klass, "review.part", "i", part_action);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, drawer);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, rail);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, side_panel);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, toasts);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, notes_page);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, notes_tab);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, notes_column);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, notes_beside);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, panel_column);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, play_box);
}
