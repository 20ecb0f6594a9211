/* The main window; see window.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-private.h"

#include <glib/gi18n-lib.h>

#include "config.h"
#include "data-files.h"
#include "dialogs.h"
#include "keys.h"
#include "messages.h"
#include "practice-window.h"
#include "sample.h"
#include "staging.h"

#define TOAST_CHARS 60

G_DEFINE_FINAL_TYPE (PlumbWindow, plumb_window, ADW_TYPE_APPLICATION_WINDOW)

/* On the review page over the picture: at the window's foot it would cover the
 * flags of the timeline. */
void
plumb_window_add_toast (PlumbWindow *self,
                        AdwToast    *toast)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "review") == 0)
    plumb_review_page_add_toast (self->review_page, toast);
  else
    adw_toast_overlay_add_toast (self->toasts, toast);
}

AdwToast *
plumb_window_make_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TOAST_CHARS);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  return toast;
}

void
plumb_window_toast (PlumbWindow *self,
                    const char  *text)
{
  plumb_window_add_toast (self, plumb_window_make_toast (text));
}

void
plumb_window_problem (PlumbWindow  *self,
                      const GError *error,
                      const char   *path)
{
  g_autofree char *text = plumb_message_for (error, path);

  plumb_dialog_error (GTK_WINDOW (self), _("That Did Not Work"), text);
}

static void
failed_cb (PlumbWindow *self,
           GError      *error)
{
  plumb_window_problem (self, error, NULL);
}

/* A picture is judged on a dark ground; the library follows the system. */
static void
page_changed_cb (PlumbWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_strcmp0 (page, "review") == 0 ? ADW_COLOR_SCHEME_PREFER_DARK
                                                                      : ADW_COLOR_SCHEME_DEFAULT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.assign",
                                 g_strcmp0 (page, "review") == 0);
}

void
plumb_window_show_home (PlumbWindow *self)
{
  g_autoptr (GListModel) unassigned = plumb_library_reviews (self->library, 0, NULL);
  GListModel *athletes = plumb_library_athletes (self->library);
  const gboolean has_unassigned
      = unassigned != NULL && g_list_model_get_n_items (unassigned) > 0;
  const gboolean has_athletes = g_list_model_get_n_items (athletes) > 0;

  if (has_athletes && !has_unassigned && plumb_library_page_athlete (self->library_page) == 0)
    {
      g_autoptr (PlumbAthlete) first = g_list_model_get_item (athletes, 0);

      plumb_library_page_select (self->library_page, plumb_athlete_id (first));
    }
  gtk_stack_set_visible_child_name (self->pages,
                                    has_athletes || has_unassigned ? "library" : "welcome");
}

void
plumb_window_show_review (PlumbWindow *self,
                          PlumbReview *review)
{
  plumb_review_keeper_watch (self->keeper, review);
  plumb_review_page_open (self->review_page, review);
  gtk_stack_set_visible_child_name (self->pages, "review");
  plumb_library_page_select (self->library_page, plumb_review_athlete_id (review));
}

/* Where what was found stands: its own frame, else that of the finding, else the
 * setup; -1 = as usual. */
static gint64
find_frame (PlumbReview     *review,
            PlumbReviewItem *item)
{
  g_autoptr (PlumbCriteria) criteria = NULL;
  const PlumbChecks *checks;

  if (plumb_review_item_found_kind (item) == PLUMB_FOUND_NOT)
    return -1;
  if (plumb_review_item_found_frame (item) >= 0)
    return plumb_review_item_found_frame (item);
  if (plumb_review_criteria (review) == NULL)
    criteria = plumb_data_load_criteria ("conventional", NULL, NULL);
  if (criteria != NULL)
    plumb_review_set_criteria (review, criteria);
  checks = plumb_review_checks (review);
  for (guint i = 0; checks != NULL && i < checks->findings->len; i++)
    {
      const PlumbFinding *finding = checks->findings->pdata[i];

      if (g_str_equal (finding->id, plumb_review_item_found_key (item)) && finding->frame >= 0)
        return finding->frame;
    }
  return plumb_review_item_set_frame (item);
}

