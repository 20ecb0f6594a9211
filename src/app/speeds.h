/* The speeds that recordings are played at, from slow to fast.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint          plumb_speeds_count (void);
guint          plumb_speeds_percent (guint place);
/* 1 = as the file's times say. */
double         plumb_speeds_rate (guint place);
/* The place of the speed nearest to so many percent. */
guint          plumb_speeds_find (guint percent);
/* (transfer full) What people read, in order. */
GtkStringList *plumb_speeds_names (void);

G_END_DECLS
