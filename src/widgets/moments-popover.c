/* Key moments; see moments-popover.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "moments-popover.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "rep-switcher.h"

struct _PlumbMomentsPopover
{
  GtkPopover    parent_instance;
  PlumbSession *session; /* owned */
  GtkWidget    *reps;
  GtkWidget    *own;     /* box of the coach's own moments */
  GtkEntry     *entry;   /* the name of a new one */
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

/* (nullable) The own moment that a widget of its row is of. */
static const PlumbRemark *
find_own (PlumbMomentsPopover *self,
          GtkWidget           *widget)
{
  PlumbReview *review = plumb_session_review (self->session);
  const gint64 *id = g_object_get_data (G_OBJECT (widget), "own");

  for (guint i = 0; review != NULL && i < plumb_review_remarks (review)->len; i++)
    if (((PlumbRemark *) plumb_review_remarks (review)->pdata[i])->id == *id)
      return plumb_review_remarks (review)->pdata[i];
  return NULL;
}

static void update (PlumbMomentsPopover *self);

static void
put_own (PlumbMomentsPopover *self,
         gint64               id,
         gint64               frame,
         const char          *name)
{
  PlumbReview *review = plumb_session_review (self->session);
  PlumbRemark *remark = plumb_remark_new (id, PLUMB_REMARK_MOMENT, MAX (frame, 0), name);
  g_autoptr (GError) error = NULL;

  if (review != NULL)
    plumb_review_put_remark (review, remark, &error);
  plumb_remark_free (remark);
  if (error != NULL)
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
  update (self);
}

static void
add_own_cb (PlumbMomentsPopover *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*name == '\0' || plumb_session_frame (self->session) < 0)
    return;
  put_own (self, 0, plumb_session_frame (self->session), name);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
go_own_cb (PlumbMomentsPopover *self,
           GtkWidget           *button)
{
  const PlumbRemark *own = find_own (self, button);

  if (own != NULL)
    g_signal_emit (self, signals[SHOW_FRAME], 0, own->frame);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
set_own_cb (PlumbMomentsPopover *self,
            GtkWidget           *button)
{
  const PlumbRemark *own = find_own (self, button);
  g_autofree char *name = own != NULL ? g_strdup (own->text) : NULL;

  if (own != NULL)
    put_own (self, own->id, plumb_session_frame (self->session), name);
}

static void
clear_own_cb (PlumbMomentsPopover *self,
              GtkWidget           *button)
{
  const PlumbRemark *own = find_own (self, button);

  if (own != NULL)
    put_own (self, own->id, own->frame, "");
}

static void
add_own_button (PlumbMomentsPopover *self,
                GtkWidget           *row,
                const PlumbRemark   *own,
                const char          *label,
                GCallback            callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", own->text, label);

  g_object_set_data_full (G_OBJECT (button), "own", g_memdup2 (&own->id, sizeof own->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_own_row (PlumbMomentsPopover *self,
             const PlumbRemark   *own)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *text = g_strdup_printf (_("%s, frame %" PRId64), own->text, own->frame);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  add_own_button (self, row, own, _("Set here"), G_CALLBACK (set_own_cb));
  add_own_button (self, row, own, _("Go to"), G_CALLBACK (go_own_cb));
  add_own_button (self, row, own, _("Clear"), G_CALLBACK (clear_own_cb));
  gtk_box_append (GTK_BOX (self->own), row);
}

static void
update_own (PlumbMomentsPopover *self,
            PlumbReview         *review)
{
  GPtrArray *remarks = plumb_review_remarks (review);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->own)) != NULL)
    gtk_box_remove (GTK_BOX (self->own), child);
  for (guint i = 0; i < remarks->len; i++)
    if (((PlumbRemark *) remarks->pdata[i])->kind == PLUMB_REMARK_MOMENT)
      add_own_row (self, remarks->pdata[i]);
}

