/* What a coach changes in a plan: words, order, lines taken out and put in. The
 * changes are kept by the keys of the lines, so that they hold when the plan is
 * composed anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "plan.h"

G_BEGIN_DECLS

/* What a line of the coach's own gives as its reason. */
#define PLUMB_PLAN_BECAUSE_COACH "coach"

/* The key of an edit whose text is the plan's headline. */
#define PLUMB_PLAN_HEADLINE "headline"

typedef struct
{
  gboolean         own;     /* the coach's own line */
  PlumbPlanSection section; /* of an own line */
  char            *text;    /* owned, (nullable): as composed */
  char            *dose;    /* owned, (nullable): as composed; "" = none */
  gboolean         removed;
  int              place;   /* in its section, -1 = where the plan puts it */
} PlumbPlanEdit;

PlumbPlanEdit *plumb_plan_edit_new (void);
/* (nullable) in and out */
PlumbPlanEdit *plumb_plan_edit_copy (const PlumbPlanEdit *edit);
void           plumb_plan_edit_free (PlumbPlanEdit *edit);
/* Whether it changes nothing. */
gboolean       plumb_plan_edit_is_empty (const PlumbPlanEdit *edit);

/* `edits`: line id → PlumbPlanEdit. An edit of a line that is not in the plan
 * waits until it is. Lines without a place stay behind the line that the plan
 * puts before them. */
void           plumb_plan_apply_edits (PlumbPlan  *plan,
                                       GHashTable *edits);

/* The section's stable key, "cues"; and back: FALSE when there is none. */
const char    *plumb_plan_section_key (PlumbPlanSection section);
gboolean       plumb_plan_section_from_key (const char       *key,
                                            PlumbPlanSection *section);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPlanEdit, plumb_plan_edit_free)

G_END_DECLS
