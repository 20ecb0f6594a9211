/* What a step of undo did, in a few words: "move hip", "delete 3 marks".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "edit.h"

G_BEGIN_DECLS

/* (transfer full) In the coach's language, to stand after "Undo". */
char *plumb_edit_step_name (GPtrArray *step);

G_END_DECLS