static void
open_review_cb (PlumbWindow     *self,
                PlumbReviewItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbReview) review
      = plumb_library_load_review (self->library, plumb_review_item_id (item), &error);

  if (review == NULL)
    {
      plumb_window_problem (self, error, NULL);
      return;
    }
  plumb_review_page_open_at (self->review_page, find_frame (review, item));
  plumb_window_show_review (self, review);
}

/* Assigning */

typedef struct
{
  PlumbWindow *window;  /* owned */
  GArray      *reviews; /* of gint64: their ids */
} Assignment;

static void
athlete_chosen_cb (gint64      athlete_id,
                   const char *new_name,
                   gpointer    user_data)
{
  Assignment *assignment = user_data;
  PlumbWindow *self = assignment->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbAthlete) athlete = NULL;

  if (new_name != NULL)
    {
      athlete = plumb_library_add_athlete (self->library, new_name, &error);
      if (athlete != NULL)
        athlete_id = plumb_athlete_id (athlete);
    }
  for (guint i = 0; i < assignment->reviews->len && athlete_id != 0 && error == NULL; i++)
    plumb_library_assign (self->library, g_array_index (assignment->reviews, gint64, i),
                          athlete_id, &error);
  if (error != NULL)
    plumb_window_problem (self, error, NULL);
  else if (athlete_id != 0)
    plumb_library_page_select (self->library_page, athlete_id);
  plumb_review_page_update_title (self->review_page);
  g_array_unref (assignment->reviews);
  g_object_unref (assignment->window);
  g_free (assignment);
}

void
plumb_window_ask_for_athlete (PlumbWindow *self,
                              GArray      *reviews,
                              const char  *what)
{
  Assignment *assignment = g_new0 (Assignment, 1);

  assignment->window = g_object_ref (self);
  assignment->reviews = reviews;
  plumb_dialog_choose_athlete (GTK_WINDOW (self), plumb_library_athletes (self->library), what,
                               athlete_chosen_cb, assignment);
}

static void
assign_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  PlumbReview *review = plumb_review_page_review (self->review_page);
  GArray *reviews;
  g_autofree char *file = NULL;
  gint64 id;

  if (review == NULL)
    return;
  id = plumb_review_id (review);
  reviews = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (reviews, id);
  file = g_path_get_basename (plumb_review_path (review));
  plumb_window_ask_for_athlete (self, reviews, file);
}

/* Actions */

static void
files_chosen_cb (GPtrArray *files,
                 gpointer   user_data)
{
  plumb_window_open_files (user_data, files);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  plumb_dialog_open_recordings (GTK_WINDOW (widget), files_chosen_cb, widget);
}

static void
open_sample_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbReview) review = plumb_sample_open (self->library, &error);

  if (review != NULL)
    plumb_window_show_review (self, review);
  else
    plumb_window_problem (self, error, NULL);
}

static void
show_library_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);

  plumb_review_keeper_watch (self->keeper, NULL);
  plumb_review_page_close (self->review_page);
  plumb_window_show_home (self);
}

static void
new_athlete_cb (gint64      athlete_id,
                const char *new_name,
                gpointer    user_data)
{
  g_autoptr (PlumbWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbAthlete) athlete = NULL;

  if (new_name != NULL)
    {
      athlete = plumb_library_add_athlete (self->library, new_name, &error);
      if (athlete == NULL)
        {
          plumb_window_problem (self, error, NULL);
          return;
        }
      athlete_id = plumb_athlete_id (athlete);
    }
  if (athlete_id != 0)
    plumb_library_page_select (self->library_page, athlete_id);
}

static void
new_athlete_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  plumb_dialog_new_athlete (GTK_WINDOW (widget), new_athlete_cb, g_object_ref (widget));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);

  show_library_action (widget, name, parameter);
  plumb_library_page_find (self->library_page);
}

static void
toast_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  plumb_window_toast (PLUMB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
exported_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (self->exported != NULL)
    plumb_staging_drop (self->exported);
  g_free (self->exported);
  self->exported = g_variant_dup_string (parameter, NULL);
  file = g_path_get_basename (self->exported);
  text = g_strdup_printf (g_str_has_suffix (file, ".pdf") ? _("Plan written: %s")
                                                          : _("Written: %s"),
                          file);
  toast = plumb_window_make_toast (text);
  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_action_name (toast, "win.open-exported");
  plumb_window_add_toast (self, toast);
}

