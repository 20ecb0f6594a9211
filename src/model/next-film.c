/* When an athlete films again; see next-film.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "next-film.h"

#include <stdio.h>
#include <string.h>

gboolean
plumb_date_is_valid (const char *date)
{
  unsigned year, month, day;
  int length = 0;

  return strlen (date) == 10
         && sscanf (date, "%4u-%2u-%2u%n", &year, &month, &day, &length) == 3 && length == 10
         && month <= 12 && day <= 31
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

char *
plumb_next_film_date (const char *own_date,
                      gint64      set_s,
                      gint64      newest_s,
                      int         refilm_days)
{
  g_autoptr (GDateTime) newest = NULL;
  g_autoptr (GDateTime) film = NULL;

  if (own_date != NULL && set_s >= newest_s)
    return g_strdup (own_date);
  if (newest_s == 0 || refilm_days < 0)
    return NULL;
  newest = g_date_time_new_from_unix_local (newest_s);
  film = newest != NULL ? g_date_time_add_days (newest, refilm_days) : NULL;
  return film != NULL ? g_date_time_format (film, "%Y-%m-%d") : NULL;
}

gboolean
plumb_next_film_is_due (const char *date,
                        gint64      now_s)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *today = NULL;

  if (date == NULL)
    return FALSE;
  now = g_date_time_new_from_unix_local (now_s);
  today = g_date_time_format (now, "%Y-%m-%d");
  return strcmp (date, today) <= 0;
}
