/* Plans of every kind read back by other programs: pages, words, outline, tags,
 * language, links and fonts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include <glib/gstdio.h>
#include <poppler.h>

#include "plan-kinds.h"

#define MARGIN_PT (18.0 / 25.4 * 72.0)
#define TALL_LETTERS 3.0 /* a box of letters that another font had to lend */

/* Names of our own: older poppler has no cleanup functions, newer has. */
typedef PopplerDocument Document;
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

static char *
squeeze (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
page_has (Document   *document,
          int         index,
          const char *words)
{
  g_autoptr (Page) page = poppler_document_get_page (document, index);
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree char *squeezed = squeeze (text);
  g_autofree char *wanted = squeeze (words);
  return strstr (squeezed, wanted) != NULL;
}

static void
assert_words (Document       *document,
              const PlanKind *kind)
{
  int n = poppler_document_get_n_pages (document);
  gboolean found = kind->anywhere == NULL;
  if (!page_has (document, 0, kind->page_1))
    g_error ("%s: “%s” is not on the first page", kind->name, kind->page_1);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d of %d", i + 1, n);
      g_assert_true (page_has (document, i, number));
      g_assert_false (page_has (document, i, "will injure"));
      g_assert_false (page_has (document, i, "score"));
      found = found || page_has (document, i, kind->anywhere);
    }
  if (!found)
    g_error ("%s: “%s” is on no page", kind->name, kind->anywhere);
}

/* No letter in the margins, and none in the footer's place but the footer. */
static void
assert_margins (Document       *document,
                const PlanKind *kind,
                gboolean        letter)
{
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (document, i);
      double width = 0.0;
      double height = 0.0;
      poppler_page_get_size (page, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, letter ? 612.0 : 595.28, 0.1);
      g_assert_cmpfloat_with_epsilon (height, letter ? 792.0 : 841.89, 0.1);
      PopplerRectangle *boxes = NULL;
      guint n = 0;
      g_assert_true (poppler_page_get_text_layout (page, &boxes, &n));
      for (guint j = 0; j < n; j++)
        if (boxes[j].x1 < MARGIN_PT - 2.0 || boxes[j].x2 > width - MARGIN_PT + 6.0
            || boxes[j].y1 < MARGIN_PT - 8.0
            || boxes[j].y2 > height - MARGIN_PT / 2.0 + TALL_LETTERS)
          g_error ("%s, page %d: a letter at %g, %g is in the margin", kind->name, i + 1,
                   boxes[j].x1, boxes[j].y1);
      g_free (boxes);
    }
}

static guint
count_outline (PopplerIndexIter *iter)
{
  guint n = 0;
  do
    {
      PopplerIndexIter *child = poppler_index_iter_get_child (iter);
      n++;
      if (child != NULL)
        n += count_outline (child);
      poppler_index_iter_free (child);
    }
  while (poppler_index_iter_next (iter));
  return n;
}

/* What a figure shows is said in words: which frame and what was measured on it,
 * how the phone stands, whose logo it is. */
static void
assert_told (PopplerStructureElement *element)
{
  g_autofree char *alt = poppler_structure_element_get_alt_text (element);
  if (alt == NULL)
    g_error ("a figure is not told in words");
  g_assert_true (g_utf8_validate (alt, -1, NULL));
  if (strstr (alt, "Logo of") == NULL && strstr (alt, "at least 4 m from the lifter") == NULL)
    {
      g_assert_nonnull (strstr (alt, "The lifter from the side with the marks."));
      g_assert_nonnull (strstr (alt, "frame "));
    }
}

static void
count_tags (PopplerStructureElementIter *iter,
            guint                       *counts)
{
  do
    {
      PopplerStructureElement *element = poppler_structure_element_iter_get_element (iter);
      PopplerStructureElementIter *child = poppler_structure_element_iter_get_child (iter);
      counts[poppler_structure_element_get_kind (element)]++;
      if (poppler_structure_element_get_kind (element) == POPPLER_STRUCTURE_ELEMENT_FIGURE)
        assert_told (element);
      g_object_unref (element);
      if (child != NULL)
        count_tags (child, counts);
      poppler_structure_element_iter_free (child);
    }
  while (poppler_structure_element_iter_next (iter));
}

