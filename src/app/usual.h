/* What a library begins with, as the coach prefers it or as people do where this
 * computer is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "library.h"

G_BEGIN_DECLS

/* Whether the locale measures in inches and weighs in pounds. */
gboolean             plumb_usual_is_pounds (void);
/* `settings` may be NULL. */
PlumbLibraryDefaults plumb_usual_defaults (GSettings *settings);

/* A folder of the coach's choice has a library in it. Where it has none, the disk is
 * not connected, and an empty library in its place would look as if all were lost:
 * FALSE with NOT_THERE. `given` as in plumb_data_dir(). */
gboolean             plumb_usual_folder_is_there (const char *given,
                                                  const char *folder,
                                                  GError    **error);

G_END_DECLS
