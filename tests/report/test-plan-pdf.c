/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>
#include <poppler.h>

#include "sample-report.h"

#define MARGIN_PT (18.0 / 25.4 * 72.0)

/* Names of our own: older poppler has no cleanup functions, newer has. */
typedef PopplerDocument Document;
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("plumb-report-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "plan.pdf", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
write_plan (const SampleReport *sample,
            const char         *path)
{
  g_autoptr (GError) error = NULL;
  gboolean written = plumb_report_write_pdf (&sample->report, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (written);
}

static PopplerDocument *
open_plan (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, &error);
  g_assert_no_error (error);
  return document;
}

/* (transfer full) Without any white space: how a reader puts spaces between
 * cells that stand apart is its own affair. */
static char *
squeeze (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* (transfer full) The squeezed text of a page. */
static char *
read_page (PopplerDocument *document,
           int              index)
{
  g_autoptr (Page) page = poppler_document_get_page (document, index);
  g_autofree char *text = poppler_page_get_text (page);
  return squeeze (text);
}

/* (nullable) Where `part` is in a squeezed text. */
static const char *
find_part (const char *text,
           const char *part)
{
  g_autofree char *squeezed = squeeze (part);
  return strstr (text, squeezed);
}

static void
assert_has (const char *text,
            const char *part)
{
  if (find_part (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

/* No letter outside the margins, page numbers on every page. */
static void
assert_pages_are_sound (PopplerDocument *document)
{
  int n = poppler_document_get_n_pages (document);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (document, i);
      double width = 0.0;
      double height = 0.0;
      poppler_page_get_size (page, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, 595.28, 0.1);
      g_assert_cmpfloat_with_epsilon (height, 841.89, 0.1);
      PopplerRectangle *boxes = NULL;
      guint n_boxes = 0;
      g_assert_true (poppler_page_get_text_layout (page, &boxes, &n_boxes));
      g_assert_cmpuint (n_boxes, >, 100);
      for (guint j = 0; j < n_boxes; j++)
        {
          g_assert_cmpfloat (boxes[j].x1, >=, MARGIN_PT - 1.0);
          g_assert_cmpfloat (boxes[j].x2, <=, width - MARGIN_PT + 4.0); /* a space may hang */
          g_assert_cmpfloat (boxes[j].y1, >=, MARGIN_PT - 6.0);
          g_assert_cmpfloat (boxes[j].y2, <=, height - MARGIN_PT / 2.0);
        }
      g_free (boxes);
      g_autofree char *text = read_page (document, i);
      g_autofree char *number = g_strdup_printf ("%d of %d", i + 1, n);
      assert_has (text, number);
      g_assert_null (find_part (text, "injur"));
    }
}

static void
test_text (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  sample->report.notes = "Good bracing today.\n";
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  assert_pages_are_sound (document);

  g_autofree char *first = read_page (document, 0);
  assert_has (first, "Anna Kowalska");
  assert_has (first, "Conventional deadlift · 102.5 kg · Coach: Mia Brandt");
  assert_has (first, "22 November 2026");
  assert_has (first, "Start with your hips lower: bend your knees until your shins meet the bar.");
  assert_has (first, "Setup, 0:03.217, frame 193");
  assert_has (first, "Hips too high: Bend your knees");
  assert_has (first, "Sunday, 6 December 2026");
  assert_has (first, "Keep the bar at the weight of this film");
  assert_has (first, "Knee 156.0° ± 7.4°");

  g_autofree char *second = read_page (document, 1);
  assert_has (second, "Fault, confirmed by your coach");
  assert_has (second, "What we saw Knee angle: 156.0° ± 7.4°");
  assert_has (second, "good: 110° to 138°");
  assert_has (second, "“Hips that sit too high relative to the bar create a stiff-leg pattern");
  assert_has (second, "This film does not meet the article’s criterion. (C18)");
  assert_has (second, "Do this");

  /* A short note does not stand alone on a page: the week follows it. */
  g_autofree char *third = read_page (document, 2);
  assert_has (third, "Good bracing today.");
  assert_has (third, "Your week");
  assert_has (third, "Push-the-floor singles with a light bar.");
  assert_has (third, "5 × 1");
  assert_has (third, "Mon Tue Wed Thu Fri Sat Sun");
  g_autofree char *fourth = read_page (document, 3);
  assert_has (fourth, "How to film");
  assert_has (fourth, "4 m or more");
  g_autofree char *fifth = read_page (document, 4);
  assert_has (fifth, "For the coach: all measures");
  assert_has (fifth, "Knee angle (M3.knee)");
  assert_has (fifth, "156.0° ± 7.4° 110° to 138°");
  g_autofree char *sixth = read_page (document, 5);
  assert_has (sixth, "Trace the outline of the back with 7 points");
}

/* Who is used to feet and inches is told how to film in these. */
static void
test_feet (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  sample->report.length_unit = PLUMB_LENGTH_IN;
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  g_autofree char *filming = read_page (document, 3);
  assert_has (filming, "13 ft or more");
  assert_has (filming, "at least 13 ft from the middle");
  assert_has (filming, "Lens 32–40 in above the floor");
  assert_has (filming, "Plates of 17.7 in (450 mm)");
  g_assert_null (strstr (filming, "4 m"));
  g_assert_null (strstr (filming, "0.8"));
}

static void
test_metadata_and_outline (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *author = poppler_document_get_author (document);
  g_assert_cmpstr (title, ==, "Fix plan: Anna Kowalska");
  g_assert_cmpstr (author, ==, "Mia Brandt");
  g_autoptr (GDateTime) created = poppler_document_get_creation_date_time (document);
  g_assert_cmpint (g_date_time_to_unix (created), ==, g_date_time_to_unix (sample->report.date));
  PopplerIndexIter *iter = poppler_index_iter_new (document);
  g_assert_nonnull (iter);
  guint n = 0;
  do
    n++;
  while (poppler_index_iter_next (iter));
  poppler_index_iter_free (iter);
  /* First page, two findings, week, filming, appendix. */
  g_assert_cmpuint (n, ==, 6);
}

static void
test_same_input_same_bytes (Fixture      *fixture,
                            gconstpointer data)
{
  g_autofree char *before = NULL;
  gsize before_length = 0;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SampleReport) sample = sample_report_new (NULL);
      write_plan (sample, fixture->path);
      g_autofree char *bytes = NULL;
      gsize length = 0;
      g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
      g_assert_cmpuint (length, >=, 100 * 1024);
      g_assert_cmpuint (length, <=, 2 * 1024 * 1024);
      if (i == 1)
        g_assert_cmpmem (bytes, length, before, before_length);
      g_free (before);
      before = g_steal_pointer (&bytes);
      before_length = length;
      if (i == 0)
        g_usleep (1100000); /* a clock that ticks in seconds must not show */
    }
}

static gpointer
write_in_thread_cb (gpointer data)
{
  g_autofree char *path = g_strdup_printf ("%s-%p", (const char *) data, (void *) g_thread_self ());
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  write_plan (sample, path);
  char *bytes = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_unlink (path);
  return g_bytes_new_take (bytes, length);
}

/* Where the decimal separator is a comma, too. */
static void
test_decimal_comma (Fixture      *fixture,
                    gconstpointer data)
{
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German locale on this system");
      return;
    }
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  write_plan (sample, fixture->path);
  setlocale (LC_NUMERIC, "C");
}

/* The app writes plans in the background. */
static void
test_threads (Fixture      *fixture,
              gconstpointer data)
{
  GThread *threads[3];
  g_autoptr (GBytes) first = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("plan", write_in_thread_cb, fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GBytes) bytes = g_thread_join (threads[i]);
      if (i > 0)
        g_assert_true (g_bytes_equal (bytes, first));
      else
        first = g_bytes_ref (bytes);
    }
}

