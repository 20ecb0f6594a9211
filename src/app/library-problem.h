/* A small window in place of the main one: the library cannot be opened, and what
 * can be done about it. Nothing has been touched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer none) Its buttons are the application's actions "recover-library",
 * "choose-backup", "try-again", "choose-folder" and "usual-folder".
 * `can_choose`: the folder may be another. */
GtkWidget *plumb_library_problem_new (GtkApplication *application,
                                      const GError   *error,
                                      gboolean        can_choose);

G_END_DECLS
