/* The pain panel and the plan panel over one review: answers are given with
 * buttons, and what follows is shown at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pain-panel.h"

#include "pain-question.h"
#include "plan-panel.h"
#include "review-fixture.h"
#include "stage.h"

typedef struct
{
  Stage           *stage;
  PlumbSession    *session;
  PlumbPainScreen *screen;
  GtkWidget       *pain; /* held by the stage */
  GtkWidget       *plan;
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

static void
open_desk (Desk        *desk,
           PlumbReview *review)
{
  g_autofree char *screen_path = data_path ("pain.screen");
  g_autofree char *table_path = data_path ("conventional.plan");
  g_autoptr (PlumbPlanTable) table = plumb_plan_table_load (table_path, NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  *desk = (Desk) { .session = plumb_session_new (),
                   .screen = plumb_pain_screen_load (screen_path, NULL, NULL),
                   .pain = g_object_new (PLUMB_TYPE_PAIN_PANEL, "width-request", 330, NULL),
                   .plan = g_object_new (PLUMB_TYPE_PLAN_PANEL, "width-request", 330, NULL) };
  g_assert_nonnull (desk->screen);
  plumb_session_set_review (desk->session, review);
  plumb_pain_panel_set_session (PLUMB_PAIN_PANEL (desk->pain), desk->session);
  plumb_pain_panel_set_screen (PLUMB_PAIN_PANEL (desk->pain), desk->screen);
  plumb_plan_panel_set_session (PLUMB_PLAN_PANEL (desk->plan), desk->session);
  plumb_plan_panel_set_table (PLUMB_PLAN_PANEL (desk->plan), table, desk->screen);
  g_signal_connect_swapped (desk->pain, "edit-failed", G_CALLBACK (edit_failed_cb), desk);
  gtk_box_append (GTK_BOX (box), desk->pain);
  gtk_box_append (GTK_BOX (box), desk->plan);
  desk->stage = stage_new (box, 700, 700);
}

static void
close_desk (Desk *desk)
{
  g_object_add_weak_pointer (G_OBJECT (desk->pain), (gpointer *) &desk->pain);
  g_object_add_weak_pointer (G_OBJECT (desk->plan), (gpointer *) &desk->plan);
  stage_free (desk->stage);
  stage_wait_until (desk->pain == NULL && desk->plan == NULL);
  g_assert_finalize_object (desk->session);
  plumb_pain_screen_unref (desk->screen);
  g_clear_error (&desk->error);
}

/* (nullable) The row of the question, wherever it is below the widget. */
static GtkWidget *
find_question (GtkWidget  *widget,
               const char *id)
{
  if (PLUMB_IS_PAIN_QUESTION (widget))
    return g_str_equal (plumb_pain_question_get (PLUMB_PAIN_QUESTION (widget))->id, id) ? widget
                                                                                        : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_question (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

/* (nullable) The first button with this text in it. */
static GtkWidget *
find_answer (GtkWidget  *widget,
             const char *words)
{
  if (GTK_IS_BUTTON (widget))
    return has_text (widget, words) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_answer (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
press (Desk       *desk,
       const char *question,
       const char *words)
{
  GtkWidget *row = find_question (desk->pain, question);
  GtkWidget *button;

  stage_wait_until ((button = find_answer (row, words)) != NULL);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_pressed (Desk       *desk,
            const char *question,
            const char *words)
{
  GtkWidget *button = find_answer (find_question (desk->pain, question), words);

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
}

static const char *
get_answer (PlumbReview *review,
            const char  *question)
{
  return g_hash_table_lookup (plumb_review_pain_answers (review), question);
}

static gboolean
is_shown (Desk       *desk,
          const char *question)
{
  return gtk_widget_get_visible (find_question (desk->pain, question));
}

static void
test_answers (ReviewFixture *fixture,
              gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review);
  g_assert_true (has_text (desk.pain, "Not asked yet"));
  press (&desk, "weakness", "No");
  g_assert_cmpstr (get_answer (fixture->review, "weakness"), ==, "no");
  press (&desk, "weakness", "Not sure");
  g_assert_cmpstr (get_answer (fixture->review, "weakness"), ==, "unsure");
  g_assert_true (is_pressed (&desk, "weakness", "Not sure"));
  g_assert_false (is_pressed (&desk, "weakness", "Yes"));
  press (&desk, "weakness", "Not sure"); /* again: taken back */
  g_assert_null (get_answer (fixture->review, "weakness"));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_true (is_pressed (&desk, "weakness", "Not sure"));
  gtk_test_accessible_assert_property (find_answer (find_question (desk.pain, "weakness"), "Yes"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Yes");
  close_desk (&desk);
}

/* What is asked follows the answers; what was answered stays in sight. */
static void
test_only_what_matters (ReviewFixture *fixture,
                        gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review);
  press (&desk, "symptoms", "No");
  g_assert_false (is_shown (&desk, "travel"));
  g_assert_true (is_shown (&desk, "weakness"));
  press (&desk, "symptoms", "Yes");
  g_assert_true (is_shown (&desk, "travel"));
  press (&desk, "travel", "Below the knee");
  press (&desk, "symptoms", "No");
  g_assert_true (is_shown (&desk, "travel"));
  g_assert_false (is_shown (&desk, "shooting"));
  close_desk (&desk);
}

static void
test_red_flag (ReviewFixture *fixture,
               gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review);
  stage_wait_until (has_text (desk.plan, "Next film"));
  g_assert_true (has_text (desk.plan, "Pain screen: Not asked yet"));
  press (&desk, "bladder", "Not sure");
  stage_wait_until (has_text (desk.pain, "Go to an emergency department now"));
  stage_wait_until (has_text (desk.plan, "no training plan"));
  g_assert_false (has_text (desk.plan, "Next film"));
  press (&desk, "bladder", "No");
  stage_wait_until (has_text (desk.plan, "Next film"));
  g_assert_false (has_text (desk.plan, "no training plan"));
  close_desk (&desk);
}

static void
test_number (ReviewFixture *fixture,
             gconstpointer  unused)
{
  Desk desk;
  GtkWidget *row, *spin;

  open_desk (&desk, fixture->review);
  row = find_question (desk.pain, "accessories");
  spin = gtk_widget_get_first_child (row);
  while (spin != NULL && !GTK_IS_SPIN_BUTTON (spin))
    spin = gtk_widget_get_next_sibling (spin) != NULL
                   && !GTK_IS_BOX (spin)
               ? gtk_widget_get_next_sibling (spin)
               : gtk_widget_get_first_child (spin);
  g_assert_true (GTK_IS_SPIN_BUTTON (spin));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "not asked");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 0);
  g_assert_cmpstr (get_answer (fixture->review, "accessories"), ==, "0");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), -1);
  g_assert_null (get_answer (fixture->review, "accessories"));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "0");
  close_desk (&desk);
}

