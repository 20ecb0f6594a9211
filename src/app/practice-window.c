/* The practice; see practice-window.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "practice-window.h"

#include <glib/gi18n-lib.h>

#include "clip.h"
#include "practice-round.h"

struct _PlumbPracticeWindow
{
  AdwWindow          parent_instance;
  PlumbLibrary      *library;     /* owned */
  PlumbCriteria     *criteria;    /* owned */
  GCancellable      *cancellable; /* owned: of drawing */
  PlumbPracticeRound round;
  int                width_px, height_px; /* of the picture; 0 until it is drawn */

  AdwWindowTitle *title;
  GtkStack       *stage;
  GtkLabel       *wanted;
  GtkLabel       *hint;
  GtkPicture     *picture;
  GtkListBox     *results;
  GtkButton      *undo_button;
  GtkButton      *keep_button;
  GtkLabel       *problem;
};

G_DEFINE_FINAL_TYPE (PlumbPracticeWindow, plumb_practice_window, ADW_TYPE_WINDOW)

static GtkWidget *
create_row (PlumbLandmark landmark,
            double        sd_px,
            double        usual_px)
{
  GtkWidget *row = adw_action_row_new ();
  /* Translators: how far clicks scatter, in pixels; the second is what is usual. */
  g_autofree char *text = g_strdup_printf (_("%.1f px (usual %.1f px)"), sd_px, usual_px);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(plumb_landmark_name (landmark)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  return row;
}

static void
show_results (PlumbPracticeWindow *self)
{
  double sd_px[PLUMB_N_LANDMARKS];
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    gtk_list_box_remove (self->results, row);
  plumb_practice_round_spread (&self->round, self->criteria, sd_px);
  for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
    if (sd_px[i] > 0)
      gtk_list_box_append (self->results,
                           create_row ((PlumbLandmark) i, sd_px[i],
                                       plumb_criteria_click_sd_px (self->criteria, i)));
  gtk_stack_set_visible_child_name (self->stage, "results");
}

static void
update (PlumbPracticeWindow *self)
{
  const PlumbLandmark landmark = plumb_practice_round_wanted (&self->round);
  const gboolean done = landmark == PLUMB_LANDMARK_NONE;
  /* Translators: clicks that were made, of all. */
  g_autofree char *count = g_strdup_printf (_("%u of %u"), self->round.n_clicks,
                                            PLUMB_PRACTICE_N_CLICKS);

  adw_window_title_set_subtitle (self->title, count);
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo_button), self->round.n_clicks > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_button), done);
  if (done)
    {
      show_results (self);
      return;
    }
  gtk_label_set_text (self->wanted, _(plumb_landmark_name (landmark)));
  gtk_label_set_text (self->hint, _(plumb_landmark_hint (landmark)));
  if (self->width_px > 0)
    gtk_stack_set_visible_child_name (self->stage, "picture");
}

/* From the widget to the picture, which is shown whole in its middle. */
static gboolean
find_pixel (PlumbPracticeWindow *self,
            double               x,
            double               y,
            PlumbPoint          *out)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self->picture));
  const double height = gtk_widget_get_height (GTK_WIDGET (self->picture));

  if (!(width > 0) || !(height > 0) || self->width_px == 0)
    return FALSE;

  const double scale = MIN (width / self->width_px, height / self->height_px);

  out->x_px = (x - (width - scale * self->width_px) / 2) / scale;
  out->y_px = (y - (height - scale * self->height_px) / 2) / scale;
  return out->x_px >= 0 && out->y_px >= 0 && out->x_px < self->width_px
         && out->y_px < self->height_px;
}

static void
pressed_cb (PlumbPracticeWindow *self,
            int                  n_press,
            double               x,
            double               y)
{
  PlumbPoint at;

  if (!find_pixel (self, x, y, &at))
    return;
  plumb_practice_round_click (&self->round, at);
  update (self);
}

static void
undo_cb (PlumbPracticeWindow *self)
{
  plumb_practice_round_undo (&self->round);
  update (self);
}

static void
restart_cb (PlumbPracticeWindow *self)
{
  plumb_practice_round_start (&self->round, g_random_int ());
  update (self);
}

static void
keep_cb (PlumbPracticeWindow *self)
{
  double sd_px[PLUMB_N_LANDMARKS];
  g_autoptr (GError) error = NULL;

  plumb_practice_round_spread (&self->round, self->criteria, sd_px);
  if (plumb_library_set_click_spread (self->library, sd_px, &error))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  g_warning ("Click spread: %s", error->message);
  gtk_label_set_text (self->problem, _("The spread could not be kept. Nothing was changed."));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

/* In a thread: the setup of the sample lift at the scale for which click spreads
 * are stated. */
static void
draw_picture (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  g_autoptr (PlumbLift) lift = NULL;
  PlumbClipOptions options;

  plumb_clip_options_init_sample (&options);
  options.camera.mm_per_px = PLUMB_CLICK_MM_PER_PX;
  lift = plumb_lift_new (&options);

  const gsize stride = 4 * (gsize) options.width_px;
  g_autofree guint8 *pixels = g_malloc0 (stride * (gsize) options.height_px);

  if (!plumb_lift_draw (lift, plumb_lift_moment (lift, PLUMB_MOMENT_SET), pixels, (int) stride))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "not drawn");
      return;
    }

  g_autoptr (GBytes) bytes
      = g_bytes_new_take (g_steal_pointer (&pixels), stride * (gsize) options.height_px);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (options.width_px, options.height_px,
                                                 GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, bytes, stride),
                         g_object_unref);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);
  PlumbPracticeWindow *self = PLUMB_PRACTICE_WINDOW (source);

  if (texture == NULL)
    return;
  self->width_px = gdk_texture_get_width (texture);
  self->height_px = gdk_texture_get_height (texture);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  update (self);
}

static void
plumb_practice_window_dispose (GObject *object)
{
  PlumbPracticeWindow *self = PLUMB_PRACTICE_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->criteria, plumb_criteria_unref);
  G_OBJECT_CLASS (plumb_practice_window_parent_class)->dispose (object);
}

static void
plumb_practice_window_class_init (PlumbPracticeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_practice_window_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plumbline/Plumbline/ui/practice.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, wanted);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, results);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, keep_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, restart_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
plumb_practice_window_init (PlumbPracticeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
plumb_practice_window_new (GtkWindow     *parent,
                           PlumbLibrary  *library,
                           PlumbCriteria *criteria)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (library) && criteria != NULL, NULL);

  PlumbPracticeWindow *self
      = g_object_new (PLUMB_TYPE_PRACTICE_WINDOW, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  self->criteria = plumb_criteria_ref (criteria);
  self->cancellable = g_cancellable_new ();
  restart_cb (self);

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, drawn_cb, NULL);
  g_task_run_in_thread (task, draw_picture);
  return GTK_WIDGET (self);
}
