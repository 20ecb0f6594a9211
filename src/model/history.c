/* Two stacks of steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "history.h"

#define TYPING_PAUSE_US (2 * G_USEC_PER_SEC)

struct _PlumbHistory
{
  GPtrArray *undo; /* of GPtrArray of PlumbEdit */
  GPtrArray *redo;
  gboolean   typing;   /* the newest step may still grow */
  gint64     typed_us; /* when it last did */
};

PlumbHistory *
plumb_history_new (void)
{
  PlumbHistory *self = g_new0 (PlumbHistory, 1);

  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
plumb_history_free (PlumbHistory *self)
{
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_free (self);
}

static GPtrArray *
get_last (GPtrArray *steps)
{
  return steps->len > 0 ? steps->pdata[steps->len - 1] : NULL;
}

static gboolean
is_typing (GPtrArray *step)
{
  const PlumbEdit *edit = step->len == 1 ? step->pdata[0] : NULL;

  return edit != NULL
         && (edit->kind == PLUMB_EDIT_NOTES || edit->kind == PLUMB_EDIT_ATHLETE_NOTES);
}

/* Whether both were typed into the same text. */
static gboolean
is_same_text (GPtrArray *first,
              GPtrArray *second)
{
  const PlumbEdit *a = first->pdata[0];
  const PlumbEdit *b = second->pdata[0];

  return a->kind == b->kind && a->athlete_id == b->athlete_id;
}

/* (transfer full) Both steps as one; an empty one when the text is again what
 * it was. */
static GPtrArray *
join_typing (GPtrArray *first,
             GPtrArray *second)
{
  const PlumbEdit *start = first->pdata[0];
  const PlumbEdit *end = second->pdata[0];
  GPtrArray *joined = plumb_edit_step_new ();

  if (g_strcmp0 (start->before.notes, end->after.notes) == 0)
    return joined;
  if (start->kind == PLUMB_EDIT_NOTES)
    g_ptr_array_add (joined, plumb_edit_new_notes (start->before.notes, end->after.notes));
  else
    g_ptr_array_add (joined, plumb_edit_new_athlete_notes (
                                 start->athlete_id, start->before.notes, end->after.notes));
  return joined;
}

void
plumb_history_push (PlumbHistory *self,
                    GPtrArray    *step,
                    gint64        now_us)
{
  g_autoptr (GPtrArray) pushed = step;
  gboolean typing = is_typing (step);

  if (typing && self->typing && now_us - self->typed_us <= TYPING_PAUSE_US
      && is_same_text (get_last (self->undo), step))
    {
      GPtrArray *joined = join_typing (get_last (self->undo), step);

      g_ptr_array_unref (pushed);
      pushed = joined;
      g_ptr_array_remove_index (self->undo, self->undo->len - 1);
    }

  self->typing = typing && pushed->len > 0;
  self->typed_us = now_us;
  if (pushed->len > 0)
    g_ptr_array_add (self->undo, g_steal_pointer (&pushed));
  g_ptr_array_set_size (self->redo, 0);
}

GPtrArray *
plumb_history_next_undo (PlumbHistory *self)
{
  return get_last (self->undo);
}

GPtrArray *
plumb_history_next_redo (PlumbHistory *self)
{
  return get_last (self->redo);
}

static void
move_last (PlumbHistory *self,
           GPtrArray    *from,
           GPtrArray    *to)
{
  self->typing = FALSE;
  g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
}

void
plumb_history_undone (PlumbHistory *self)
{
  g_return_if_fail (self->undo->len > 0);
  move_last (self, self->undo, self->redo);
}

void
plumb_history_redone (PlumbHistory *self)
{
  g_return_if_fail (self->redo->len > 0);
  move_last (self, self->redo, self->undo);
}
