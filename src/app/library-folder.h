/* The folder of the library: chosen by the coach, moved to or opened there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "library.h"

G_BEGIN_DECLS

/* Asks for a folder and what is to become of it, copies what is large, and then
 * activates the application's action "change-library" with the folder and whether
 * the library in `data_dir` (nullable: none is open) moves there. */
void          plumb_library_folder_choose (GtkWindow  *parent,
                                           const char *data_dir);
/* (transfer full) (nullable) The library in `folder`, which is the coach's choice
 * from now on; moved there from `old` where that is wished. Nobody has either open.
 * On error all is as it was. */
PlumbLibrary *plumb_library_folder_switch (const char *old,
                                           const char *folder,
                                           gboolean    moves,
                                           GError    **error);
/* Says that it has moved and asks what becomes of the old folder. */
void          plumb_library_folder_ask_old (GtkWindow  *parent,
                                            const char *old,
                                            const char *folder);

G_END_DECLS
