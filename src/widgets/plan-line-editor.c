/* Editing a line of the plan; see plan-line-editor.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-line-editor.h"

#include <glib/gi18n-lib.h>


#define TEXT_WIDTH_PX 280
#define TEXT_HEIGHT_PX 84
#define KEPT_HEIGHT_PX 180
#define KEPT_CHARS 32
#define CAPTION_CHARS 32

typedef enum
{
  TASK_REWORD, /* where the words have changed */
  TASK_MOVE_UP,
  TASK_MOVE_DOWN,
  TASK_REMOVE,
  TASK_ADD,
  TASK_KEEP,   /* among the coach's own lines, and reworded where it was */
  TASK_TAKE,   /* one of these into the plan */
  TASK_FORGET, /* one of these */
} Task;

struct _PlumbPlanLineEditor
{
  GtkPopover     parent_instance;
  char          *text;     /* owned: as it was, NULL for a new line */
  char          *dose;     /* owned, never NULL */
  GtkWidget     *box;
  GtkDropDown   *sections; /* of a new line */
  GtkTextView   *words;
  GtkWidget     *how_much; /* an entry */
  GPtrArray     *kept;     /* owned, nullable: the coach's own lines */
  guint          chosen;   /* of these, for TASK_TAKE and TASK_FORGET */
  Task           task;     /* to be done once it has closed */
};

enum
{
  REWORDED,
  MOVED,
  REMOVED,
  ADDED,
  KEPT,
  FORGOTTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbPlanLineEditor, plumb_plan_line_editor, GTK_TYPE_POPOVER)

/* (transfer full) A line of the plan is one paragraph. */
static char *
get_words (PlumbPlanLineEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->words);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (
      g_strdelimit (gtk_text_buffer_get_text (buffer, &start, &end, FALSE), "\r\n\t", ' '));
}

static void
finish_kept (PlumbPlanLineEditor *self,
             Task                 task)
{
  const PlumbKeptLine *kept = self->kept->pdata[self->chosen];

  if (task == TASK_TAKE)
    g_signal_emit (self, signals[ADDED], 0, (guint) kept->section, kept->text, kept->dose);
  else
    g_signal_emit (self, signals[FORGOTTEN], 0, kept->text);
}

/* The panel makes its rows anew for what is told here, and takes this popover
 * with them: not while it is still closing. */
static gboolean
finish_cb (gpointer user_data)
{
  PlumbPlanLineEditor *self = user_data;
  g_autofree char *text = get_words (self);
  g_autofree char *dose
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->how_much))));
  const gboolean is_new = self->text == NULL;
  const Task task = self->task;
  const gboolean reworded
      = !is_new && *text != '\0'
        && (g_strcmp0 (text, self->text) != 0 || g_strcmp0 (dose, self->dose) != 0);

  self->task = TASK_REWORD;
  if (task == TASK_TAKE || task == TASK_FORGET)
    {
      finish_kept (self, task);
      return G_SOURCE_REMOVE;
    }
  if (task == TASK_KEEP && *text != '\0')
    g_signal_emit (self, signals[KEPT], 0, text, dose);
  if (task == TASK_ADD && *text != '\0')
    g_signal_emit (self, signals[ADDED], 0, gtk_drop_down_get_selected (self->sections), text,
                   dose);
  else if (task == TASK_REMOVE)
    g_signal_emit (self, signals[REMOVED], 0);
  else if (reworded)
    g_signal_emit (self, signals[REWORDED], 0, text, dose);
  if (task == TASK_MOVE_UP || task == TASK_MOVE_DOWN)
    g_signal_emit (self, signals[MOVED], 0, task == TASK_MOVE_UP ? -1 : 1);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (PlumbPlanLineEditor *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, finish_cb, g_object_ref (self), g_object_unref);
}

static void
close_with (PlumbPlanLineEditor *self,
            Task                 task)
{
  self->task = task;
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
task_cb (PlumbPlanLineEditor *self,
         GtkWidget           *button)
{
  close_with (self, (Task) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "task")));
}

static void
kept_cb (PlumbPlanLineEditor *self,
         GtkWidget           *button)
{
  self->chosen = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kept"));
  task_cb (self, button);
}

static void
enter_cb (PlumbPlanLineEditor *self)
{
  close_with (self, self->text == NULL ? TASK_ADD : TASK_REWORD);
}

static gboolean
key_cb (PlumbPlanLineEditor *self,
        guint                key)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return FALSE;
  enter_cb (self);
  return TRUE;
}

static GtkWidget *
add_button (PlumbPlanLineEditor *self,
            GtkWidget           *row,
            const char          *label,
            Task                 task)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "task", GINT_TO_POINTER (task));
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (task_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

static void
add_sections (PlumbPlanLineEditor *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < PLUMB_N_PLAN_SECTIONS; i++)
    gtk_string_list_append (titles, _(plumb_plan_section_title (i)));
  self->sections = GTK_DROP_DOWN (
      gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sections), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Section of the plan"), -1);
  gtk_box_prepend (GTK_BOX (self->box), GTK_WIDGET (self->sections));
}

