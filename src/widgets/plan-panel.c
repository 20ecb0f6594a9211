/* The fix plan as it stands now; see plan-panel.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-panel.h"

#include <glib/gi18n-lib.h>

#include "pain-panel.h"
#include "plan-edits.h"
#include "plan-line-editor.h"
#include "plan-reasons.h"
#include "review-progress.h"

struct _PlumbPlanPanel
{
  GtkWidget       parent_instance;
  PlumbSession   *session; /* owned, nullable */
  PlumbReview    *review;  /* owned, nullable */
  PlumbPlanTable *table;   /* owned, nullable */
  PlumbPainScreen *screen; /* owned, nullable */
  PlumbClaims    *claims;  /* owned, nullable */
  PlumbPlan      *plan;    /* owned, nullable: as it is on show */
  char           *shown;   /* owned: what is on show, as one string */
  char           *current; /* owned, nullable: the line that was just edited */
  GtkWidget      *box;
  gboolean        is_stale; /* what is on show, while nobody sees it */
};

enum
{
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static const char *
translate (const char *msgid)
{
  return _(msgid);
}

static char *
describe_reason (PlumbPlanPanel      *self,
                 const PlumbPlanLine *line)
{
  g_autoptr (GHashTable) answers
      = plumb_review_counted_pain_answers (self->review, self->screen);
  const PlumbPlanGrounds grounds
      = { plumb_review_criteria (self->review), plumb_review_checks (self->review), self->screen,
          answers, translate };
  g_autofree char *reasons = plumb_plan_reasons_tell (line, &grounds);

  if (g_strv_contains ((const char *const *) line->because, PLUMB_PLAN_BECAUSE_COACH))
    return g_strdup (_("Your own line"));
  return plumb_review_plan_is_edited (self->review, line->id)
             ? g_strdup_printf ("%s · %s", reasons, _("in your words"))
             : g_steal_pointer (&reasons);
}

/* (transfer full) (nullable) The sentences of the article that the line is
 * after. */
static char *
quote_article (PlumbPlanPanel      *self,
               const PlumbPlanLine *line)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->claims != NULL && line->claims != NULL && line->claims[i] != NULL; i++)
    {
      const PlumbClaim *claim = plumb_claims_find (self->claims, line->claims[i]);

      if (claim != NULL)
        g_string_append_printf (text, "%s%s “%s”", text->len > 0 ? "\n" : "", claim->id,
                                claim->text);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
tell_failure (PlumbPlanPanel *self,
              GError         *error)
{
  if (error != NULL)
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

/* The line that an editor was opened on; that of its row, whatever the plan is
 * by now. */
static const char *
get_line_id (GtkWidget *editor)
{
  return g_object_get_data (G_OBJECT (editor), "line");
}

static void
remember_current (PlumbPlanPanel *self,
                  const char     *line_id)
{
  g_free (self->current);
  self->current = g_strdup (line_id);
}

static void
reworded_cb (PlumbPlanPanel *self,
             const char     *text,
             const char     *dose,
             GtkWidget      *editor)
{
  g_autoptr (GError) error = NULL;

  if (self->review == NULL) /* it was left while the editor closed */
    return;
  remember_current (self, get_line_id (editor));
  plumb_review_reword_plan_line (self->review, get_line_id (editor), text, dose, &error);
  tell_failure (self, error);
}

static void
removed_cb (PlumbPlanPanel *self,
            GtkWidget      *editor)
{
  g_autoptr (GError) error = NULL;

  if (self->review == NULL)
    return;
  plumb_review_remove_plan_line (self->review, get_line_id (editor), &error);
  tell_failure (self, error);
}

static void
moved_cb (PlumbPlanPanel *self,
          int             by,
          GtkWidget      *editor)
{
  const char *id = get_line_id (editor);
  const PlumbPlanLine *line = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint at = 0;

  for (guint i = 0; self->plan != NULL && i < self->plan->lines->len; i++)
    if (g_str_equal (((PlumbPlanLine *) self->plan->lines->pdata[i])->id, id))
      line = self->plan->lines->pdata[i];
  if (line == NULL || self->review == NULL)
    return;
  for (guint i = 0; i < self->plan->lines->len; i++)
    {
      const PlumbPlanLine *other = self->plan->lines->pdata[i];

      if (other == line)
        at = ids->len;
      if (other->section == line->section)
        g_ptr_array_add (ids, other->id);
    }
  if ((by < 0 && at == 0) || (by > 0 && at + 1 == ids->len))
    return;
  ids->pdata[at] = ids->pdata[(int) at + by];
  ids->pdata[(int) at + by] = line->id;
  g_ptr_array_add (ids, NULL);
  remember_current (self, line->id);
  /* The ids are the shown plan's, which the change replaces. */
  g_auto (GStrv) order = g_strdupv ((GStrv) ids->pdata);
  plumb_review_order_plan_lines (self->review, (const char *const *) order, &error);
  tell_failure (self, error);
}

static void
added_cb (PlumbPlanPanel *self,
          guint           section,
          const char     *text,
          const char     *dose)
{
  g_autoptr (GError) error = NULL;

  if (self->review == NULL)
    return;
  plumb_review_add_plan_line (self->review, (PlumbPlanSection) section, text, dose, &error);
  tell_failure (self, error);
}

static void
reset_cb (PlumbPlanPanel *self)
{
  g_autoptr (GError) error = NULL;

  plumb_review_reset_plan (self->review, &error);
  tell_failure (self, error);
}

static void
headline_cb (PlumbPlanPanel *self,
             const char     *text,
             const char     *dose)
{
  g_autoptr (GError) error = NULL;

  if (self->review == NULL)
    return;
  remember_current (self, PLUMB_PLAN_HEADLINE);
  plumb_review_set_plan_headline (self->review, text, &error);
  tell_failure (self, error);
}

static void
kept_cb (PlumbPlanPanel *self,
         const char     *text,
         const char     *dose,
         GtkWidget      *editor)
{
  const guint section = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (editor), "section"));
  g_autoptr (GError) error = NULL;

  if (self->review == NULL)
    return;
  plumb_review_keep_line (self->review, (PlumbPlanSection) section, text, dose, &error);
  tell_failure (self, error);
}

