/* The plan panel over one review: lines are reworded, moved, taken out and
 * added, and undo takes it back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-panel.h"

#include "kept-lines.h"
#include "review-fixture.h"
#include "stage.h"

#define HEADLINE "Put the bar over your mid-foot before you grip it."
#define OWN "Breathe out at the top."
#define HEADLINE_EDITOR -1 /* the first button of the panel */
#define NEW_LINE -2

typedef struct
{
  Stage           *stage;
  PlumbSession    *session;
  PlumbPainScreen *screen;
  GtkWidget       *panel; /* held by the stage */
  GError          *error; /* owned: of "edit-failed" */
} Desk;

static void
edit_failed_cb (Desk   *desk,
                GError *error)
{
  g_clear_error (&desk->error);
  desk->error = g_error_copy (error);
}

static char *
data_path (const char *name)
{
  return g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans", name, NULL);
}

/* GTK 4.8 asks where the pointer is over the surface of a popover for a tooltip,
 * even when that popover has closed meanwhile; nothing comes of it. */
static gboolean
is_of_tooltips (const char *message)
{
  return strstr (message, "gdk_surface_get_device_position") != NULL
         || strstr (message, "_gtk_widget_find_at_coords") != NULL;
}

static void
log_cb (const char     *domain,
        GLogLevelFlags  level,
        const char     *message,
        gpointer        user_data)
{
  if (!is_of_tooltips (message))
    g_log_default_handler (domain, level, message, user_data);
}

static gboolean
is_fatal_cb (const char     *domain,
             GLogLevelFlags  level,
             const char     *message,
             gpointer        user_data)
{
  return !is_of_tooltips (message);
}

static void
make_desk (Desk        *desk,
           PlumbReview *review)
{
  g_autofree char *screen_path = data_path ("pain.screen");
  g_autofree char *table_path = data_path ("conventional.plan");
  g_autoptr (PlumbPlanTable) table = plumb_plan_table_load (table_path, NULL, NULL);

  g_test_log_set_fatal_handler (is_fatal_cb, NULL);
  *desk = (Desk) { .session = plumb_session_new (),
                   .screen = plumb_pain_screen_load (screen_path, NULL, NULL),
                   .panel = g_object_new (PLUMB_TYPE_PLAN_PANEL, NULL) };
  plumb_session_set_review (desk->session, review);
  plumb_plan_panel_set_session (PLUMB_PLAN_PANEL (desk->panel), desk->session);
  plumb_plan_panel_set_table (PLUMB_PLAN_PANEL (desk->panel), table, desk->screen);
  g_signal_connect_swapped (desk->panel, "edit-failed", G_CALLBACK (edit_failed_cb), desk);
}

static void
show_desk (Desk *desk)
{
  desk->stage = stage_new (desk->panel, 330, 780);
  stage_move (desk->stage, 1270, 790); /* out of the way of popovers */
}

static void
open_desk (Desk        *desk,
           PlumbReview *review)
{
  make_desk (desk, review);
  show_desk (desk);
}

static void
close_desk (Desk *desk)
{
  g_object_add_weak_pointer (G_OBJECT (desk->panel), (gpointer *) &desk->panel);
  stage_free (desk->stage);
  stage_wait_until (desk->panel == NULL);
  g_assert_finalize_object (desk->session);
  plumb_pain_screen_unref (desk->screen);
  g_clear_error (&desk->error);
}

/* (nullable) The `index`-th shown widget of the type, depth first. */
static GtkWidget *
find_shown (GtkWidget *widget,
            GType      type,
            guint     *index)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget)
      && (*index)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown (child, type, index);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_nth (GtkWidget *widget,
          GType      type,
          guint      index)
{
  return find_shown (widget, type, &index);
}

/* Opens the editor of the `index`-th line, with HEADLINE_EDITOR that of the
 * headline or with NEW_LINE that of a new one, and waits until it is there. */
static GtkWidget *
open_editor (Desk *desk,
             int   index)
{
  GtkWidget *button = NULL;
  GtkWidget *editor;

  if (index != NEW_LINE)
    button = find_nth (desk->panel, GTK_TYPE_MENU_BUTTON, (guint) (index + 1));
  else
    for (guint i = 0; find_nth (desk->panel, GTK_TYPE_MENU_BUTTON, i) != NULL; i++)
      button = find_nth (desk->panel, GTK_TYPE_MENU_BUTTON, i);
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  editor = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  stage_wait_until (find_nth (editor, GTK_TYPE_TEXT_VIEW, 0) != NULL);
  return editor;
}

