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
/* (element-type GFile) Takes all of them into the library and opens the first;
 * those without an athlete are asked for one, once for all. */
void         plumb_window_open_files (PlumbWindow *self,
                                      GPtrArray   *files);
/* Brings the athlete of a .plumb file into the library, and says what came. */
void         plumb_window_import_file (PlumbWindow *self,
                                       GFile       *file);
/* (transfer none) */
PlumbLibrary *plumb_window_library (PlumbWindow *self);

/* Adds the pages that have to do with the library. */
void plumb_window_add_preferences (PlumbWindow          *self,
                                   AdwPreferencesWindow *preferences);

G_END_DECLS