static void
forgotten_cb (PlumbPlanPanel *self,
              const char     *text)
{
  g_autoptr (GError) error = NULL;

  if (self->review != NULL)
    plumb_review_forget_line (self->review, text, &error);
  tell_failure (self, error);
}

static PlumbPlanPanel *
find_panel (GtkMenuButton *button)
{
  return PLUMB_PLAN_PANEL (gtk_widget_get_ancestor (GTK_WIDGET (button), PLUMB_TYPE_PLAN_PANEL));
}

static void
open_editor_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  const PlumbPlanLine *line = user_data; /* of the plan on show */
  PlumbPlanPanel *self = find_panel (button);
  g_autofree char *article = quote_article (self, line);
  GtkWidget *editor = plumb_plan_line_editor_new (line, article);

  g_object_set_data_full (G_OBJECT (editor), "line", g_strdup (line->id), g_free);
  g_object_set_data (G_OBJECT (editor), "section", GUINT_TO_POINTER (line->section));
  g_signal_connect_object (editor, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "reworded", G_CALLBACK (reworded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, editor);
}

static void
open_adder_cb (GtkMenuButton *button,
               gpointer       user_data)
{
  PlumbPlanPanel *self = find_panel (button);
  g_autoptr (GPtrArray) kept = plumb_review_kept_lines (self->review);
  GtkWidget *editor = plumb_plan_line_editor_new_line (kept);

  g_signal_connect_object (editor, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "forgotten", G_CALLBACK (forgotten_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, editor);
}

/* Not a part of the plan: how to change it. */
static void
append_tools (PlumbPlanPanel *self)
{
  GtkWidget *add = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (add), _("Add a line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Add a line"), -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (add), open_adder_cb, NULL, NULL);
  gtk_widget_set_margin_top (add, 12);
  gtk_box_append (GTK_BOX (self->box), add);
  if (plumb_review_plan_is_edited (self->review, NULL))
    {
      GtkWidget *reset = gtk_button_new_with_label (_("Take my changes back"));

      gtk_widget_set_tooltip_text (reset, _("The plan as it was composed"));
      g_signal_connect_object (reset, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->box), reset);
    }
}

static void
open_headline_cb (GtkMenuButton *button,
                  gpointer       user_data)
{
  PlumbPlanPanel *self = find_panel (button);
  GtkWidget *editor = plumb_plan_line_editor_new_headline (self->plan->headline);

  g_signal_connect_object (editor, "reworded", G_CALLBACK (headline_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, editor);
}

static GtkWidget *
make_edit_button (const char                     *text,
                  GtkMenuButtonCreatePopupFunc    open,
                  gpointer                        data)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: a line of the plan. */
  g_autofree char *name = g_strdup_printf (_("Change: %s"), text);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-edit-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), open, data, NULL);
  gtk_widget_set_tooltip_text (button, _("Change this line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
append_line (PlumbPlanPanel      *self,
             const PlumbPlanLine *line)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = make_edit_button (line->text, open_editor_cb, (gpointer) line);
  g_autofree char *why = describe_reason (self, line);
  g_autofree char *dosed
      = line->dose != NULL ? g_strdup_printf ("%s — %s", line->text, line->dose) : NULL;

  gtk_widget_add_css_class (box, "plan-line");
  gtk_widget_set_hexpand (box, TRUE);
  append_text (box, dosed != NULL ? dosed : line->text, NULL);
  if (*why != '\0')
    {
      append_text (box, why, "caption");
      gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim-label");
    }
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self->box), row);
  if (g_strcmp0 (self->current, line->id) == 0)
    gtk_widget_grab_focus (button);
}

