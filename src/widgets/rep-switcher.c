/* Which rep is looked at; see rep-switcher.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rep-switcher.h"

#include <glib/gi18n-lib.h>

struct _PlumbRepSwitcher
{
  GtkWidget     parent_instance;
  PlumbSession *session; /* owned, nullable */
  PlumbReview  *review;  /* owned, nullable: the one listened to */
  gboolean      editable;

  GtkWidget *box;
  GtkWidget *back;
  GtkLabel  *label;
  GtkWidget *forward;
  GtkWidget *add_button;
  GtkWidget *remove_button;
};

enum
{
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbRepSwitcher, plumb_rep_switcher, GTK_TYPE_WIDGET)

static void
update (PlumbRepSwitcher *self)
{
  const guint n_reps = self->review != NULL ? plumb_review_n_reps (self->review) : 1;
  const guint rep = self->review != NULL ? plumb_review_rep (self->review) : 0;
  /* Translators: which repetition of the lift is looked at, and how many there
   * are in the recording. */
  g_autofree char *text = g_strdup_printf (_("Rep %u of %u"), rep + 1, n_reps);

  gtk_label_set_text (self->label, text);
  gtk_widget_set_sensitive (self->back, rep > 0);
  gtk_widget_set_sensitive (self->forward, rep + 1 < n_reps);
  gtk_widget_set_sensitive (self->remove_button, n_reps > 1);
  gtk_widget_set_sensitive (self->add_button, self->review != NULL);
  gtk_widget_set_visible (self->add_button, self->editable);
  gtk_widget_set_visible (self->remove_button, self->editable);
  gtk_widget_set_visible (GTK_WIDGET (self), self->editable || n_reps > 1);
}

static void
changed_cb (PlumbRepSwitcher *self,
            guint             parts)
{
  if (parts & PLUMB_REVIEW_REPS)
    update (self);
}

static void
review_changed_cb (PlumbRepSwitcher *self)
{
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->review, plumb_session_review (self->session));
  if (self->review != NULL)
    g_signal_connect_object (self->review, "changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

static void
edit_cb (PlumbRepSwitcher *self,
         GtkWidget        *button)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (self->review == NULL)
    return;
  done = button == self->add_button
             ? plumb_review_add_rep (self->review, &error)
             : plumb_review_remove_rep (self->review, plumb_review_rep (self->review), &error);
  if (!done && error != NULL)
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

void
plumb_rep_switcher_set_session (PlumbRepSwitcher *self,
                                PlumbSession     *session)
{
  g_return_if_fail (PLUMB_IS_REP_SWITCHER (self));
  g_return_if_fail (self->session == NULL && session != NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::review", G_CALLBACK (review_changed_cb), self,
                           G_CONNECT_SWAPPED);
  review_changed_cb (self);
}

void
plumb_rep_switcher_set_editable (PlumbRepSwitcher *self,
                                 gboolean          editable)
{
  g_return_if_fail (PLUMB_IS_REP_SWITCHER (self));

  self->editable = editable;
  update (self);
}

static void
plumb_rep_switcher_dispose (GObject *object)
{
  PlumbRepSwitcher *self = PLUMB_REP_SWITCHER (object);

  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_clear_object (&self->review);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (plumb_rep_switcher_parent_class)->dispose (object);
}

static void
plumb_rep_switcher_class_init (PlumbRepSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_rep_switcher_dispose;
  signals[EDIT_FAILED]
      = g_signal_new ("edit-failed", PLUMB_TYPE_REP_SWITCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reps");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_icon (PlumbRepSwitcher *self,
          const char       *icon,
          const char       *name,
          const char       *tooltip,
          int               step)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", step);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.rep");
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static GtkWidget *
add_text_button (PlumbRepSwitcher *self,
                 const char       *label,
                 const char       *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_object (button, "clicked", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static void
plumb_rep_switcher_init (PlumbRepSwitcher *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->back = add_icon (self, "go-previous-symbolic", _("Rep before"), _("Rep before ([)"), -1);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  self->forward = add_icon (self, "go-next-symbolic", _("Next rep"), _("Next rep (])"), 1);
  self->add_button = add_text_button (
      self, _("Add a rep"),
      _("Another lift in the same recording, with moments and checks of its own"));
  self->remove_button = add_text_button (self, _("Remove"), _("Take this rep away; marks stay"));
  update (self);
}
