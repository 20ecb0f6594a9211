/* The fix plan as it stands now; see plan-panel.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-panel.h"

#include <glib/gi18n-lib.h>

#include "pain-panel.h"

struct _PlumbPlanPanel
{
  GtkWidget       parent_instance;
  PlumbSession   *session; /* owned, nullable */
  PlumbReview    *review;  /* owned, nullable */
  PlumbPlanTable *table;   /* owned, nullable */
  PlumbPainScreen *screen; /* owned, nullable */
  char           *shown;   /* owned: what is on show, as one string */
  GtkWidget      *box;
};

G_DEFINE_FINAL_TYPE (PlumbPlanPanel, plumb_plan_panel, GTK_TYPE_WIDGET)

static void
append_text (GtkWidget  *box,
             const char *text,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static char *
describe_reason (PlumbPlanPanel      *self,
                 const PlumbPlanLine *line)
{
  PlumbCriteria *criteria = plumb_review_criteria (self->review);
  const PlumbPainRow *pain = plumb_review_pain_row (self->review, self->screen);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; line->because != NULL && line->because[i] != NULL; i++)
    {
      const char *title = criteria != NULL
                              ? plumb_criteria_finding_title (criteria, line->because[i])
                              : NULL;

      if (title != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", title);
    }
  if (text->len == 0 && pain->findings != NULL)
    for (guint i = 0; pain->findings[i] != NULL; i++)
      if (g_strv_contains ((const char *const *) line->because, pain->findings[i]))
        return g_strdup_printf (_("Pain screen: %s"), pain->title);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_line (PlumbPlanPanel      *self,
             const PlumbPlanLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *why = describe_reason (self, line);
  g_autofree char *dosed
      = line->dose != NULL ? g_strdup_printf ("%s — %s", line->text, line->dose) : NULL;

  gtk_widget_add_css_class (box, "plan-line");
  append_text (box, dosed != NULL ? dosed : line->text, NULL);
  if (*why != '\0')
    {
      append_text (box, why, "caption");
      gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim-label");
    }
  gtk_box_append (GTK_BOX (self->box), box);
}

/* (transfer full) Equal text is the same plan. */
static char *
describe_plan (PlumbPlanPanel  *self,
               const PlumbPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *pain = plumb_pain_describe (self->review, self->screen);

  g_string_append (text, pain);

  for (guint i = 0; plan != NULL && i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = plan->lines->pdata[i];
      g_autofree char *because = g_strjoinv (" ", line->because);

      g_string_append_printf (text, "\n%s %s", line->id, because);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The pain screen in a line, and the way to it. */
static void
append_pain (PlumbPlanPanel *self)
{
  const PlumbPainRow *row = plumb_review_pain_row (self->review, self->screen);
  g_autofree char *state = plumb_pain_describe (self->review, self->screen);
  g_autofree char *text = g_strdup_printf (_("Pain screen: %s"), state);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name (plumb_pain_icon (row));
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (icon, plumb_pain_style (row));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (content), icon);
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.show-panel");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "pain");
  gtk_box_append (GTK_BOX (self->box), button);
}

/* What the coach sees where the athlete goes to a clinician first. */
static void
append_referral (PlumbPlanPanel *self)
{
  const PlumbPainRow *row = plumb_review_pain_row (self->review, self->screen);

  append_text (self->box, row->title, "title-4");
  append_text (self->box, row->advice, NULL);
  append_text (self->box,
               _("There is no training plan until a clinician has cleared the athlete. The export "
                 "gives a page with what to tell the clinician."),
               "dim-label");
}

static void
update (PlumbPlanPanel *self)
{
  g_autofree char *key = NULL;
  g_autoptr (PlumbPlan) plan = NULL;
  PlumbPlanSection section = PLUMB_N_PLAN_SECTIONS;
  GtkWidget *child;

  if (self->review == NULL || self->table == NULL || self->screen == NULL)
    return;
  plan = plumb_review_compose_plan (self->review, self->table, self->screen);
  key = describe_plan (self, plan);
  if (g_strcmp0 (key, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&key);

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  append_pain (self);
  if (plan == NULL)
    {
      append_referral (self);
      return;
    }
  append_text (self->box, plan->headline, "title-4");
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = plan->lines->pdata[i];

      if (line->section != section)
        append_text (self->box, _(plumb_plan_section_title (line->section)), "heading");
      section = line->section;
      append_line (self, line);
    }
}

static void
review_changed_cb (PlumbPlanPanel *self)
{
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->review, plumb_session_review (self->session));
  g_clear_pointer (&self->shown, g_free);
  if (self->review != NULL)
    g_signal_connect_object (self->review, "changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

void
plumb_plan_panel_set_session (PlumbPlanPanel *self,
                              PlumbSession   *session)
{
  g_return_if_fail (PLUMB_IS_PLAN_PANEL (self));
  g_return_if_fail (self->session == NULL && session != NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::review", G_CALLBACK (review_changed_cb), self,
                           G_CONNECT_SWAPPED);
  review_changed_cb (self);
}

void
plumb_plan_panel_set_table (PlumbPlanPanel  *self,
                            PlumbPlanTable  *table,
                            PlumbPainScreen *screen)
{
  g_return_if_fail (PLUMB_IS_PLAN_PANEL (self));

  g_clear_pointer (&self->table, plumb_plan_table_unref);
  if (table != NULL)
    self->table = plumb_plan_table_ref (table);
  g_clear_pointer (&self->screen, plumb_pain_screen_unref);
  if (screen != NULL)
    self->screen = plumb_pain_screen_ref (screen);
  g_clear_pointer (&self->shown, g_free);
  update (self);
}

static void
plumb_plan_panel_dispose (GObject *object)
{
  PlumbPlanPanel *self = PLUMB_PLAN_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->table, plumb_plan_table_unref);
  g_clear_pointer (&self->screen, plumb_pain_screen_unref);
  g_clear_object (&self->review);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (plumb_plan_panel_parent_class)->dispose (object);
}

static void
plumb_plan_panel_class_init (PlumbPlanPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_plan_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "plan");
}

static void
plumb_plan_panel_init (PlumbPlanPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
