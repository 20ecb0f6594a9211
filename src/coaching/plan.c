/* From findings to a plan. Three rules settle what findings want at once: the
 * same line from two findings appears once with both reasons; of the load
 * rules the most cautious one stands; of the dates the earliest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan.h"

#include <glib/gi18n-lib.h>

#include "plan-table.h"


/* A line that some finding asks for, and who asked. */
typedef struct
{
  const PlumbTableLine *line;
  GPtrArray            *because; /* of const char *, finding ids */
} Wish;

G_DEFINE_QUARK (plumb-plan-error-quark, plumb_plan_error)

static void
free_plan_line (gpointer data)
{
  PlumbPlanLine *line = data;
  g_free (line->id);
  g_free (line->text);
  g_free (line->dose);
  g_strfreev (line->because);
  g_strfreev (line->claims);
  g_free (line);
}

static void
free_wish (gpointer data)
{
  Wish *wish = data;
  g_ptr_array_unref (wish->because);
  g_free (wish);
}

/* Rows of the findings known here, each once, in the order given, but each
 * after those that have to be put right first. */
static GPtrArray *
order_rows (const PlumbPlanTable *table,
            const char *const    *finding_ids)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  for (guint i = 0; finding_ids[i] != NULL; i++)
    {
      PlumbTableRow *row = g_hash_table_lookup (table->rows, finding_ids[i]);
      if (row != NULL && !g_ptr_array_find (waiting, row, NULL))
        g_ptr_array_add (waiting, row);
    }
  GPtrArray *ordered = g_ptr_array_new ();
  while (waiting->len > 0)
    {
      guint pick = 0;
      for (guint i = 0; i < waiting->len; i++)
        {
          const PlumbTableRow *row = g_ptr_array_index (waiting, i);
          gboolean free_to_go = TRUE;
          for (guint j = 0; j < waiting->len && free_to_go; j++)
            {
              const PlumbTableRow *other = g_ptr_array_index (waiting, j);
              free_to_go = j == i
                           || !g_strv_contains ((const char *const *) row->after, other->id);
            }
          if (free_to_go)
            {
              pick = i;
              break;
            }
        }
      /* Rows that wait for each other go in the order given: pick stays 0. */
      g_ptr_array_add (ordered, g_ptr_array_steal_index (waiting, pick));
    }
  return ordered;
}

static gboolean
has_row (const GPtrArray *rows,
         const char      *finding_id)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((const PlumbTableRow *) g_ptr_array_index (rows, i))->id, finding_id))
      return TRUE;
  return FALSE;
}

static void
add_reason (GPtrArray  *reasons,
            const char *id)
{
  if (!g_ptr_array_find_with_equal_func (reasons, id, g_str_equal, NULL))
    g_ptr_array_add (reasons, (gpointer) id);
}

static void
add_wish (GPtrArray            *wishes,
          const PlumbPlanTable *table,
          const char           *line_id,
          const char           *reason)
{
  const PlumbTableLine *line = g_hash_table_lookup (table->lines, line_id);
  for (guint i = 0; i < wishes->len; i++)
    {
      Wish *wish = g_ptr_array_index (wishes, i);
      if (wish->line == line)
        {
          add_reason (wish->because, reason);
          return;
        }
    }
  Wish *wish = g_new0 (Wish, 1);
  wish->line = line;
  wish->because = g_ptr_array_new ();
  add_reason (wish->because, reason);
  g_ptr_array_add (wishes, wish);
}

/* What all rows ask for, in their order. */
static GPtrArray *
collect_wishes (const PlumbPlanTable *table,
                const GPtrArray      *rows)
{
  GPtrArray *wishes = g_ptr_array_new_with_free_func (free_wish);
  for (guint i = 0; i < rows->len; i++)
    {
      const PlumbTableRow *row = g_ptr_array_index (rows, i);
      for (guint j = 0; row->lines[j] != NULL; j++)
        add_wish (wishes, table, row->lines[j], row->id);
      for (guint j = 0; j < row->conditions->len; j++)
        {
          const PlumbTableCondition *condition = g_ptr_array_index (row->conditions, j);
          if (has_row (rows, condition->finding_id))
            {
              add_wish (wishes, table, condition->line_id, row->id);
              add_wish (wishes, table, condition->line_id, condition->finding_id);
            }
        }
    }
  return wishes;
}

