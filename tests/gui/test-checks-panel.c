/* The checks panel over a real review: rows follow the marks, buttons decide.
 *
 * The setup is the worked example "hips high": a knee angle of 156 degrees,
 * where a fault is certain beyond 147; "good" is the same with 124 degrees.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks-panel.h"

#include "check-row.h"
#include "review-fixture.h"
#include "stage.h"

#define FRAME 12

typedef struct
{
  Stage            *stage;
  PlumbSession     *session;
  PlumbChecksPanel *panel; /* held by the stage */
  PlumbCriteria    *criteria;
  gint64            shown; /* of "show-frame", -1 = none */
  GError           *error; /* owned: of "edit-failed" */
  gint64            mark;  /* of "show-frame" */
  PlumbMissingStep  step;  /* of "missing" */
} Desk;

static void
show_frame_cb (Desk  *desk,
               gint64 frame,
               gint64 mark)
{
  desk->shown = frame;
  desk->mark = mark;
}

static void
missing_cb (Desk             *desk,
            PlumbMissingStep *step)
{
  desk->step = *step;
}

static void
edit_failed_cb (Desk   *desk,
                GError *error)
{
  g_clear_error (&desk->error);
  desk->error = g_error_copy (error);
}

static void
add_point (PlumbReview  *review,
           PlumbLandmark landmark,
           double        x,
           double        y)
{
  const PlumbPoint at = { x, y };
  g_autoptr (PlumbMark) mark = plumb_mark_new (0, FRAME, PLUMB_MARK_POINT, landmark, &at, 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (plumb_review_add_mark (review, mark, &error), >, 0);
  g_assert_no_error (error);
}

static void
mark_high_hips (PlumbReview *review)
{
  /* A plate of 450 mm seen with a radius of 90 pixels, from far away. */
  const PlumbPoint plate[] = { { 758, 890 }, { 758, 800 } };
  const PlumbFilming filming = { 450, 200, 0, 0, .camera_yaw_deg = NAN };
  g_autoptr (PlumbMark) disc
      = plumb_mark_new (0, FRAME, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2);

  g_assert_true (plumb_review_set_filming (review, &filming, NULL));
  g_assert_true (plumb_review_set_moment (review, PLUMB_MOMENT_LIFT_OFF, FRAME, NULL));
  g_assert_cmpint (plumb_review_add_mark (review, disc, NULL), >, 0);
  add_point (review, PLUMB_LANDMARK_HEEL, 700, 980);
  add_point (review, PLUMB_LANDMARK_TOE, 816, 980);
  add_point (review, PLUMB_LANDMARK_ANKLE, 724, 950);
  add_point (review, PLUMB_LANDMARK_KNEE, 729.9, 782.1);
  add_point (review, PLUMB_LANDMARK_HIP, 668.4, 630);
  add_point (review, PLUMB_LANDMARK_ACROMION, 853, 594.2);
  add_point (review, PLUMB_LANDMARK_SCAPULA, 779.5, 572.6);
  add_point (review, PLUMB_LANDMARK_C7, 862, 567.2);
  add_point (review, PLUMB_LANDMARK_T12_L1, 762.3, 578.4);
  add_point (review, PLUMB_LANDMARK_S1, 693.4, 590.6);
}

static void
open_desk (Desk        *desk,
           PlumbReview *review)
{
  g_autofree char *file = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *scroller = gtk_scrolled_window_new ();

  *desk = (Desk) { .session = plumb_session_new (),
                   .panel = g_object_new (PLUMB_TYPE_CHECKS_PANEL, NULL),
                   .shown = -1 };
  desk->criteria = plumb_criteria_load (file, NULL, &error);
  g_assert_no_error (error);
  plumb_review_set_criteria (review, desk->criteria);
  plumb_review_set_picture (review, 1920, 1080, 60);
  plumb_checks_panel_set_session (desk->panel, desk->session);
  plumb_session_set_review (desk->session, review);
  g_signal_connect_swapped (desk->panel, "show-frame", G_CALLBACK (show_frame_cb), desk);
  g_signal_connect_swapped (desk->panel, "edit-failed", G_CALLBACK (edit_failed_cb), desk);
  g_signal_connect_swapped (desk->panel, "missing", G_CALLBACK (missing_cb), desk);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (desk->panel));
  desk->stage = stage_new (scroller, 400, 700);
}

