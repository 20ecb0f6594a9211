/* Schema versions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "migrate.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "plumb-store-resources.h"

#define SQL_FOLDER "/io/github/plumbline/Plumbline/sql/"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Read once, kept for the life of the process. */
static gpointer
load_scripts (gpointer unused)
{
  GResource *resource = plumb_store_get_resource ();
  g_auto (GStrv) names =
      g_resource_enumerate_children (resource, SQL_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) scripts = g_ptr_array_new ();

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (SQL_FOLDER, names[i], NULL);
      g_autoptr (GBytes) bytes =
          g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      gsize size = 0;
      const char *text = g_bytes_get_data (bytes, &size);

      /* A gap in the numbers would shift every version after it. */
      g_assert (g_ascii_strtoll (names[i], NULL, 10) == (gint64) i + 1);
      g_ptr_array_add (scripts, g_strndup (text, size));
    }
  g_ptr_array_add (scripts, NULL);
  return g_ptr_array_free (g_steal_pointer (&scripts), FALSE);
}

const char *const *
plumb_migrate_scripts (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_scripts, NULL);
}

gboolean
plumb_migrate_version (sqlite3 *db,
                       int     *version,
                       GError **error)
{
  gint64 value = 0;

  if (!plumb_sql_int (db, "PRAGMA user_version", 0, &value, error))
    return FALSE;
  *version = (int) value;
  return TRUE;
}

static gboolean
run_one (sqlite3    *db,
         const char *script,
         int         version,
         GError    **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", version);

  if (!plumb_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (plumb_sql_exec (db, script, error) && plumb_sql_exec (db, stamp, error) &&
      plumb_sql_check_references (db, error) && plumb_sql_exec (db, "COMMIT", error))
    return TRUE;

  if (!sqlite3_get_autocommit (db))
    plumb_sql_exec (db, "ROLLBACK", NULL);
  g_prefix_error (error, "Schema %d: ", version);
  return FALSE;
}

gboolean
plumb_migrate_run (sqlite3           *db,
                   const char *const *scripts,
                   GError           **error)
{
  int newest = (int) g_strv_length ((GStrv) scripts);
  int version = 0;

  if (!plumb_migrate_version (db, &version, error))
    return FALSE;
  if (version > newest)
    {
      g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_NEWER,
                   _("This library was written by a newer Plumbline (its format is %d, "
                     "this program knows %d)."),
                   version, newest);
      return FALSE;
    }

  for (; version < newest; version++)
    if (!run_one (db, scripts[version], version + 1, error))
      return FALSE;
  return TRUE;
}