static void
test_no_findings (Fixture      *fixture,
                  gconstpointer data)
{
  static const char *const none[] = { NULL };
  g_autoptr (SampleReport) sample = sample_report_new (none);
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  assert_pages_are_sound (document);
  g_autofree char *first = read_page (document, 0);
  assert_has (first, "Nothing to fix on this film.");
  assert_has (first, "Bar over mid-foot: Good");
  /* The fault was dismissed: it is not told. */
  g_assert_null (find_part (first, "Fault"));
}

/* Nothing was marked: nothing may be said to be right. */
static void
test_nothing_measured (Fixture      *fixture,
                       gconstpointer data)
{
  static const char *const none[] = { NULL };
  g_autoptr (SampleReport) sample = sample_report_new (none);
  g_autoptr (PlumbPoses) poses = plumb_poses_new ();
  g_autoptr (PlumbChecks) checks = plumb_check (poses, sample->criteria);
  sample->report.checks = checks;
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  assert_pages_are_sound (document);
  g_autofree char *first = read_page (document, 0);
  assert_has (first, "This film does not show enough to judge the lift.");
  g_assert_null (find_part (first, "Nothing to fix"));
}

static void
test_six_findings_and_long_names (Fixture      *fixture,
                                  gconstpointer data)
{
  static const char *const six[]
    = { "hips-too-high", "bar-forward", "shoulders-too-far-in-front", "lumbar-rounding",
        "hips-rise-early", "bar-drifts-forward", NULL };
  g_autoptr (SampleReport) sample = sample_report_new (six);
  sample->report.athlete = "Maximiliana-Theodora Wolkenstein-Trostburg van der "
                           "Bergh-Hohenzollern und zu Donaudampfschifffahrtsgesellschaft";
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  assert_pages_are_sound (document);
  g_autofree char *first = read_page (document, 0);
  assert_has (first, "3 more on the pages that follow");
  assert_has (first, "too heavy for your current technique");
  /* Each block's title, picture caption and words are on one page. */
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u %s", i + 1, sample->findings[i].title);
      gboolean found = FALSE;
      for (int page = 1; page < poppler_document_get_n_pages (document) && !found; page++)
        {
          g_autofree char *text = read_page (document, page);
          const char *at = find_part (text, title);
          if (at == NULL)
            continue;
          found = TRUE;
          assert_has (at, "frame ");
          assert_has (at, "What we saw");
          assert_has (at, "Do this");
        }
      g_assert_true (found);
    }
}

