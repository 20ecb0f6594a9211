/* What the lifts of the criteria that are shipped are called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLUMB_N_LIFTS 4

/* (transfer none) The key, "sumo", of a lift under PLUMB_N_LIFTS. */
const char *plumb_lift_key (guint lift);
/* The first where the key is of none. */
guint       plumb_lift_find (const char *key);
/* (transfer none) "Sumo deadlift"; a coach's own word is its own name. */
const char *plumb_lift_name (const char *key);

G_END_DECLS
