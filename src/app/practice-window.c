/* The practice; see practice-window.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "practice-window.h"

#include <glib/gi18n-lib.h>

#include "clip.h"
#include "practice-picture.h"
#include "practice-round.h"

struct _PlumbPracticeWindow
{
  AdwWindow          parent_instance;
  PlumbLibrary      *library;     /* owned */
  PlumbCriteria     *criteria;    /* owned */
  GCancellable      *cancellable; /* owned: of drawing */
  PlumbPracticeRound round;
  gboolean           is_drawn;

  AdwWindowTitle       *title;
  GtkStack             *stage;
  GtkLabel             *wanted;
  GtkLabel             *hint;
  PlumbPracticePicture *picture;
  GtkLabel             *summary;
  GtkListBox           *results;
  GtkButton            *undo_button;
  GtkButton            *keep_button;
  GtkButton            *reset_button;
  GtkLabel             *problem;
};

G_DEFINE_FINAL_TYPE (PlumbPracticeWindow, plumb_practice_window, ADW_TYPE_WINDOW)

/* What a spread is against the usual one, in words. */
typedef enum
{
  STEADIER,
  USUAL,
  WIDER,
} Comparison;

static Comparison
compare_spread (double sd_px,
                double usual_px)
{
  if (sd_px < 0.85 * usual_px)
    return STEADIER;
  return sd_px > 1.15 * usual_px ? WIDER : USUAL;
}

/* (transfer full) Translators: how far apart clicks lie, in pixels, then what is
 * usual. */
static char *
describe_spread (double sd_px,
                 double usual_px)
{
  switch (compare_spread (sd_px, usual_px))
    {
    case STEADIER:
      return g_strdup_printf (_("%.1f px apart: steadier than the usual %.1f px"), sd_px, usual_px);
    case WIDER:
      return g_strdup_printf (_("%.1f px apart: wider than the usual %.1f px"), sd_px, usual_px);
    case USUAL:
    default:
      return g_strdup_printf (_("%.1f px apart: as usual (%.1f px)"), sd_px, usual_px);
    }
}

static GtkWidget *
create_row (PlumbLandmark landmark,
            double        sd_px,
            double        usual_px)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = describe_spread (sd_px, usual_px);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(plumb_landmark_name (landmark)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  return row;
}

/* What it means for the checks, in one sentence. */
static const char *
describe_all (PlumbPracticeWindow *self,
              const double         sd_px[PLUMB_N_LANDMARKS])
{
  guint n[WIDER + 1] = { 0 };

  for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
    if (sd_px[i] > 0)
      n[compare_spread (sd_px[i], plumb_criteria_click_sd_px (self->criteria, i))]++;
  if (n[STEADIER] > n[USUAL] + n[WIDER])
    return _("Your hand is steadier than usual: with it the checks are surer, and fewer of them "
             "are too close to call.");
  if (n[WIDER] > n[USUAL] + n[STEADIER])
    return _("Your clicks lie farther apart than usual: with them the checks say less often that "
             "something is good or a fault, and are right when they do.");
  return _("Your hand is about as steady as usual.");
}

static void
show_results (PlumbPracticeWindow *self)
{
  double sd_px[PLUMB_N_LANDMARKS];
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->results, 0)) != NULL)
    gtk_list_box_remove (self->results, GTK_WIDGET (row));
  plumb_practice_round_spread (&self->round, self->criteria, sd_px);
  gtk_label_set_text (self->summary, describe_all (self, sd_px));
  for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
    if (sd_px[i] > 0)
      gtk_list_box_append (self->results,
                           create_row ((PlumbLandmark) i, sd_px[i],
                                       plumb_criteria_click_sd_px (self->criteria, i)));
  gtk_stack_set_visible_child_name (self->stage, "results");
  gtk_widget_grab_focus (GTK_WIDGET (self->keep_button));
}

static void
update (PlumbPracticeWindow *self)
{
  const PlumbLandmark landmark = plumb_practice_round_wanted (&self->round);
  const gboolean done = landmark == PLUMB_LANDMARK_NONE;
  /* Translators: clicks that were made, of all. */
  g_autofree char *count = done ? g_strdup_printf (_("%u of %u"), self->round.n_clicks,
                                                   PLUMB_PRACTICE_N_CLICKS)
                                : g_strdup_printf (_("%u of %u, about two minutes"),
                                                   self->round.n_clicks, PLUMB_PRACTICE_N_CLICKS);

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
  plumb_practice_picture_set_wanted (self->picture, _(plumb_landmark_name (landmark)));
  if (!self->is_drawn)
    return;
  gtk_stack_set_visible_child_name (self->stage, "picture");
  gtk_widget_grab_focus (GTK_WIDGET (self->picture));
}

static void
placed_cb (PlumbPracticeWindow *self,
           double               x_px,
           double               y_px)
{
  plumb_practice_round_click (&self->round, (PlumbPoint) { x_px, y_px });
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

/* Kept under the coach's name and used at once; closes the window. */
static void
keep_spread (PlumbPracticeWindow *self,
             const double         sd_px[PLUMB_N_LANDMARKS])
{
  g_autoptr (GError) error = NULL;

  if (plumb_library_set_click_spread (self->library, sd_px, &error))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  g_warning ("Click spread: %s", error->message);
  gtk_label_set_text (self->problem, _("The spread could not be kept. Nothing was changed."));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
keep_cb (PlumbPracticeWindow *self)
{
  double sd_px[PLUMB_N_LANDMARKS];

  plumb_practice_round_spread (&self->round, self->criteria, sd_px);
  keep_spread (self, sd_px);
}

static void
reset_cb (PlumbPracticeWindow *self)
{
  const double usual[PLUMB_N_LANDMARKS] = { 0 };

  keep_spread (self, usual);
}

/* Only who has a spread of their own can go back to the usual one. */
static void
show_reset (PlumbPracticeWindow *self)
{
  double sd_px[PLUMB_N_LANDMARKS];
  gboolean has_own = FALSE;

  if (plumb_library_click_spread (self->library, sd_px, NULL))
    for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
      has_own = has_own || sd_px[i] > 0;
  gtk_widget_set_visible (GTK_WIDGET (self->reset_button), has_own);
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

  g_task_return_pointer (task,
                         g_bytes_new_take (g_steal_pointer (&pixels),
                                           stride * (gsize) options.height_px),
                         (GDestroyNotify) g_bytes_unref);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GBytes) pixels = g_task_propagate_pointer (G_TASK (result), NULL);
  PlumbPracticeWindow *self = PLUMB_PRACTICE_WINDOW (source);
  PlumbClipOptions options;

  if (pixels == NULL)
    return;
  plumb_clip_options_init_sample (&options);
  plumb_practice_picture_set_pixels (self->picture, pixels, options.width_px, options.height_px);
  self->is_drawn = TRUE;
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
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, reset_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, results);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, keep_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbPracticeWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, placed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, restart_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
plumb_practice_window_init (PlumbPracticeWindow *self)
{
  g_type_ensure (PLUMB_TYPE_PRACTICE_PICTURE);
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
  show_reset (self);

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, drawn_cb, NULL);
  g_task_run_in_thread (task, draw_picture);
  return GTK_WIDGET (self);
}
