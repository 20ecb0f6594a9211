/* A plan's texts in one language; see plan-texts.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-texts.h"

#include <string.h>

#include "config.h"
#include "data-files.h"

static const struct
{
  const char *code, *name;
} languages[] = { { "en", "English" }, { "de", "Deutsch" } };

const char *const *
plumb_plan_languages (void)
{
  static const char *codes[G_N_ELEMENTS (languages) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    codes[i] = languages[i].code;
  return codes;
}

const char *
plumb_plan_language_name (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (languages[i].code, language) == 0)
      return languages[i].name;
  return language;
}

/* (transfer full) (nullable) Beside the data files in a build folder, else where
 * the program was installed. */
static char *
find_catalogue (const char *language)
{
  const char *path = g_getenv ("PLUMBLINE_DATA_PATH");
  g_auto (GStrv) folders = g_strsplit (path != NULL ? path : "", ":", -1);
  g_autofree char *installed
      = g_build_filename (plumb_data_locale_dir (), language, "LC_MESSAGES",
                          GETTEXT_PACKAGE ".mo", NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *candidate = g_build_filename (folders[i], "..", "po", language,
                                                     "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

      if (*folders[i] != '\0' && g_file_test (candidate, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&candidate);
    }
  return g_file_test (installed, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&installed) : NULL;
}

static PlumbWords *
load_words (const char *language,
            GError    **error)
{
  g_autofree char *path = NULL;

  if (language == NULL)
    return NULL;
  if (g_str_has_prefix (language, "en"))
    return plumb_words_load (NULL, language, error);
  path = find_catalogue (language);
  return path != NULL ? plumb_words_load (path, language, error) : NULL;
}

/* (transfer full) Of the program: "de" of "de_AT.UTF-8"; "en" where it speaks
 * no other. */
static char *
find_program_language (void)
{
  const char *first = g_get_language_names ()[0];

  if (g_str_equal (first, "C") || g_str_has_prefix (first, "C.") || g_str_equal (first, "POSIX"))
    return g_strdup ("en");
  return g_strndup (first, strcspn (first, "_.@"));
}

PlumbPlanTexts *
plumb_plan_texts_load (const char              *lift,
                       const PlumbPlanSettings *settings,
                       char                   **complaint,
                       GError                 **error)
{
  g_autoptr (PlumbPlanTexts) texts = g_new0 (PlumbPlanTexts, 1);
  g_autoptr (GError) problem = NULL;
  const char *chosen[] = { settings->language, NULL };
  const char *const *wanted;

  g_atomic_ref_count_init (&texts->references);
  texts->words = load_words (settings->language, &problem);
  wanted = texts->words != NULL ? chosen : g_get_language_names ();
  texts->language
      = texts->words != NULL ? g_strdup (settings->language) : find_program_language ();
  texts->criteria = plumb_data_load_criteria_in (lift, wanted, NULL, error);
  if (texts->criteria != NULL)
    texts->table = plumb_data_load_plan_in (lift, wanted, settings->steps, complaint, error);
  if (texts->table != NULL)
    texts->screen = plumb_data_load_pain_screen_in (wanted, NULL, error);
  if (texts->screen != NULL)
    texts->claims = plumb_data_load_claims (wanted, error);
  return texts->claims != NULL ? g_steal_pointer (&texts) : NULL;
}

PlumbPlanTexts *
plumb_plan_texts_load_for (PlumbReview *review,
                           char       **complaint,
                           GError     **error)
{
  g_autoptr (PlumbPlanSettings) settings = plumb_review_plan_settings (review);
  const char *lift = plumb_review_filming (review).lift;

  return plumb_plan_texts_load (lift != NULL ? lift : "conventional", settings, complaint, error);
}

PlumbPlanTexts *
plumb_plan_texts_ref (PlumbPlanTexts *texts)
{
  g_atomic_ref_count_inc (&texts->references);
  return texts;
}

void
plumb_plan_texts_unref (PlumbPlanTexts *texts)
{
  if (texts == NULL || !g_atomic_ref_count_dec (&texts->references))
    return;
  g_clear_pointer (&texts->words, plumb_words_unref);
  g_clear_pointer (&texts->criteria, plumb_criteria_unref);
  g_clear_pointer (&texts->table, plumb_plan_table_unref);
  g_clear_pointer (&texts->screen, plumb_pain_screen_unref);
  g_clear_pointer (&texts->claims, plumb_claims_unref);
  g_free (texts->language);
  g_free (texts);
}
