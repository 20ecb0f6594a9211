/* Masses and lengths in the units that an athlete is used to. Stored are always
 * kilograms and centimetres.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLUMB_MASS_KG,
  PLUMB_MASS_LB,
} PlumbMassUnit;

typedef enum
{
  PLUMB_LENGTH_CM,
  PLUMB_LENGTH_IN,
} PlumbLengthUnit;

/* Keys "kg", "lb" and "cm", "in"; an unknown key is the metric unit. */
const char     *plumb_mass_unit_key (PlumbMassUnit unit);
PlumbMassUnit   plumb_mass_unit_from_key (const char *key);
const char     *plumb_length_unit_key (PlumbLengthUnit unit);
PlumbLengthUnit plumb_length_unit_from_key (const char *key);

/* Between kilograms or centimetres and the unit. */
double plumb_mass_to_unit (double        kg,
                           PlumbMassUnit unit);
double plumb_mass_from_unit (double        value,
                             PlumbMassUnit unit);
double plumb_length_to_unit (double          cm,
                             PlumbLengthUnit unit);
double plumb_length_from_unit (double          value,
                               PlumbLengthUnit unit);
/* (transfer full) "142.5 kg", "67.5 in", to a tenth. */
char  *plumb_format_mass (double        kg,
                          PlumbMassUnit unit);
char  *plumb_format_length (double          cm,
                            PlumbLengthUnit unit);

G_END_DECLS
