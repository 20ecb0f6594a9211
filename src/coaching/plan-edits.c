/* Changes to a plan; see plan-edits.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-edits.h"

#include <string.h>

PlumbPlanEdit *
plumb_plan_edit_new (void)
{
  PlumbPlanEdit *edit = g_new0 (PlumbPlanEdit, 1);
  edit->place = -1;
  return edit;
}

PlumbPlanEdit *
plumb_plan_edit_copy (const PlumbPlanEdit *edit)
{
  if (edit == NULL)
    return NULL;
  PlumbPlanEdit *copy = g_memdup2 (edit, sizeof *edit);
  copy->text = g_strdup (edit->text);
  copy->dose = g_strdup (edit->dose);
  return copy;
}

void
plumb_plan_edit_free (PlumbPlanEdit *edit)
{
  if (edit == NULL)
    return;
  g_free (edit->text);
  g_free (edit->dose);
  g_free (edit);
}

gboolean
plumb_plan_edit_is_empty (const PlumbPlanEdit *edit)
{
  return !edit->own && edit->text == NULL && edit->dose == NULL && !edit->removed
         && edit->place < 0;
}

static void
reword (PlumbPlanLine       *line,
        const PlumbPlanEdit *edit)
{
  if (edit->text != NULL)
    {
      g_free (line->text);
      line->text = g_strdup (edit->text);
    }
  if (edit->dose != NULL)
    {
      g_free (line->dose);
      line->dose = edit->dose[0] != '\0' ? g_strdup (edit->dose) : NULL;
    }
}

static PlumbPlanLine *
make_own (const char          *id,
          const PlumbPlanEdit *edit)
{
  static const char *const because[] = { PLUMB_PLAN_BECAUSE_COACH, NULL };
  PlumbPlanLine *line = g_new0 (PlumbPlanLine, 1);
  line->section = edit->section;
  line->id = g_strdup (id);
  line->text = g_strdup ("");
  line->because = g_strdupv ((GStrv) because);
  line->claims = g_new0 (char *, 1);
  reword (line, edit);
  return line;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (a, b);
}

static int
get_place (GHashTable          *edits,
           const PlumbPlanLine *line)
{
  const PlumbPlanEdit *edit = g_hash_table_lookup (edits, line->id);
  return edit != NULL ? edit->place : -1;
}

/* (transfer container) The lines of one section in the coach's order. */
static GPtrArray *
order_section (const PlumbPlan *plan,
               GHashTable      *edits,
               guint            section)
{
  GPtrArray *ordered = g_ptr_array_new ();
  const PlumbPlanLine *before = NULL;
  for (guint i = 0; i < plan->lines->len; i++)
    {
      PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      guint at = 0;
      if (line->section != section || get_place (edits, line) < 0)
        continue;
      while (at < ordered->len
             && get_place (edits, g_ptr_array_index (ordered, at)) <= get_place (edits, line))
        at++;
      g_ptr_array_insert (ordered, (int) at, line);
    }
  for (guint i = 0; i < plan->lines->len; i++)
    {
      PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      guint at = 0;
      if (line->section != section)
        continue;
      if (get_place (edits, line) < 0)
        g_ptr_array_insert (
          ordered, before != NULL && g_ptr_array_find (ordered, before, &at) ? (int) at + 1 : 0,
          line);
      before = line;
    }
  return ordered;
}

void
plumb_plan_apply_edits (PlumbPlan  *plan,
                        GHashTable *edits)
{
  g_return_if_fail (plan != NULL && edits != NULL);

  const PlumbPlanEdit *headline = g_hash_table_lookup (edits, PLUMB_PLAN_HEADLINE);
  if (headline != NULL && headline->text != NULL)
    {
      g_free (plan->headline);
      plan->headline = g_strdup (headline->text);
    }
  for (guint i = plan->lines->len; i > 0; i--)
    {
      PlumbPlanLine *line = g_ptr_array_index (plan->lines, i - 1);
      const PlumbPlanEdit *edit = g_hash_table_lookup (edits, line->id);
      if (edit != NULL && edit->removed)
        g_ptr_array_remove_index (plan->lines, i - 1);
      else if (edit != NULL)
        reword (line, edit);
    }
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (edits), compare_ids);
  for (GList *at = ids; at != NULL; at = at->next)
    {
      const PlumbPlanEdit *edit = g_hash_table_lookup (edits, at->data);
      if (edit->own && !edit->removed)
        g_ptr_array_add (plan->lines, make_own (at->data, edit));
    }
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();
  for (guint section = 0; section < PLUMB_N_PLAN_SECTIONS; section++)
    {
      g_autoptr (GPtrArray) lines = order_section (plan, edits, section);
      for (guint i = 0; i < lines->len; i++)
        g_ptr_array_add (ordered, g_ptr_array_index (lines, i));
    }
  for (guint i = 0; i < ordered->len; i++)
    plan->lines->pdata[i] = ordered->pdata[i];
}
