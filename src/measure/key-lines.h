/* Where things stand in a key file: GKeyFile knows no line numbers, people who
 * mend a file need them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PlumbKeyLines PlumbKeyLines;

/* (transfer full) (nullable) Scans the text of a key file. NULL when a line is
 * none, or a group or key stands there twice: `bad_line` (from 1) and `reason`
 * (static) then say which. */
PlumbKeyLines *plumb_key_lines_new (const char  *text,
                                    guint       *bad_line,
                                    const char **reason);
void           plumb_key_lines_free (PlumbKeyLines *lines);
/* From 1; the line of the group where `key` is NULL or missing, 0 when there
 * is no such group. */
guint          plumb_key_lines_find (const PlumbKeyLines *lines,
                                     const char          *group,
                                     const char          *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbKeyLines, plumb_key_lines_free)

G_END_DECLS