static void
assert_structure (Document           *document,
                  const SampleReport *sample,
                  gboolean            referred)
{
  guint counts[256] = { 0 };
  PopplerIndexIter *outline = poppler_index_iter_new (document);
  g_assert_nonnull (outline);
  /* First page, findings, week, filming, appendix in two or three parts. */
  g_assert_cmpuint (count_outline (outline), >=,
                    referred ? 2 : sample->report.n_findings + 5);
  poppler_index_iter_free (outline);
  PopplerStructureElementIter *tags = poppler_structure_element_iter_new (document);
  g_assert_nonnull (tags);
  count_tags (tags, counts);
  poppler_structure_element_iter_free (tags);
  g_assert_cmpuint (counts[POPPLER_STRUCTURE_ELEMENT_DOCUMENT], ==, 1);
  g_assert_cmpuint (counts[POPPLER_STRUCTURE_ELEMENT_HEADING_1], ==, 1);
  g_assert_cmpuint (counts[POPPLER_STRUCTURE_ELEMENT_HEADING_2], >=, referred ? 1 : 3);
  g_assert_cmpuint (counts[POPPLER_STRUCTURE_ELEMENT_TABLE], >=, 1);
  g_assert_cmpuint (counts[POPPLER_STRUCTURE_ELEMENT_TABLE_ROW], >=, referred ? 5 : 20);
  if (!referred)
    g_assert_cmpuint (counts[POPPLER_STRUCTURE_ELEMENT_FIGURE], >=,
                      1 + sample->report.n_stills / 2);
}

/* Each of the things to change on the first page can be pressed, and leads
 * further down: to a later page, or below itself where all are short. */
static void
assert_links (Document           *document,
              const SampleReport *sample)
{
  g_autoptr (Page) page = poppler_document_get_page (document, 0);
  GList *links = poppler_page_get_link_mapping (page);
  guint n_led = 0;
  for (const GList *each = links; each != NULL; each = each->next)
    {
      const PopplerLinkMapping *link = each->data;
      if (link->action->type != POPPLER_ACTION_GOTO_DEST)
        continue;
      PopplerDest *dest = poppler_document_find_dest (
        document, link->action->goto_dest.dest->named_dest);
      g_assert_nonnull (dest);
      g_assert_true (dest->page_num > 1 || dest->top < link->area.y1);
      g_assert_cmpfloat (link->area.x2 - link->area.x1, >, 20.0);
      g_assert_cmpfloat (link->area.y2 - link->area.y1, >, 8.0);
      poppler_dest_free (dest);
      n_led++;
    }
  poppler_page_free_link_mapping (links);
  g_assert_cmpuint (n_led, ==, MIN (sample->report.n_findings, 3));
}

/* A still stands on the page of its caption: captions are as many as pictures. */
static void
assert_captions (Document *document)
{
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (document, i);
      g_autofree char *text = poppler_page_get_text (page);
      GList *pictures = poppler_page_get_image_mapping (page);
      guint n_pictures = g_list_length (pictures);
      guint n_captions = 0;
      poppler_page_free_image_mapping (pictures);
      for (const char *at = text; (at = strstr (at, "frame ")) != NULL; at++)
        n_captions += at > text && strncmp (at - 2, ", ", 2) == 0 && strchr (at, '(') != at;
      g_assert_cmpuint (n_captions, >=, n_pictures);
    }
}

static void
assert_fonts (Document *document)
{
  PopplerFontInfo *info = poppler_font_info_new (document);
  PopplerFontsIter *iter = NULL;
  guint n = 0;
  while (poppler_font_info_scan (info, 100, &iter))
    {
      do
        {
          g_assert_true (poppler_fonts_iter_is_embedded (iter));
          n++;
        }
      while (poppler_fonts_iter_next (iter));
      poppler_fonts_iter_free (iter);
      iter = NULL;
    }
  g_object_unref (info);
  g_assert_cmpuint (n, >, 0);
}

/* What another program says of the file as a file. */
static void
check_file (const char *path)
{
  g_autofree char *qpdf = g_find_program_in_path ("qpdf");
  g_autofree char *out = NULL;
  g_autofree char *complaints = NULL;
  int status = 0;
  if (qpdf == NULL)
    {
      g_test_message ("qpdf is not there: files are not checked by it");
      return;
    }
  char *argv[] = { qpdf, (char *) "--check", (char *) path, NULL };
  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &complaints,
                               &status, NULL));
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s%s", path, out, complaints);
}

static void
assert_language (const char *path,
                 const char *language)
{
  g_autofree char *bytes = NULL;
  g_autofree char *entry = g_strdup_printf ("/Lang (%s)", language);
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_nonnull (memmem (bytes, length, entry, strlen (entry)));
}

/* What comes with pictures has the weight of print and can still be mailed;
 * words alone weigh less. */