/* Whether another wish leaves no room for this one: a more cautious load, an
 * earlier film; of equals the first stands. */
static gboolean
is_overruled (const GPtrArray *wishes,
              guint            index)
{
  const Wish *wish = g_ptr_array_index (wishes, index);
  for (guint i = 0; i < wishes->len; i++)
    {
      const Wish *other = g_ptr_array_index (wishes, i);
      if (i == index)
        continue;
      if (wish->line->caution >= 0
          && (other->line->caution > wish->line->caution
              || (other->line->caution == wish->line->caution && i < index)))
        return TRUE;
      if (wish->line->days >= 0 && other->line->days >= 0
          && (other->line->days < wish->line->days
              || (other->line->days == wish->line->days && i < index)))
        return TRUE;
    }
  return FALSE;
}

static PlumbPlanLine *
make_line (const Wish *wish)
{
  PlumbPlanLine *line = g_new0 (PlumbPlanLine, 1);
  line->section = wish->line->line.section;
  line->id = g_strdup (wish->line->line.id);
  line->text = g_strdup (wish->line->line.text);
  line->dose = g_strdup (wish->line->line.dose);
  line->claims = g_strdupv (wish->line->line.claims);
  line->because = g_new0 (char *, wish->because->len + 1);
  for (guint i = 0; i < wish->because->len; i++)
    line->because[i] = g_strdup (g_ptr_array_index (wish->because, i));
  return line;
}

static gboolean
is_ranked (const Wish *wish)
{
  return wish->line->caution >= 0 || wish->line->days >= 0;
}

/* The load that stands and the date that stands lead their sections. */
static void
add_section (PlumbPlan       *plan,
             PlumbPlanSection section,
             const GPtrArray *wishes)
{
  for (int ranked = TRUE; ranked >= FALSE; ranked--)
    for (guint i = 0; i < wishes->len; i++)
      {
        const Wish *wish = g_ptr_array_index (wishes, i);
        if (wish->line->line.section != section || is_ranked (wish) != ranked
            || is_overruled (wishes, i))
          continue;
        g_ptr_array_add (plan->lines, make_line (wish));
        if (wish->line->days >= 0)
          plan->refilm_days = wish->line->days;
      }
}

PlumbPlan *
plumb_plan_compose (const PlumbPlanTable *table,
                    const char *const    *finding_ids)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (finding_ids != NULL, NULL);

  g_autoptr (GPtrArray) rows = order_rows (table, finding_ids);
  if (rows->len == 0)
    g_ptr_array_add (rows, finding_ids[0] == NULL ? table->nothing : table->own);
  g_autoptr (GPtrArray) wishes = collect_wishes (table, rows);

  PlumbPlan *plan = g_new0 (PlumbPlan, 1);
  plan->lines = g_ptr_array_new_with_free_func (free_plan_line);
  plan->headline = g_strdup (((const PlumbTableRow *) g_ptr_array_index (rows, 0))->headline);
  plan->refilm_days = PLUMB_PLAN_DEFAULT_REFILM_DAYS;
  for (guint section = 0; section < PLUMB_N_PLAN_SECTIONS; section++)
    add_section (plan, (PlumbPlanSection) section, wishes);
  return plan;
}

void
plumb_plan_free (PlumbPlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->lines);
  g_free (plan->headline);
  g_free (plan);
}

const char *
plumb_plan_section_title (PlumbPlanSection section)
{
  static const char *const titles[PLUMB_N_PLAN_SECTIONS] = {
    N_("Cues"), N_("Load"), N_("Drills"), N_("Mobility"), N_("Accessories"), N_("Next film"),
  };
  g_return_val_if_fail (section < PLUMB_N_PLAN_SECTIONS, NULL);
  return titles[section];
}
