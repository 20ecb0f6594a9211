/* Conditions on answers: alternatives parted by “;”, each of terms joined by
 * “+”. A term is  id  (yes),  !id  (no),  id=a|b  (one of),  id>n  (more than)
 * or  *  (always). "unsure" fulfils every term but !id of a red flag, and none
 * of other questions. Private to coaching.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "pain-screen.h"

G_BEGIN_DECLS

typedef struct _PlumbPainCondition PlumbPainCondition;

/* (nullable) NULL and a message (transfer full) when it makes no sense;
 * `questions` is id → PlumbQuestion. */
PlumbPainCondition *plumb_pain_condition_parse (const char *text,
                                                GHashTable *questions,
                                                char      **message);
void                plumb_pain_condition_free (PlumbPainCondition *condition);
gboolean            plumb_pain_condition_holds (const PlumbPainCondition *condition,
                                                GHashTable               *answers);

/* (transfer container) (element-type PlumbQuestion) What was asked in the first
 * alternative that holds; empty where none does, or nothing was asked. */
GPtrArray          *plumb_pain_condition_reasons (const PlumbPainCondition *condition,
                                                  GHashTable               *answers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPainCondition, plumb_pain_condition_free)

G_END_DECLS
