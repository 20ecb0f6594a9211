/* The file is walked twice: once by our own line scanner, which finds syntax
 * errors, repeats and line numbers, and once by GKeyFile, which knows escapes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "key-source.h"

#include <string.h>

#include "plan.h"

struct _PlumbKeySource
{
  char       *path;      /* owned */
  GKeyFile   *file;      /* owned */
  GHashTable *lines;     /* owned: "group" or "group\nkey" → line number */
  GStrv       groups;    /* owned */
  GStrv       languages; /* owned, (nullable) */
};

static int
find_line (const PlumbKeySource *source,
           const char           *group,
           const char           *key)
{
  if (group == NULL)
    return 1;
  if (key != NULL)
    {
      g_autofree char *name = g_strconcat (group, "\n", key, NULL);
      int line = GPOINTER_TO_INT (g_hash_table_lookup (source->lines, name));
      if (line > 0)
        return line;
    }
  int line = GPOINTER_TO_INT (g_hash_table_lookup (source->lines, group));
  return line > 0 ? line : 1;
}

static gboolean
remember_line (PlumbKeySource *source,
               const char     *name,
               int             line,
               GError        **error)
{
  int before = GPOINTER_TO_INT (g_hash_table_lookup (source->lines, name));
  if (before > 0)
    {
      const char *key = strchr (name, '\n');
      g_set_error (error, PLUMB_PLAN_ERROR, PLUMB_PLAN_ERROR_SYNTAX,
                   "%s:%d: %s “%s” is here again, first on line %d", /* no words */
                   source->path, line,
                   key != NULL ? "key" : "group", key != NULL ? key + 1 : name, before);
      return FALSE;
    }
  g_hash_table_insert (source->lines, g_strdup (name), GINT_TO_POINTER (line));
  return TRUE;
}

/* One line of the file; `group` is the group that it stands in, and changes
 * with a group's head. */
static gboolean
scan_line (PlumbKeySource *source,
           const char     *text,
           int             line,
           char          **group,
           GError        **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  if (trimmed[0] == '\0' || trimmed[0] == '#')
    return TRUE;
  gsize length = strlen (trimmed);
  if (trimmed[0] == '[' && trimmed[length - 1] == ']' && length > 2)
    {
      g_free (*group);
      *group = g_strndup (trimmed + 1, length - 2);
      return remember_line (source, *group, line, error);
    }
  char *equals = strchr (trimmed, '=');
  if (equals == NULL || equals == trimmed || *group == NULL)
    {
      g_set_error (error, PLUMB_PLAN_ERROR, PLUMB_PLAN_ERROR_SYNTAX, "%s:%d: %s: “%.60s”",
                   source->path, line,
                   *group == NULL ? "a [group] must come first"       /* no words */
                                  : "neither [group] nor Key=value", /* no words */
                   trimmed);
      return FALSE;
    }
  *equals = '\0';
  g_autofree char *name = g_strconcat (*group, "\n", g_strstrip (trimmed), NULL);
  return remember_line (source, name, line, error);
}

static gboolean
scan_lines (PlumbKeySource *source,
            const char     *contents,
            gsize           length,
            GError        **error)
{
  const char *bad = NULL;
  if (!g_utf8_validate (contents, (gssize) length, &bad))
    {
      int line = 1;
      for (const char *p = contents; p < bad; p++)
        line += *p == '\n';
      g_set_error (error, PLUMB_PLAN_ERROR, PLUMB_PLAN_ERROR_SYNTAX,
                   "%s:%d: not UTF-8 text", source->path, line); /* no words */
      return FALSE;
    }
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);
  g_autofree char *group = NULL;
  for (int i = 0; lines[i] != NULL; i++)
    if (!scan_line (source, lines[i], i + 1, &group, error))
      return FALSE;
  return TRUE;
}

PlumbKeySource *
plumb_key_source_load (const char        *path,
                       const char *const *languages,
                       GError           **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (PlumbKeySource) source = g_new0 (PlumbKeySource, 1);
  source->path = g_strdup (path);
  source->file = g_key_file_new ();
  source->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  source->languages = g_strdupv ((GStrv) languages);

  g_autofree char *contents = NULL;
  gsize length = 0;
  g_autoptr (GError) reason = NULL;
  if (!g_file_get_contents (path, &contents, &length, &reason))
    {
      g_set_error (error, PLUMB_PLAN_ERROR, PLUMB_PLAN_ERROR_READ, "%s: %s", path,
                   reason->message);
      return NULL;
    }
  if (!scan_lines (source, contents, length, error))
    return NULL;
  if (!g_key_file_load_from_data (source->file, contents, length, G_KEY_FILE_KEEP_TRANSLATIONS,
                                  &reason))
    {
      g_set_error (error, PLUMB_PLAN_ERROR, PLUMB_PLAN_ERROR_SYNTAX, "%s:1: %s", path,
                   reason->message);
      return NULL;
    }
  source->groups = g_key_file_get_groups (source->file, NULL);
  return g_steal_pointer (&source);
}

