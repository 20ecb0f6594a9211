/* Where a worker's threads leave answers for the engine: one slot, the newest stays,
 * and it is emptied in the main context of who made the engine. The slot outlives
 * the engine: worker and engine hold a reference each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "worker.h"

G_BEGIN_DECLS

typedef struct _PlumbAnswerSlot PlumbAnswerSlot;

/* Called in the context; the answer is (transfer none). */
typedef void (*PlumbAnswerSlotFunc) (GObject           *owner,
                                     const PlumbAnswer *answer);

/* `owner` is not kept alive, except while `func` is called. */
PlumbAnswerSlot *plumb_answer_slot_new (GObject            *owner,
                                        GMainContext       *context,
                                        PlumbAnswerSlotFunc func);
PlumbAnswerSlot *plumb_answer_slot_ref (PlumbAnswerSlot *slot);
/* A GDestroyNotify. */
void             plumb_answer_slot_unref (gpointer slot);
/* A PlumbAnswerFunc, from any thread. Takes the answer. */
void             plumb_answer_slot_put (PlumbAnswer *answer,
                                        gpointer     slot);
/* What comes from now on is dropped, and what lies there too. */
void             plumb_answer_slot_close (PlumbAnswerSlot *slot);

G_END_DECLS
