/* Typed reading of a key file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "key-reader.h"

#include <math.h>
#include <string.h>

#include "criteria.h"

void
plumb_key_reader_free (PlumbKeyReader *reader)
{
  if (reader == NULL)
    return;
  g_clear_pointer (&reader->file, g_key_file_unref);
  g_clear_pointer (&reader->lines, plumb_key_lines_free);
  g_free (reader->path);
  g_free (reader);
}

PlumbKeyReader *
plumb_key_reader_new (const char         *path,
                      const char *const  *languages,
                      GError            **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &local))
    {
      g_set_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_READ, "%s", local->message);
      return NULL;
    }
  return plumb_key_reader_new_for_text (path, text, length, languages, error);
}

PlumbKeyReader *
plumb_key_reader_new_for_text (const char         *path,
                               const char         *text,
                               gsize               length,
                               const char *const  *languages,
                               GError            **error)
{
  g_return_val_if_fail (path != NULL && text != NULL, NULL);

  g_autoptr (PlumbKeyReader) reader = g_new0 (PlumbKeyReader, 1);
  g_autoptr (GError) local = NULL;
  const char *reason = NULL;
  guint line = 0;

  reader->path = g_strdup (path);
  reader->languages = languages;
  /* A zero byte is no valid UTF-8 to GLib when the length is given. */
  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_SYNTAX,
                   "%s: not a text file in UTF-8", path); /* no words */
      return NULL;
    }

  g_autofree char *copy = g_strndup (text, length);
  reader->lines = plumb_key_lines_new (copy, &line, &reason);
  if (reader->lines == NULL)
    {
      g_set_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_SYNTAX,
                   "%s:%u: %s", path, line, reason);
      return NULL;
    }
  reader->file = g_key_file_new ();
  g_key_file_set_list_separator (reader->file, ';');
  if (!g_key_file_load_from_data (reader->file, copy, length,
                                  G_KEY_FILE_KEEP_TRANSLATIONS, &local))
    {
      g_set_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_SYNTAX,
                   "%s: %s", path, local->message);
      return NULL;
    }
  return g_steal_pointer (&reader);
}

gboolean
plumb_key_reader_fail (PlumbKeyReader  *reader,
                       const char      *group,
                       const char      *key,
                       const char      *reason,
                       GError         **error)
{
  g_set_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_CONTENT,
               "%s:%u: [%s]%s%s: %s", reader->path,
               plumb_key_lines_find (reader->lines, group, key), group,
               key != NULL ? " " : "", key != NULL ? key : "", reason);
  return FALSE;
}

gboolean
plumb_key_reader_check_keys (PlumbKeyReader    *reader,
                             const char        *group,
                             const char *const *allowed,
                             GError           **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (reader->file, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (keys[i], strcspn (keys[i], "["));

      if (!g_strv_contains (allowed, name))
        return plumb_key_reader_fail (reader, group, keys[i], "an unknown key", error);
    }
  return TRUE;
}

gboolean
plumb_key_reader_has (PlumbKeyReader *reader,
                      const char     *group,
                      const char     *key)
{
  return g_key_file_has_key (reader->file, group, key, NULL);
}

char *
plumb_key_reader_text (PlumbKeyReader  *reader,
                       const char      *group,
                       const char      *key,
                       GError         **error)
{
  g_autoptr (GError) local = NULL;

  if (!plumb_key_reader_has (reader, group, key))
    {
      plumb_key_reader_fail (reader, group, key, "the key is missing", error);
      return NULL;
    }

  g_autofree char *value = g_key_file_get_string (reader->file, group, key, &local);

  if (value == NULL || *value == '\0')
    {
      plumb_key_reader_fail (reader, group, key, local ? local->message : "the value is empty",
                             error);
      return NULL;
    }
  return g_steal_pointer (&value);
}

char *
plumb_key_reader_translated (PlumbKeyReader  *reader,
                             const char      *group,
                             const char      *key,
                             GError         **error)
{
  for (guint i = 0; reader->languages != NULL && reader->languages[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s[%s]", key, reader->languages[i]);

      if (plumb_key_reader_has (reader, group, name))
        return plumb_key_reader_text (reader, group, name, error);
    }
  return plumb_key_reader_text (reader, group, key, error);
}

GStrv
plumb_key_reader_list (PlumbKeyReader  *reader,
                       const char      *group,
                       const char      *key,
                       GError         **error)
{
  g_autofree char *text = plumb_key_reader_text (reader, group, key, error);

  if (text == NULL)
    return NULL;
  if (g_str_has_suffix (text, ";"))
    text[strlen (text) - 1] = '\0';

  g_auto (GStrv) items = g_strsplit (text, ";", -1);

  for (guint i = 0; items[i] != NULL; i++)
    if (*g_strstrip (items[i]) == '\0')
      {
        plumb_key_reader_fail (reader, group, key, "an empty item in the list", error);
        return NULL;
      }
  return g_steal_pointer (&items);
}

static gboolean
parse_number (const char *text,
              gboolean    open,
              double     *out)
{
  char *end = NULL;

  if (open && strcmp (text, "-") == 0)
    {
      *out = NAN;
      return TRUE;
    }
  *out = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*out);
}

gboolean
plumb_key_reader_numbers (PlumbKeyReader  *reader,
                          const char      *group,
                          const char      *key,
                          gboolean         open,
                          double          *out,
                          guint            n,
                          GError         **error)
{
  g_auto (GStrv) items = plumb_key_reader_list (reader, group, key, error);
  gboolean good = TRUE;

  if (items == NULL)
    return FALSE;
  good = g_strv_length (items) == n;
  for (guint i = 0; good && i < n; i++)
    good = parse_number (items[i], open, &out[i]);
  if (good)
    return TRUE;

  g_autofree char *reason = g_strdup_printf ("%u number%s wanted%s%s", n, n == 1 ? "" : "s",
                                             n == 1 ? "" : ", separated by ;",
                                             open ? ", - for an open side" : "");
  return plumb_key_reader_fail (reader, group, key, reason, error);
}