static void
type_words (GtkWidget  *editor,
            const char *text,
            const char *dose)
{
  GtkWidget *view = find_nth (editor, GTK_TYPE_TEXT_VIEW, 0);
  GtkWidget *entry = find_nth (editor, GTK_TYPE_ENTRY, 0);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_editable_set_text (GTK_EDITABLE (entry), dose);
}

static void
press (GtkWidget  *editor,
       const char *label)
{
  GtkWidget *button = stage_find_button (editor, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

/* (transfer full) The words of the `index`-th line. */
static char *
get_line (Desk *desk,
          guint index)
{
  GtkWidget *button = find_nth (desk->panel, GTK_TYPE_MENU_BUTTON, index + 1);
  GtkWidget *words = gtk_widget_get_first_child (gtk_widget_get_parent (button));

  return g_strdup (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (words))));
}

static gboolean
line_is (Desk       *desk,
         guint       index,
         const char *text)
{
  g_autofree char *found = get_line (desk, index);

  return g_str_equal (found, text);
}

static void
confirm_bar_forward (PlumbReview *review)
{
  g_assert_true (plumb_review_decide (review, "bar-forward", PLUMB_DECISION_CONFIRMED, NULL));
}

static void
test_reword (ReviewFixture *fixture,
             gconstpointer  unused)
{
  Desk desk;
  GtkWidget *editor;

  confirm_bar_forward (fixture->review);
  open_desk (&desk, fixture->review);
  g_assert_true (has_text (desk.panel, HEADLINE));
  g_autofree char *first = get_line (&desk, 0);
  editor = open_editor (&desk, 0);
  type_words (editor, "Laces\nunder the bar.", "each rep");
  gtk_popover_popdown (GTK_POPOVER (editor));
  stage_wait_until (line_is (&desk, 0, "Laces under the bar. — each rep"));
  g_assert_true (has_text (desk.panel, "in your words"));

  /* Closed as it was, or without words, nothing changes. */
  editor = open_editor (&desk, 0);
  type_words (editor, "  ", "");
  gtk_popover_popdown (GTK_POPOVER (editor));
  stage_wait_until (!gtk_widget_get_mapped (editor));
  g_assert_true (line_is (&desk, 0, "Laces under the bar. — each rep"));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  stage_wait_until (line_is (&desk, 0, first));
  close_desk (&desk);
}

static void
test_move_and_remove (ReviewFixture *fixture,
                      gconstpointer  unused)
{
  Desk desk;

  confirm_bar_forward (fixture->review);
  g_assert_true (plumb_review_add_plan_line (fixture->review, PLUMB_PLAN_CUES, OWN, NULL, NULL));
  open_desk (&desk, fixture->review);
  g_autofree char *first = get_line (&desk, 0);
  g_assert_true (line_is (&desk, 1, OWN));
  press (open_editor (&desk, 1), "Move _up");
  stage_wait_until (line_is (&desk, 0, OWN));
  g_assert_true (line_is (&desk, 1, first));
  press (open_editor (&desk, 0), "Move _down");
  stage_wait_until (line_is (&desk, 0, first));
  press (open_editor (&desk, 0), "_Remove");
  stage_wait_until (line_is (&desk, 0, OWN));
  g_assert_false (has_text (desk.panel, first));
  g_signal_emit_by_name (stage_find_button (desk.panel, "Take my changes back"), "clicked");
  stage_wait_until (line_is (&desk, 0, first));
  g_assert_false (has_text (desk.panel, OWN));
  g_assert_null (stage_find_button (desk.panel, "Take my changes back"));
  close_desk (&desk);
}

/* What nobody sees is not composed while a point is dragged; it is when it is seen. */
static void
test_hidden (ReviewFixture *fixture,
             gconstpointer  unused)
{
  Desk desk;

  confirm_bar_forward (fixture->review);
  make_desk (&desk, fixture->review);
  g_assert_true (plumb_review_add_plan_line (fixture->review, PLUMB_PLAN_CUES, OWN, NULL, NULL));
  g_assert_false (has_text (desk.panel, OWN));
  show_desk (&desk);
  g_assert_true (has_text (desk.panel, OWN));
  close_desk (&desk);
}

static void
test_add (ReviewFixture *fixture,
          gconstpointer  unused)
{
  Desk desk;
  GtkWidget *editor;

  open_desk (&desk, fixture->review);
  editor = open_editor (&desk, NEW_LINE);
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (find_nth (editor, GTK_TYPE_DROP_DOWN, 0)), PLUMB_PLAN_MOBILITY);
  type_words (editor, OWN, "");
  press (editor, "_Add");
  stage_wait_until (has_text (desk.panel, OWN));
  g_assert_true (has_text (desk.panel, "Your own line"));
  g_assert_true (has_text (desk.panel, "Mobility"));

  /* Left without “Add” there is no line. */
  editor = open_editor (&desk, NEW_LINE);
  type_words (editor, "Never mind.", "");
  gtk_popover_popdown (GTK_POPOVER (editor));
  stage_wait_until (!gtk_widget_get_mapped (editor));
  g_assert_false (has_text (desk.panel, "Never mind."));
  close_desk (&desk);
}

