/* The library page over a real library: rows, badges, what is missing, and the
 * search through the notes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-page.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "review-fixture.h"
#include "review-setup.h"
#include "stage.h"

typedef struct
{
  Stage            *stage;
  PlumbLibraryPage *page; /* held by the stage */
  gint64            opened;
  guint             n_wanted; /* thumbnails */
} Desk;

static void
open_review_cb (Desk            *desk,
                PlumbReviewItem *item)
{
  desk->opened = plumb_review_item_id (item);
}

static void
thumbnail_wanted_cb (Desk            *desk,
                     PlumbReviewItem *item)
{
  desk->n_wanted++;
}

static void
open_desk (Desk         *desk,
           PlumbLibrary *library)
{
  *desk = (Desk) { .page = g_object_new (PLUMB_TYPE_LIBRARY_PAGE, NULL) };
  g_signal_connect_swapped (desk->page, "open-review", G_CALLBACK (open_review_cb), desk);
  g_signal_connect_swapped (desk->page, "thumbnail-wanted", G_CALLBACK (thumbnail_wanted_cb),
                            desk);
  plumb_library_page_set_library (desk->page, library);
  desk->stage = stage_new (GTK_WIDGET (desk->page), 1000, 600);
}

static void
close_desk (Desk *desk)
{
  g_object_add_weak_pointer (G_OBJECT (desk->page), (gpointer *) &desk->page);
  stage_free (desk->stage);
  stage_wait_until (desk->page == NULL);
}

/* (nullable) The first widget of the type that is shown, whose property `name`
 * holds `text`; any of the type where `name` is NULL. */
