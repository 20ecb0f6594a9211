/* The backups of a library by their dates, one of which takes its place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is chosen goes to the action app.restore-backup (a byte string). */
void plumb_restore_dialog_show (GtkWindow  *parent,
                                const char *data_dir);

G_END_DECLS
