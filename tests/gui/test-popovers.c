/* The popovers of the transport, over a real review: what they show, and what
 * they store.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "filming-popover.h"
#include "look-popover.h"
#include "moments-popover.h"
#include "review-fixture.h"
#include "stage.h"

typedef struct
{
  Stage        *stage;
  PlumbSession *session;
  GtkWidget    *popover; /* held by the stage */
  gint64        shown;   /* of "show-frame", -1 = none */
  GError       *error;   /* owned: of "edit-failed" */
} Desk;

static void
show_frame_cb (Desk  *desk,
               gint64 frame)
{
  desk->shown = frame;
}

static void
edit_failed_cb (Desk   *desk,
                GError *error)
{
  g_clear_error (&desk->error);
  desk->error = g_error_copy (error);
}

static void
open_desk (Desk        *desk,
           PlumbReview *review,
           GtkWidget *(*create) (PlumbSession *))
{
  GtkWidget *button = gtk_menu_button_new ();

  *desk = (Desk) { .session = plumb_session_new (), .shown = -1 };
  plumb_session_set_review (desk->session, review);
  plumb_session_set_n_frames (desk->session, 100);
  plumb_session_set_frame (desk->session, 12);
  desk->popover = create (desk->session);
  if (g_signal_lookup ("edit-failed", G_OBJECT_TYPE (desk->popover)) != 0)
    g_signal_connect_swapped (desk->popover, "edit-failed", G_CALLBACK (edit_failed_cb), desk);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), desk->popover);
  desk->stage = stage_new (button, 400, 300);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  stage_wait_until (gtk_widget_get_mapped (desk->popover));
}

static void
close_desk (Desk *desk)
{
  gtk_popover_popdown (GTK_POPOVER (desk->popover));
  stage_wait_until (!gtk_widget_get_mapped (desk->popover));
  g_object_add_weak_pointer (G_OBJECT (desk->popover), (gpointer *) &desk->popover);
  stage_free (desk->stage);
  stage_wait_until (desk->popover == NULL);
  g_assert_finalize_object (desk->session);
  g_clear_error (&desk->error);
}

/* The spin button of the filming popover in this place, from the top. */
static GtkWidget *
find_spin (GtkWidget *widget,
           guint     *index)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (GTK_IS_SPIN_BUTTON (child) && (*index)-- == 0)
        return child;
      found = GTK_IS_SPIN_BUTTON (child) ? NULL : find_spin (child, index);
      if (found != NULL)
        return found;
    }
  return NULL;
}

enum
{
  PLATE,
  DISTANCE,
  LENS,
  ROLL,
  YAW,
  LOAD,
  RATE,
  HEIGHT,
};

static GtkWidget *
get_spin (Desk *desk,
          guint index)
{
  GtkWidget *spin = find_spin (desk->popover, &index);

  g_assert_nonnull (spin);
  return spin;
}

static void
assert_reads (Desk       *desk,
              guint       index,
              const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_spin (desk, index))), ==, text);
}

/* What is not known says so, also after it has been known. */
static void
test_filming_unknown (ReviewFixture *fixture,
                      gconstpointer  unused)
{
  Desk desk;
  GtkWidget *distance;

  open_desk (&desk, fixture->review, plumb_filming_popover_new);
  assert_reads (&desk, PLATE, "450");
  assert_reads (&desk, DISTANCE, "unknown");
  assert_reads (&desk, LOAD, "unknown");
  assert_reads (&desk, RATE, "see below");
  distance = get_spin (&desk, DISTANCE);
  gtk_editable_set_text (GTK_EDITABLE (distance), "5.5");
  gtk_spin_button_update (GTK_SPIN_BUTTON (distance));
  assert_reads (&desk, DISTANCE, "5.50");
  gtk_editable_set_text (GTK_EDITABLE (distance), "0");
  gtk_spin_button_update (GTK_SPIN_BUTTON (distance));
  assert_reads (&desk, DISTANCE, "unknown");
  g_assert_cmpfloat (plumb_review_filming (fixture->review).camera_distance_m, ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (distance), "far away");
  gtk_spin_button_update (GTK_SPIN_BUTTON (distance));
  assert_reads (&desk, DISTANCE, "unknown");
  close_desk (&desk);
}

