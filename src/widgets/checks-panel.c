/* The checks panel; see checks-panel.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks-panel.h"

#include <glib/gi18n-lib.h>

#include "check-row.h"
#include "finding-box.h"

/* A hand that drags a point through three verdicts wants to hear the last. */
#define REST_MS 400

struct _PlumbChecksPanel
{
  GtkWidget      parent_instance;
  PlumbSession  *session;  /* owned, nullable */
  PlumbReview   *review;   /* owned, nullable */
  PlumbCriteria *criteria; /* owned, nullable: what the rows were made for */
  GtkWidget     *box;      /* of the rows */
  GtkWidget     *whole;
  GtkWidget     *start;    /* what to do where nothing is marked */
  GtkWidget     *own;      /* box of the coach's own faults */
  char          *own_key;  /* owned, nullable: what it shows now */
  GtkEntry      *entry;    /* of a new one */
  GtkLabel      *news;     /* which verdict changed last */
  GArray        *told;     /* of PlumbVerdict: of each row, as told last */
  guint          rest;     /* source, 0 = nothing to tell */
  char          *added;    /* owned, nullable: the coach's own fault added last */
  guint          write;    /* of the frame clock, 0 = no fault has just been added */
};

enum
{
  SHOW_FRAME,
  MISSING,
  EDIT_FAILED,
  NEWS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbChecksPanel, plumb_checks_panel, GTK_TYPE_WIDGET)

static void
show_frame_cb (PlumbChecksPanel *self,
               gint64            frame,
               gint64            mark_id)
{
  g_signal_emit (self, signals[SHOW_FRAME], 0, frame, mark_id);
}

static void
missing_cb (PlumbChecksPanel *self,
            gpointer          step)
{
  g_signal_emit (self, signals[MISSING], 0, step);
}

static void
edit_failed_cb (PlumbChecksPanel *self,
                GError           *error)
{
  g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

/* Tied to the frame shown and to the mark that is selected in it. */
static void
add_fault (PlumbChecksPanel *self,
           const char       *finding_id,
           const char       *title)
{
  const gint64 selected = plumb_session_selected (self->session);
  g_autoptr (GError) error = NULL;

  if (self->review != NULL
      && !plumb_review_add_fault (self->review, finding_id, title,
                                  plumb_session_frame (self->session), &selected, selected != 0,
                                  &error))
    edit_failed_cb (self, error);
}

static void
add_known_cb (PlumbChecksPanel *self,
              const char       *finding_id)
{
  add_fault (self, finding_id, NULL);
}

/* Once it has been laid out, so that it comes into sight: the note is what is
 * written next. */
static gboolean
write_note_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       unused)
{
  PlumbChecksPanel *self = PLUMB_CHECKS_PANEL (widget);

  if (!plumb_finding_box_write (self->own, self->added))
    return G_SOURCE_CONTINUE;
  self->write = 0;
  return G_SOURCE_REMOVE;
}

static void
add_own_cb (PlumbChecksPanel *self)
{
  g_autofree char *title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  if (*g_strstrip (title) == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  before = self->review != NULL ? plumb_review_own_faults (self->review) : NULL;
  add_fault (self, NULL, title);
  after = self->review != NULL ? plumb_review_own_faults (self->review) : NULL;
  g_clear_pointer (&self->added, g_free);
  for (guint i = 0; before != NULL && after != NULL && after[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) before, after[i]))
      self->added = g_strdup (after[i]);
  if (self->write == 0)
    self->write = gtk_widget_add_tick_callback (GTK_WIDGET (self), write_note_cb, NULL, NULL);
}

/* Boxes are made anew only when there is something else to show, so that a note
 * that is being written stays. */
static void
update_own (PlumbChecksPanel *self)
{
  g_auto (GStrv) ids = self->review != NULL ? plumb_review_own_faults (self->review) : NULL;
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *focused = NULL;
  GtkWidget *child;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_string_append_printf (key, "%s %d %s\n", ids[i],
                            plumb_review_decision (self->review, ids[i]),
                            plumb_review_decided_text (self->review, ids[i]));
  if (g_strcmp0 (self->own_key, key->str) == 0)
    return;
  g_free (self->own_key);
  self->own_key = g_string_free (g_steal_pointer (&key), FALSE);
  focused = plumb_finding_box_find_focus (self->own);
  while ((child = gtk_widget_get_first_child (self->own)) != NULL)
    gtk_box_remove (GTK_BOX (self->own), child);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const char *title = plumb_review_decided_text (self->review, ids[i]);
      GtkWidget *box
          = plumb_finding_box_new (self->review, ids[i], title != NULL ? title : ids[i], NULL);

      g_signal_connect_object (box, "show-frame", G_CALLBACK (show_frame_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (box, "edit-failed", G_CALLBACK (edit_failed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->own), box);
    }
  if (focused != NULL && !plumb_finding_box_give_focus (self->own, focused))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
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
      g_signal_connect_object (row, "add-fault", G_CALLBACK (add_known_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "missing", G_CALLBACK (missing_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "edit-failed", G_CALLBACK (edit_failed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->box), row);
    }
}

/* Rows are told once the hand rests. The words stand under the rows; who holds the
 * focus speaks them. */
static gboolean
tell_cb (gpointer user_data)
{
  PlumbChecksPanel *self = user_data;
  g_autoptr (GString) text = g_string_new (NULL);
  guint i = 0;

  self->rest = 0;
  for (GtkWidget *row = gtk_widget_get_first_child (self->box); row != NULL;
       row = gtk_widget_get_next_sibling (row), i++)
    {
      const PlumbVerdict verdict = plumb_check_row_verdict (PLUMB_CHECK_ROW (row));

      if (i >= self->told->len || g_array_index (self->told, PlumbVerdict, i) == verdict)
        continue;
      g_array_index (self->told, PlumbVerdict, i) = verdict;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                              plumb_check_row_spoken (PLUMB_CHECK_ROW (row)));
    }
  if (text->len == 0)
    return G_SOURCE_REMOVE;
  gtk_label_set_text (self->news, text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->news), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text->str, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->news), TRUE);
  g_signal_emit (self, signals[NEWS], 0, text->str);
  return G_SOURCE_REMOVE;
}

