/* Undo steps, and how typing joins them. Times are microseconds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "history.h"

#define SECOND G_USEC_PER_SEC

static void
push (PlumbHistory *history,
      PlumbEdit    *edit,
      gint64        now_us)
{
  GPtrArray *step = plumb_edit_step_new ();

  g_ptr_array_add (step, edit);
  plumb_history_push (history, step, now_us);
}

static void
type (PlumbHistory *history,
      const char   *before,
      const char   *after,
      gint64        now_us)
{
  push (history, plumb_edit_new_notes (before, after), now_us);
}

/* What undo would bring the notes back to; the step is then moved. */
static void
assert_undoes_to (PlumbHistory *history,
                  const char   *notes)
{
  GPtrArray *step = plumb_history_next_undo (history);

  g_assert_nonnull (step);
  g_assert_cmpuint (step->len, ==, 1);
  g_assert_cmpstr (((PlumbEdit *) step->pdata[0])->before.notes, ==, notes);
  plumb_history_undone (history);
}

static void
test_stacks (void)
{
  g_autoptr (PlumbHistory) history = plumb_history_new ();

  g_assert_null (plumb_history_next_undo (history));
  g_assert_null (plumb_history_next_redo (history));
  for (int i = 0; i < 1000; i++)
    push (history, plumb_edit_new_moment (0, PLUMB_MOMENT_SET, i - 1, i), 0);
  for (int i = 999; i >= 0; i--)
    {
      GPtrArray *step = plumb_history_next_undo (history);

      g_assert_cmpint (((PlumbEdit *) step->pdata[0])->before.frame, ==, i - 1);
      plumb_history_undone (history);
      g_assert_true (plumb_history_next_redo (history) == step);
    }
  g_assert_null (plumb_history_next_undo (history));
  plumb_history_redone (history);
  g_assert_nonnull (plumb_history_next_redo (history));
  push (history, plumb_edit_new_moment (0, PLUMB_MOMENT_SET, 0, 7), 0);
  g_assert_null (plumb_history_next_redo (history));
}

static void
test_typing_is_one_step (void)
{
  g_autoptr (PlumbHistory) history = plumb_history_new ();

  type (history, "", "H", 10 * SECOND);
  type (history, "H", "Hi", 11 * SECOND);
  type (history, "Hi", "Hip", 13 * SECOND);
  assert_undoes_to (history, "");
  g_assert_null (plumb_history_next_undo (history));
  g_assert_cmpstr (((PlumbEdit *) plumb_history_next_redo (history)->pdata[0])->after.notes, ==,
                   "Hip");
}

static void
test_pause_parts_typing (void)
{
  g_autoptr (PlumbHistory) history = plumb_history_new ();

  type (history, "", "Hips", 10 * SECOND);
  type (history, "Hips", "Hips rise", 12 * SECOND + 1);
  assert_undoes_to (history, "Hips");
  assert_undoes_to (history, "");
}

static void
test_edit_parts_typing (void)
{
  g_autoptr (PlumbHistory) history = plumb_history_new ();

  type (history, "", "Hips", 0);
  push (history, plumb_edit_new_moment (0, PLUMB_MOMENT_SET, -1, 5), 1);
  type (history, "Hips", "Hips rise", 2);
  assert_undoes_to (history, "Hips");
  plumb_history_undone (history);
  assert_undoes_to (history, "");
}

static void
test_undo_parts_typing (void)
{
  g_autoptr (PlumbHistory) history = plumb_history_new ();

  type (history, "", "a", 0);
  type (history, "a", "b", 10 * SECOND);
  plumb_history_undone (history);
  type (history, "a", "c", 10 * SECOND + 1);
  g_assert_null (plumb_history_next_redo (history));
  assert_undoes_to (history, "a");
  assert_undoes_to (history, "");
}

static void
test_typed_and_erased (void)
{
  g_autoptr (PlumbHistory) history = plumb_history_new ();

  type (history, "", "old", 0);
  type (history, "old", "old x", 10 * SECOND);
  type (history, "old x", "old", 11 * SECOND);
  type (history, "old", "old y", 12 * SECOND);
  assert_undoes_to (history, "old");
  assert_undoes_to (history, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/stacks", test_stacks);
  g_test_add_func ("/history/typing-is-one-step", test_typing_is_one_step);
  g_test_add_func ("/history/pause-parts-typing", test_pause_parts_typing);
  g_test_add_func ("/history/edit-parts-typing", test_edit_parts_typing);
  g_test_add_func ("/history/undo-parts-typing", test_undo_parts_typing);
  g_test_add_func ("/history/typed-and-erased", test_typed_and_erased);

  return g_test_run ();
}