static void
append_headline (PlumbPlanPanel *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button
      = make_edit_button (self->plan->headline, open_headline_cb, NULL);

  append_text (row, self->plan->headline, "title-4");
  gtk_widget_set_hexpand (gtk_widget_get_first_child (row), TRUE);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self->box), row);
  if (g_strcmp0 (self->current, PLUMB_PLAN_HEADLINE) == 0)
    gtk_widget_grab_focus (button);
}

/* (transfer full) Equal text is the same plan. */
static char *
describe_plan (PlumbPlanPanel  *self,
               const PlumbPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *pain = plumb_pain_describe (self->review, self->screen);

  g_string_append (text, pain);
  if (plan != NULL)
    g_string_append_printf (text, "\n%s", plan->headline);

  for (guint i = 0; plan != NULL && i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = plan->lines->pdata[i];
      g_autofree char *because = g_strjoinv (" ", line->because);

      g_string_append_printf (text, "\n%s %s %s %s", line->id, line->text,
                              line->dose != NULL ? line->dose : "", because);
    }
  if (plumb_review_plan_is_edited (self->review, NULL))
    g_string_append (text, "\n*");
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

/* Since the last film, one line a check that became another. */
static void
append_progress (PlumbPlanPanel *self)
{
  g_autoptr (PlumbProgress) progress = plumb_review_progress (self->review);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; progress != NULL && i < progress->items->len; i++)
    {
      const PlumbProgressItem *item = &g_array_index (progress->items, PlumbProgressItem, i);

      if (item->kind != PLUMB_PROGRESS_KEPT && item->kind != PLUMB_PROGRESS_OPEN)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", item->group->name,
                                _(plumb_progress_kind_name (item->kind)));
    }
  if (text->len == 0)
    return;
  append_text (self->box, _("Since the last film"), "heading");
  append_text (self->box, text->str, "plan-line");
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
  PlumbPlan *plan;
  PlumbPlanSection section = PLUMB_N_PLAN_SECTIONS;
  GtkWidget *child;

  if (self->review == NULL || self->table == NULL || self->screen == NULL)
    return;
  plan = plumb_review_compose_plan (self->review, self->table, self->screen);
  key = describe_plan (self, plan);
  if (g_strcmp0 (key, self->shown) == 0)
    {
      plumb_plan_free (plan);
      return;
    }
  g_free (self->shown);
  self->shown = g_steal_pointer (&key);

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  plumb_plan_free (self->plan); /* the rows that are gone had its lines */
  self->plan = plan;
  append_pain (self);
  if (plan == NULL)
    {
      append_referral (self);
      return;
    }
  append_headline (self);
  append_progress (self);
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = plan->lines->pdata[i];

      if (line->section != section)
        append_text (self->box, _(plumb_plan_section_title (line->section)), "heading");
      section = line->section;
      append_line (self, line);
    }
  append_tools (self);
  g_clear_pointer (&self->current, g_free);
}

/* A point is dragged at 60 updates a second: what nobody sees waits. */
static void
edited_cb (PlumbPlanPanel *self)
{
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->is_stale)
    update (self);
}

static void
plumb_plan_panel_map (GtkWidget *widget)
{
  PlumbPlanPanel *self = PLUMB_PLAN_PANEL (widget);

  if (self->is_stale)
    update (self);
  self->is_stale = FALSE;
  GTK_WIDGET_CLASS (plumb_plan_panel_parent_class)->map (widget);
}

static void
review_changed_cb (PlumbPlanPanel *self)
{
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->review, plumb_session_review (self->session));
  g_clear_pointer (&self->shown, g_free);
  if (self->review != NULL)
    g_signal_connect_object (self->review, "changed", G_CALLBACK (edited_cb), self,
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

void
plumb_plan_panel_set_claims (PlumbPlanPanel *self,
                             PlumbClaims    *claims)
{
  g_return_if_fail (PLUMB_IS_PLAN_PANEL (self));

  g_clear_pointer (&self->claims, plumb_claims_unref);
  self->claims = claims != NULL ? plumb_claims_ref (claims) : NULL;
  g_clear_pointer (&self->shown, g_free);
  update (self);
}

static void
plumb_plan_panel_dispose (GObject *object)
{
  PlumbPlanPanel *self = PLUMB_PLAN_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->plan, plumb_plan_free);
  g_clear_pointer (&self->current, g_free);
  g_clear_pointer (&self->table, plumb_plan_table_unref);
  g_clear_pointer (&self->screen, plumb_pain_screen_unref);
  g_clear_pointer (&self->claims, plumb_claims_unref);
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
  widget_class->map = plumb_plan_panel_map;
  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_PLAN_PANEL, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "plan");
}

static void
plumb_plan_panel_init (PlumbPlanPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
