/* A popover over one line of the plan: its words, how much, its place, and
 * taking it out; or, without a line, a new line of the coach's own. What was
 * typed into a line holds when the popover is closed, however it is; undo takes
 * it back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "kept-lines.h"
#include "plan.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PLAN_LINE_EDITOR (plumb_plan_line_editor_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPlanLineEditor, plumb_plan_line_editor, PLUMB, PLAN_LINE_EDITOR,
                      GtkPopover)

/* Signals, all after the popover has closed: "reworded" (string text, string
 * dose), "moved" (int: -1 up, 1 down), "removed" (), "added" (uint section,
 * string text, string dose), "kept" (string text, string dose): among the
 * coach's own lines, "forgotten" (string text). */

/* `article` (nullable) is shown below: what the line stands on. */
GtkWidget *plumb_plan_line_editor_new (const PlumbPlanLine *line,
                                       const char          *article);
/* A new line, typed or one of the coach's own (element-type PlumbKeptLine). */
GtkWidget *plumb_plan_line_editor_new_line (GPtrArray *kept);
/* The plan's headline: words alone. */
GtkWidget *plumb_plan_line_editor_new_headline (const char *text);

G_END_DECLS
