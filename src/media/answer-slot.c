/* See answer-slot.h. Everything below the lock is guarded by it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "answer-slot.h"

struct _PlumbAnswerSlot
{
  GMainContext       *context; /* owned */
  PlumbAnswerSlotFunc func;
  GMutex              lock;
  GObject            *owner;   /* not owned; NULL once it is closed */
  PlumbAnswer        *answer;  /* owned (nullable) */
  GSource            *pending; /* owned (nullable): on its way to the context */
};

PlumbAnswerSlot *
plumb_answer_slot_new (GObject            *owner,
                       GMainContext       *context,
                       PlumbAnswerSlotFunc func)
{
  PlumbAnswerSlot *self = g_atomic_rc_box_new0 (PlumbAnswerSlot);
  g_mutex_init (&self->lock);
  self->owner = owner;
  self->context = g_main_context_ref (context);
  self->func = func;
  return self;
}

PlumbAnswerSlot *
plumb_answer_slot_ref (PlumbAnswerSlot *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_slot (gpointer data)
{
  PlumbAnswerSlot *self = data;
  g_clear_pointer (&self->answer, plumb_answer_free);
  g_clear_pointer (&self->pending, g_source_unref);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
}

void
plumb_answer_slot_unref (gpointer slot)
{
  g_atomic_rc_box_release_full (slot, clear_slot);
}

static gboolean
empty_slot_cb (gpointer user_data)
{
  PlumbAnswerSlot *self = user_data;
  g_mutex_lock (&self->lock);
  PlumbAnswer       *answer = g_steal_pointer (&self->answer);
  g_autoptr (GObject) owner = self->owner != NULL ? g_object_ref (self->owner) : NULL;
  g_clear_pointer (&self->pending, g_source_unref);
  g_mutex_unlock (&self->lock);
  if (owner != NULL && answer != NULL)
    self->func (owner, answer);
  g_clear_pointer (&answer, plumb_answer_free);
  return G_SOURCE_REMOVE;
}

static void
send_source (PlumbAnswerSlot *self)
{
  self->pending = g_idle_source_new ();
  g_source_set_priority (self->pending, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->pending, empty_slot_cb, plumb_answer_slot_ref (self),
                         plumb_answer_slot_unref);
  g_source_attach (self->pending, self->context);
}

void
plumb_answer_slot_put (PlumbAnswer *answer,
                       gpointer     slot)
{
  PlumbAnswerSlot *self = slot;
  g_mutex_lock (&self->lock);
  /* A picture met on the way does not push out an answer of a later request. */
  if (self->owner == NULL ||
      (self->answer != NULL && self->answer->generation > answer->generation))
    plumb_answer_free (answer);
  else
    {
      g_clear_pointer (&self->answer, plumb_answer_free);
      self->answer = answer;
      if (self->pending == NULL)
        send_source (self);
    }
  g_mutex_unlock (&self->lock);
}

void
plumb_answer_slot_close (PlumbAnswerSlot *self)
{
  g_mutex_lock (&self->lock);
  self->owner = NULL;
  g_mutex_unlock (&self->lock);
}
