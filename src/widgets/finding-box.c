/* One finding; see finding-box.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "finding-box.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "draw-checks.h"
#include "wrap-layout.h"

struct _PlumbFindingBox
{
  GtkWidget    parent_instance;
  PlumbReview *review; /* owned */
  char        *id;     /* owned */
  char        *title;  /* owned */
  gint64       frame;  /* -1 = none */

  GtkWidget *box;
  GtkEntry  *note;
};

enum
{
  SHOW_FRAME,
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbFindingBox, plumb_finding_box, GTK_TYPE_WIDGET)

static void
tell (PlumbFindingBox *self,
      GError          *error)
{
  if (error != NULL)
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

static void
decide (PlumbFindingBox *self,
        PlumbDecision    decision)
{
  /* The box may go with what it was about. */
  g_autoptr (PlumbFindingBox) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  plumb_review_decide (self->review, self->id, decision, &error);
  tell (alive, error);
}

static void
confirm_cb (PlumbFindingBox *self)
{
  decide (self, PLUMB_DECISION_CONFIRMED);
}

static void
dismiss_cb (PlumbFindingBox *self)
{
  decide (self, PLUMB_DECISION_DISMISSED);
}

static void
reopen_cb (PlumbFindingBox *self)
{
  decide (self, PLUMB_DECISION_OPEN);
}

static void
remove_cb (PlumbFindingBox *self)
{
  g_autoptr (PlumbFindingBox) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  plumb_review_remove_fault (self->review, self->id, &error);
  tell (alive, error);
}

static void
show_cb (PlumbFindingBox *self)
{
  g_autoptr (GPtrArray) tied = plumb_review_decided_marks (self->review, self->id);

  g_signal_emit (self, signals[SHOW_FRAME], 0, self->frame,
                 tied->len > 0 ? ((PlumbMark *) tied->pdata[0])->id : (gint64) 0);
}

/* When it is left or Enter is pressed. */
static void
take_note (PlumbFindingBox *self)
{
  g_autoptr (GError) error = NULL;

  plumb_review_set_decision_note (self->review, self->id,
                                  gtk_editable_get_text (GTK_EDITABLE (self->note)), &error);
  tell (self, error);
}

static GtkWidget *
make_text (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_button (PlumbFindingBox *self,
            GtkWidget       *row,
            const char      *label,
            const char      *tooltip,
            GCallback        callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", self->title, label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
}

/* Buttons go to the next line where words are long or large. A flow box would do
 * so too, but Tab does not get past its children. */
static void
add_buttons (PlumbFindingBox *self)
{
  const PlumbDecision decision = plumb_review_decision (self->review, self->id);
  GtkLayoutManager *wrap = g_object_new (PLUMB_TYPE_WRAP_LAYOUT, "spacing", 6, NULL);
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                 "layout-manager", wrap, NULL);

  g_object_unref (wrap);
  if (decision == PLUMB_DECISION_OPEN)
    {
      add_button (self, row, _("Confirm"), NULL, G_CALLBACK (confirm_cb));
      add_button (self, row, _("Dismiss"), NULL, G_CALLBACK (dismiss_cb));
    }
  else
    {
      gtk_box_append (GTK_BOX (self->box), make_text (decision == PLUMB_DECISION_CONFIRMED
                                                          ? _("Confirmed by you")
                                                          : _("Dismissed by you"),
                                                      "decided"));
      add_button (self, row, _("Reopen"), _("Take the decision back"), G_CALLBACK (reopen_cb));
    }
  if (self->frame >= 0)
    add_button (self, row, _("Show"), _("Go to its frame"), G_CALLBACK (show_cb));
  if (g_str_has_prefix (self->id, PLUMB_OWN_FINDING))
    add_button (self, row, _("Remove"), _("Take this fault away"), G_CALLBACK (remove_cb));
  gtk_box_append (GTK_BOX (self->box), row);
}

static void
add_note (PlumbFindingBox *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *spoken = g_strdup_printf (_("Note on: %s"), self->title);

  self->note = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->note, _("Note"));
  gtk_editable_set_text (GTK_EDITABLE (self->note),
                         plumb_review_decision_note (self->review, self->id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  g_signal_connect_object (self->note, "activate", G_CALLBACK (take_note), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (take_note), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->note), focus);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
}

static void
fill (PlumbFindingBox    *self,
      const PlumbFinding *finding)
{
  const gint64 tied = plumb_review_decided_frame (self->review, self->id);
  g_autofree char *where = NULL;

  self->frame = tied >= 0 ? tied : finding != NULL ? finding->frame : -1;
  gtk_box_append (GTK_BOX (self->box), make_text (self->title, "heading"));
  if (finding != NULL && finding->text != NULL)
    {
      g_autofree char *text = plumb_format_sentence (finding->text);

      gtk_box_append (GTK_BOX (self->box), make_text (text, NULL));
    }
  if (finding == NULL)
    {
      where = tied >= 0 ? g_strdup_printf (_("Seen by you in frame %" PRId64 "."), tied)
                        : g_strdup (_("Decided by you; not found in the marks as they are now."));
      gtk_box_append (GTK_BOX (self->box), make_text (where, NULL));
    }
  add_buttons (self);
  add_note (self);
}

static void
plumb_finding_box_dispose (GObject *object)
{
  PlumbFindingBox *self = PLUMB_FINDING_BOX (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->review);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->title, g_free);
  G_OBJECT_CLASS (plumb_finding_box_parent_class)->dispose (object);
}

static void
plumb_finding_box_class_init (PlumbFindingBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_finding_box_dispose;
  signals[SHOW_FRAME] = g_signal_new ("show-frame", PLUMB_TYPE_FINDING_BOX, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                      G_TYPE_INT64);
  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_FINDING_BOX, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "finding");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
plumb_finding_box_init (PlumbFindingBox *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "finding");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
plumb_finding_box_new (PlumbReview        *review,
                       const char         *id,
                       const char         *title,
                       const PlumbFinding *finding)
{
  PlumbFindingBox *self = g_object_new (PLUMB_TYPE_FINDING_BOX, NULL);

  self->review = g_object_ref (review);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  fill (self, finding);
  return GTK_WIDGET (self);
}

static const char *
find_subject (GtkWidget *child)
{
  return PLUMB_IS_FINDING_BOX (child) ? PLUMB_FINDING_BOX (child)->id
                                      : g_object_get_data (G_OBJECT (child), "finding");
}

char *
plumb_finding_box_find_focus (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (focus != NULL && gtk_widget_get_parent (focus) != list)
    focus = gtk_widget_get_parent (focus);
  return focus != NULL ? g_strdup (find_subject (focus)) : NULL;
}

static GtkWidget *
find_child (GtkWidget  *list,
            const char *id)
{
  GtkWidget *child = id != NULL ? gtk_widget_get_first_child (list) : NULL;

  while (child != NULL && g_strcmp0 (find_subject (child), id) != 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

gboolean
plumb_finding_box_give_focus (GtkWidget  *list,
                              const char *id)
{
  GtkWidget *child = find_child (list, id);

  return child != NULL && gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

gboolean
plumb_finding_box_write (GtkWidget  *list,
                         const char *id)
{
  GtkWidget *child = find_child (list, id);

  if (!PLUMB_IS_FINDING_BOX (child))
    return TRUE;
  /* What has no place yet cannot be scrolled to. */
  if (gtk_widget_get_height (child) == 0)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (PLUMB_FINDING_BOX (child)->note));
  return TRUE;
}
