/* A recording used in every way there is, and the memory that took.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Steps, drags, plays, changes the view and takes stills; the most bytes that
 * were resident, of the whole process. 0 = that is not known here. */
double bench_memory_use (const char *path);

G_END_DECLS
