/* Words of another language than the program's, thread by thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include <glib/gstdio.h>

#include "words.h"

/* A catalogue of two words, as msgfmt would write it; big or little endian. */
static char *
write_catalogue (gboolean swapped,
                 gsize    cut)
{
  static const char strings[] = "\0Monday\0March\0head\0Montag\0März";
  const guint32 lengths[] = { 0, 6, 5 };
  const guint32 places[] = { 0, 1, 8 };
  const guint32 said_lengths[] = { 4, 6, 5 };
  const guint32 said_places[] = { 14, 19, 26 };
  guint32 head[7 + 12] = { 0x950412de, 0, 3, 28, 28 + 24, 0, 0 };
  for (guint i = 0; i < 3; i++)
    {
      head[7 + 2 * i] = lengths[i];
      head[8 + 2 * i] = (guint32) sizeof head + places[i];
      head[13 + 2 * i] = said_lengths[i];
      head[14 + 2 * i] = (guint32) sizeof head + said_places[i];
    }
  for (guint i = 0; swapped && i < G_N_ELEMENTS (head); i++)
    head[i] = GUINT32_SWAP_LE_BE (head[i]);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *) strings, sizeof strings);
  char *path = NULL;
  g_close (g_file_open_tmp ("plumb-XXXXXX.mo", &path, NULL), NULL);
  g_assert_true (
    g_file_set_contents (path, (const char *) bytes->data, (gssize) (bytes->len - cut), NULL));
  return path;
}

static gpointer
ask_in_thread_cb (gpointer data)
{
  return (gpointer) plumb_words_get ("Monday");
}

static void
test_read (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_catalogue (GPOINTER_TO_INT (data), 0);
  g_autoptr (PlumbWords) words = plumb_words_load (path, "de", &error);
  g_unlink (path);
  g_assert_no_error (error);
  g_assert_cmpstr (plumb_words_get ("Monday"), ==, "Monday");
  plumb_words_use (words);
  g_assert_cmpstr (plumb_words_get ("Monday"), ==, "Montag");
  g_assert_cmpstr (plumb_words_get ("Tuesday"), ==, "Tuesday");
  /* Another thread speaks the program's language. */
  GThread *thread = g_thread_new ("words", ask_in_thread_cb, NULL);
  g_assert_cmpstr (g_thread_join (thread), ==, "Monday");
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 3, 2, 0, 0, 0.0);
  g_autofree char *day = plumb_words_date (date, "%A, %-d. %B %Y");
  g_assert_cmpstr (day, ==, "Montag, 2. März 2026");
  g_autofree char *figures = plumb_words_figures (g_strdup ("124.5° ± 7.0°"));
  g_assert_cmpstr (figures, ==, "124,5° ± 7,0°");
  plumb_words_use (NULL);
  g_autofree char *point = plumb_words_figures (g_strdup ("124.5°"));
  g_assert_cmpstr (point, ==, "124.5°");
}

/* English in a program of another language. */
static void
test_untranslated (void)
{
  g_autoptr (PlumbWords) words = plumb_words_load (NULL, "en", NULL);
  plumb_words_use (words);
  g_assert_cmpstr (plumb_words_get ("Monday"), ==, "Monday");
  plumb_words_use (NULL);
}

static void
test_damaged (void)
{
  for (gsize cut = 1; cut < 100; cut += 3)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = write_catalogue (FALSE, cut);
      g_assert_null (plumb_words_load (path, "de", &error));
      g_unlink (path);
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/words/little", GINT_TO_POINTER (FALSE), test_read);
  g_test_add_data_func ("/words/big", GINT_TO_POINTER (TRUE), test_read);
  g_test_add_func ("/words/untranslated", test_untranslated);
  g_test_add_func ("/words/damaged", test_damaged);
  return g_test_run ();
}