static void
close_desk (Desk *desk)
{
  g_object_add_weak_pointer (G_OBJECT (desk->panel), (gpointer *) &desk->panel);
  stage_free (desk->stage);
  stage_wait_until (desk->panel == NULL);
  g_assert_finalize_object (desk->session);
  plumb_criteria_unref (desk->criteria);
  g_clear_error (&desk->error);
}

static GtkWidget *
get_row (Desk  *desk,
         guint  index)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (desk->panel));

  row = gtk_widget_get_first_child (row); /* what to do where nothing is marked */
  row = gtk_widget_get_next_sibling (row); /* the box of the rows */
  row = gtk_widget_get_first_child (row);
  for (guint i = 0; i < index && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

/* The row of the check that can raise the finding. */
static GtkWidget *
find_row (Desk       *desk,
          const char *finding)
{
  for (guint i = 0; i < plumb_criteria_n_groups (desk->criteria); i++)
    if (g_strv_contains (plumb_criteria_group (desk->criteria, i)->findings, finding))
      return get_row (desk, i);
  g_assert_not_reached ();
}

static GtkWidget *
get_header (GtkWidget *row)
{
  return gtk_widget_get_first_child (row);
}

/* What the row is called on the bus. */
static void
assert_says (GtkWidget  *row,
             const char *text)
{
  gtk_test_accessible_assert_property (get_header (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text);
}

static gboolean
has_label (GtkWidget  *widget,
           const char *text)
{
  if (GTK_IS_LABEL (widget)
      && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

static void
open_row (GtkWidget *row)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_header (row)), TRUE);
}

static void
test_rows (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;
  guint n = 0;

  open_desk (&desk, fixture->review);
  g_assert_cmpuint (plumb_criteria_n_groups (desk.criteria), >, 0);
  while (get_row (&desk, n) != NULL)
    {
      g_assert_true (PLUMB_IS_CHECK_ROW (get_row (&desk, n)));
      g_assert_true (has_label (get_row (&desk, n),
                                plumb_criteria_group (desk.criteria, n)->name));
      n++;
    }
  g_assert_cmpuint (n, ==, plumb_criteria_n_groups (desk.criteria));
  close_desk (&desk);
}

/* A row follows the marks, also one that is only being dragged. */
static void
test_follows (ReviewFixture *fixture,
              gconstpointer  unused)
{
  Desk desk;
  GtkWidget *row;
  GPtrArray *marks;
  PlumbMark *knee = NULL;

  open_desk (&desk, fixture->review);
  row = find_row (&desk, "hips-too-high");
  mark_high_hips (fixture->review);
  g_assert_true (has_label (row, "Fault"));
  marks = plumb_review_marks (fixture->review);
  for (guint i = 0; i < marks->len; i++)
    if (((PlumbMark *) marks->pdata[i])->landmark == PLUMB_LANDMARK_KNEE)
      knee = marks->pdata[i];
  g_assert_nonnull (knee);
  /* Knee far forward: the angle is small, no fault of this kind. */
  g_autoptr (PlumbMark) dragged
      = plumb_mark_with_point (knee, 0, (PlumbPoint) { 780, 780 });
  plumb_review_preview_mark (fixture->review, dragged);
  g_assert_false (has_label (row, "Fault"));
  plumb_review_preview_mark (fixture->review, NULL);
  g_assert_true (has_label (row, "Fault"));
  close_desk (&desk);
}

/* (nullable) */
static GtkWidget *
find_figures (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), " ± ") != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (find_figures (child) != NULL)
      return find_figures (child);
  return NULL;
}

/* A value and its error are no sentence: they do not change places where the
 * language runs from right to left. */
