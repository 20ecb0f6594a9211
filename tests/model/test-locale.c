/* Numbers in a language that writes 1,5: what people read and type has commas, what
 * programs read has points, and what was written is read again as it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "checks-csv.h"
#include "checks-json.h"
#include "draw-checks.h"
#include "figures.h"
#include "poses-json.h"
#include "review-fixture.h"
#include "review-setup.h"
#include "series-csv.h"

#define GERMAN "de_DE.UTF-8"

/* Made for this test where the system has it not. */
static TestFolder *locales;

static gboolean
speak_german (void)
{
  g_autofree char *path = NULL;
  const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", NULL, NULL };

  if (setlocale (LC_ALL, GERMAN) != NULL)
    return TRUE;
  argv[5] = path = test_folder_path (locales, GERMAN);
  g_spawn_sync (NULL, (char **) argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL, NULL, NULL, NULL, NULL, NULL);
  g_setenv ("LOCPATH", locales, TRUE);
  if (setlocale (LC_ALL, GERMAN) != NULL)
    return TRUE;
  g_test_skip ("There is no German locale, and none can be made");
  return FALSE;
}

static void
assert_text (char       *text,
             const char *wanted)
{
  g_assert_cmpstr (text, ==, wanted);
  g_free (text);
}

static void
test_people (void)
{
  PlumbMeasure measure = { .unit = (char *) "deg", .value = 129.34, .u = 3.9, .has_value = TRUE };

  if (!speak_german ())
    return;
  assert_text (plumb_format_measure (&measure), "129,3° ± 7,8°");
  assert_text (plumb_format_sentence ("0:01.366, C14; 7.7 % ± 3.3 %."),
               "0:01,366, C14; 7,7 % ± 3,3 %.");
  assert_text (plumb_format_mass (142.5, PLUMB_MASS_KG), "142,5 kg");
  assert_text (plumb_format_length (171.45, PLUMB_LENGTH_IN), "67,5 in");
  assert_text (plumb_figure_print (2.5), "2,5");
  g_assert_cmpfloat (plumb_figure_parse ("2,5"), ==, 2.5);
  g_assert_cmpfloat (plumb_figure_parse ("2.5"), ==, 2.5);
  setlocale (LC_ALL, "C.UTF-8");
}

/* Of the same text in the C locale and here. */
static void
assert_same (char *here,
             char *there)
{
  g_assert_nonnull (here);
  g_assert_nonnull (strchr (there, '.'));
  g_assert_cmpstr (here, ==, there);
  g_free (here);
  g_free (there);
}

static void
test_programs (ReviewFixture *fixture,
               gconstpointer  unused)
{
  g_autofree char *json = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *marks = NULL;
  g_autofree char *described = NULL;
  g_autofree char *again = NULL;
  double sd_px[PLUMB_N_LANDMARKS] = { 0 }, read_px[PLUMB_N_LANDMARKS];

  review_setup_high_hips (fixture->review);
  json = plumb_checks_to_json (plumb_review_checks (fixture->review));
  csv = plumb_checks_to_csv (plumb_review_checks (fixture->review));
  marks = plumb_poses_to_json (plumb_review_poses (fixture->review));
  described = review_fixture_describe (fixture->review);
  if (!speak_german ())
    return;
  assert_same (plumb_checks_to_json (plumb_review_checks (fixture->review)),
               g_steal_pointer (&json));
  assert_same (plumb_checks_to_csv (plumb_review_checks (fixture->review)),
               g_steal_pointer (&csv));
  assert_same (plumb_poses_to_json (plumb_review_poses (fixture->review)),
               g_steal_pointer (&marks));
  setlocale (LC_ALL, "C.UTF-8");
  sd_px[PLUMB_LANDMARK_HIP] = 4.25;
  g_assert_true (plumb_library_set_click_spread (fixture->library, sd_px, NULL));
  speak_german ();
  review_fixture_reopen (fixture);
  g_assert_true (plumb_library_click_spread (fixture->library, read_px, NULL));
  g_assert_cmpfloat (read_px[PLUMB_LANDMARK_HIP], ==, 4.25);
  setlocale (LC_ALL, "C.UTF-8");
  again = review_fixture_describe (fixture->review);
  g_assert_cmpstr (described, ==, again);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  locales = test_folder_new ();
  g_test_add_func ("/locale/people", test_people);
  review_fixture_add ("/locale/programs", test_programs);
  status = g_test_run ();
  test_folder_free (locales);
  return status;
}