static void
update (PlumbMomentsPopover *self)
{
  PlumbReview *review = plumb_session_review (self->session);

  if (review == NULL)
    return;
  update_own (self, review);
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

/* Enter sets the first moment, and adds no rep by accident. */
static void
opened_cb (PlumbMomentsPopover *self)
{
  update (self);
  gtk_widget_grab_focus (self->set_here[0]);
}

/* The figure of a row sets its moment; in the entry it is a figure. */
static gboolean
key_cb (PlumbMomentsPopover *self,
        guint                keyval,
        guint                keycode,
        GdkModifierType      mods)
{
  const int moment = (int) gdk_keyval_to_unicode (keyval) - '1';
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (moment < 0 || moment >= PLUMB_N_MOMENTS
      || (mods & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0
      || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->entry))))
    return GDK_EVENT_PROPAGATE;
  set_here_cb (self, self->set_here[moment]);
  return GDK_EVENT_STOP;
}

static void
rep_failed_cb (PlumbMomentsPopover *self,
               GError              *error)
{
  g_signal_emit (self, signals[EDIT_FAILED], 0, error);
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
fill_grid (PlumbMomentsPopover *self,
           GtkGrid             *grid)
{
  gtk_grid_set_row_spacing (grid, 6);
  gtk_grid_set_column_spacing (grid, 12);
  for (int m = 0; m < PLUMB_N_MOMENTS; m++)
    {
      /* Translators: a figure that is a key, and the name of a key moment. */
      g_autofree char *text
          = g_strdup_printf (_("%d  %s"), m + 1, _(plumb_moment_name ((PlumbMoment) m)));
      GtkWidget *name = gtk_label_new (text);
      GtkWidget *frame = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_xalign (GTK_LABEL (frame), 0);
      gtk_widget_set_hexpand (frame, TRUE);
      gtk_widget_add_css_class (frame, "dim-label");
      gtk_widget_add_css_class (frame, "numeric");
      self->frames[m] = GTK_LABEL (frame);
      gtk_grid_attach (grid, name, 0, m, 1, 1);
      gtk_grid_attach (grid, frame, 1, m, 1, 1);
      self->set_here[m] = add_button (self, grid, m, 2, _("Set here"), G_CALLBACK (set_here_cb));
      self->go_to[m] = add_button (self, grid, m, 3, _("Go to"), G_CALLBACK (go_to_cb));
      self->clear[m] = add_button (self, grid, m, 4, _("Clear"), G_CALLBACK (clear_cb));
    }
}

static GtkWidget *
make_entry_row (PlumbMomentsPopover *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_("Add here"));

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("A moment of your own"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of a key moment of your own"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (add_own_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_own_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static void
plumb_moments_popover_init (PlumbMomentsPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *grid = gtk_grid_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  self->reps = g_object_new (PLUMB_TYPE_REP_SWITCHER, NULL);
  plumb_rep_switcher_set_editable (PLUMB_REP_SWITCHER (self->reps), TRUE);
  g_signal_connect_object (self->reps, "edit-failed", G_CALLBACK (rep_failed_cb), self,
                           G_CONNECT_SWAPPED);
  fill_grid (self, GTK_GRID (grid));
  self->own = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (box), self->reps);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), self->own);
  gtk_box_append (GTK_BOX (box), make_entry_row (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "map", G_CALLBACK (opened_cb), NULL);
}

static void
review_edited_cb (PlumbMomentsPopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
review_changed_cb (PlumbMomentsPopover *self)
{
  PlumbReview *review = plumb_session_review (self->session);

  if (review != NULL)
    g_signal_connect_object (review, "changed", G_CALLBACK (review_edited_cb), self,
                             G_CONNECT_SWAPPED);
}

GtkWidget *
plumb_moments_popover_new (PlumbSession *session)
{
  PlumbMomentsPopover *self = g_object_new (PLUMB_TYPE_MOMENTS_POPOVER, NULL);

  self->session = g_object_ref (session);
  plumb_rep_switcher_set_session (PLUMB_REP_SWITCHER (self->reps), session);
  g_signal_connect_object (session, "notify::review", G_CALLBACK (review_changed_cb), self,
                           G_CONNECT_SWAPPED);
  review_changed_cb (self);
  return GTK_WIDGET (self);
}