static void
test_right_to_left (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  Desk desk;
  GtkWidget *figures;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  open_desk (&desk, fixture->review);
  mark_high_hips (fixture->review);
  figures = find_figures (find_row (&desk, "hips-too-high"));
  g_assert_nonnull (figures);
  g_assert_cmpint (pango_layout_get_direction (gtk_label_get_layout (GTK_LABEL (figures)), 0), ==,
                   PANGO_DIRECTION_LTR);
  close_desk (&desk);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_decides (ReviewFixture *fixture,
              gconstpointer  unused)
{
  Desk desk;
  GtkWidget *row, *button;

  open_desk (&desk, fixture->review);
  row = find_row (&desk, "hips-too-high");
  mark_high_hips (fixture->review);
  open_row (row);
  stage_wait_until ((button = stage_find_button (row, "Confirm")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (plumb_review_decision (fixture->review, "hips-too-high"), ==,
                   PLUMB_DECISION_CONFIRMED);
  stage_wait_until (has_label (row, "Confirmed by you"));
  g_assert_null (stage_find_button (row, "Confirm"));
  stage_wait_until ((button = stage_find_button (row, "Reopen")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (plumb_review_decision (fixture->review, "hips-too-high"), ==,
                   PLUMB_DECISION_OPEN);
  stage_wait_until ((button = stage_find_button (row, "Dismiss")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (plumb_review_decision (fixture->review, "hips-too-high"), ==,
                   PLUMB_DECISION_DISMISSED);
  stage_wait_until (has_label (row, "Dismissed by you"));
  close_desk (&desk);
}

/* A fault that the marks do not show is added by hand, goes into the plan, and
 * is taken back. */
static void
test_added_by_hand (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  Desk desk;
  GtkWidget *row, *button;
  g_auto (GStrv) ids = NULL;

  open_desk (&desk, fixture->review);
  row = find_row (&desk, "hips-too-low");
  open_row (row);
  stage_wait_until ((button = stage_find_button (row, "Add: Hips too low")) != NULL);
  g_assert_nonnull (stage_find_button (row, "Add: Hips too high"));
  g_signal_emit_by_name (button, "clicked");
  stage_wait_until (has_label (row, "Confirmed by you"));
  g_assert_null (stage_find_button (row, "Add: Hips too low"));
  g_assert_nonnull (stage_find_button (row, "Add: Hips too high"));
  ids = plumb_review_plan_findings (fixture->review);
  g_assert_true (g_strv_contains ((const char *const *) ids, "hips-too-low"));
  stage_wait_until ((button = stage_find_button (row, "Reopen")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  stage_wait_until (stage_find_button (row, "Add: Hips too low") != NULL);
  close_desk (&desk);
}

static void
test_shows_frame (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  Desk desk;
  GtkWidget *row, *button;

  open_desk (&desk, fixture->review);
  row = find_row (&desk, "hips-too-high");
  mark_high_hips (fixture->review);
  open_row (row);
  stage_wait_until ((button = stage_find_button (row, "Show")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (desk.shown, ==, FRAME);
  close_desk (&desk);
}

/* A decision that cannot be stored is told, and is not shown as taken. */
static void
test_edit_failed (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = NULL;
  g_autoptr (PlumbReview) review = NULL;
  Desk desk;
  GtkWidget *row, *button;

  mark_high_hips (fixture->review);
  library = plumb_library_open_read_only (plumb_library_data_dir (fixture->library), &error);
  g_assert_no_error (error);
  review = plumb_library_load_review (library, plumb_review_id (fixture->review), &error);
  g_assert_no_error (error);
  open_desk (&desk, review);
  row = find_row (&desk, "hips-too-high");
  open_row (row);
  stage_wait_until ((button = stage_find_button (row, "Confirm")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_error (desk.error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_READ_ONLY);
  g_assert_nonnull (stage_find_button (row, "Confirm"));
  g_assert_false (has_label (row, "Confirmed by you"));
  close_desk (&desk);
}

static void
test_without_review (ReviewFixture *fixture,
                     gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review);
  assert_says (find_row (&desk, "hips-too-high"),
               "Hip height: Not measurable. Set the key moment of the setup.");
  plumb_session_set_review (desk.session, NULL);
  mark_high_hips (fixture->review);
  plumb_session_set_review (desk.session, fixture->review);
  g_assert_true (has_label (find_row (&desk, "hips-too-high"), "Fault"));
  close_desk (&desk);
}

/* The button under a check that cannot be measured says what comes next, and
 * asks for it. */
static void
test_missing (ReviewFixture *fixture,
              gconstpointer  unused)
{
  Desk desk;
  GtkWidget *row, *button;

  open_desk (&desk, fixture->review);
  row = find_row (&desk, "hips-too-high");
  stage_wait_until ((button = stage_find_button (row, "Set: Setup")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (desk.step.kind, ==, PLUMB_MISSING_MOMENT);
  g_assert_cmpint (desk.step.moment, ==, PLUMB_MOMENT_SET);
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LIFT_OFF, FRAME, NULL));
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_SET, 3, NULL));
  /* The plate is drawn where the bar is wanted as well, whichever frame was judged. */
  {
    char scale[] = "scale";
    char *lacks[] = { scale, NULL };
    const PlumbMeasure measure = { .frame = FRAME, .missing = lacks };
    const PlumbMissingStep step = plumb_missing_step_find (fixture->review, &measure);

    g_assert_cmpint (step.kind, ==, PLUMB_MISSING_SCALE);
    g_assert_cmpint (step.frame, ==, 3);
  }
  add_point (fixture->review, PLUMB_LANDMARK_HIP, 668.4, 630);
  add_point (fixture->review, PLUMB_LANDMARK_KNEE, 729.9, 782.1);
  stage_wait_until ((button = stage_find_button (row, "Mark: Ankle")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (desk.step.kind, ==, PLUMB_MISSING_LANDMARK);
  g_assert_cmpint (desk.step.landmark, ==, PLUMB_LANDMARK_ANKLE);
  mark_high_hips (fixture->review);
  g_assert_false (gtk_widget_get_mapped (button));
  close_desk (&desk);
}

/* In the coach's own words, tied to frame and selected mark, with a note; put
 * aside, taken up again, taken away. */
static void
test_own_fault (ReviewFixture *fixture,
                gconstpointer  unused)
{
  Desk desk;
  GtkWidget *panel, *button, *entry;
  gint64 mark;

  open_desk (&desk, fixture->review);
  panel = GTK_WIDGET (desk.panel);
  plumb_session_set_frame (desk.session, FRAME);
  mark = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_ELBOW, 5, 6);
  plumb_session_set_selected (desk.session, mark);
  plumb_checks_panel_write_fault (desk.panel);
  entry = gtk_root_get_focus (gtk_widget_get_root (panel));
  entry = gtk_widget_get_ancestor (entry, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Arms bent");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  stage_wait_until (has_label (panel, "Arms bent"));
  stage_wait_until (has_label (panel, "Seen by you in frame 12."));
  stage_wait_until ((button = stage_find_button (panel, "Show")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (desk.shown, ==, FRAME);
  g_assert_cmpint (desk.mark, ==, mark);
  stage_wait_until ((button = stage_find_button (panel, "Reopen")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (plumb_review_decision (fixture->review, "own-001"), ==, PLUMB_DECISION_OPEN);
  stage_wait_until ((button = stage_find_button (panel, "Dismiss")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  stage_wait_until (has_label (panel, "Dismissed by you"));
  stage_wait_until ((button = stage_find_button (panel, "Remove")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (has_label (panel, "Arms bent"));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  stage_wait_until (has_label (panel, "Arms bent"));
  close_desk (&desk);
}

/* (nullable) The line that a screen reader follows. */
static GtkWidget *
find_news (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
             == GTK_ACCESSIBLE_ROLE_STATUS)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (find_news (child) != NULL)
      return find_news (child);
  return NULL;
}

/* Opening is no news; a verdict that changes is, once the hand rests. */
static void
test_news (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;
  GtkWidget *news;

  open_desk (&desk, fixture->review);
  news = find_news (GTK_WIDGET (desk.panel));
  g_assert_nonnull (news);
  g_assert_false (gtk_widget_get_mapped (news));
  mark_high_hips (fixture->review);
  g_assert_false (gtk_widget_get_mapped (news));
  stage_wait_until (gtk_widget_get_visible (news));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (news)), "Hip height: 15"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (news)), "Fault"));
  gtk_test_accessible_assert_property (news, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       gtk_label_get_text (GTK_LABEL (news)));
  plumb_session_set_review (desk.session, NULL);
  plumb_session_set_review (desk.session, fixture->review);
  g_assert_false (gtk_widget_get_visible (news));
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  review_fixture_add ("/gui/checks-panel/rows", test_rows);
  review_fixture_add ("/gui/checks-panel/follows", test_follows);
  review_fixture_add ("/gui/checks-panel/right-to-left", test_right_to_left);
  review_fixture_add ("/gui/checks-panel/decides", test_decides);
  review_fixture_add ("/gui/checks-panel/added-by-hand", test_added_by_hand);
  review_fixture_add ("/gui/checks-panel/shows-frame", test_shows_frame);
  review_fixture_add ("/gui/checks-panel/missing", test_missing);
  review_fixture_add ("/gui/checks-panel/own-fault", test_own_fault);
  review_fixture_add ("/gui/checks-panel/news", test_news);
  review_fixture_add ("/gui/checks-panel/edit-failed", test_edit_failed);
  review_fixture_add ("/gui/checks-panel/without-review", test_without_review);
  return g_test_run ();
}
