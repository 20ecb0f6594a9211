/* Units; see units.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "units.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define KG_PER_LB 0.45359237 /* exact, international pound */
#define CM_PER_IN 2.54       /* exact */
#define MM_PER_IN 25.4       /* exact */
#define M_PER_FT 0.3048      /* exact */

const char *
plumb_mass_unit_key (PlumbMassUnit unit)
{
  return unit == PLUMB_MASS_LB ? "lb" : "kg";
}

PlumbMassUnit
plumb_mass_unit_from_key (const char *key)
{
  return g_strcmp0 (key, "lb") == 0 ? PLUMB_MASS_LB : PLUMB_MASS_KG;
}

const char *
plumb_length_unit_key (PlumbLengthUnit unit)
{
  return unit == PLUMB_LENGTH_IN ? "in" : "cm";
}

PlumbLengthUnit
plumb_length_unit_from_key (const char *key)
{
  return g_strcmp0 (key, "in") == 0 ? PLUMB_LENGTH_IN : PLUMB_LENGTH_CM;
}

double
plumb_mass_to_unit (double        kg,
                    PlumbMassUnit unit)
{
  return unit == PLUMB_MASS_LB ? kg / KG_PER_LB : kg;
}

double
plumb_mass_from_unit (double        value,
                      PlumbMassUnit unit)
{
  return unit == PLUMB_MASS_LB ? value * KG_PER_LB : value;
}

double
plumb_length_to_unit (double          cm,
                      PlumbLengthUnit unit)
{
  return unit == PLUMB_LENGTH_IN ? cm / CM_PER_IN : cm;
}

double
plumb_length_from_unit (double          value,
                        PlumbLengthUnit unit)
{
  return unit == PLUMB_LENGTH_IN ? value * CM_PER_IN : value;
}

/* What was typed in pounds comes back as it was typed. */
static double
round_tenth (double value)
{
  return round (value * 10) / 10;
}

char *
plumb_format_mass (double        kg,
                   PlumbMassUnit unit)
{
  const double value = round_tenth (plumb_mass_to_unit (kg, unit));

  return unit == PLUMB_MASS_LB ? g_strdup_printf (_("%g lb"), value)
                               : g_strdup_printf (_("%g kg"), value);
}

char *
plumb_format_length (double          cm,
                     PlumbLengthUnit unit)
{
  const double value = round_tenth (plumb_length_to_unit (cm, unit));

  return unit == PLUMB_LENGTH_IN ? g_strdup_printf (_("%g in"), value)
                                 : g_strdup_printf (_("%g cm"), value);
}

double
plumb_distance_to_unit (double          m,
                        PlumbLengthUnit unit)
{
  return unit == PLUMB_LENGTH_IN ? m / M_PER_FT : m;
}

double
plumb_distance_from_unit (double          value,
                          PlumbLengthUnit unit)
{
  return unit == PLUMB_LENGTH_IN ? value * M_PER_FT : value;
}

const char *
plumb_distance_unit_name (PlumbLengthUnit unit)
{
  return unit == PLUMB_LENGTH_IN ? _("ft") : _("m");
}

char *
plumb_format_distance (double          m,
                       PlumbLengthUnit unit)
{
  const double value = plumb_distance_to_unit (m, unit);

  return unit == PLUMB_LENGTH_IN ? g_strdup_printf (_("%.1f ft"), value)
                                 : g_strdup_printf (_("%.1f m"), value);
}

double
plumb_plate_to_unit (double          mm,
                     PlumbLengthUnit unit)
{
  return unit == PLUMB_LENGTH_IN ? mm / MM_PER_IN : mm;
}

double
plumb_plate_from_unit (double          value,
                       PlumbLengthUnit unit)
{
  return unit == PLUMB_LENGTH_IN ? value * MM_PER_IN : value;
}

const char *
plumb_plate_unit_name (PlumbLengthUnit unit)
{
  return unit == PLUMB_LENGTH_IN ? _("in") : _("mm");
}

char *
plumb_format_plate (double          mm,
                    PlumbLengthUnit unit)
{
  const double value = round_tenth (plumb_plate_to_unit (mm, unit));

  return unit == PLUMB_LENGTH_IN ? g_strdup_printf (_("%g in"), value)
                                 : g_strdup_printf (_("%g mm"), value);
}
