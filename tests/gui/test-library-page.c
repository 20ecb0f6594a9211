/* The library page over a real library: rows, badges, what is missing, and the
 * search through the notes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-page.h"

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

  gtk_editable_set_text (GTK_EDITABLE (search), "");
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
  review_fixture_add ("/library-page/search", test_search);
  return g_test_run ();
}
