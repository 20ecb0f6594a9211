/* The checks panel; see checks-panel.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks-panel.h"

#include "check-row.h"

struct _PlumbChecksPanel
{
  GtkWidget      parent_instance;
  PlumbSession  *session;  /* owned, nullable */
  PlumbReview   *review;   /* owned, nullable */
  PlumbCriteria *criteria; /* owned, nullable: what the rows were made for */
  GtkWidget     *box;
};

enum
{
  SHOW_FRAME,
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbChecksPanel, plumb_checks_panel, GTK_TYPE_WIDGET)

static void
show_frame_cb (PlumbChecksPanel *self,
               gint64            frame)
{
  g_signal_emit (self, signals[SHOW_FRAME], 0, frame);
}

static void
decide_cb (PlumbChecksPanel *self,
           const char       *finding_id,
           int               decision)
{
  g_autoptr (GError) error = NULL;

  if (self->review != NULL
      && !plumb_review_decide (self->review, finding_id, (PlumbDecision) decision, &error))
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

static void
make_rows (PlumbChecksPanel *self)
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
      GtkWidget *row = plumb_check_row_new (plumb_criteria_group (criteria, i), criteria);

      g_signal_connect_object (row, "show-frame", G_CALLBACK (show_frame_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "decide", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->box), row);
    }
}

static void
update_rows (PlumbChecksPanel *self)
{
  make_rows (self);
  if (self->review == NULL)
    return;
  for (GtkWidget *row = gtk_widget_get_first_child (self->box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    plumb_check_row_update (PLUMB_CHECK_ROW (row), self->review);
}

static void
changed_cb (PlumbChecksPanel *self,
            guint             parts)
{
  if (parts & (PLUMB_REVIEW_CHECKS | PLUMB_REVIEW_DECISIONS))
    update_rows (self);
}

static void
review_changed_cb (PlumbChecksPanel *self)
{
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->review, plumb_session_review (self->session));
  if (self->review != NULL)
    g_signal_connect_object (self->review, "changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  update_rows (self);
}

void
plumb_checks_panel_set_session (PlumbChecksPanel *self,
                                PlumbSession     *session)
{
  g_return_if_fail (PLUMB_IS_CHECKS_PANEL (self));
  g_return_if_fail (self->session == NULL && session != NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::review", G_CALLBACK (review_changed_cb), self,
                           G_CONNECT_SWAPPED);
  review_changed_cb (self);
}

static void
plumb_checks_panel_dispose (GObject *object)
{
  PlumbChecksPanel *self = PLUMB_CHECKS_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->criteria, plumb_criteria_unref);
  g_clear_object (&self->review);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (plumb_checks_panel_parent_class)->dispose (object);
}

static void
plumb_checks_panel_class_init (PlumbChecksPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plumb_checks_panel_dispose;

  signals[SHOW_FRAME] = g_signal_new ("show-frame", PLUMB_TYPE_CHECKS_PANEL, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_CHECKS_PANEL, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "checks");
}

static void
plumb_checks_panel_init (PlumbChecksPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
