/* Help: how to film and to mark, what the verdicts mean, where the data is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* `folder`: of the library, shown to the coach. */
GtkWidget *plumb_help_window_new (GtkWindow  *parent,
                                  const char *folder);

G_END_DECLS
