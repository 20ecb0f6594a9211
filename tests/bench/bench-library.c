/* How quick a library is after years: 2,000 athletes, 40,000 reviews, 2,000,000
 * marks. Prints each figure beside its target. Run by people, in a display:
 *   bench-library [FOLDER]   keeps the library that it makes in FOLDER
 * With --small it is a fiftieth of it, and a test that all of it runs: figures
 * of a busy machine say nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "library-maker.h"
#include "library-page.h"
#include "resources.h"

#define N_SEARCHES 12
#define N_ATHLETES 40
#define N_MARKS 400

typedef struct
{
  PlumbLibrary     *library; /* owned */
  GtkWidget        *window;
  PlumbLibraryPage *page;
  gboolean          painted;
  guint             n_missed;
  double            slack; /* on the target before a figure counts as missed */
} Bench;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
find_median (GArray *ms)
{
  g_array_sort (ms, compare_doubles);
  return g_array_index (ms, double, ms->len / 2);
}

static void
print_figure (Bench      *bench,
              const char *name,
              double      target_ms,
              double      measured_ms)
{
  g_print ("%-46s target %6.1f ms   measured %8.2f ms   %s\n", name, target_ms, measured_ms,
           measured_ms <= target_ms ? "ok" : "MISSED");
  bench->n_missed += measured_ms > target_ms * bench->slack;
}

static void
after_paint_cb (Bench *bench)
{
  bench->painted = TRUE;
}

/* Until the next picture of the window is complete. */
static void
wait_for_paint (Bench *bench)
{
  bench->painted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (bench->page));
  while (!bench->painted)
    g_main_context_iteration (NULL, TRUE);
}

static double
since_ms (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static void
measure_opening (Bench      *bench,
                 const char *folder)
{
  g_autoptr (GError) error = NULL;
  GdkFrameClock *clock;
  const gint64 start = g_get_monotonic_time ();

  bench->library = plumb_library_open (folder, &error);
  if (bench->library == NULL)
    g_error ("%s", error->message);
  const double opened = since_ms (start);
  bench->window = adw_window_new ();
  bench->page = g_object_new (PLUMB_TYPE_LIBRARY_PAGE, NULL);
  adw_window_set_content (ADW_WINDOW (bench->window), GTK_WIDGET (bench->page));
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1280, 800);
  plumb_library_page_set_library (bench->page, bench->library);
  gtk_widget_realize (bench->window);
  clock = gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (bench->window)));
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  gtk_window_present (GTK_WINDOW (bench->window));
  wait_for_paint (bench);
  print_figure (bench, "opening the library, to the first paint", 300, since_ms (start));
  g_print ("%-46s %33.2f ms\n", "  of which reading", opened);
}

static void
measure_search (Bench *bench)
{
  static const char *const words[]
      = { "hips", "h", "rise bar", "knees", "lats loose", "a", "zzz", "film left", "good", "Müller",
          "grip wider", "e" };
  g_autoptr (GArray) reading = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) showing = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_SEARCHES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GListModel) found G_GNUC_UNUSED
          = plumb_library_search (bench->library, words[i], NULL);
      double ms = since_ms (start);

      g_array_append_val (reading, ms);
      start = g_get_monotonic_time ();
      plumb_library_page_search (bench->page, words[i]);
      ms = since_ms (start);
      g_array_append_val (showing, ms);
      wait_for_paint (bench);
    }
  print_figure (bench, "search in all notes (median of 12)", 30, find_median (reading));
  print_figure (bench, "  the slowest of them", 30,
                g_array_index (reading, double, reading->len - 1));
  print_figure (bench, "search and its rows on the page (median)", 30, find_median (showing));
  print_figure (bench, "  the slowest of them", 30,
                g_array_index (showing, double, showing->len - 1));
  plumb_library_page_search (bench->page, "");
  wait_for_paint (bench);
}

static void
measure_athletes (Bench *bench)
{
  GListModel *athletes = plumb_library_athletes (bench->library);
  const guint n = g_list_model_get_n_items (athletes);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < MIN (N_ATHLETES, n); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (athletes, i * 37 % n);
      const gint64 start = g_get_monotonic_time ();
      double ms;

      plumb_library_page_select (bench->page, plumb_athlete_id (athlete));
      ms = since_ms (start);
      g_array_append_val (all, ms);
      wait_for_paint (bench);
    }
  print_figure (bench, "opening an athlete (median of 40)", 50, find_median (all));
  print_figure (bench, "  the slowest of them", 50, g_array_index (all, double, all->len - 1));
}

static void
measure_marks (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (PlumbReview) review = plumb_library_load_review (bench->library, 17, &error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

  if (review == NULL)
    g_error ("%s", error->message);
  g_print ("%-46s %33.2f ms\n", "loading a review", since_ms (start));
  for (guint i = 0; i < N_MARKS; i++)
    {
      const PlumbPoint points[] = { { i, 1 }, { i, 2 } };
      g_autoptr (PlumbMark) mark
          = plumb_mark_new (0, 9, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, points, 2);
      double ms;

      start = g_get_monotonic_time ();
      if (plumb_review_add_mark (review, mark, &error) == 0)
        g_error ("%s", error->message);
      ms = since_ms (start);
      g_array_append_val (all, ms);
    }
  print_figure (bench, "saving a mark (median of 400)", 2, find_median (all));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

int
main (int    argc,
      char **argv)
{
  const gboolean is_small = argc > 1 && g_str_equal (argv[1], "--small");
  const LibraryMakerSize size
      = is_small ? (LibraryMakerSize) { 40, 20, 50 } : (LibraryMakerSize) { 2000, 20, 50 };
  g_autofree char *made = NULL;
  const char *folder = argc > 1 && !is_small ? argv[1] : NULL;
  g_autofree char *path = NULL;
  Bench bench = { .slack = is_small ? G_MAXDOUBLE : 1 };

  if (!gtk_init_check ())
    {
      g_print ("There is no display: run it with xvfb-run.\n");
      return 77;
    }
  adw_init ();
  plumb_register_resource ();
  if (folder == NULL)
    folder = made = g_dir_make_tmp ("plumbline-bench-XXXXXX", NULL);
  path = g_build_filename (folder, "library.db", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    library_maker_fill (folder, &size);
  g_print ("%d athletes, %d reviews, %d marks\n", size.n_athletes,
           size.n_athletes * size.n_reviews, size.n_athletes * size.n_reviews * size.n_marks);
  measure_opening (&bench, folder);
  measure_search (&bench);
  measure_athletes (&bench);
  measure_marks (&bench);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  g_object_unref (bench.library);
  if (made != NULL)
    remove_folder (made);
  return bench.n_missed > 0 ? 1 : 0;
}
