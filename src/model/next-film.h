/* When an athlete films again. Dates are "2026-12-12", of the calendar here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean plumb_date_is_valid (const char *date);
/* (transfer full) (nullable) The coach's own date (nullable), set at `set_s`,
 * unless a review is newer than that; else so many days after the newest review
 * was begun. `newest_s` 0: no review; `refilm_days` -1: not known. */
char    *plumb_next_film_date (const char *own_date,
                               gint64      set_s,
                               gint64      newest_s,
                               int         refilm_days);
/* Whether the day has come. `date` (nullable). */
gboolean plumb_next_film_is_due (const char *date,
                                 gint64      now_s);

G_END_DECLS
