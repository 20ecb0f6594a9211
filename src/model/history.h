/* The undo and redo steps of one review, unlimited for the session. Knows
 * nothing of the database: a step moves only after it was stored.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "edit.h"

G_BEGIN_DECLS

typedef struct _PlumbHistory PlumbHistory;

PlumbHistory *plumb_history_new (void);
void          plumb_history_free (PlumbHistory *history);
/* Takes `step` (an array of PlumbEdit) as what undo takes back next, and
 * forgets what could be redone. Notes typed within two seconds of the notes
 * before, with nothing between, join that step; `now_us` is monotonic. */
void          plumb_history_push (PlumbHistory *history,
                                  GPtrArray    *step,
                                  gint64        now_us);
/* (transfer none) (nullable) The step that is next. */
GPtrArray    *plumb_history_next_undo (PlumbHistory *history);
GPtrArray    *plumb_history_next_redo (PlumbHistory *history);
/* The step was applied: it now waits on the other side. */
void          plumb_history_undone (PlumbHistory *history);
void          plumb_history_redone (PlumbHistory *history);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbHistory, plumb_history_free)

G_END_DECLS