/* Whom a clinician has to see first gets no plan, only what to tell. */
static void
test_referred (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  sample_report_screen (sample, (const char *const[]){ "symptoms", "yes", "travel", "below-knee",
                                                       NULL });
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  assert_pages_are_sound (document);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  g_autofree char *text = read_page (document, 0);
  assert_has (text, "See a clinician first");
  assert_has (text, "What to tell the clinician");
  assert_has (text, "Does the pain travel?");
  assert_has (text, "Below the knee");
  /* What stands out comes first, the rest below. */
  const char *rest = find_part (text, "What else was answered");
  g_assert_nonnull (rest);
  g_assert_cmpint (find_part (text, "Below the knee") - rest, <, 0);
  g_assert_cmpint (find_part (text, "Do you have any pain") - rest, >, 0);
  assert_has (text, "After the article (C05).");
  assert_has (text, "no diagnosis");
  g_assert_null (find_part (text, "hips"));
  g_assert_null (find_part (text, "Next film"));
}

static void
test_pain_with_a_plan (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  sample_report_screen (sample, (const char *const[]){ "symptoms", "yes", "quality", "sharp",
                                                       NULL });
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  assert_pages_are_sound (document);
  g_autofree char *text = read_page (document, 0);
  assert_has (text, "Pain is a signal");
  assert_has (text, "Train correctly at a load that does not hurt");
  assert_has (text, "Hips too high");
}

