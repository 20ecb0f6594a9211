/* The coach's settings for plans; see plan-settings.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-settings.h"

#include "library-error.h"
#include "library-private.h"
#include "review-private.h"
#include "settings.h"

#define SETTING_STEPS "plan/steps" /* "deload-percent=10 return-percent=5" */
#define SETTING_ATHLETE_LANGUAGE "language/"

static const char *const keys[] = {
  [PLUMB_PLAN_SETTING_CONTACT] = "plan/contact",
  [PLUMB_PLAN_SETTING_LOGO] = "plan/logo",
  [PLUMB_PLAN_SETTING_ACCENT] = "plan/accent",
  [PLUMB_PLAN_SETTING_PAPER] = "plan/paper",
  [PLUMB_PLAN_SETTING_LANGUAGE] = "plan/language",
};

/* (transfer full) (nullable) NULL where it is not set. */
static char *
load_text (PlumbStore *store,
           const char *name)
{
  g_autofree char *value = plumb_store_load_setting (store, name, NULL);

  return value != NULL && *value != '\0' ? g_steal_pointer (&value) : NULL;
}

static GHashTable *
load_steps (PlumbStore *store)
{
  GHashTable *steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = load_text (store, SETTING_STEPS);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      gint64 value = 0;

      if (equals == NULL || !g_ascii_string_to_signed (equals + 1, 10, 0, 365, &value, NULL))
        continue;
      *equals = '\0';
      g_hash_table_replace (steps, g_strdup (parts[i]), GINT_TO_POINTER ((int) value));
    }
  return steps;
}

static GBytes *
load_logo (PlumbStore *store)
{
  g_autofree char *text = load_text (store, keys[PLUMB_PLAN_SETTING_LOGO]);
  gsize length = 0;
  guchar *bytes = text != NULL ? g_base64_decode (text, &length) : NULL;

  return bytes != NULL ? g_bytes_new_take (bytes, length) : NULL;
}

static PlumbPlanSettings *
load_settings (PlumbStore *store)
{
  PlumbPlanSettings *settings = g_new0 (PlumbPlanSettings, 1);
  g_autofree char *paper = load_text (store, keys[PLUMB_PLAN_SETTING_PAPER]);

  settings->coach = load_text (store, PLUMB_SETTING_COACH);
  settings->contact = load_text (store, keys[PLUMB_PLAN_SETTING_CONTACT]);
  settings->logo = load_logo (store);
  settings->accent = load_text (store, keys[PLUMB_PLAN_SETTING_ACCENT]);
  settings->language = load_text (store, keys[PLUMB_PLAN_SETTING_LANGUAGE]);
  settings->letter = g_strcmp0 (paper, "letter") == 0;
  settings->steps = load_steps (store);
  return settings;
}

PlumbPlanSettings *
plumb_library_plan_settings (PlumbLibrary *self)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  return load_settings (self->store);
}

/* (transfer full) */
static char *
name_athlete_language (PlumbReview *self)
{
  return g_strdup_printf (SETTING_ATHLETE_LANGUAGE "%" G_GINT64_FORMAT, self->athlete_id);
}

PlumbPlanSettings *
plumb_review_plan_settings (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  PlumbPlanSettings *settings = load_settings (self->store);
  g_autofree char *name = name_athlete_language (self);
  char *own = load_text (self->store, name);

  if (own != NULL)
    {
      g_free (settings->language);
      settings->language = own;
    }
  return settings;
}

void
plumb_plan_settings_free (PlumbPlanSettings *settings)
{
  g_free (settings->coach);
  g_free (settings->contact);
  g_clear_pointer (&settings->logo, g_bytes_unref);
  g_free (settings->accent);
  g_free (settings->language);
  g_hash_table_unref (settings->steps);
  g_free (settings);
}

static gboolean
keep_text (PlumbStore *store,
           const char *name,
           const char *value,
           GError    **error)
{
  GError *store_error = NULL;

  return plumb_store_set_setting (store, name, value, &store_error)
         || plumb_library_take_error (error, store_error);
}

gboolean
plumb_library_set_plan_setting (PlumbLibrary       *self,
                                PlumbPlanSettingKey key,
                                const char         *value,
                                GError            **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (key < G_N_ELEMENTS (keys), FALSE);
  g_return_val_if_fail (value != NULL && g_utf8_validate (value, -1, NULL), FALSE);

  g_autofree char *stripped = g_strstrip (g_strdup (value));

  return keep_text (self->store, keys[key], stripped, error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

gboolean
plumb_library_set_plan_step (PlumbLibrary *self,
                             const char   *name,
                             int           value,
                             GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self) && name != NULL, FALSE);

  g_autoptr (GHashTable) steps = load_steps (self->store);
  g_autoptr (GString) text = g_string_new (NULL);

  if (value < 0)
    g_hash_table_remove (steps, name);
  else
    g_hash_table_replace (steps, g_strdup (name), GINT_TO_POINTER (value));
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (steps), compare_names);
  for (GList *at = names; at != NULL; at = at->next)
    g_string_append_printf (text, "%s%s=%d", text->len > 0 ? " " : "", (char *) at->data,
                            GPOINTER_TO_INT (g_hash_table_lookup (steps, at->data)));
  return keep_text (self->store, SETTING_STEPS, text->str, error);
}

gboolean
plumb_review_set_plan_language (PlumbReview *self,
                                const char  *language,
                                GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);

  g_autofree char *name = name_athlete_language (self);

  return keep_text (self->store, name, language != NULL ? language : "", error);
}
