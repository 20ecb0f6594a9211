/* Masses and lengths in the units that an athlete is used to. Stored are always
 * kilograms, centimetres (a body), metres (where the camera stood) and
 * millimetres (a plate).
 *
 * Who is used to centimetres is told metres and millimetres where these are
 * usual; who is used to inches is told feet for where the camera stood.
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

/* Where the camera stood, in metres or feet. */
double      plumb_distance_to_unit (double          m,
                                    PlumbLengthUnit unit);
double      plumb_distance_from_unit (double          value,
                                      PlumbLengthUnit unit);
/* (transfer none) "m" or "ft". */
const char *plumb_distance_unit_name (PlumbLengthUnit unit);
/* (transfer full) "4.2 m", "13.8 ft", to a tenth. */
char       *plumb_format_distance (double          m,
                                   PlumbLengthUnit unit);
/* A plate's diameter, in millimetres or inches. */
double      plumb_plate_to_unit (double          mm,
                                 PlumbLengthUnit unit);
double      plumb_plate_from_unit (double          value,
                                   PlumbLengthUnit unit);
/* (transfer none) "mm" or "in". */
const char *plumb_plate_unit_name (PlumbLengthUnit unit);
/* (transfer full) "450 mm", "17.7 in". */
char       *plumb_format_plate (double          mm,
                                PlumbLengthUnit unit);

G_END_DECLS
