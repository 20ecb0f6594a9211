/* Where the program's own files are; see data-files.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-files.h"

#include <errno.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "config.h"
#include "settings.h"

#define PLAN_OF_ALL "plans/conventional.plan" /* the file that has words for every lift */

char *
plumb_data_file (const char *name)
{
  const char *path = g_getenv ("PLUMBLINE_DATA_PATH");
  g_auto (GStrv) folders = g_strsplit (path != NULL ? path : "", ":", -1);
  g_autofree char *installed = g_build_filename (PKGDATADIR, name, NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *candidate = g_build_filename (folders[i], name, NULL);

      if (*folders[i] != '\0' && g_file_test (candidate, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&candidate);
    }
  if (g_file_test (installed, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&installed);
  return NULL;
}

const char *
plumb_data_locale_dir (void)
{
  const char *given = g_getenv ("PLUMBLINE_LOCALE_DIR");

  return given != NULL && *given != '\0' ? given : LOCALEDIR;
}

/* (nullable) */
static const char *
get_from_environment (void)
{
  const char *folder = g_getenv ("PLUMBLINE_DATA_DIR");

  return folder != NULL && *folder != '\0' ? folder : NULL;
}

char *
plumb_data_dir_usual (void)
{
  return g_build_filename (g_get_user_data_dir (), "plumbline", NULL);
}

gboolean
plumb_data_dir_is_given (const char *given)
{
  return given != NULL || get_from_environment () != NULL;
}

char *
plumb_data_dir (const char *given)
{
  const char *said = given != NULL ? given : get_from_environment ();
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;

  if (said != NULL)
    return g_canonicalize_filename (said, NULL);
  settings = plumb_settings_new ();
  uri = plumb_settings_string (settings, "library-folder");
  path = *uri != '\0' ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  return path != NULL ? g_canonicalize_filename (path, NULL) : plumb_data_dir_usual ();
}

char *
plumb_data_own_file (const char *name)
{
  return g_build_filename (g_get_user_config_dir (), "plumbline", name, NULL);
}

static char *
find_shipped (const char *name,
              GError    **error)
{
  char *path = plumb_data_file (name);

  if (path == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _("“%s” is not where Plumbline was installed. Install Plumbline again."), name);
  return path;
}

gboolean
plumb_data_make_own (const char *name,
                     GError    **error)
{
  g_autofree char *own = plumb_data_own_file (name);
  g_autofree char *folder = g_path_get_dirname (own);
  g_autofree char *shipped = plumb_data_file (name);
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return TRUE;
  if (shipped == NULL)
    return find_shipped (name, error) != NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno),
                   _("The folder “%s” cannot be made: %s."), folder, g_strerror (errno));
      return FALSE;
    }
  return g_file_get_contents (shipped, &text, &length, error)
         && g_file_set_contents (own, text, (gssize) length, error);
}

gboolean
plumb_data_drop_own (const char *name,
                     GError    **error)
{
  g_autofree char *own = plumb_data_own_file (name);
  g_autofree char *kept = g_strconcat (own, "~", NULL);

  if (g_rename (own, kept) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno),
               _("“%s” cannot be renamed: %s."), own, g_strerror (errno));
  return FALSE;
}

/* The coach's own file, NULL when there is none. */
static char *
find_own (const char *name)
{
  g_autofree char *own = plumb_data_own_file (name);

  return g_file_test (own, G_FILE_TEST_EXISTS) ? g_steal_pointer (&own) : NULL;
}

static void
complain (char   **complaint,
          GError  *problem)
{
  if (complaint != NULL)
    *complaint = g_strdup_printf (
        _("Your own file cannot be used, so the shipped one is: %s"), problem->message);
}

PlumbCriteria *
plumb_data_load_criteria_in (const char        *lift,
                             const char *const *languages,
                             char             **complaint,
                             GError           **error)
{
  g_autofree char *name = g_strdup_printf ("criteria/%s.criteria", lift);
  g_autofree char *own = find_own (name);
  g_autofree char *shipped = NULL;
  g_autoptr (GError) problem = NULL;

  if (own != NULL)
    {
      PlumbCriteria *criteria = plumb_criteria_load (own, languages, &problem);

      if (criteria != NULL)
        return criteria;
      complain (complaint, problem);
    }
  shipped = find_shipped (name, error);
  return shipped != NULL ? plumb_criteria_load (shipped, languages, error) : NULL;
}

PlumbCriteria *
plumb_data_load_criteria (const char *lift,
                          char      **complaint,
                          GError    **error)
{
  return plumb_data_load_criteria_in (lift, g_get_language_names (), complaint, error);
}

PlumbPlanTable *
plumb_data_load_plan_in (const char        *lift,
                         const char *const *languages,
                         GHashTable        *steps,
                         char             **complaint,
                         GError           **error)
{
  g_autofree char *own_lift = g_strdup_printf ("plans/%s.plan", lift);
  g_autofree char *own = find_own (own_lift);
  g_autofree char *shipped = NULL;
  g_autoptr (GError) problem = NULL;

  if (own == NULL)
    own = find_own (PLAN_OF_ALL);
  if (own != NULL)
    {
      PlumbPlanTable *table = plumb_plan_table_load_for (own, lift, languages, steps, &problem);

      if (table != NULL)
        return table;
      complain (complaint, problem);
    }
  shipped = find_shipped (PLAN_OF_ALL, error);
  return shipped != NULL ? plumb_plan_table_load_for (shipped, lift, languages, steps, error)
                         : NULL;
}

PlumbPlanTable *
plumb_data_load_plan (const char *lift,
                      char      **complaint,
                      GError    **error)
{
  return plumb_data_load_plan_in (lift, g_get_language_names (), NULL, complaint, error);
}

PlumbPainScreen *
plumb_data_load_pain_screen_in (const char *const *languages,
                                char             **complaint,
                                GError           **error)
{
  g_autofree char *own = find_own ("plans/pain.screen");
  g_autofree char *shipped = NULL;
  g_autoptr (GError) problem = NULL;

  if (own != NULL)
    {
      PlumbPainScreen *screen = plumb_pain_screen_load (own, languages, &problem);

      if (screen != NULL)
        return screen;
      complain (complaint, problem);
    }
  shipped = find_shipped ("plans/pain.screen", error);
  return shipped != NULL ? plumb_pain_screen_load (shipped, languages, error) : NULL;
}

PlumbPainScreen *
plumb_data_load_pain_screen (char   **complaint,
                             GError **error)
{
  return plumb_data_load_pain_screen_in (g_get_language_names (), complaint, error);
}

PlumbClaims *
plumb_data_load_claims (const char *const *languages,
                        GError           **error)
{
  g_autofree char *shipped = find_shipped ("plans/article.claims", error);

  return shipped != NULL ? plumb_claims_load (shipped, languages, error) : NULL;
}
