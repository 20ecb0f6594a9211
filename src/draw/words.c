/* Words in the language of the paper; see words.h. gettext knows one language
 * for the whole program, so a catalogue is read here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "words.h"

#include "paper-words.h"

#include <locale.h>
#include <string.h>

#define MAGIC 0x950412deu
#define HEADER_SIZE 28

struct _PlumbWords
{
  gatomicrefcount references;
  char           *language;
  char           *contents; /* owned, nullable: what the strings point into */
  GHashTable     *texts;    /* msgid → msgstr */
};

static _Thread_local const PlumbWords *current;

static gboolean
fail_damaged (const char *path,
              GError    **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
               "%s: not a catalogue of words", path); /* no words */
  return FALSE;
}

static guint32
read_number (const char *contents,
             gsize       at,
             gboolean    swapped)
{
  guint32 number;
  memcpy (&number, contents + at, sizeof number);
  return swapped ? GUINT32_SWAP_LE_BE (number) : number;
}

/* (nullable) The string that entry `index` of the table tells of. */
static const char *
find_string (const char *contents,
             gsize       length,
             gsize       table,
             guint32     index,
             gboolean    swapped)
{
  gsize entry = table + (gsize) index * 8;
  if (entry + 8 > length)
    return NULL;
  gsize size = read_number (contents, entry, swapped);
  gsize at = read_number (contents, entry + 4, swapped);
  return at < length && size < length - at && contents[at + size] == '\0' ? contents + at : NULL;
}

static gboolean
read_texts (PlumbWords *words,
            gsize       length,
            const char *path,
            GError    **error)
{
  if (length < HEADER_SIZE)
    return fail_damaged (path, error);
  guint32 magic = read_number (words->contents, 0, FALSE);
  gboolean swapped = magic == GUINT32_SWAP_LE_BE (MAGIC);
  if (magic != MAGIC && !swapped)
    return fail_damaged (path, error);
  guint32 n = read_number (words->contents, 8, swapped);
  gsize ids = read_number (words->contents, 12, swapped);
  gsize texts = read_number (words->contents, 16, swapped);
  for (guint32 i = 0; i < n; i++)
    {
      const char *id = find_string (words->contents, length, ids, i, swapped);
      const char *text = find_string (words->contents, length, texts, i, swapped);
      if (id == NULL || text == NULL || !g_utf8_validate (text, -1, NULL))
        return fail_damaged (path, error);
      if (*id != '\0' && *text != '\0')
        g_hash_table_insert (words->texts, (gpointer) id, (gpointer) text);
    }
  return TRUE;
}

PlumbWords *
plumb_words_load (const char *path,
                  const char *language,
                  GError    **error)
{
  g_return_val_if_fail (language != NULL, NULL);

  g_autoptr (PlumbWords) words = g_new0 (PlumbWords, 1);
  gsize length = 0;
  g_atomic_ref_count_init (&words->references);
  words->language = g_strdup (language);
  words->texts = g_hash_table_new (g_str_hash, g_str_equal);
  if (path != NULL
      && (!g_file_get_contents (path, &words->contents, &length, error)
          || !read_texts (words, length, path, error)))
    return NULL;
  return g_steal_pointer (&words);
}

PlumbWords *
plumb_words_ref (PlumbWords *words)
{
  g_atomic_ref_count_inc (&words->references);
  return words;
}

void
plumb_words_unref (PlumbWords *words)
{
  if (words == NULL || !g_atomic_ref_count_dec (&words->references))
    return;
  g_hash_table_unref (words->texts);
  g_free (words->contents);
  g_free (words->language);
  g_free (words);
}

const char *
plumb_words_language (const PlumbWords *words)
{
  return words->language;
}

void
plumb_words_use (const PlumbWords *words)
{
  current = words;
}

const char *
plumb_words_get (const char *msgid)
{
  if (current == NULL)
    return g_dgettext (GETTEXT_PACKAGE, msgid);
  const char *text = g_hash_table_lookup (current->texts, msgid);
  return text != NULL ? text : msgid;
}

static const char *const months[] = {
  N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
  N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December"),
};
static const char *const days[] = {
  N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
  N_("Friday"), N_("Saturday"), N_("Sunday"),
};
static const char *const short_days[] = {
  N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
};

char *
plumb_words_date (GDateTime  *date,
                  const char *format)
{
  g_return_val_if_fail (date != NULL && format != NULL, NULL);

  if (current == NULL)
    return g_date_time_format (date, format);
  g_autoptr (GString) out = g_string_new (NULL);
  int day = g_date_time_get_day_of_week (date) - 1;
  for (const char *at = format; *at != '\0'; at++)
    {
      if (*at != '%' || at[1] == '\0')
        {
          g_string_append_c (out, *at);
          continue;
        }
      at++;
      if (*at == '-' && at[1] == 'd')
        at++;
      if (*at == 'A')
        g_string_append (out, plumb_words_get (days[day]));
      else if (*at == 'a')
        g_string_append (out, plumb_words_get (short_days[day]));
      else if (*at == 'B')
        g_string_append (out, plumb_words_get (months[g_date_time_get_month (date) - 1]));
      else if (*at == 'd')
        g_string_append_printf (out, "%d", g_date_time_get_day_of_month (date));
      else if (*at == 'Y')
        g_string_append_printf (out, "%d", g_date_time_get_year (date));
      else
        g_string_append_c (out, *at);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Languages that write 1,5. */
static gboolean
has_decimal_comma (const char *language)
{
  static const char *const languages[]
    = { "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "it", "lt", "lv",
        "nb", "nl", "nn", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", NULL };
  g_autofree char *base = g_strndup (language, strcspn (language, "_@."));
  return g_strv_contains (languages, base);
}

char *
plumb_words_figures (char *text)
{
  const char *point = localeconv ()->decimal_point;
  if (current == NULL || text == NULL || *point == '\0')
    return text;
  const char *wanted = has_decimal_comma (current->language) ? "," : ".";
  if (g_str_equal (point, wanted))
    return text;
  g_auto (GStrv) parts = g_strsplit (text, point, -1);
  g_free (text);
  return g_strjoinv (wanted, parts);
}
