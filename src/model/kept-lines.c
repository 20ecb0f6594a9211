/* The coach's own lines; see kept-lines.h. In the database they are one text: a
 * line each, section, text and dose parted by tabs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "kept-lines.h"

#include "library-error.h"
#include "plan-edits.h"
#include "review-private.h"
#include "settings.h"

#define SETTING_LINES "lines/"

static void
free_kept (gpointer data)
{
  PlumbKeptLine *kept = data;

  g_free (kept->text);
  g_free (kept->dose);
  g_free (kept);
}

/* (transfer full) */
static char *
name_setting (PlumbReview *self)
{
  g_autofree char *coach = plumb_store_load_setting (self->store, PLUMB_SETTING_COACH, NULL);

  return g_strconcat (SETTING_LINES, coach, NULL);
}

/* (transfer full) What parts lines and cells stands in none of them. */
static char *
clean (const char *text)
{
  return g_strstrip (g_strdelimit (g_strdup (text != NULL ? text : ""), "\t\r\n", ' '));
}

GPtrArray *
plumb_review_kept_lines (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  GPtrArray *lines = g_ptr_array_new_with_free_func (free_kept);
  g_autofree char *name = name_setting (self);
  g_autofree char *value = plumb_store_load_setting (self->store, name, NULL);
  g_auto (GStrv) rows = g_strsplit (value != NULL ? value : "", "\n", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], "\t", 3);
      PlumbPlanSection section;

      if (g_strv_length (cells) != 3 || !plumb_plan_section_from_key (cells[0], &section))
        continue;
      PlumbKeptLine *kept = g_new0 (PlumbKeptLine, 1);
      kept->section = section;
      kept->text = g_strdup (cells[1]);
      kept->dose = g_strdup (cells[2]);
      g_ptr_array_add (lines, kept);
    }
  return lines;
}

static gboolean
store_lines (PlumbReview     *self,
             const GPtrArray *lines,
             GError         **error)
{
  g_autofree char *name = name_setting (self);
  g_autoptr (GString) value = g_string_new (NULL);
  GError *store_error = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const PlumbKeptLine *kept = lines->pdata[i];

      g_string_append_printf (value, "%s%s\t%s\t%s", i > 0 ? "\n" : "",
                              plumb_plan_section_key (kept->section), kept->text, kept->dose);
    }
  return plumb_store_set_setting (self->store, name, value->str, &store_error)
         || plumb_library_take_error (error, store_error);
}

static void
drop_line (GPtrArray  *lines,
           const char *text)
{
  for (guint i = lines->len; i > 0; i--)
    if (g_str_equal (((PlumbKeptLine *) lines->pdata[i - 1])->text, text))
      g_ptr_array_remove_index (lines, i - 1);
}

gboolean
plumb_review_keep_line (PlumbReview     *self,
                        PlumbPlanSection section,
                        const char      *text,
                        const char      *dose,
                        GError         **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && text != NULL, FALSE);
  g_return_val_if_fail (section < PLUMB_N_PLAN_SECTIONS, FALSE);

  g_autoptr (GPtrArray) lines = plumb_review_kept_lines (self);
  g_autofree char *words = clean (text);

  if (*words == '\0')
    return TRUE;
  drop_line (lines, words);
  PlumbKeptLine *kept = g_new0 (PlumbKeptLine, 1);
  kept->section = section;
  kept->text = g_steal_pointer (&words);
  kept->dose = clean (dose);
  g_ptr_array_add (lines, kept);
  return store_lines (self, lines, error);
}

gboolean
plumb_review_forget_line (PlumbReview *self,
                          const char  *text,
                          GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && text != NULL, FALSE);

  g_autoptr (GPtrArray) lines = plumb_review_kept_lines (self);

  drop_line (lines, text);
  return store_lines (self, lines, error);
}
