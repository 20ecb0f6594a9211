/* The notes panel over a real review: what is typed is stored, and undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "notes-panel.h"

#include "review-fixture.h"
#include "stage.h"

typedef struct
{
  Stage           *stage;
  PlumbSession    *session;
  PlumbNotesPanel *panel; /* held by the stage */
  gint64           shown; /* of "show-frame", -1 = none */
} Desk;

static void
show_frame_cb (Desk  *desk,
               gint64 frame)
{
  desk->shown = frame;
}

static void
open_desk (Desk        *desk,
           PlumbReview *review)
{
  *desk = (Desk) { .session = plumb_session_new (),
                   .panel = g_object_new (PLUMB_TYPE_NOTES_PANEL, NULL),
                   .shown = -1 };
  plumb_notes_panel_set_session (desk->panel, desk->session);
  plumb_notes_panel_set_review (desk->panel, review);
  plumb_session_set_review (desk->session, review);
  plumb_session_set_n_frames (desk->session, 100);
  plumb_session_set_frame (desk->session, 12);
  g_signal_connect_swapped (desk->panel, "show-frame", G_CALLBACK (show_frame_cb), desk);
  desk->stage = stage_new (GTK_WIDGET (desk->panel), 360, 600);
}

static void
close_desk (Desk *desk)
{
  g_object_add_weak_pointer (G_OBJECT (desk->panel), (gpointer *) &desk->panel);
  stage_free (desk->stage);
  stage_wait_until (desk->panel == NULL);
  g_assert_finalize_object (desk->session);
}

/* The nth widget of a type, top to bottom. */
static GtkWidget *
find (GtkWidget *widget,
      GType      type,
      guint     *nth)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, nth);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_nth (Desk *desk,
          GType type,
          guint nth)
{
  return find (GTK_WIDGET (desk->panel), type, &nth);
}

static void
assert_text (Desk       *desk,
             guint       nth,
             const char *expected)
{
  GtkTextBuffer *buffer
      = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_nth (desk, GTK_TYPE_TEXT_VIEW, nth)));
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
type_in (Desk       *desk,
         guint       nth,
         const char *text)
{
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_nth (desk, GTK_TYPE_TEXT_VIEW, nth))), text,
      -1);
}

static void
test_recording (ReviewFixture *fixture,
                gconstpointer  unused)
{
  Desk desk;

  g_assert_true (plumb_review_set_notes (fixture->review, "before", NULL));
  open_desk (&desk, fixture->review);
  assert_text (&desk, 0, "before");
  type_in (&desk, 0, "after");
  g_assert_cmpstr (plumb_review_notes (fixture->review), ==, "after");
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  /* Both were typed within a moment: one step. */
  assert_text (&desk, 0, "");
  plumb_notes_panel_set_review (desk.panel, NULL);
  assert_text (&desk, 0, "");
  close_desk (&desk);
}

static void
test_frame (ReviewFixture *fixture,
            gconstpointer  unused)
{
  const PlumbRemark *note;
  GtkWidget *entry, *go, *label;
  Desk desk;

  open_desk (&desk, fixture->review);
  entry = find_nth (&desk, GTK_TYPE_ENTRY, 0);
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (entry)), ==, "Note on frame 12");
  gtk_editable_set_text (GTK_EDITABLE (entry), "knees in");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  note = plumb_review_remarks (fixture->review)->pdata[0];
  g_assert_cmpint (note->frame, ==, 12);
  g_assert_cmpint (note->kind, ==, PLUMB_REMARK_NOTE);
  g_assert_cmpstr (note->text, ==, "knees in");

  go = stage_find_button (GTK_WIDGET (desk.panel), "frame 12");
  g_assert_nonnull (go);
  g_signal_emit_by_name (go, "clicked");
  g_assert_cmpint (desk.shown, ==, 12);

  label = find_nth (&desk, GTK_TYPE_EDITABLE_LABEL, 0);
  gtk_editable_label_start_editing (GTK_EDITABLE_LABEL (label));
  gtk_editable_set_text (GTK_EDITABLE (label), "knees far in");
  gtk_editable_label_stop_editing (GTK_EDITABLE_LABEL (label), TRUE);
  note = plumb_review_remarks (fixture->review)->pdata[0];
  g_assert_cmpstr (note->text, ==, "knees far in");
  close_desk (&desk);
  review_fixture_assert_stored (fixture);
}

/* Gone with its button, back with undo. */
static void
test_delete (ReviewFixture *fixture,
             gconstpointer  unused)
{
  PlumbRemark *remark = plumb_remark_new (0, PLUMB_REMARK_NOTE, 7, "here");
  Desk desk;

  g_assert_cmpint (plumb_review_put_remark (fixture->review, remark, NULL), >, 0);
  plumb_remark_free (remark);
  open_desk (&desk, fixture->review);
  g_signal_emit_by_name (find_nth (&desk, GTK_TYPE_BUTTON, 1), "clicked");
  g_assert_null (stage_find_button (GTK_WIDGET (desk.panel), "frame 7"));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_nonnull (stage_find_button (GTK_WIDGET (desk.panel), "frame 7"));
  close_desk (&desk);
}

/* The same in all reviews of the athlete; nothing to write where there is none. */
static void
test_athlete (ReviewFixture *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbReview) review = NULL;
  g_autoptr (PlumbAthlete) athlete = NULL;
  Desk desk;

  open_desk (&desk, fixture->review);
  g_assert_false (gtk_widget_get_mapped (find_nth (&desk, GTK_TYPE_TEXT_VIEW, 1)));
  close_desk (&desk);
  athlete = plumb_library_add_athlete (fixture->library, "Anna", &error);
  g_assert_no_error (error);
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (athlete), &error));
  review = plumb_library_load_review (fixture->library, plumb_review_id (fixture->review), &error);
  g_assert_no_error (error);
  open_desk (&desk, review);
  stage_wait_until (gtk_widget_get_mapped (find_nth (&desk, GTK_TYPE_TEXT_VIEW, 1)));
  type_in (&desk, 1, "left hip stiff");
  g_assert_cmpstr (plumb_review_athlete_notes (review), ==, "left hip stiff");
  g_autoptr (PlumbAthleteDetails) details
      = plumb_library_athlete_details (fixture->library, plumb_athlete_id (athlete), NULL);
  g_assert_cmpstr (details->notes, ==, "left hip stiff");
  g_assert_true (plumb_review_undo (review, NULL));
  assert_text (&desk, 1, "");
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  review_fixture_add ("/gui/notes-panel/recording", test_recording);
  review_fixture_add ("/gui/notes-panel/frame", test_frame);
  review_fixture_add ("/gui/notes-panel/delete", test_delete);
  review_fixture_add ("/gui/notes-panel/athlete", test_athlete);
  return g_test_run ();
}
