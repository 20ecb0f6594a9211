/* Verdicts as a column of icons; see verdict-rail.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "verdict-rail.h"

#include <glib/gi18n-lib.h>

#include "verdict-icon.h"

struct _PlumbVerdictRail
{
  GtkWidget      parent_instance;
  PlumbSession  *session;  /* owned, nullable */
  PlumbReview   *review;   /* owned, nullable */
  PlumbCriteria *criteria; /* owned, nullable: what the buttons were made for */
  GtkWidget     *box;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbVerdictRail, plumb_verdict_rail, GTK_TYPE_WIDGET)

static void
clicked_cb (PlumbVerdictRail *self,
            GtkWidget        *button)
{
  guint group = 0;

  for (GtkWidget *one = gtk_widget_get_first_child (self->box); one != NULL && one != button;
       one = gtk_widget_get_next_sibling (one))
    group++;
  g_signal_emit (self, signals[CHOSEN], 0, group);
}

static void
make_buttons (PlumbVerdictRail *self)
{
  PlumbCriteria *criteria = self->review != NULL ? plumb_review_criteria (self->review) : NULL;
  GtkWidget *child;

  if (criteria == self->criteria)
    return;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_clear_pointer (&self->criteria, plumb_criteria_unref);
  if (criteria == NULL)
    return;
  self->criteria = plumb_criteria_ref (criteria);
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    {
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), g_object_new (PLUMB_TYPE_VERDICT_ICON, NULL));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_focus_on_click (button, FALSE);
      g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->box), button);
    }
}

static void
show_verdict (GtkWidget             *button,
              const PlumbChecks     *checks,
              const PlumbCheckGroup *group)
{
  const PlumbVerdict verdict = plumb_checks_group_verdict (checks, group);
  g_autofree char *text
      /* Translators: a check and its verdict: "Hip height: Good". */
      = g_strdup_printf (_("%s: %s"), group->name, _(plumb_verdict_name (verdict)));
  g_autofree char *spoken = NULL;

  plumb_verdict_icon_set_verdict (PLUMB_VERDICT_ICON (gtk_button_get_child (GTK_BUTTON (button))),
                                  verdict);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (button), text) == 0)
    return;
  /* Translators: a button that opens a check: "Open Hip height: Good". */
  spoken = g_strdup_printf (_("Open %s"), text);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

/* Nothing is done for a rail that nobody sees. */
static void
update (PlumbVerdictRail *self)
{
  const PlumbChecks *checks = self->review != NULL ? plumb_review_checks (self->review) : NULL;
  GtkWidget *button;
  guint i = 0;

  make_buttons (self);
  if (checks == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  for (button = gtk_widget_get_first_child (self->box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    show_verdict (button, checks, plumb_criteria_group (self->criteria, i++));
}

static void
changed_cb (PlumbVerdictRail *self,
            guint             parts)
{
  if (parts & PLUMB_REVIEW_CHECKS)
    update (self);
}

static void
review_changed_cb (PlumbVerdictRail *self)
{
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->review, plumb_session_review (self->session));
  if (self->review != NULL)
    g_signal_connect_object (self->review, "changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

void
plumb_verdict_rail_set_session (PlumbVerdictRail *self,
                                PlumbSession     *session)
{
  g_return_if_fail (PLUMB_IS_VERDICT_RAIL (self));
  g_return_if_fail (self->session == NULL && session != NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::review", G_CALLBACK (review_changed_cb), self,
                           G_CONNECT_SWAPPED);
  review_changed_cb (self);
}

static void
plumb_verdict_rail_dispose (GObject *object)
{
  PlumbVerdictRail *self = PLUMB_VERDICT_RAIL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->criteria, plumb_criteria_unref);
  g_clear_object (&self->review);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (plumb_verdict_rail_parent_class)->dispose (object);
}

static void
plumb_verdict_rail_class_init (PlumbVerdictRailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plumb_verdict_rail_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", PLUMB_TYPE_VERDICT_RAIL, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "verdicts");
}

static void
plumb_verdict_rail_init (PlumbVerdictRail *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (self, "notify::visible", G_CALLBACK (update), NULL);
}
