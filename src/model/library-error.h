/* Errors of the store as errors of the library.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"

G_BEGIN_DECLS

/* Takes `store_error` and sets `error` from it. Always FALSE. */
gboolean plumb_library_take_error (GError **error,
                                   GError  *store_error);

G_END_DECLS
