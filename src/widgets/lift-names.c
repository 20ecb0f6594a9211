/* What lifts are called; see lift-names.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-names.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *key;
  const char *name;
} lifts[] = {
  { "conventional", N_("Conventional deadlift") },
  { "sumo", N_("Sumo deadlift") },
  { "romanian", N_("Romanian deadlift") },
  { "stiff-leg", N_("Stiff-leg deadlift") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (lifts) == PLUMB_N_LIFTS);

const char *
plumb_lift_key (guint lift)
{
  g_return_val_if_fail (lift < PLUMB_N_LIFTS, NULL);

  return lifts[lift].key;
}

guint
plumb_lift_find (const char *key)
{
  for (guint i = 0; i < PLUMB_N_LIFTS; i++)
    if (g_strcmp0 (lifts[i].key, key) == 0)
      return i;
  return 0;
}

const char *
plumb_lift_name (const char *key)
{
  for (guint i = 0; i < PLUMB_N_LIFTS; i++)
    if (g_strcmp0 (lifts[i].key, key) == 0)
      return _(lifts[i].name);
  return key;
}
