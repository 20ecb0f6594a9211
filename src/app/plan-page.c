/* The plan page; see plan-page.h. Of drawings that overtake each other the
 * newest wins: one is under way at most, and one is wished for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-page.h"

#include <glib/gi18n-lib.h>

#include "plan-job.h"
#include "plan-pages.h"
#include "plan-print.h"
#include "review-page-private.h"

#define DELAY_MS 120 /* after a change: more often come together */
#define PANEL_WIDTH 400

struct _PlumbPlanPage
{
  GtkWidget        parent_instance;
  PlumbReviewPage *review_page; /* unowned: of the same window */
  PlumbReview     *review;      /* owned, nullable: whose changes are followed */
  GtkWidget       *box;
  GtkWidget       *title;
  GtkWidget       *languages;   /* a drop-down */
  GtkWidget       *panel;
  GtkWidget       *pages;
  GCancellable    *drawing;     /* owned, nullable: of what is under way */
  guint            timeout;
  gboolean         is_wished;   /* again, when that is done */
  gboolean         is_loading;  /* the drop-down is being set */
};

typedef struct
{
  PlumbPlanJob *job;      /* owned */
  int           width_px;
} Drawing;

G_DEFINE_FINAL_TYPE (PlumbPlanPage, plumb_plan_page, GTK_TYPE_WIDGET)

static void
free_drawing (gpointer data)
{
  Drawing *drawing = data;

  g_clear_pointer (&drawing->job, plumb_plan_job_free);
  g_free (drawing);
}

static void
draw_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Drawing *drawing = data;
  GError *error = NULL;
  double width = 0, height = 0;
  GPtrArray *textures;
  g_autoptr (GPtrArray) pages = plumb_plan_job_draw_pages (drawing->job, cancellable, &error);

  if (pages == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  plumb_plan_job_page_size (drawing->job, &width, &height);
  textures = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (textures, plumb_plan_page_texture (pages->pdata[i], width, height,
                                                        drawing->width_px));
  g_task_return_pointer (task, textures, (GDestroyNotify) g_ptr_array_unref);
}

static void start_drawing (PlumbPlanPage *self);

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  PlumbPlanPage *self = PLUMB_PLAN_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) textures = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_object (&self->drawing);
  if (self->box == NULL) /* it was closed meanwhile */
    return;
  if (textures != NULL && self->review != NULL)
    plumb_plan_pages_show (PLUMB_PLAN_PAGES (self->pages), textures);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    plumb_review_page_edit_failed (self->review_page, error);
  if (self->is_wished)
    start_drawing (self);
  else
    plumb_plan_pages_set_busy (PLUMB_PLAN_PAGES (self->pages), FALSE);
}

static void
start_drawing (PlumbPlanPage *self)
{
  const int width = plumb_plan_pages_wanted_width (PLUMB_PLAN_PAGES (self->pages));
  PlumbReviewPage *from = self->review_page;
  g_autoptr (GTask) task = NULL;
  Drawing *drawing;

  if (self->review == NULL || from->plan_texts == NULL || width == 0
      || plumb_review_criteria (self->review) == NULL
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_wished = self->drawing != NULL;
  if (self->is_wished)
    {
      g_cancellable_cancel (self->drawing);
      return;
    }
  drawing = g_new0 (Drawing, 1);
  drawing->job = plumb_plan_job_new (self->review, from->engine, from->plan_texts);
  drawing->width_px = width;
  self->drawing = g_cancellable_new ();
  plumb_plan_pages_set_busy (PLUMB_PLAN_PAGES (self->pages), TRUE);
  task = g_task_new (self, self->drawing, drawn_cb, NULL);
  g_task_set_task_data (task, drawing, free_drawing);
  g_task_run_in_thread (task, draw_thread);
}

static gboolean
timeout_cb (gpointer user_data)
{
  PlumbPlanPage *self = user_data;

  self->timeout = 0;
  start_drawing (self);
  return G_SOURCE_REMOVE;
}

static void
wish_drawing (PlumbPlanPage *self)
{
  if (self->timeout == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->timeout = g_timeout_add (DELAY_MS, timeout_cb, self);
}

static void
show_title (PlumbPlanPage *self)
{
  const char *athlete = self->review != NULL ? plumb_review_athlete_name (self->review) : NULL;

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), _("Fix Plan"));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title),
                                 athlete != NULL ? athlete : _("Not assigned yet"));
}

static void
show_language (PlumbPlanPage *self)
{
  const char *const *languages = plumb_plan_languages ();

  if (self->review_page->plan_texts == NULL)
    return;
  self->is_loading = TRUE;
  for (guint i = 0; languages[i] != NULL; i++)
    if (g_str_equal (languages[i], self->review_page->plan_texts->language))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->languages), i);
  self->is_loading = FALSE;
}

static void
texts_changed_cb (PlumbPlanPage *self)
{
  PlumbReviewPage *from = self->review_page;

  plumb_plan_panel_set_table (PLUMB_PLAN_PANEL (self->panel),
                              from->plan_texts != NULL ? from->plan_texts->table : NULL,
                              from->pain_screen);
  plumb_plan_panel_set_claims (PLUMB_PLAN_PANEL (self->panel),
                               from->plan_texts != NULL ? from->plan_texts->claims : NULL);
  show_language (self);
  wish_drawing (self);
}

static void
language_chosen_cb (PlumbPlanPage *self)
{
  const guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->languages));
  g_autoptr (GError) error = NULL;

  if (self->is_loading || self->review == NULL)
    return;
  if (plumb_review_set_plan_language (self->review, plumb_plan_languages ()[chosen], &error))
    plumb_review_page_load_plan (self->review_page);
  else
    plumb_review_page_edit_failed (self->review_page, error);
}