/* The headline is the coach's as long as he wants it. */
static void
test_headline (ReviewFixture *fixture,
               gconstpointer  unused)
{
  Desk desk;
  GtkWidget *editor;
  GtkTextBuffer *buffer;

  confirm_bar_forward (fixture->review);
  open_desk (&desk, fixture->review);
  editor = open_editor (&desk, HEADLINE_EDITOR);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_nth (editor, GTK_TYPE_TEXT_VIEW, 0)));
  gtk_text_buffer_set_text (buffer, "One thing: laces.", -1);
  gtk_popover_popdown (GTK_POPOVER (editor));
  stage_wait_until (has_text (desk.panel, "One thing: laces."));
  g_assert_false (has_text (desk.panel, HEADLINE));
  g_assert_true (plumb_review_decide (fixture->review, "hips-too-high", PLUMB_DECISION_CONFIRMED,
                                      NULL));
  g_assert_true (has_text (desk.panel, "One thing: laces."));
  g_signal_emit_by_name (stage_find_button (desk.panel, "Take my changes back"), "clicked");
  stage_wait_until (!has_text (desk.panel, "One thing: laces."));
  close_desk (&desk);
}

static guint
count_kept (PlumbReview *review)
{
  g_autoptr (GPtrArray) kept = plumb_review_kept_lines (review);

  return kept->len;
}

/* A line that was kept is there for every plan, until it is forgotten. */
static void
test_kept (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;
  GtkWidget *editor;

  confirm_bar_forward (fixture->review);
  open_desk (&desk, fixture->review);
  editor = open_editor (&desk, 0);
  type_words (editor, OWN, "3 ×");
  press (editor, "_Keep for other plans");
  stage_wait_until (has_text (desk.panel, OWN));
  g_signal_emit_by_name (stage_find_button (desk.panel, "Take my changes back"), "clicked");
  stage_wait_until (!has_text (desk.panel, OWN));

  editor = open_editor (&desk, NEW_LINE);
  g_assert_true (has_text (editor, OWN));
  g_signal_emit_by_name (find_nth (find_nth (editor, GTK_TYPE_SCROLLED_WINDOW, 1), GTK_TYPE_BUTTON,
                                   0),
                         "clicked");
  stage_wait_until (has_text (desk.panel, OWN " — 3 ×"));

  editor = open_editor (&desk, NEW_LINE);
  g_signal_emit_by_name (find_nth (find_nth (editor, GTK_TYPE_SCROLLED_WINDOW, 1), GTK_TYPE_BUTTON,
                                   1),
                         "clicked");
  stage_wait_until (count_kept (fixture->review) == 0);
  editor = open_editor (&desk, NEW_LINE);
  g_assert_false (has_text (editor, OWN));
  gtk_popover_popdown (GTK_POPOVER (editor));
  stage_wait_until (!gtk_widget_get_mapped (editor));
  close_desk (&desk);
}

static void
test_edit_failed (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  g_autoptr (PlumbLibrary) library
      = plumb_library_open_read_only (plumb_library_data_dir (fixture->library), NULL);
  g_autoptr (PlumbReview) review
      = plumb_library_load_review (library, plumb_review_id (fixture->review), NULL);
  Desk desk;

  open_desk (&desk, review);
  g_autofree char *first = get_line (&desk, 0);
  press (open_editor (&desk, 0), "_Remove");
  stage_wait_until (desk.error != NULL);
  g_assert_error (desk.error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_READ_ONLY);
  g_assert_true (line_is (&desk, 0, first));
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  g_log_set_handler ("Gdk", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, log_cb, NULL);
  g_log_set_handler ("Gtk", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, log_cb, NULL);
  review_fixture_add ("/gui/plan-panel/reword", test_reword);
  review_fixture_add ("/gui/plan-panel/move-and-remove", test_move_and_remove);
  review_fixture_add ("/gui/plan-panel/add", test_add);
  review_fixture_add ("/gui/plan-panel/hidden", test_hidden);
  review_fixture_add ("/gui/plan-panel/headline", test_headline);
  review_fixture_add ("/gui/plan-panel/kept", test_kept);
  review_fixture_add ("/gui/plan-panel/edit-failed", test_edit_failed);
  return g_test_run ();
}
