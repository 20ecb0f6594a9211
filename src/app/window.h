/* The main window: welcome, library and review pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "library.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_WINDOW (plumb_window_get_type ())
G_DECLARE_FINAL_TYPE (PlumbWindow, plumb_window, PLUMB, WINDOW, AdwApplicationWindow)

PlumbWindow *plumb_window_new (AdwApplication *application,
                               PlumbLibrary   *library);
/* Opens a recording; one without an athlete is asked for one. */
void         plumb_window_open_file (PlumbWindow *self,
                                     GFile       *file);

G_END_DECLS