static void
review_changed_cb (PlumbPlanPage *self)
{
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->review, plumb_session_review (self->review_page->session));
  if (self->review != NULL)
    g_signal_connect_object (self->review, "changed", G_CALLBACK (wish_drawing), self,
                             G_CONNECT_SWAPPED);
  show_title (self);
  wish_drawing (self);
}

void
plumb_plan_page_set_review_page (PlumbPlanPage   *self,
                                 PlumbReviewPage *review_page)
{
  g_return_if_fail (PLUMB_IS_PLAN_PAGE (self));
  g_return_if_fail (self->review_page == NULL && PLUMB_IS_REVIEW_PAGE (review_page));

  self->review_page = review_page;
  plumb_plan_panel_set_session (PLUMB_PLAN_PANEL (self->panel), review_page->session);
  g_signal_connect_object (self->panel, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed),
                           review_page, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_page, "plan-texts-changed", G_CALLBACK (texts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_page->session, "notify::review", G_CALLBACK (review_changed_cb),
                           self, G_CONNECT_SWAPPED);
  review_changed_cb (self);
}

void
plumb_plan_page_enter (PlumbPlanPage *self)
{
  g_return_if_fail (PLUMB_IS_PLAN_PAGE (self));

  show_title (self);
  gtk_widget_child_focus (self->panel, GTK_DIR_TAB_FORWARD);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  plumb_review_export_plan (PLUMB_PLAN_PAGE (widget)->review_page);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  plumb_review_print_plan (PLUMB_PLAN_PAGE (widget)->review_page);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.show-review", NULL);
}

/* What the panel asks for where it stands beside the recording. */
static void
show_panel_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  PlumbPlanPage *self = PLUMB_PLAN_PAGE (widget);

  gtk_widget_activate_action (widget, "win.show-review", NULL);
  gtk_widget_activate_action_variant (GTK_WIDGET (self->review_page), "review.show-panel",
                                      parameter);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbPlanPage *self = PLUMB_PLAN_PAGE (widget);
  g_autoptr (GError) error = NULL;
  const gboolean back = g_str_equal (name, "plan.undo");

  if (self->review != NULL
      && !(back ? plumb_review_undo (self->review, &error)
                : plumb_review_redo (self->review, &error)))
    plumb_review_page_edit_failed (self->review_page, error);
}

static void
plumb_plan_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (plumb_plan_page_parent_class)->map (widget);
  wish_drawing (PLUMB_PLAN_PAGE (widget));
}

static void
plumb_plan_page_dispose (GObject *object)
{
  PlumbPlanPage *self = PLUMB_PLAN_PAGE (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->drawing != NULL)
    g_cancellable_cancel (self->drawing);
  self->is_wished = FALSE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (plumb_plan_page_parent_class)->dispose (object);
}

static void
plumb_plan_page_class_init (PlumbPlanPageClass *klass)
{
  static const struct
  {
    const char                 *name;
    GtkWidgetActionActivateFunc activate;
    guint                       key;
    GdkModifierType             modifiers;
  } actions[] = {
    { "plan.export", export_action, GDK_KEY_e, GDK_CONTROL_MASK },
    { "plan.print", print_action, GDK_KEY_p, GDK_CONTROL_MASK },
    { "plan.undo", undo_action, GDK_KEY_z, GDK_CONTROL_MASK },
    { "plan.redo", undo_action, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "plan.back", back_action, GDK_KEY_Escape, 0 },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_plan_page_dispose;
  widget_class->map = plumb_plan_page_map;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
      gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                           actions[i].name, NULL);
    }
  gtk_widget_class_install_action (widget_class, "review.show-panel", "s", show_panel_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "plan-page");
}

static GtkWidget *
make_button (const char *icon,
             const char *action,
             const char *name,
             const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return button;
}

static GtkWidget *
make_languages (void)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *const *languages = plumb_plan_languages ();
  GtkWidget *drop_down;

  for (guint i = 0; languages[i] != NULL; i++)
    gtk_string_list_append (names, plumb_plan_language_name (languages[i]));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_widget_set_tooltip_text (drop_down, _("Language of this athlete’s plans"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Language of this athlete’s plans"), -1);
  return drop_down;
}

static GtkWidget *
make_header (PlumbPlanPage *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *export = gtk_button_new_with_mnemonic (_("_Export PDF…"));

  self->title = adw_window_title_new (NULL, NULL);
  self->languages = make_languages ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (export), "plan.export");
  gtk_widget_set_tooltip_text (export, _("Write the plan as a PDF (Ctrl+E)"));
  gtk_widget_add_css_class (export, "suggested-action");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             make_button ("go-previous-symbolic", "plan.back",
                                          _("Back to the recording"),
                                          _("Back to the recording (Escape)")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), export);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header),
                           make_button ("document-print-symbolic", "plan.print",
                                        _("Print the plan"), _("Print the plan (Ctrl+P)")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->languages);
  return header;
}

static void
plumb_plan_page_init (PlumbPlanPage *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->panel = g_object_new (PLUMB_TYPE_PLAN_PANEL, "margin-start", 18, "margin-end", 18,
                              "margin-top", 12, "margin-bottom", 18, NULL);
  self->pages = plumb_plan_pages_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->panel);
  gtk_widget_set_size_request (scrolled, 330, -1);
  gtk_paned_set_start_child (GTK_PANED (paned), scrolled);
  gtk_paned_set_end_child (GTK_PANED (paned), self->pages);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), PANEL_WIDTH);
  gtk_widget_set_vexpand (paned, TRUE);
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), paned);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->pages, "width-wanted", G_CALLBACK (wish_drawing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->languages, "notify::selected", G_CALLBACK (language_chosen_cb),
                           self, G_CONNECT_SWAPPED);
}