static void
open_exported_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autofree char *uri = NULL;

  if (self->exported == NULL)
    return;
  uri = plumb_staging_uri (self->exported);
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
fullscreen_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  g_object_set (widget, "fullscreened", !gtk_window_is_fullscreen (GTK_WINDOW (widget)), NULL);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *item = g_value_get_boxed (value); item != NULL; item = item->next)
    g_ptr_array_add (files, item->data);
  plumb_window_open_files (user_data, files);
  return files->len > 0;
}

static void
plumb_window_dispose (GObject *object)
{
  PlumbWindow *self = PLUMB_WINDOW (object);

  if (self->exported != NULL)
    plumb_staging_drop (self->exported);
  g_clear_pointer (&self->exported, g_free);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_object (&self->trouble);
  g_clear_pointer (&self->keeper, plumb_review_keeper_free);
  g_clear_object (&self->thumbnailer);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (plumb_window_parent_class)->dispose (object);
}

static void
plumb_window_class_init (PlumbWindowClass *klass)
{
  static const struct
  {
    const char                 *name;
    const char                 *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.open", NULL, open_action },
    { "win.open-sample", NULL, open_sample_action },
    { "win.show-library", NULL, show_library_action },
    { "win.new-athlete", NULL, new_athlete_action },
    { "win.assign", NULL, assign_action },
    { "win.find", NULL, find_action },
    { "win.toast", "s", toast_action },
    { "win.exported", "s", exported_action },
    { "win.open-exported", NULL, open_exported_action },
    { "win.fullscreen", NULL, fullscreen_action },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_window_dispose;
  g_type_ensure (PLUMB_TYPE_LIBRARY_PAGE);
  g_type_ensure (PLUMB_TYPE_REVIEW_PAGE);
  g_type_ensure (PLUMB_TYPE_PLAN_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/plumbline/Plumbline/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, notices);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, library_page);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, review_page);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, plan_page);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  plumb_window_install_library_actions (widget_class);
  plumb_window_install_exchange_actions (widget_class);
  plumb_window_install_transfer (widget_class);
  plumb_window_install_import (widget_class);
  plumb_window_install_coach (widget_class);
  plumb_window_install_notices (widget_class);
  plumb_window_install_plan (widget_class);
  plumb_practice_install (widget_class);
  plumb_keys_bind (widget_class, PLUMB_KEYS_WINDOW);
}

static void
plumb_window_init (PlumbWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self),
                                           GTK_SHORTCUTS_WINDOW (plumb_keys_window_new ()));
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (self->pages, "notify::visible-child-name",
                           G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library_page, "open-review", G_CALLBACK (open_review_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library_page, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  plumb_plan_page_set_review_page (self->plan_page, self->review_page);
}

PlumbLibrary *
plumb_window_library (PlumbWindow *self)
{
  g_return_val_if_fail (PLUMB_IS_WINDOW (self), NULL);

  return self->library;
}

static void
tell_older (PlumbWindow *self,
            const char  *copy)
{
  g_autofree char *name = g_filename_display_basename (copy);
  g_autofree char *text
      = g_strdup_printf (_("This library was written by an older Plumbline and has been brought up "
                           "to date. As it was before it is kept in the folder “backups”: %s"),
                         name);

  plumb_window_notice (self, text, TRUE);
}

PlumbWindow *
plumb_window_new (AdwApplication *application,
                  PlumbLibrary   *library)
{
  PlumbWindow *self = g_object_new (PLUMB_TYPE_WINDOW, "application", application, NULL);

  if (PLUMB_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  self->library = g_object_ref (library);
  plumb_window_connect_library (self);
  if (plumb_library_is_read_only (library))
    plumb_window_notice (
        self,
        _("For reading only: another Plumbline has this library open, or its folder cannot be "
          "written. Nothing that is done here is kept."),
        FALSE);
  if (plumb_library_older_copy (library) != NULL)
    tell_older (self, plumb_library_older_copy (library));
  plumb_window_show_home (self);
  page_changed_cb (self);
  return self;
}
