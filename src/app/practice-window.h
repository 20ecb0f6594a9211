/* “Practise clicking…”: three clicks on each landmark of the sample lift, and
 * how far they lie apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "library.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PRACTICE_WINDOW (plumb_practice_window_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPracticeWindow, plumb_practice_window, PLUMB, PRACTICE_WINDOW,
                      AdwWindow)

/* `criteria`: what is usual. Keeps the result in `library` when asked to. */
GtkWidget *plumb_practice_window_new (GtkWindow     *parent,
                                      PlumbLibrary  *library,
                                      PlumbCriteria *criteria);

/* Installs the action "win.practise". */
void       plumb_practice_install (GtkWidgetClass *klass);

G_END_DECLS
