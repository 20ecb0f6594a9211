/* The speeds of playing; see speeds.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "speeds.h"

#include <glib/gi18n-lib.h>

static const guint percents[] = { 5, 10, 25, 50, 75, 100, 150, 200 };

guint
plumb_speeds_count (void)
{
  return G_N_ELEMENTS (percents);
}

guint
plumb_speeds_percent (guint place)
{
  return percents[MIN (place, G_N_ELEMENTS (percents) - 1)];
}

double
plumb_speeds_rate (guint place)
{
  return plumb_speeds_percent (place) / 100.0;
}

guint
plumb_speeds_find (guint percent)
{
  guint best = 0;

  for (guint i = 1; i < G_N_ELEMENTS (percents); i++)
    if (ABS ((int) percents[i] - (int) percent) < ABS ((int) percents[best] - (int) percent))
      best = i;
  return best;
}

GtkStringList *
plumb_speeds_names (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autofree char *text = g_strdup_printf (_("%d %%"), (int) percents[i]);

      gtk_string_list_append (names, text);
    }
  return names;
}
