/* The notes; see notes-panel.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "notes-panel.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#define LABEL_LIFE_MS 300

struct _PlumbNotesPanel
{
  GtkWidget     parent_instance;
  PlumbSession *session; /* owned, nullable */
  PlumbReview  *review;  /* owned, nullable */
  gboolean      is_loading;

  GtkWidget   *box;
  GtkTextView *recording;
  GtkEntry    *entry; /* of a new note on the frame shown */
  GtkWidget   *list;  /* box of the notes on frames */
  GtkWidget   *athlete_title;
  GtkTextView *athlete;
};

enum
{
  SHOW_FRAME,
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbNotesPanel, plumb_notes_panel, GTK_TYPE_WIDGET)

static void
tell (PlumbNotesPanel *self,
      GError          *error)
{
  if (error != NULL)
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

/* (transfer full) */
static char *
get_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* What is there already stays, and with it the cursor. */
static void
load_text (PlumbNotesPanel *self,
           GtkTextView     *view,
           const char      *text)
{
  g_autofree char *shown = get_text (view);

  if (g_str_equal (shown, text))
    return;
  self->is_loading = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
  self->is_loading = FALSE;
}

static void
typed_cb (PlumbNotesPanel *self,
          GtkTextBuffer   *buffer)
{
  const gboolean on_athlete = buffer == gtk_text_view_get_buffer (self->athlete);
  g_autofree char *text = get_text (on_athlete ? self->athlete : self->recording);
  g_autoptr (GError) error = NULL;

  if (self->is_loading || self->review == NULL)
    return;
  if (on_athlete)
    plumb_review_set_athlete_notes (self->review, text, &error);
  else
    plumb_review_set_notes (self->review, text, &error);
  tell (self, error);
}

static void
add_cb (PlumbNotesPanel *self)
{
  const gint64 frame = self->session != NULL ? plumb_session_frame (self->session) : -1;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;
  PlumbRemark *remark;

  if (self->review == NULL || frame < 0 || *text == '\0')
    return;
  remark = plumb_remark_new (0, PLUMB_REMARK_NOTE, frame, text);
  if (plumb_review_put_remark (self->review, remark, &error) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  plumb_remark_free (remark);
  tell (self, error);
}

/* (nullable) The note that a row's widget is of. */
static const PlumbRemark *
find_note (PlumbNotesPanel *self,
           GtkWidget       *widget)
{
  const gint64 *id = g_object_get_data (G_OBJECT (widget), "note");
  GPtrArray *remarks = self->review != NULL ? plumb_review_remarks (self->review) : NULL;

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    if (((PlumbRemark *) remarks->pdata[i])->id == *id)
      return remarks->pdata[i];
  return NULL;
}

static void
go_cb (PlumbNotesPanel *self,
       GtkWidget       *button)
{
  const PlumbRemark *note = find_note (self, button);

  if (note != NULL)
    g_signal_emit (self, signals[SHOW_FRAME], 0, note->frame);
}

static void
delete_cb (PlumbNotesPanel *self,
           GtkWidget       *button)
{
  const PlumbRemark *note = find_note (self, button);
  g_autoptr (GError) error = NULL;

  if (note != NULL)
    plumb_review_delete_remark (self->review, note->id, &error);
  tell (self, error);
}

/* Taken when it is left or Enter is pressed; one undo step. */
static void
reword_cb (PlumbNotesPanel *self,
           GParamSpec      *pspec,
           GtkEditableLabel *label)
{
  const PlumbRemark *note = find_note (self, GTK_WIDGET (label));
  g_autoptr (GError) error = NULL;
  PlumbRemark *changed;

  if (note == NULL || gtk_editable_label_get_editing (label))
    return;
  changed = plumb_remark_new (note->id, note->kind, note->frame,
                              gtk_editable_get_text (GTK_EDITABLE (label)));
  plumb_review_put_remark (self->review, changed, &error);
  plumb_remark_free (changed);
  tell (self, error);
}

static void
set_name (GtkWidget  *widget,
          const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static gboolean
drop_cb (gpointer label)
{
  return G_SOURCE_REMOVE;
}

/* GTK 4.8 looks at such a label a tenth of a second after it was left, and does
 * not ask whether it is still there: it has to be, also when its row goes. */
static void
outlive_leave_cb (GtkEventController *controller,
                  GtkWidget          *label)
{
  g_timeout_add_full (G_PRIORITY_DEFAULT, LABEL_LIFE_MS, G_SOURCE_FUNC (drop_cb),
                      g_object_ref (label), g_object_unref);
}

static void
add_row (PlumbNotesPanel   *self,
         const PlumbRemark *note)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *where = g_strdup_printf (_("frame %" PRId64), note->frame);
  g_autofree char *go_name = g_strdup_printf (_("Go to frame %" PRId64), note->frame);
  g_autofree char *delete_name = g_strdup_printf (_("Delete the note on frame %" PRId64),
                                                  note->frame);
  g_autofree char *text_name = g_strdup_printf (_("Note on frame %" PRId64), note->frame);
  GtkWidget *go = gtk_button_new_with_label (where);
  GtkWidget *text = gtk_editable_label_new (note->text);
  GtkEventController *leaving = gtk_event_controller_focus_new ();
  GtkWidget *delete_button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *const widgets[] = { go, text, delete_button };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      g_object_set_data_full (G_OBJECT (widgets[i]), "note",
                              g_memdup2 (&note->id, sizeof note->id), g_free);
      gtk_box_append (GTK_BOX (row), widgets[i]);
    }
  gtk_widget_add_css_class (go, "flat");
  gtk_widget_add_css_class (go, "numeric");
  gtk_widget_add_css_class (delete_button, "flat");
  gtk_widget_set_tooltip_text (go, go_name);
  gtk_widget_set_tooltip_text (delete_button, _("Delete this note"));
  gtk_widget_set_hexpand (text, TRUE);
  set_name (go, go_name);
  set_name (text, text_name);
  set_name (delete_button, delete_name);
  g_signal_connect_object (go, "clicked", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (delete_button, "clicked", G_CALLBACK (delete_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (leaving, "leave", G_CALLBACK (outlive_leave_cb), text);
  gtk_widget_add_controller (text, leaving);
  g_signal_connect_object (text, "notify::editing", G_CALLBACK (reword_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->list), row);
}

static void
update_list (PlumbNotesPanel *self)
{
  GPtrArray *remarks = self->review != NULL ? plumb_review_remarks (self->review) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    if (((PlumbRemark *) remarks->pdata[i])->kind == PLUMB_REMARK_NOTE)
      add_row (self, remarks->pdata[i]);
}

static void
update_texts (PlumbNotesPanel *self)
{
  const gboolean has_athlete = self->review != NULL && plumb_review_athlete_id (self->review) != 0;

  load_text (self, self->recording, self->review != NULL ? plumb_review_notes (self->review) : "");
  load_text (self, self->athlete,
             self->review != NULL ? plumb_review_athlete_notes (self->review) : "");
  gtk_widget_set_visible (self->athlete_title, has_athlete);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->athlete)), has_athlete);
}

static void
update_entry (PlumbNotesPanel *self)
{
  const gint64 frame = plumb_session_frame (self->session);
  g_autofree char *hint = NULL;

  /* While it plays nobody reads numbers that run. */
  if (plumb_session_playing (self->session))
    return;
  hint = frame >= 0 ? g_strdup_printf (_("Note on frame %" PRId64), frame) : NULL;
  gtk_entry_set_placeholder_text (self->entry, hint);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), frame >= 0);
}