static void
test_no_still_no_names (Fixture      *fixture,
                        gconstpointer data)
{
  static const char *const own[] = { "Grip too wide", NULL };
  g_autoptr (SampleReport) sample = sample_report_new (own);
  sample->report.n_stills = 0;
  sample->report.athlete = NULL;
  sample->report.coach = NULL;
  sample->report.lift = NULL;
  sample->report.load_kg = 0.0;
  sample->report.checks = NULL;
  sample->report.criteria = NULL;
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  assert_pages_are_sound (document);
  g_autofree char *first = read_page (document, 0);
  assert_has (first, "Grip too wide");
  assert_has (first, "Seen by your coach on the film.");
}

static void
test_long_and_broken_notes (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  g_autoptr (GString) notes = g_string_new ("first word \xff\xfe ");
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (notes, "word%u %s", i, i % 40 == 39 ? "\n\n" : "");
  g_string_append (notes, "last word");
  sample->report.notes = notes->str;
  write_plan (sample, fixture->path);
  g_autoptr (Document) document = open_plan (fixture->path);
  assert_pages_are_sound (document);
  g_autoptr (GString) all = g_string_new (NULL);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autofree char *text = read_page (document, i);
      g_string_append (all, text);
    }
  assert_has (all->str, "first word");
  assert_has (all->str, "word999 ");
  assert_has (all->str, "last word");
}

/* A whole page of portrait video, marked in a corner, and one that is tiny. */
static void
test_odd_stills (Fixture      *fixture,
                 gconstpointer data)
{
  static const int sizes[][2] = { { 1080, 1920 }, { 64, 48 }, { 1, 1 }, { 3840, 400 } };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SampleReport) sample = sample_report_new (NULL);
      for (guint j = 0; j < 2; j++)
        {
          cairo_surface_destroy (sample->stills[j].surface);
          sample->stills[j].surface
            = cairo_image_surface_create (CAIRO_FORMAT_RGB24, sizes[i][0], sizes[i][1]);
        }
      write_plan (sample, fixture->path);
      g_autoptr (Document) document = open_plan (fixture->path);
      assert_pages_are_sound (document);
    }
}

static void
test_broken_still (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  cairo_surface_finish (sample->stills[1].surface);
  g_autoptr (GError) error = NULL;
  g_assert_false (plumb_report_write_pdf (&sample->report, fixture->path, NULL, &error));
  g_assert_error (error, PLUMB_REPORT_ERROR, PLUMB_REPORT_ERROR_STILL);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_unwritable_places (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "plan.pdf", NULL);
  g_assert_false (plumb_report_write_pdf (&sample->report, nowhere, NULL, &error));
  g_assert_error (error, PLUMB_REPORT_ERROR, PLUMB_REPORT_ERROR_WRITE);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);

  /* A folder stands where the file should go: all is written, then refused. */
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (plumb_report_write_pdf (&sample->report, fixture->path, NULL, &error));
  g_assert_error (error, PLUMB_REPORT_ERROR, PLUMB_REPORT_ERROR_WRITE);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_set_contents (fixture->path, "older", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (plumb_report_write_pdf (&sample->report, fixture->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *contents = NULL;
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "older");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/plan-pdf/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("text", test_text);
  ADD ("feet", test_feet);
  ADD ("metadata-and-outline", test_metadata_and_outline);
  ADD ("same-bytes", test_same_input_same_bytes);
  ADD ("decimal-comma", test_decimal_comma);
  ADD ("threads", test_threads);
  ADD ("no-findings", test_no_findings);
  ADD ("nothing-measured", test_nothing_measured);
  ADD ("six-findings", test_six_findings_and_long_names);
  ADD ("referred", test_referred);
  ADD ("pain-with-a-plan", test_pain_with_a_plan);
  ADD ("no-still", test_no_still_no_names);
  ADD ("long-notes", test_long_and_broken_notes);
  ADD ("odd-stills", test_odd_stills);
  ADD ("broken-still", test_broken_still);
  ADD ("unwritable", test_unwritable_places);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
