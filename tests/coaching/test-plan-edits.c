/* What a coach changes in a plan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-edits.h"

static void
free_line (gpointer data)
{
  PlumbPlanLine *line = data;
  g_free (line->id);
  g_free (line->text);
  g_free (line->dose);
  g_strfreev (line->because);
  g_strfreev (line->claims);
  g_free (line);
}

/* A plan of lines "a".."d" in the cues and "x" in the drills. */
static PlumbPlan *
make_plan (const char *cues)
{
  PlumbPlan *plan = g_new0 (PlumbPlan, 1);
  plan->lines = g_ptr_array_new_with_free_func (free_line);
  for (const char *at = cues; *at != '\0'; at++)
    {
      PlumbPlanLine *line = g_new0 (PlumbPlanLine, 1);
      line->section = *at == 'x' ? PLUMB_PLAN_DRILLS : PLUMB_PLAN_CUES;
      line->id = g_strndup (at, 1);
      line->text = g_strdup ("composed");
      line->dose = g_strdup ("3 × 8");
      g_ptr_array_add (plan->lines, line);
    }
  return plan;
}

static GHashTable *
new_edits (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) plumb_plan_edit_free);
}

static PlumbPlanEdit *
add_edit (GHashTable *edits,
          const char *id,
          int         place)
{
  PlumbPlanEdit *edit = plumb_plan_edit_new ();
  edit->place = place;
  g_hash_table_replace (edits, g_strdup (id), edit);
  return edit;
}

static void
assert_plan_order (PlumbPlan  *plan,
                   GHashTable *edits,
                   const char *expected)
{
  g_autoptr (GString) order = g_string_new (NULL);
  plumb_plan_apply_edits (plan, edits);
  for (guint i = 0; i < plan->lines->len; i++)
    g_string_append (order, ((PlumbPlanLine *) plan->lines->pdata[i])->id);
  g_assert_cmpstr (order->str, ==, expected);
}

/* Of a plan of lines named by the letters of `lines`. */
static void
assert_order (const char *lines,
              GHashTable *edits,
              const char *expected)
{
  g_autoptr (PlumbPlan) plan = make_plan (lines);
  assert_plan_order (plan, edits, expected);
}

static void
test_order (void)
{
  g_autoptr (GHashTable) edits = new_edits ();
  assert_order ("abcdx", edits, "abcdx");
  add_edit (edits, "d", 0);
  add_edit (edits, "a", 1);
  add_edit (edits, "b", 2);
  add_edit (edits, "c", 3);
  assert_order ("abcdx", edits, "dabcx");
  /* A line that is new stays behind the one it was composed after. */
  assert_order ("abncdx", edits, "dabncx");
  assert_order ("nabcd", edits, "ndabc");
  /* One that is gone leaves the others as they were. */
  assert_order ("abdx", edits, "dabx");
}

static void
test_words (void)
{
  g_autoptr (GHashTable) edits = new_edits ();
  PlumbPlanEdit *edit = add_edit (edits, "b", -1);
  edit->text = g_strdup ("mine");
  edit->dose = g_strdup ("");
  add_edit (edits, "c", -1)->removed = TRUE;
  add_edit (edits, "q", -1)->text = g_strdup ("waits");
  g_autoptr (PlumbPlan) plan = make_plan ("abcx");
  assert_plan_order (plan, edits, "abx");
  const PlumbPlanLine *first = plan->lines->pdata[0];
  const PlumbPlanLine *second = plan->lines->pdata[1];
  g_assert_cmpstr (first->text, ==, "composed");
  g_assert_cmpstr (first->dose, ==, "3 × 8");
  g_assert_cmpstr (second->text, ==, "mine");
  g_assert_null (second->dose);
}

static void
test_own (void)
{
  g_autoptr (GHashTable) edits = new_edits ();
  PlumbPlanEdit *edit = add_edit (edits, "o", -1);
  edit->own = TRUE;
  edit->section = PLUMB_PLAN_CUES;
  edit->text = g_strdup ("mine");
  g_autoptr (PlumbPlan) plan = make_plan ("abx");
  assert_plan_order (plan, edits, "abox");
  const PlumbPlanLine *line = plan->lines->pdata[2];
  g_assert_cmpstr (line->text, ==, "mine");
  g_assert_null (line->dose);
  g_assert_cmpstr (line->because[0], ==, PLUMB_PLAN_BECAUSE_COACH);
  g_assert_null (line->claims[0]);
  edit->place = 0;
  add_edit (edits, "a", 1);
  add_edit (edits, "b", 2);
  assert_order ("abx", edits, "oabx");
  edit->section = PLUMB_PLAN_REFILM;
  assert_order ("abx", edits, "abxo");
}

static void
test_empty (void)
{
  g_autoptr (PlumbPlanEdit) edit = plumb_plan_edit_new ();
  g_assert_true (plumb_plan_edit_is_empty (edit));
  edit->dose = g_strdup ("");
  g_assert_false (plumb_plan_edit_is_empty (edit));
  g_autoptr (PlumbPlanEdit) copy = plumb_plan_edit_copy (edit);
  g_assert_cmpstr (copy->dose, ==, "");
  g_assert_null (copy->text);
  g_assert_cmpint (copy->place, ==, -1);
}

static void
test_sections (void)
{
  PlumbPlanSection section;
  for (guint i = 0; i < PLUMB_N_PLAN_SECTIONS; i++)
    {
      g_assert_true (plumb_plan_section_from_key (plumb_plan_section_key (i), &section));
      g_assert_cmpuint (section, ==, i);
    }
  g_assert_cmpstr (plumb_plan_section_key (PLUMB_PLAN_REFILM), ==, "refilm");
  g_assert_false (plumb_plan_section_from_key ("rest", &section));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-edits/order", test_order);
  g_test_add_func ("/plan-edits/words", test_words);
  g_test_add_func ("/plan-edits/own", test_own);
  g_test_add_func ("/plan-edits/empty", test_empty);
  g_test_add_func ("/plan-edits/sections", test_sections);

  return g_test_run ();
}
