/* Recorded pages on a printer, here a file, and as pictures on the screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-print.h"

#include <glib/gstdio.h>

#include "plan-pages.h"
#include "stage.h"

#define WIDTH 595.28
#define HEIGHT 841.89

/* Black where x < half of the width. */
static GPtrArray *
make_pages (guint n)
{
  const cairo_rectangle_t extents = { 0, 0, WIDTH, HEIGHT };
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);

  for (guint i = 0; i < n; i++)
    {
      cairo_surface_t *page
          = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
      cairo_t *cr = cairo_create (page);

      cairo_rectangle (cr, 0, 0, WIDTH / 2, HEIGHT);
      cairo_fill (cr);
      cairo_destroy (cr);
      g_ptr_array_add (pages, page);
    }
  return pages;
}

static void
test_texture (void)
{
  g_autoptr (GPtrArray) pages = make_pages (1);
  g_autoptr (GdkTexture) texture
      = plumb_plan_page_texture (pages->pdata[0], WIDTH, HEIGHT, 400);
  const int height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, 400 * (gsize) height);

  g_assert_cmpint (gdk_texture_get_width (texture), ==, 400);
  g_assert_cmpint (height, ==, 566);
  gdk_texture_download (texture, (guchar *) pixels, 1600);
  g_assert_cmphex (pixels[300 * 400 + 20], ==, 0xff000000);
  g_assert_cmphex (pixels[300 * 400 + 380], ==, 0xffffffff);
}

/* What another program says: newer cairo packs the pages, so that they cannot be
 * counted in the bytes. */
static guint
count_pages (const char *path)
{
  char *argv[] = { (char *) "qpdf", (char *) "--show-npages", (char *) path, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  int status = 0;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return (guint) g_ascii_strtoull (out, NULL, 10);
}

static void
test_print (void)
{
  g_autoptr (GPtrArray) pages = make_pages (3);
  g_autoptr (GtkPrintOperation) operation
      = plumb_plan_print_new (pages, WIDTH, HEIGHT, "plan");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *qpdf = g_find_program_in_path ("qpdf");

  if (qpdf == NULL)
    {
      g_test_skip ("qpdf is not installed");
      return;
    }
  g_close (g_file_open_tmp ("plumb-XXXXXX.pdf", &path, NULL), NULL);
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_pages (path), ==, 3);
  g_unlink (path);
}

static void
width_cb (int  *wanted,
          int   width)
{
  *wanted = width;
}

static void
test_shown (void)
{
  GtkWidget *view = plumb_plan_pages_new ();
  g_autoptr (GPtrArray) pages = make_pages (2);
  g_autoptr (GPtrArray) textures = g_ptr_array_new_with_free_func (g_object_unref);
  volatile int wanted = 0; /* the callback writes it */
  Stage *stage;

  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (textures, plumb_plan_page_texture (pages->pdata[i], WIDTH, HEIGHT, 200));
  g_signal_connect_swapped (view, "width-wanted", G_CALLBACK (width_cb), (gpointer) &wanted);
  stage = stage_new (view, 600, 500);
  stage_wait_until (wanted == 600 - 36);
  plumb_plan_pages_show (PLUMB_PLAN_PAGES (view), textures);
  g_assert_cmpuint (plumb_plan_pages_n_pages (PLUMB_PLAN_PAGES (view)), ==, 2);
  g_ptr_array_set_size (textures, 1);
  plumb_plan_pages_show (PLUMB_PLAN_PAGES (view), textures);
  g_assert_cmpuint (plumb_plan_pages_n_pages (PLUMB_PLAN_PAGES (view)), ==, 1);
  stage_free (stage);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  g_test_add_func ("/gui/plan-print/texture", test_texture);
  g_test_add_func ("/gui/plan-print/print", test_print);
  g_test_add_func ("/gui/plan-print/shown", test_shown);
  return g_test_run ();
}