static void
assert_size (const char         *path,
             const SampleReport *sample,
             gboolean            referred)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_test_message ("%.0f KB", (double) length / 1000.0);
  g_assert_cmpuint (length, <=, 2 * 1000 * 1000);
  g_assert_cmpuint (length, >=,
                    referred || sample->report.n_stills == 0 ? 20 * 1000 : 150 * 1000);
}

static void
test_kind (gconstpointer data)
{
  const PlanKind *kind = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  if (!plan_kind_can_be_shown (kind))
    {
      g_test_skip ("no font of this system has these letters: Arabic is in fonts-dejavu-core, "
                   "Japanese in fonts-vlgothic");
      return;
    }
  g_autoptr (SampleReport) sample = kind->make ();
  int fd = g_file_open_tmp ("plumb-XXXXXX.pdf", &path, NULL);
  g_close (fd, NULL);
  gboolean written = plumb_report_write_pdf (&sample->report, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (written);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (Document) document = poppler_document_new_from_file (uri, NULL, &error);
  g_assert_no_error (error);
  gboolean referred = kind->max_pages == 1;
  g_assert_cmpint (poppler_document_get_n_pages (document), >=, kind->min_pages);
  g_assert_cmpint (poppler_document_get_n_pages (document), <=, kind->max_pages);
  assert_words (document, kind);
  assert_margins (document, kind, sample->report.letter);
  assert_structure (document, sample, referred);
  if (!referred)
    assert_links (document, sample);
  assert_captions (document);
  assert_fonts (document);
  assert_language (path, sample->report.language != NULL ? sample->report.language : "en");
  assert_size (path, sample, referred);
  check_file (path);
  g_unlink (path);
}

/* What was recorded for screen and printer has as many pages, of that size. */
static void
test_recorded (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SampleReport) sample = plan_kinds[2].make ();
  g_autoptr (GPtrArray) pages = plumb_report_draw_pages (&sample->report, NULL, &error);
  g_assert_no_error (error);
  double width = 0.0;
  double height = 0.0;
  cairo_rectangle_t extents;
  plumb_report_page_size (&sample->report, &width, &height);
  g_assert_cmpuint (pages->len, >=, 5);
  g_assert_true (cairo_recording_surface_get_extents (pages->pdata[0], &extents));
  g_assert_cmpfloat (extents.width, ==, width);
  /* Something dark is on the page, and white round it. */
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width,
                                                       (int) height);
  cairo_t *cr = cairo_create (image);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  cairo_set_source_surface (cr, pages->pdata[0], 0.0, 0.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  const guint32 *pixels = (const guint32 *) (void *) cairo_image_surface_get_data (image);
  guint stride = (guint) cairo_image_surface_get_stride (image) / 4;
  guint n_dark = 0;
  for (guint y = 60; y < (guint) height - 60; y++)
    for (guint x = 60; x < (guint) width - 60; x++)
      n_dark += (pixels[y * stride + x] & 0xff) < 128;
  g_assert_cmpuint (n_dark, >, 5000);
  g_assert_cmphex (pixels[10 * stride + 10] & 0xffffff, ==, 0xffffff);
  cairo_surface_destroy (image);
}

static void
tell_cb (double   fraction,
         gpointer data)
{
  g_array_append_val (data, fraction);
}

static void
cancel_cb (double   fraction,
           gpointer data)
{
  if (fraction > 0.2)
    g_cancellable_cancel (data);
}

static void
test_progress_and_cancel (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (SampleReport) sample = plan_kinds[2].make ();
  int fd = g_file_open_tmp ("plumb-XXXXXX.pdf", &path, NULL);
  g_close (fd, NULL);
  sample->report.tell = tell_cb;
  sample->report.tell_data = told;
  g_assert_true (plumb_report_write_pdf (&sample->report, path, NULL, NULL));
  g_assert_cmpuint (told->len, >=, 3);
  for (guint i = 1; i < told->len; i++)
    g_assert_cmpfloat (g_array_index (told, double, i), >, g_array_index (told, double, i - 1));
  g_assert_cmpfloat (g_array_index (told, double, told->len - 1), ==, 1.0);

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  sample->report.tell = cancel_cb;
  sample->report.tell_data = cancellable;
  g_assert_false (plumb_report_write_pdf (&sample->report, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *left = NULL;
  g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "older");
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_plan_kinds; i++)
    {
      g_autofree char *name = g_strconcat ("/plan-kinds/", plan_kinds[i].name, NULL);
      g_test_add_data_func (name, &plan_kinds[i], test_kind);
    }
  g_test_add_func ("/plan-kinds/recorded", test_recorded);
  g_test_add_func ("/plan-kinds/progress-and-cancel", test_progress_and_cancel);
  return g_test_run ();
}