static void
test_filming_stores (ReviewFixture *fixture,
                     gconstpointer  unused)
{
  PlumbFilming filming;
  Desk desk;

  open_desk (&desk, fixture->review, plumb_filming_popover_new);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, PLATE)), 400);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, DISTANCE)), 4.5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, LOAD)), 120);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, RATE)), 240);
  filming = plumb_review_filming (fixture->review);
  g_assert_cmpfloat (filming.filmed_fps, ==, 240);
  g_assert_cmpfloat (filming.plate_diameter_mm, ==, 400);
  g_assert_cmpfloat (filming.camera_distance_m, ==, 4.5);
  g_assert_cmpfloat (filming.load_kg, ==, 120);
  /* The roll is not known until it is said to be. */
  g_assert_true (isnan (filming.camera_roll_deg));
  g_assert_false (gtk_widget_get_sensitive (get_spin (&desk, ROLL)));
  close_desk (&desk);
}

/* Whether a label of the popover that is seen says so. */
static gboolean
has_label (GtkWidget  *widget,
           const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

/* A plate of 180 px in a picture of 1920: 1386.67 px of 26 mm see it at 3.47 m,
 * 0.70 m in front of the lifter. The tape outranks the lens. */
static void
test_filming_lens (ReviewFixture *fixture,
                   gconstpointer  unused)
{
  const PlumbPoint plate[] = { { 758, 890 }, { 848, 890 } };
  const char *words = "By lens and plate the camera stood 4.2 m away.";
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (PlumbMark) mark
      = plumb_mark_new (0, 0, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, &error);
  Desk desk;

  g_assert_no_error (error);
  plumb_review_set_criteria (fixture->review, criteria);
  plumb_review_set_picture (fixture->review, 1920, 1080, 60);
  open_desk (&desk, fixture->review, plumb_filming_popover_new);
  assert_reads (&desk, LENS, "unknown");
  g_assert_false (has_label (desk.popover, words));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, LENS)), 26);
  g_assert_cmpfloat (plumb_review_filming (fixture->review).camera_lens_mm, ==, 26);
  g_assert_true (has_label (desk.popover,
                            "Mark the near plate: with the lens it tells the distance."));

  g_assert_cmpint (plumb_review_add_mark (fixture->review, mark, &error), !=, 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, LENS)), 27);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, LENS)), 26);
  g_assert_true (has_label (desk.popover, words));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, DISTANCE)), 5);
  g_assert_false (has_label (desk.popover, words));
  close_desk (&desk);
}

/* In the athlete's pounds, and kept to the gram as long as nobody types another. */
static void
test_filming_pounds (ReviewFixture *fixture,
                     gconstpointer  unused)
{
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, "Ann", NULL);
  g_autoptr (PlumbAthleteDetails) details = plumb_athlete_details_new ();
  PlumbFilming filming = plumb_review_filming (fixture->review);
  Desk desk;

  filming.load_kg = 142.5;
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (athlete), NULL));
  details->mass_unit = PLUMB_MASS_LB;
  g_assert_true (plumb_library_set_athlete_details (
      fixture->library, plumb_athlete_id (athlete), details, NULL));
  open_desk (&desk, fixture->review, plumb_filming_popover_new);
  assert_reads (&desk, LOAD, "314.2");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, DISTANCE)), 4.5);
  g_assert_cmpfloat (plumb_review_filming (fixture->review).load_kg, ==, 142.5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, LOAD)), 315);
  g_assert_cmpfloat_with_epsilon (plumb_review_filming (fixture->review).load_kg, 142.8816, 1e-4);
  close_desk (&desk);
}

/* In the athlete's feet and inches, and kept as it was as long as nobody types
 * another: 450 mm / 25.4 = 17.72 in, 4.2 m / 0.3048 = 13.78 ft. */
