/* Line numbers of a key file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "key-lines.h"

#include <string.h>

/* Keys of the table: "group" and "group\nkey"; no name holds a line feed. */
struct _PlumbKeyLines
{
  GHashTable *table;
};

void
plumb_key_lines_free (PlumbKeyLines *lines)
{
  if (lines == NULL)
    return;
  g_hash_table_unref (lines->table);
  g_free (lines);
}

/* FALSE when it is there already. Takes `name`. */
static gboolean
add_line (PlumbKeyLines *lines,
          char          *name,
          guint          line)
{
  return g_hash_table_insert (lines->table, name, GUINT_TO_POINTER (line));
}

/* (nullable) Why the line cannot stand there. */
static const char *
scan_line (PlumbKeyLines *lines,
           char         **group,
           const char    *text,
           guint          line)
{
  if (*text == '\0' || *text == '#')
    return NULL;
  if (*text == '[')
    {
      gsize length = strlen (text);

      if (length < 3 || text[length - 1] != ']' || strpbrk (text + 1, "[\t") != NULL)
        return "not a group's name in brackets";
      g_free (*group);
      *group = g_strndup (text + 1, length - 2);
      return add_line (lines, g_strdup (*group), line) ? NULL : "a group that is there already";
    }

  const char *equals = strchr (text, '=');

  if (equals == NULL || equals == text)
    return "not KEY=VALUE, [GROUP] or # COMMENT";
  if (*group == NULL)
    return "a key before the first group";

  g_autofree char *key = g_strstrip (g_strndup (text, equals - text));
  return add_line (lines, g_strdup_printf ("%s\n%s", *group, key), line)
           ? NULL : "a key that is in this group already";
}

PlumbKeyLines *
plumb_key_lines_new (const char  *text,
                     guint       *bad_line,
                     const char **reason)
{
  g_return_val_if_fail (text != NULL && bad_line != NULL && reason != NULL, NULL);

  g_autoptr (PlumbKeyLines) lines = g_new0 (PlumbKeyLines, 1);
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  g_autofree char *group = NULL;

  lines->table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      const char *why = scan_line (lines, &group, g_strstrip (rows[i]), i + 1);

      if (why != NULL)
        {
          *bad_line = i + 1;
          *reason = why;
          return NULL;
        }
    }
  return g_steal_pointer (&lines);
}

guint
plumb_key_lines_find (const PlumbKeyLines *lines,
                      const char          *group,
                      const char          *key)
{
  g_return_val_if_fail (lines != NULL && group != NULL, 0);

  if (key != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s\n%s", group, key);
      gpointer line = g_hash_table_lookup (lines->table, name);

      if (line != NULL)
        return GPOINTER_TO_UINT (line);
    }
  return GPOINTER_TO_UINT (g_hash_table_lookup (lines->table, group));
}