static GtkWidget *
find_widget (GtkWidget  *widget,
             GType       type,
             const char *name,
             const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *has = NULL;

      if (name != NULL)
        g_object_get (widget, name, &has, NULL);
      if (name == NULL || (has != NULL && strstr (has, text) != NULL))
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, name, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows (Desk       *desk,
       const char *text)
{
  return find_widget (GTK_WIDGET (desk->page), GTK_TYPE_LABEL, "label", text) != NULL;
}

static gint64
give_to_anna (ReviewFixture *fixture)
{
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  const gint64 id = plumb_athlete_id (athlete);

  g_assert_true (
      plumb_library_assign (fixture->library, plumb_review_id (fixture->review), id, NULL));
  return id;
}

static void
test_rows (ReviewFixture *fixture,
           gconstpointer  unused)
{
  const gint64 anna = give_to_anna (fixture);
  Desk desk;

  review_setup_high_hips (fixture->review);
  g_assert_true (plumb_library_keep_checks (fixture->library, fixture->review, NULL));
  open_desk (&desk, fixture->library);
  plumb_library_page_set_criteria (desk.page, plumb_review_criteria (fixture->review));
  plumb_library_page_select (desk.page, anna);
  stage_wait_until (shows (&desk, "open finding"));
  g_assert_true (shows (&desk, "Conventional deadlift"));
  g_assert_true (shows (&desk, "film.mp4"));
  g_assert_false (shows (&desk, "not where it was"));
  g_assert_cmpuint (desk.n_wanted, >=, 1);

  g_assert_true (
      plumb_library_delete_review (fixture->library, plumb_review_id (fixture->review), NULL));
  stage_wait_until (!shows (&desk, "film.mp4"));
  g_assert_true (shows (&desk, "No recordings yet"));
  g_assert_true (shows (&desk, "Anna"));
  g_assert_true (
      plumb_library_restore_review (fixture->library, plumb_review_id (fixture->review), NULL));
  stage_wait_until (shows (&desk, "film.mp4"));
  close_desk (&desk);
}

/* The athlete that was chosen stays chosen through rename, delete and undo. */
static void
test_chosen (ReviewFixture *fixture,
             gconstpointer  unused)
{
  const gint64 anna = give_to_anna (fixture);
  Desk desk;

  open_desk (&desk, fixture->library);
  plumb_library_page_select (desk.page, anna);
  g_assert_true (plumb_library_rename_athlete (fixture->library, anna, "Zoe", NULL));
  g_assert_cmpint (plumb_library_page_athlete (desk.page), ==, anna);
  g_assert_true (plumb_library_delete_athlete (fixture->library, anna, NULL));
  g_assert_cmpint (plumb_library_page_athlete (desk.page), ==, 0);
  g_assert_true (plumb_library_restore_athlete (fixture->library, anna, NULL));
  g_assert_cmpint (plumb_library_page_athlete (desk.page), ==, anna);
  close_desk (&desk);
}

static void
test_missing (ReviewFixture *fixture,
              gconstpointer  unused)
{
  g_autofree char *film = test_folder_path (fixture->folder, "film.mp4");
  g_autofree char *moved = test_folder_path (fixture->folder, "moved.mp4");
  Desk desk;

  g_assert_cmpint (g_rename (film, moved), ==, 0);
  open_desk (&desk, fixture->library);
  stage_wait_until (shows (&desk, "not where it was"));
  g_assert_nonnull (
      find_widget (GTK_WIDGET (desk.page), GTK_TYPE_BUTTON, "label", "_Locate…"));
  g_assert_true (plumb_library_locate (fixture->library, plumb_review_id (fixture->review), moved,
                                       NULL, NULL));
  stage_wait_until (!shows (&desk, "not where it was"));
  g_assert_true (shows (&desk, "moved.mp4"));
  close_desk (&desk);
}

static gint64
add_review (ReviewFixture *fixture,
            gint64         athlete_id,
            guint          i)
{
  g_autofree char *name = g_strdup_printf ("film-%u.mp4", i);
  g_autofree char *film = test_folder_path (fixture->folder, name);
  g_autoptr (PlumbReview) review = NULL;

  g_assert_true (g_file_set_contents (film, name, -1, NULL));
  review = plumb_library_review_file (fixture->library, film, athlete_id, NULL);
  g_assert_nonnull (review);
  g_assert_true (plumb_review_set_notes (review, name, NULL));
  return plumb_review_id (review);
}

/* (nullable) By its name in the interface file. */
static GtkWidget *
find_id (GtkWidget  *widget,
         const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_id (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_rows (Desk       *desk,
            const char *called)
{
  GtkWidget *list = find_id (GTK_WIDGET (desk->page), called);
  guint n = 0;

  list = find_widget (list, GTK_TYPE_LIST_BOX, NULL, NULL);
  while (list != NULL && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;
  return n;
}

/* Of many recordings and notes the newest are shown, so that the checks over time
 * are not far below; all when they are asked for, until another athlete is chosen. */
static void
test_many (ReviewFixture *fixture,
           gconstpointer  unused)
{
  g_autoptr (PlumbAthlete) ben = plumb_library_add_athlete (fixture->library, "Ben", NULL);
  const gint64 anna = give_to_anna (fixture);
  Desk desk;

  for (guint i = 0; i < 5; i++)
    add_review (fixture, anna, i);
  open_desk (&desk, fixture->library);
  plumb_library_page_select (desk.page, anna);
  stage_wait_until (shows (&desk, "Show all 6 recordings"));
  g_assert_cmpuint (count_rows (&desk, "reviews"), ==, 3);
  g_assert_cmpuint (count_rows (&desk, "notes"), ==, 3);
  g_assert_true (shows (&desk, "Show all 5 notes"));
  g_signal_emit_by_name (stage_find_button (GTK_WIDGET (desk.page), "Show all 6 recordings"),
                         "clicked");
  g_assert_cmpuint (count_rows (&desk, "reviews"), ==, 6);
  g_assert_cmpuint (count_rows (&desk, "notes"), ==, 3);
  /* They stay when the library changes under them. */
  g_assert_true (plumb_library_rename_athlete (fixture->library, anna, "Zoe", NULL));
  g_assert_cmpuint (count_rows (&desk, "reviews"), ==, 6);
  plumb_library_page_select (desk.page, plumb_athlete_id (ben));
  plumb_library_page_select (desk.page, anna);
  g_assert_cmpuint (count_rows (&desk, "reviews"), ==, 3);
  close_desk (&desk);
}

static void
criteria_wanted_cb (PlumbLibraryPage *page,
                    const char       *lift)
{
  g_autofree char *name = g_strconcat (lift, ".criteria", NULL);
  g_autofree char *file
      = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria", name, NULL);
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (file, NULL, NULL);

  g_assert_nonnull (criteria);
  plumb_library_page_set_criteria (page, criteria);
}

/* How many rows have this title, be they opened or not. */
static guint
count_titles (GtkWidget  *widget,
              const char *title)
{
  guint n = ADW_IS_ACTION_ROW (widget)
            && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_titles (child, title);
  return n;
}

/* Each lift has checks over time of its own; that of the newest film is shown. */
static void
test_lifts (ReviewFixture *fixture,
            gconstpointer  unused)
{
  const gint64 anna = give_to_anna (fixture);
  const gint64 second_id = add_review (fixture, anna, 1);
  g_autoptr (PlumbReview) second
      = plumb_library_load_review (fixture->library, second_id, NULL);
  g_autofree char *file = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "sumo.criteria", NULL);
  g_autoptr (PlumbCriteria) sumo = plumb_criteria_load (file, NULL, NULL);
  GtkWidget *choice;
  Desk desk;

  review_setup_high_hips (fixture->review);
  g_assert_true (plumb_library_keep_checks (fixture->library, fixture->review, NULL));
  g_assert_true (plumb_library_set_filmed (
      fixture->library, plumb_review_id (fixture->review), 1000, NULL));
  review_setup_high_hips (second);
  plumb_review_set_criteria (second, sumo);
  g_assert_true (plumb_library_keep_checks (fixture->library, second, NULL));
  open_desk (&desk, fixture->library);
  g_signal_connect (desk.page, "criteria-wanted", G_CALLBACK (criteria_wanted_cb), NULL);
  plumb_library_page_select (desk.page, anna);
  stage_wait_until (shows (&desk, "Checks over Time"));
  g_assert_cmpstr (plumb_library_page_trend_lift (desk.page), ==, "sumo");
  g_assert_true (shows (&desk, "one review so far"));
  g_assert_cmpuint (count_titles (GTK_WIDGET (desk.page), "01/01/70"), ==, 0);
  choice = find_widget (find_id (GTK_WIDGET (desk.page), "trends"), GTK_TYPE_DROP_DOWN, NULL, NULL);
  g_assert_nonnull (choice);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  g_assert_cmpstr (plumb_library_page_trend_lift (desk.page), ==, "conventional");
  g_assert_true (shows (&desk, "one review so far"));
  g_assert_cmpuint (count_titles (GTK_WIDGET (desk.page), "01/01/70"), >, 2);
  g_assert_cmpuint (count_titles (GTK_WIDGET (desk.page), "01/01/70"), ==,
                    count_rows (&desk, "trends"));
  close_desk (&desk);
}

static void
test_search (ReviewFixture *fixture,
             gconstpointer  unused)
{
  const gint64 anna = give_to_anna (fixture);
  GtkWidget *search, *row;
  Desk desk;

  g_assert_true (plumb_review_set_notes (fixture->review, "Heels low, chest up.", NULL));
  open_desk (&desk, fixture->library);
  plumb_library_page_select (desk.page, anna);
  search = find_widget (GTK_WIDGET (desk.page), GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "heel");
  stage_wait_until (shows (&desk, "“heel” in 1 note"));
  row = find_widget (GTK_WIDGET (desk.page), GTK_TYPE_LIST_BOX_ROW, NULL, NULL);
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activate");
  g_assert_cmpint (desk.opened, ==, plumb_review_id (fixture->review));

  gtk_editable_set_text (GTK_EDITABLE (search), "<nobody>");
  stage_wait_until (shows (&desk, "Nothing Found"));
  g_assert_true (shows (&desk, "“&lt;nobody&gt;” is in no name"));
  g_signal_emit_by_name (search, "stop-search");
  stage_wait_until (plumb_library_page_athlete (desk.page) == anna);
  close_desk (&desk);
}

int
main (int   argc,
      char *argv[])
{
  if (!stage_init (&argc, &argv))
    return 0;
  review_fixture_add ("/library-page/rows", test_rows);
  review_fixture_add ("/library-page/chosen", test_chosen);
  review_fixture_add ("/library-page/missing", test_missing);
  review_fixture_add ("/library-page/many", test_many);
  review_fixture_add ("/library-page/lifts", test_lifts);
  review_fixture_add ("/library-page/search", test_search);
  return g_test_run ();
}