static void
test_filming_inches (ReviewFixture *fixture,
                     gconstpointer  unused)
{
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, "Ann", NULL);
  g_autoptr (PlumbAthleteDetails) details = plumb_athlete_details_new ();
  PlumbFilming filming = plumb_review_filming (fixture->review);
  GtkWidget *plate, *distance;
  gboolean is_edited = TRUE;
  Desk desk;

  filming.camera_distance_m = 4.2;
  filming.camera_height_m = 0.9;
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (athlete), NULL));
  details->length_unit = PLUMB_LENGTH_IN;
  g_assert_true (plumb_library_set_athlete_details (
      fixture->library, plumb_athlete_id (athlete), details, NULL));
  review_fixture_reopen (fixture);
  open_desk (&desk, fixture->review, plumb_filming_popover_new);
  plate = get_spin (&desk, PLATE);
  distance = get_spin (&desk, DISTANCE);
  assert_reads (&desk, PLATE, "17.72");
  assert_reads (&desk, DISTANCE, "13.78");
  assert_reads (&desk, HEIGHT, "2.95");
  /* What is rounded in the field is read again from its text. */
  gtk_spin_button_update (GTK_SPIN_BUTTON (plate));
  gtk_spin_button_update (GTK_SPIN_BUTTON (distance));
  gtk_spin_button_update (GTK_SPIN_BUTTON (get_spin (&desk, HEIGHT)));
  g_object_get (fixture->review, "can-undo", &is_edited, NULL);
  g_assert_false (is_edited);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, LOAD)), 100);
  filming = plumb_review_filming (fixture->review);
  g_assert_cmpfloat (filming.plate_diameter_mm, ==, 450);
  g_assert_cmpfloat (filming.camera_distance_m, ==, 4.2);
  g_assert_cmpfloat (filming.camera_height_m, ==, 0.9);
  gtk_editable_set_text (GTK_EDITABLE (distance), "15");
  gtk_spin_button_update (GTK_SPIN_BUTTON (distance));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (plate), 17.5);
  filming = plumb_review_filming (fixture->review);
  g_assert_cmpfloat_with_epsilon (filming.camera_distance_m, 4.572, 1e-9);
  g_assert_cmpfloat_with_epsilon (filming.plate_diameter_mm, 444.5, 1e-9);
  close_desk (&desk);
}

/* Empty is not known, zero is square, and the side does not matter. */
static void
test_filming_yaw (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  static const struct
  {
    const char *typed, *reads;
    double      stored; /* NAN = unknown */
  } rows[] = {
    { "0", "0.0", 0 },      { "", "unknown", NAN },  { "2.5", "2.5", 2.5 },
    { "far", "unknown", NAN }, { "-1.5", "1.5", 1.5 }, { "unknown", "unknown", NAN },
  };
  g_autoptr (GError) error = NULL;
  Desk desk;
  GtkWidget *yaw;

  open_desk (&desk, fixture->review, plumb_filming_popover_new);
  yaw = get_spin (&desk, YAW);
  assert_reads (&desk, YAW, "unknown");
  g_assert_true (isnan (plumb_review_filming (fixture->review).camera_yaw_deg));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double stored;

      gtk_editable_set_text (GTK_EDITABLE (yaw), rows[i].typed);
      gtk_spin_button_update (GTK_SPIN_BUTTON (yaw));
      assert_reads (&desk, YAW, rows[i].reads);
      stored = plumb_review_filming (fixture->review).camera_yaw_deg;
      g_assert_true (isnan (rows[i].stored) ? isnan (stored) : stored == rows[i].stored);
    }
  g_assert_true (plumb_review_undo (fixture->review, &error));
  g_assert_cmpfloat (plumb_review_filming (fixture->review).camera_yaw_deg, ==, 1.5);
  close_desk (&desk);
}

/* What cannot be stored is told, and the field shows again what is stored. */
static void
test_filming_failed (ReviewFixture *fixture,
                     gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_library_open_read_only (
      plumb_library_data_dir (fixture->library), &error);
  g_autoptr (PlumbReview) review = NULL;
  Desk desk;

  g_assert_no_error (error);
  review = plumb_library_load_review (library, plumb_review_id (fixture->review), &error);
  g_assert_no_error (error);
  open_desk (&desk, review, plumb_filming_popover_new);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_spin (&desk, PLATE)), 400);
  g_assert_error (desk.error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_READ_ONLY);
  assert_reads (&desk, PLATE, "450");
  close_desk (&desk);
}

