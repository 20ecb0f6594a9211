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

G_END_DECLS
