/* Recordings into the library, from the window: one is opened at once, many are
 * assigned in one go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-private.h"

#include <glib/gi18n-lib.h>

#include "assign-dialog.h"
#include "dialogs.h"
#include "library-import.h"

typedef struct
{
  PlumbWindow *window;     /* owned */
  gint64       athlete_id; /* whose they are; 0 = to be asked */
} Arrival;

static void
tell_errors (PlumbWindow *self,
             GPtrArray   *errors,
             GPtrArray   *reviews)
{
  g_autofree char *text = NULL;

  if (errors->len == 0)
    return;
  if (errors->len == 1)
    {
      plumb_window_problem (self, errors->pdata[0], NULL);
      return;
    }
  text = g_strdup_printf (ngettext ("%u recording could not be taken: %s",
                                    "%u recordings could not be taken; the first: %s",
                                    errors->len),
                          errors->len, ((GError *) errors->pdata[0])->message);
  plumb_dialog_error (GTK_WINDOW (self), _("That Did Not Work"), text);
}

static void
assigned_cb (gint64        athlete_id,
             const GError *error,
             gpointer      user_data)
{
  g_autoptr (PlumbWindow) self = user_data;

  if (error != NULL)
    plumb_window_problem (self, error, NULL);
  if (athlete_id != 0)
    plumb_library_page_select (self->library_page, athlete_id);
}

/* For one athlete: nothing is asked. */
static void
give_all (PlumbWindow *self,
          GPtrArray   *reviews,
          gint64       athlete_id)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < reviews->len && error == NULL; i++)
    if (plumb_review_athlete_id (reviews->pdata[i]) == 0)
      plumb_library_assign (self->library, plumb_review_id (reviews->pdata[i]), athlete_id,
                            &error);
  if (error != NULL)
    plumb_window_problem (self, error, NULL);
  plumb_library_page_select (self->library_page, athlete_id);
}

static void
ask_for_one (PlumbWindow *self,
             PlumbReview *review)
{
  g_autofree char *file = g_path_get_basename (plumb_review_path (review));
  const gint64 id = plumb_review_id (review);
  GArray *reviews;

  if (plumb_review_athlete_id (review) != 0 || plumb_library_is_read_only (self->library))
    return;
  reviews = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (reviews, id);
  plumb_window_ask_for_athlete (self, reviews, file);
}

static void
arrived_cb (GPtrArray *reviews,
            GPtrArray *errors,
            gpointer   user_data)
{
  g_autofree Arrival *arrival = user_data;
  g_autoptr (PlumbWindow) self = arrival->window;

  if (reviews->len > 0 && arrival->athlete_id != 0)
    give_all (self, reviews, arrival->athlete_id);
  if (reviews->len == 1)
    {
      plumb_window_show_review (self, reviews->pdata[0]);
      ask_for_one (self, reviews->pdata[0]);
    }
  else if (reviews->len > 1)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-library", NULL);
      if (arrival->athlete_id == 0)
        {
          plumb_library_page_select (self->library_page, 0);
          plumb_assign_dialog_show (GTK_WINDOW (self), self->library, reviews, assigned_cb,
                                    g_object_ref (self));
        }
    }
  tell_errors (self, errors, reviews);
}

static void
take_files (PlumbWindow *self,
            GPtrArray   *files,
            gint64       athlete_id)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Arrival *arrival = g_new0 (Arrival, 1);

  for (guint i = 0; i < files->len; i++)
    {
      char *path = g_file_get_path (files->pdata[i]);

      if (path != NULL)
        g_ptr_array_add (paths, path);
      else
        plumb_window_toast (
            self, _("Only files on this computer can be opened. Save it here first."));
    }
  arrival->window = g_object_ref (self);
  arrival->athlete_id = athlete_id;
  plumb_import_recordings (GTK_WINDOW (self), self->library, paths, arrived_cb, arrival);
}

void
plumb_window_open_files (PlumbWindow *self,
                         GPtrArray   *files)
{
  g_autoptr (GPtrArray) recordings = g_ptr_array_new ();

  g_return_if_fail (PLUMB_IS_WINDOW (self));

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_file_get_basename (files->pdata[i]);

      if (name != NULL && g_str_has_suffix (name, ".plumb"))
        plumb_window_import_file (self, files->pdata[i]);
      else
        g_ptr_array_add (recordings, files->pdata[i]);
    }
  if (recordings->len > 0)
    take_files (self, recordings, 0);
}

static void
files_chosen_cb (GPtrArray *files,
                 gpointer   user_data)
{
  PlumbWindow *self = user_data;

  take_files (self, files, plumb_library_page_athlete (self->library_page));
}

static void
open_for_athlete_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  plumb_dialog_open_recordings (GTK_WINDOW (widget), files_chosen_cb, widget);
}

void
plumb_window_install_import (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-for-athlete", NULL, open_for_athlete_action);
}