/* What a review had when it was opened is no news. */
static void
forget_news (PlumbChecksPanel *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->news), FALSE);
  g_array_set_size (self->told, 0);
  for (GtkWidget *row = gtk_widget_get_first_child (self->box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const PlumbVerdict verdict = plumb_check_row_verdict (PLUMB_CHECK_ROW (row));

      g_array_append_val (self->told, verdict);
    }
}

static void
update_start (PlumbChecksPanel *self)
{
  gtk_widget_set_visible (self->start,
                          self->review != NULL && plumb_review_marks (self->review)->len == 0
                              && !plumb_session_guided (self->session));
}

static void
update_rows (PlumbChecksPanel *self)
{
  make_rows (self);
  update_own (self);
  update_start (self);
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
  PlumbCriteria *criteria = self->criteria;

  if (!(parts & (PLUMB_REVIEW_CHECKS | PLUMB_REVIEW_DECISIONS)))
    return;
  update_rows (self);
  if (self->criteria != criteria || (parts & PLUMB_REVIEW_REPS))
    forget_news (self);
  else if (parts & PLUMB_REVIEW_CHECKS)
    {
      g_clear_handle_id (&self->rest, g_source_remove);
      self->rest = g_timeout_add (REST_MS, tell_cb, self);
    }
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
  forget_news (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), self->review != NULL);
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
  g_signal_connect_object (session, "notify::guided", G_CALLBACK (update_start), self,
                           G_CONNECT_SWAPPED);
  review_changed_cb (self);
}

void
plumb_checks_panel_write_fault (PlumbChecksPanel *self)
{
  g_return_if_fail (PLUMB_IS_CHECKS_PANEL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
plumb_checks_panel_show (PlumbChecksPanel *self,
                         guint             group)
{
  GtkWidget *row;

  g_return_if_fail (PLUMB_IS_CHECKS_PANEL (self));

  row = gtk_widget_get_first_child (self->box);
  while (row != NULL && group-- > 0)
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    plumb_check_row_open (PLUMB_CHECK_ROW (row));
}

static void
plumb_checks_panel_dispose (GObject *object)
{
  PlumbChecksPanel *self = PLUMB_CHECKS_PANEL (object);

  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->write != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->write);
  self->write = 0;
  g_clear_pointer (&self->whole, gtk_widget_unparent);
  g_clear_pointer (&self->told, g_array_unref);
  g_clear_pointer (&self->own_key, g_free);
  g_clear_pointer (&self->added, g_free);
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
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                      G_TYPE_INT64);
  signals[MISSING] = g_signal_new ("missing", PLUMB_TYPE_CHECKS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_CHECKS_PANEL, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[NEWS] = g_signal_new ("news", PLUMB_TYPE_CHECKS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "checks");
}

static GtkWidget *
make_entry_row (PlumbChecksPanel *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_label (_("Add"));

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("Another fault that you see"));
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->entry),
      _("In your own words, tied to the frame shown and the mark selected (Shift+N)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("A fault in your own words"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Add the fault"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (add_own_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_own_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

/* A recording that nobody has marked yet says what to do. */
static GtkWidget *
make_start (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *label = gtk_label_new (_("Nothing is marked yet. The guided setup leads through "
                                      "the points that the checks need."));
  GtkWidget *button = gtk_button_new_with_label (_("Start the guided setup"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.guide");
  gtk_widget_set_tooltip_text (button, _("G"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "notice");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
plumb_checks_panel_init (PlumbChecksPanel *self)
{
  self->told = g_array_new (FALSE, FALSE, sizeof (PlumbVerdict));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->own = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->news = GTK_LABEL (
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap", TRUE,
                    "xalign", 0.0, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "visible", FALSE,
                    NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->news), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->news), "dim-label");
  self->whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->start = make_start ();
  gtk_box_append (GTK_BOX (self->whole), self->start);
  gtk_box_append (GTK_BOX (self->whole), self->box);
  gtk_box_append (GTK_BOX (self->whole), self->own);
  gtk_box_append (GTK_BOX (self->whole), make_entry_row (self));
  gtk_box_append (GTK_BOX (self->whole), GTK_WIDGET (self->news));
  gtk_widget_set_parent (self->whole, GTK_WIDGET (self));
}
