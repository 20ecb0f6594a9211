/* What a library begins with; see usual.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "usual.h"

#include <langinfo.h>

#include "settings.h"

/* As the C library says it: 1 is metric, 2 is customary in the United States. */
#define CUSTOMARY 2

gboolean
plumb_usual_is_pounds (void)
{
#ifdef _NL_MEASUREMENT_MEASUREMENT
  return *nl_langinfo (_NL_MEASUREMENT_MEASUREMENT) == CUSTOMARY;
#else
  return FALSE;
#endif
}

PlumbLibraryDefaults
plumb_usual_defaults (GSettings *settings)
{
  g_autofree char *units = plumb_settings_string (settings, "units");
  const gboolean pounds = g_str_equal (units, "pounds")
                          || (g_str_equal (units, "region") && plumb_usual_is_pounds ());

  return (PlumbLibraryDefaults) {
    .mass_unit = pounds ? PLUMB_MASS_LB : PLUMB_MASS_KG,
    .length_unit = pounds ? PLUMB_LENGTH_IN : PLUMB_LENGTH_CM,
    .plate_mm = plumb_settings_uint (settings, "plate-diameter"),
  };
}
