/* Key moments; see moments-popover.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "moments-popover.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

struct _PlumbMomentsPopover
{
  GtkPopover    parent_instance;
  PlumbSession *session; /* owned */
  GtkLabel     *frames[PLUMB_N_MOMENTS];
  GtkWidget    *go_to[PLUMB_N_MOMENTS];
  GtkWidget    *set_here[PLUMB_N_MOMENTS];
  GtkWidget    *clear[PLUMB_N_MOMENTS];
};

enum
{
  SHOW_FRAME,
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbMomentsPopover, plumb_moments_popover, GTK_TYPE_POPOVER)

static void
update (PlumbMomentsPopover *self)
{
  PlumbReview *review = plumb_session_review (self->session);

  if (review == NULL)
    return;
  for (int m = 0; m < PLUMB_N_MOMENTS; m++)
    {
      const gint64 frame = plumb_review_moment (review, (PlumbMoment) m);
      g_autofree char *text = frame < 0
                                  ? g_strdup (_("not set"))
                                  : g_strdup_printf (_("frame %" PRId64), frame);

      gtk_label_set_text (self->frames[m], text);
      gtk_widget_set_sensitive (self->go_to[m], frame >= 0);
      gtk_widget_set_sensitive (self->clear[m], frame >= 0);
    }
}

static void
edit (PlumbMomentsPopover *self,
      GtkWidget           *button,
      gint64               frame)
{
  PlumbReview *review = plumb_session_review (self->session);
  const int moment = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "moment"));
  g_autoptr (GError) error = NULL;

  if (review != NULL
      && !plumb_review_set_moment (review, (PlumbMoment) moment, frame, &error))
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
  update (self);
}

static void
set_here_cb (PlumbMomentsPopover *self,
             GtkWidget           *button)
{
  edit (self, button, plumb_session_frame (self->session));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
clear_cb (PlumbMomentsPopover *self,
          GtkWidget           *button)
{
  edit (self, button, -1);
}

static void
go_to_cb (PlumbMomentsPopover *self,
          GtkWidget           *button)
{
  PlumbReview *review = plumb_session_review (self->session);
  const int moment = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "moment"));

  g_signal_emit (self, signals[SHOW_FRAME], 0,
                 plumb_review_moment (review, (PlumbMoment) moment));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
add_button (PlumbMomentsPopover *self,
            GtkGrid             *grid,
            int                  moment,
            int                  column,
            const char          *label,
            GCallback            callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", _(plumb_moment_name (moment)), label);

  g_object_set_data (G_OBJECT (button), "moment", GINT_TO_POINTER (moment));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_grid_attach (grid, button, column, moment, 1, 1);
  return button;
}

static void
plumb_moments_popover_dispose (GObject *object)
{
  g_clear_object (&PLUMB_MOMENTS_POPOVER (object)->session);
  G_OBJECT_CLASS (plumb_moments_popover_parent_class)->dispose (object);
}

static void
plumb_moments_popover_class_init (PlumbMomentsPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plumb_moments_popover_dispose;

  signals[SHOW_FRAME] = g_signal_new ("show-frame", PLUMB_TYPE_MOMENTS_POPOVER, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[EDIT_FAILED]
      = g_signal_new ("edit-failed", PLUMB_TYPE_MOMENTS_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
plumb_moments_popover_init (PlumbMomentsPopover *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_margin_start (grid, 6);
  gtk_widget_set_margin_end (grid, 6);
  gtk_widget_set_margin_top (grid, 6);
  gtk_widget_set_margin_bottom (grid, 6);
  for (int m = 0; m < PLUMB_N_MOMENTS; m++)
    {
      GtkWidget *name = gtk_label_new (_(plumb_moment_name ((PlumbMoment) m)));
      GtkWidget *frame = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_xalign (GTK_LABEL (frame), 0);
      gtk_widget_set_hexpand (frame, TRUE);
      gtk_widget_add_css_class (frame, "dim-label");
      gtk_widget_add_css_class (frame, "numeric");
      self->frames[m] = GTK_LABEL (frame);
      gtk_grid_attach (GTK_GRID (grid), name, 0, m, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), frame, 1, m, 1, 1);
      self->set_here[m]
          = add_button (self, GTK_GRID (grid), m, 2, _("Set here"), G_CALLBACK (set_here_cb));
      self->go_to[m] = add_button (self, GTK_GRID (grid), m, 3, _("Go to"), G_CALLBACK (go_to_cb));
      self->clear[m] = add_button (self, GTK_GRID (grid), m, 4, _("Clear"), G_CALLBACK (clear_cb));
    }
  gtk_popover_set_child (GTK_POPOVER (self), grid);
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);
}

GtkWidget *
plumb_moments_popover_new (PlumbSession *session)
{
  PlumbMomentsPopover *self = g_object_new (PLUMB_TYPE_MOMENTS_POPOVER, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