static GtkWidget *
add_kept_button (PlumbPlanLineEditor *self,
                 GtkWidget           *row,
                 GtkWidget           *button,
                 guint                number,
                 Task                 task)
{
  g_object_set_data (G_OBJECT (button), "kept", GUINT_TO_POINTER (number));
  g_object_set_data (G_OBJECT (button), "task", GINT_TO_POINTER (task));
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

static GtkWidget *
make_kept_row (PlumbPlanLineEditor *self,
               guint                number)
{
  const PlumbKeptLine *kept = self->kept->pdata[number];
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (kept->text);
  GtkWidget *take = gtk_button_new ();
  GtkWidget *forget = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_("Forget: %s"), kept->text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), KEPT_CHARS);
  gtk_button_set_child (GTK_BUTTON (take), label);
  gtk_widget_set_hexpand (take, TRUE);
  gtk_widget_set_tooltip_text (take, kept->text);
  gtk_widget_set_tooltip_text (forget, _("Forget this line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (take), GTK_ACCESSIBLE_PROPERTY_LABEL, kept->text,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (forget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  add_kept_button (self, row, take, number, TASK_TAKE);
  add_kept_button (self, row, forget, number, TASK_FORGET);
  return row;
}

static void
append_caption (PlumbPlanLineEditor *self,
                const char          *text,
                const char          *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CAPTION_CHARS);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
}

/* The coach's own lines, to be taken with one press. */
static void
append_kept (PlumbPlanLineEditor *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < self->kept->len; i++)
    gtk_box_append (GTK_BOX (list), make_kept_row (self, i));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), KEPT_HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  append_caption (self, _("From your own lines"), "heading");
  gtk_box_append (GTK_BOX (self->box), scrolled);
}

static PlumbPlanLineEditor *
make_editor (const char *text, /* (nullable) */
             const char *dose)
{
  PlumbPlanLineEditor *self = g_object_new (PLUMB_TYPE_PLAN_LINE_EDITOR, NULL);

  self->text = g_strdup (text);
  self->dose = g_strdup (dose != NULL ? dose : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->words), text != NULL ? text : "", -1);
  gtk_editable_set_text (GTK_EDITABLE (self->how_much), self->dose);
  return self;
}

GtkWidget *
plumb_plan_line_editor_new (const PlumbPlanLine *line,
                            const char          *article)
{
  PlumbPlanLineEditor *self = make_editor (line->text, line->dose);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  add_button (self, row, _("Move _up"), TASK_MOVE_UP);
  add_button (self, row, _("Move _down"), TASK_MOVE_DOWN);
  add_button (self, second, _("_Keep for other plans"), TASK_KEEP);
  add_button (self, second, _("_Remove"), TASK_REMOVE);
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_box_append (GTK_BOX (self->box), second);
  if (article != NULL)
    append_caption (self, article, "article");
  return GTK_WIDGET (self);
}

GtkWidget *
plumb_plan_line_editor_new_line (GPtrArray *kept)
{
  PlumbPlanLineEditor *self = make_editor (NULL, NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->kept = g_ptr_array_ref (kept);
  add_sections (self);
  gtk_widget_add_css_class (add_button (self, row, _("_Add"), TASK_ADD), "suggested-action");
  gtk_box_append (GTK_BOX (self->box), row);
  if (kept->len > 0)
    append_kept (self);
  return GTK_WIDGET (self);
}

GtkWidget *
plumb_plan_line_editor_new_headline (const char *text)
{
  PlumbPlanLineEditor *self = make_editor (text, NULL);

  gtk_widget_set_visible (self->how_much, FALSE);
  append_caption (self, _("The one sentence that matters most. Enter takes it."), "caption");
  return GTK_WIDGET (self);
}

static void
plumb_plan_line_editor_finalize (GObject *object)
{
  PlumbPlanLineEditor *self = PLUMB_PLAN_LINE_EDITOR (object);

  g_free (self->text);
  g_free (self->dose);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  G_OBJECT_CLASS (plumb_plan_line_editor_parent_class)->finalize (object);
}

static void
plumb_plan_line_editor_class_init (PlumbPlanLineEditorClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = plumb_plan_line_editor_finalize;
  signals[REWORDED] = g_signal_new ("reworded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
  signals[REMOVED]
      = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ADDED] = g_signal_new ("added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
  signals[KEPT] = g_signal_new ("kept", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_STRING);
  signals[FORGOTTEN] = g_signal_new ("forgotten", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plumb_plan_line_editor_init (PlumbPlanLineEditor *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *words = gtk_text_view_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->words = GTK_TEXT_VIEW (words);
  self->how_much = gtk_entry_new ();
  gtk_text_view_set_wrap_mode (self->words, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->words, FALSE);
  gtk_text_view_set_left_margin (self->words, 6);
  gtk_text_view_set_right_margin (self->words, 6);
  gtk_text_view_set_top_margin (self->words, 6);
  gtk_text_view_set_bottom_margin (self->words, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (words), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the athlete reads"), -1);
  gtk_widget_set_size_request (scrolled, TEXT_WIDTH_PX, TEXT_HEIGHT_PX);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), words);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->how_much), _("How much, how often"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->how_much), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How much, how often"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (words, keys);
  g_signal_connect_object (self->how_much, "activate", G_CALLBACK (enter_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), self->how_much);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
}