void
plumb_key_source_free (PlumbKeySource *source)
{
  if (source == NULL)
    return;
  g_free (source->path);
  g_key_file_unref (source->file);
  g_hash_table_unref (source->lines);
  g_strfreev (source->groups);
  g_strfreev (source->languages);
  g_free (source);
}

const char *const *
plumb_key_source_groups (const PlumbKeySource *source)
{
  return (const char *const *) source->groups;
}

GStrv
plumb_key_source_keys (const PlumbKeySource *source,
                       const char           *group)
{
  GStrv keys = g_key_file_get_keys (source->file, group, NULL, NULL);
  return keys != NULL ? keys : g_new0 (char *, 1);
}

gboolean
plumb_key_source_has (const PlumbKeySource *source,
                      const char           *group,
                      const char           *key)
{
  return g_key_file_has_key (source->file, group, key, NULL);
}

void
plumb_key_source_set_error (const PlumbKeySource *source,
                            const char           *group,
                            const char           *key,
                            GError              **error,
                            const char           *format,
                            ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *where = group == NULL ? g_strdup ("")
                           : key == NULL ? g_strdup_printf ("[%s]: ", group)
                                         : g_strdup_printf ("[%s] %s: ", group, key);
  g_set_error (error, PLUMB_PLAN_ERROR, PLUMB_PLAN_ERROR_CONTENT, "%s:%d: %s%s", source->path,
               find_line (source, group, key), where, message);
}

char *
plumb_key_source_string (const PlumbKeySource *source,
                         const char           *group,
                         const char           *key,
                         GError              **error)
{
  if (!plumb_key_source_has (source, group, key))
    {
      plumb_key_source_set_error (source, group, key, error, "is missing");
      return NULL;
    }
  g_autoptr (GError) reason = NULL;
  g_autofree char *value = g_key_file_get_string (source->file, group, key, &reason);
  if (value == NULL)
    {
      plumb_key_source_set_error (source, group, key, error, "%s", reason->message);
      return NULL;
    }
  g_strstrip (value);
  if (value[0] == '\0')
    {
      plumb_key_source_set_error (source, group, key, error, "is empty");
      return NULL;
    }
  return g_steal_pointer (&value);
}

char *
plumb_key_source_text (const PlumbKeySource *source,
                       const char           *group,
                       const char           *key,
                       GError              **error)
{
  for (guint i = 0; source->languages != NULL && source->languages[i] != NULL; i++)
    {
      g_autofree char *translated = g_strdup_printf ("%s[%s]", key, source->languages[i]);
      if (plumb_key_source_has (source, group, translated))
        return plumb_key_source_string (source, group, translated, error);
    }
  return plumb_key_source_string (source, group, key, error);
}

GStrv
plumb_key_source_list (const PlumbKeySource *source,
                       const char           *group,
                       const char           *key,
                       GError              **error)
{
  if (!plumb_key_source_has (source, group, key))
    return g_new0 (char *, 1);
  g_autofree char *value = plumb_key_source_string (source, group, key, error);
  if (value == NULL)
    return NULL;
  g_auto (GStrv) parts = g_strsplit (value, ";", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (parts[i][0] != '\0')
        g_strv_builder_add (builder, parts[i]);
      else if (parts[i + 1] != NULL)
        {
          plumb_key_source_set_error (source, group, key, error, "an item of the list is empty");
          return NULL;
        }
    }
  return g_strv_builder_end (builder);
}

gboolean
plumb_key_source_integer (const PlumbKeySource *source,
                          const char           *group,
                          const char           *key,
                          int                   low,
                          int                   high,
                          int                   fallback,
                          int                  *out,
                          GError              **error)
{
  *out = fallback;
  if (!plumb_key_source_has (source, group, key))
    return TRUE;
  g_autofree char *value = plumb_key_source_string (source, group, key, error);
  if (value == NULL)
    return FALSE;
  gint64 number = 0;
  if (!g_ascii_string_to_signed (value, 10, low, high, &number, NULL))
    {
      plumb_key_source_set_error (source, group, key, error,
                                  "“%s” is not a whole number from %d to %d", value, low, high);
      return FALSE;
    }
  *out = (int) number;
  return TRUE;
}

gboolean
plumb_key_source_check_keys (const PlumbKeySource *source,
                             const char           *group,
                             const char *const    *known,
                             GError              **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (source->file, group, NULL, NULL);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const char *bracket = strchr (keys[i], '[');
      g_autofree char *base = bracket != NULL ? g_strndup (keys[i], (gsize) (bracket - keys[i]))
                                              : g_strdup (keys[i]);
      if (!g_strv_contains (known, base))
        {
          plumb_key_source_set_error (source, group, keys[i], error, "this key is not known here");
          return FALSE;
        }
    }
  return TRUE;
}