static void
test_moments (ReviewFixture *fixture,
              gconstpointer  unused)
{
  GtkWidget *button;
  Desk desk;

  open_desk (&desk, fixture->review, plumb_moments_popover_new);
  g_signal_connect_swapped (desk.popover, "show-frame", G_CALLBACK (show_frame_cb), &desk);
  button = stage_find_button (desk.popover, "Go to");
  g_assert_false (gtk_widget_get_sensitive (button));
  /* The first of all is the setup's. */
  g_signal_emit_by_name (stage_find_button (desk.popover, "Set here"), "clicked");
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_SET), ==, 12);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (desk.shown, ==, 12);
  close_desk (&desk);
}

/* One more rep: moments are its own, the first keeps what it has. */
static void
test_reps (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review, plumb_moments_popover_new);
  g_signal_emit_by_name (stage_find_button (desk.popover, "Set here"), "clicked");
  gtk_popover_popup (GTK_POPOVER (desk.popover));
  stage_wait_until (gtk_widget_get_mapped (desk.popover));
  g_assert_false (gtk_widget_get_sensitive (stage_find_button (desk.popover, "Remove")));
  g_signal_emit_by_name (stage_find_button (desk.popover, "Add a rep"), "clicked");
  g_assert_cmpuint (plumb_review_rep (fixture->review), ==, 1);
  g_assert_false (gtk_widget_get_sensitive (stage_find_button (desk.popover, "Go to")));
  g_signal_emit_by_name (stage_find_button (desk.popover, "Remove"), "clicked");
  g_assert_cmpuint (plumb_review_n_reps (fixture->review), ==, 1);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_SET), ==, 12);
  g_assert_true (gtk_widget_get_sensitive (stage_find_button (desk.popover, "Go to")));
  close_desk (&desk);
}

static GtkWidget *
find_by_tooltip (GtkWidget  *widget,
                 const char *text)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_tooltip (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_chosen (Desk       *desk,
           const char *text)
{
  GtkWidget *button = find_by_tooltip (desk->popover, text);

  g_assert_nonnull (button);
  return gtk_widget_has_css_class (button, "chosen");
}

/* What the action of the page does. */
static void
look_cb (GSimpleAction *action,
         GVariant      *word,
         gpointer       data)
{
  PlumbMarkLook look;

  g_assert_true (plumb_mark_look_from_key (g_variant_get_string (word, NULL), &look));
  plumb_session_set_look (data, look);
}

/* A swatch gives its word to the action, and what is chosen can be seen. */
static void
test_look (ReviewFixture *fixture,
           gconstpointer  unused)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("look", G_VARIANT_TYPE_STRING);
  Desk desk;

  open_desk (&desk, fixture->review, plumb_look_popover_new);
  g_signal_connect (action, "activate", G_CALLBACK (look_cb), desk.session);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (desk.popover, "review", G_ACTION_GROUP (actions));
  g_assert_true (is_chosen (&desk, "Its own colour"));
  g_assert_true (is_chosen (&desk, "Usual width"));
  g_signal_emit_by_name (find_by_tooltip (desk.popover, "Red"), "clicked");
  g_assert_cmpint (plumb_session_look (desk.session).colour, ==, PLUMB_MARK_COLOUR_RED);
  g_assert_true (is_chosen (&desk, "Red"));
  g_assert_false (is_chosen (&desk, "Its own colour"));
  g_signal_emit_by_name (find_by_tooltip (desk.popover, "Wide"), "clicked");
  g_assert_cmpint (plumb_session_look (desk.session).width, ==, PLUMB_MARK_WIDTH_WIDE);
  g_assert_true (is_chosen (&desk, "Wide"));
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  review_fixture_add ("/gui/popovers/filming-unknown", test_filming_unknown);
  review_fixture_add ("/gui/popovers/filming-stores", test_filming_stores);
  review_fixture_add ("/gui/popovers/filming-pounds", test_filming_pounds);
  review_fixture_add ("/gui/popovers/filming-inches", test_filming_inches);
  review_fixture_add ("/gui/popovers/filming-yaw", test_filming_yaw);
  review_fixture_add ("/gui/popovers/filming-lens", test_filming_lens);
  review_fixture_add ("/gui/popovers/filming-failed", test_filming_failed);
  review_fixture_add ("/gui/popovers/moments", test_moments);
  review_fixture_add ("/gui/popovers/reps", test_reps);
  review_fixture_add ("/gui/popovers/look", test_look);
  return g_test_run ();
}