/* (transfer full) A second film of the same athlete. */
static PlumbReview *
add_second (ReviewFixture *fixture)
{
  g_autoptr (PlumbAthlete) anna = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  g_autofree char *film = test_folder_path (fixture->folder, "second.mp4");
  PlumbReview *second;

  g_assert_true (g_file_set_contents (film, "second film", -1, NULL));
  second = plumb_library_review_file (fixture->library, film, plumb_athlete_id (anna), NULL);
  g_assert_nonnull (second);
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (anna), NULL));
  return second;
}

static GtkSpinButton *
find_spin (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkSpinButton *found = GTK_IS_SPIN_BUTTON (child) ? GTK_SPIN_BUTTON (child)
                                                        : find_spin (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The questions are filled in from last time, and count when that is confirmed:
 * one by one, another answer in its place, or all at once. */
static void
test_earlier (ReviewFixture *fixture,
              gconstpointer  unused)
{
  g_autoptr (PlumbReview) second = add_second (fixture);
  GtkSpinButton *spin;
  GtkWidget *button;
  Desk desk;

  open_desk (&desk, fixture->review);
  press (&desk, "symptoms", "Yes");
  press (&desk, "weakness", "No");
  press (&desk, "saddle", "No");
  press (&desk, "travel", "It does not travel");
  g_assert_true (plumb_review_answer_pain (fixture->review, desk.screen, "pain-now", "3", NULL));
  g_assert_null (find_answer (desk.pain, "still as on"));
  plumb_session_set_review (desk.session, second);
  stage_wait_until (has_text (find_question (desk.pain, "weakness"), "From last time"));
  /* Filled in, and no answer. */
  g_assert_true (is_pressed (&desk, "weakness", "No"));
  g_assert_true (is_pressed (&desk, "travel", "It does not travel"));
  g_assert_false (is_pressed (&desk, "severe", "No"));
  spin = find_spin (find_question (desk.pain, "pain-now"));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 3);
  g_assert_cmpuint (g_hash_table_size (plumb_review_pain_answers (second)), ==, 0);
  g_assert_true (has_text (desk.pain, "Not asked yet"));
  /* Confirmed by its own button, or changed by another. */
  press (&desk, "weakness", "No");
  g_assert_cmpstr (get_answer (second, "weakness"), ==, "no");
  g_assert_true (is_pressed (&desk, "weakness", "No"));
  g_assert_false (has_text (find_question (desk.pain, "weakness"), "From last time"));
  press (&desk, "travel", "Into the buttock");
  g_assert_cmpstr (get_answer (second, "travel"), ==, "buttock");
  g_assert_false (is_pressed (&desk, "travel", "It does not travel"));
  press (&desk, "weakness", "No"); /* an answer is taken back, and filled in again */
  g_assert_null (get_answer (second, "weakness"));
  g_assert_true (has_text (find_question (desk.pain, "weakness"), "From last time"));
  button = gtk_widget_get_next_sibling (GTK_WIDGET (spin));
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (get_answer (second, "pain-now"), ==, "3");
  g_assert_false (gtk_widget_get_visible (button));
  /* All the others at once. */
  stage_wait_until ((button = find_answer (desk.pain, "still as on")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (get_answer (second, "weakness"), ==, "no");
  g_assert_cmpstr (get_answer (second, "saddle"), ==, "no");
  g_assert_cmpstr (get_answer (second, "travel"), ==, "buttock");
  stage_wait_until (find_answer (desk.pain, "still as on") == NULL);
  g_assert_false (has_text (desk.pain, "From last time"));
  plumb_session_set_review (desk.session, NULL);
  close_desk (&desk);
}

/* What sent to a clinician last time stops this plan, too, until it is asked
 * again. */
static void
test_red_flag_of_last_time (ReviewFixture *fixture,
                            gconstpointer  unused)
{
  g_autoptr (PlumbReview) second = add_second (fixture);
  Desk desk;

  open_desk (&desk, fixture->review);
  press (&desk, "weakness", "Not sure");
  plumb_session_set_review (desk.session, second);
  stage_wait_until (has_text (desk.pain, "See a clinician first (from last time)"));
  stage_wait_until (has_text (desk.plan, "no training plan"));
  g_assert_true (is_pressed (&desk, "weakness", "Not sure"));
  g_assert_true (has_text (find_question (desk.pain, "weakness"), "counts until it is asked"));
  g_assert_cmpuint (g_hash_table_size (plumb_review_pain_answers (second)), ==, 0);
  press (&desk, "weakness", "No");
  stage_wait_until (has_text (desk.plan, "Next film"));
  g_assert_true (has_text (desk.pain, "questions left"));
  plumb_session_set_review (desk.session, NULL);
  close_desk (&desk);
}

static void
test_edit_failed (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  g_autoptr (PlumbLibrary) library = NULL;
  g_autoptr (PlumbReview) review = NULL;
  Desk desk;

  library = plumb_library_open_read_only (plumb_library_data_dir (fixture->library), NULL);
  review = plumb_library_load_review (library, plumb_review_id (fixture->review), NULL);
  g_assert_nonnull (review);
  open_desk (&desk, review);
  press (&desk, "weakness", "Yes");
  g_assert_error (desk.error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_READ_ONLY);
  g_assert_false (is_pressed (&desk, "weakness", "Yes"));
  g_assert_true (has_text (desk.pain, "Not asked yet"));
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  review_fixture_add ("/gui/pain-panel/answers", test_answers);
  review_fixture_add ("/gui/pain-panel/only-what-matters", test_only_what_matters);
  review_fixture_add ("/gui/pain-panel/red-flag", test_red_flag);
  review_fixture_add ("/gui/pain-panel/number", test_number);
  review_fixture_add ("/gui/pain-panel/earlier", test_earlier);
  review_fixture_add ("/gui/pain-panel/red-flag-of-last-time", test_red_flag_of_last_time);
  review_fixture_add ("/gui/pain-panel/edit-failed", test_edit_failed);
  return g_test_run ();
}