static void
changed_cb (PlumbNotesPanel *self,
            guint            parts)
{
  if (parts & PLUMB_REVIEW_NOTES)
    update_texts (self);
  if (parts & PLUMB_REVIEW_REMARKS)
    update_list (self);
}

void
plumb_notes_panel_set_review (PlumbNotesPanel *self,
                              PlumbReview     *review)
{
  g_return_if_fail (PLUMB_IS_NOTES_PANEL (self));

  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->review, review);
  if (review != NULL)
    g_signal_connect_object (review, "changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  update_texts (self);
  update_list (self);
}

void
plumb_notes_panel_set_session (PlumbNotesPanel *self,
                               PlumbSession    *session)
{
  g_return_if_fail (PLUMB_IS_NOTES_PANEL (self));
  g_return_if_fail (self->session == NULL && session != NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::frame", G_CALLBACK (update_entry), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::playing", G_CALLBACK (update_entry), self,
                           G_CONNECT_SWAPPED);
  update_entry (self);
}

void
plumb_notes_panel_write (PlumbNotesPanel *self)
{
  g_return_if_fail (PLUMB_IS_NOTES_PANEL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
plumb_notes_panel_dispose (GObject *object)
{
  PlumbNotesPanel *self = PLUMB_NOTES_PANEL (object);

  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_clear_object (&self->review);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (plumb_notes_panel_parent_class)->dispose (object);
}

static void
plumb_notes_panel_class_init (PlumbNotesPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_notes_panel_dispose;
  signals[SHOW_FRAME] = g_signal_new ("show-frame", PLUMB_TYPE_NOTES_PANEL, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_NOTES_PANEL, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notes");
}

static GtkWidget *
add_title (PlumbNotesPanel *self,
           const char      *text)
{
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (self->box), title);
  return title;
}

static GtkTextView *
add_text (PlumbNotesPanel *self,
          const char      *name,
          int              height)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  set_name (view, name);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), height);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 3 * height);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_add_css_class (scroller, "note-text");
  gtk_box_append (GTK_BOX (self->box), scroller);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  return GTK_TEXT_VIEW (view);
}

static void
plumb_notes_panel_init (PlumbNotesPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_title (self, _("On this recording"));
  self->recording = add_text (self, _("Notes on this recording"), 110);
  add_title (self, _("On single frames"));
  self->entry = GTK_ENTRY (gtk_entry_new ());
  set_name (GTK_WIDGET (self->entry), _("Note on the frame shown; Enter adds it"));
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->entry));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (self->box), self->list);
  self->athlete_title = add_title (self, _("On the athlete, in every review"));
  self->athlete = add_text (self, _("Notes on the athlete"), 80);
}
