/* What holds where nothing is known of an athlete: units and plates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-private.h"

#include <math.h>

#include "review-private.h"

#define LEAST_PLATE_MM 100
#define LARGEST_PLATE_MM 600

void
plumb_library_set_defaults (PlumbLibrary               *self,
                            const PlumbLibraryDefaults *defaults)
{
  GHashTableIter iter;
  gpointer weak;

  g_return_if_fail (PLUMB_IS_LIBRARY (self) && defaults != NULL);
  g_return_if_fail (defaults->plate_mm >= LEAST_PLATE_MM
                    && defaults->plate_mm <= LARGEST_PLATE_MM);

  if (self->defaults.mass_unit == defaults->mass_unit
      && self->defaults.length_unit == defaults->length_unit
      && self->defaults.plate_mm == defaults->plate_mm)
    return;
  self->defaults = *defaults;
  g_hash_table_iter_init (&iter, self->reviews);
  while (g_hash_table_iter_next (&iter, NULL, &weak))
    {
      g_autoptr (PlumbReview) review = g_weak_ref_get (weak);

      if (review != NULL)
        plumb_review_take_usual_units (review, defaults->mass_unit, defaults->length_unit);
    }
  plumb_library_emit_changed (self, 0);
}

PlumbLibraryDefaults
plumb_library_defaults (PlumbLibrary *self)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), (PlumbLibraryDefaults) { 0 });

  return self->defaults;
}

void
plumb_library_default_units (PlumbLibrary   *self,
                             PlumbReviewRow *row)
{
  if (row->athlete_id != 0)
    return;
  g_free (row->mass_unit);
  row->mass_unit = g_strdup (plumb_mass_unit_key (self->defaults.mass_unit));
}

double
plumb_library_plate_mm (PlumbLibrary *self,
                        gint64        athlete_id)
{
  g_autoptr (PlumbAthleteDetails) details
      = athlete_id != 0 ? plumb_library_athlete_details (self, athlete_id, NULL) : NULL;

  return details != NULL && details->plate_mm > 0 ? details->plate_mm : self->defaults.plate_mm;
}

/* What was marked was marked with the plates that stood there. */
void
plumb_library_adopt_plate (PlumbLibrary *self,
                           gint64        review_id,
                           gint64        former_id,
                           gint64        athlete_id)
{
  g_autoptr (PlumbReview) review = plumb_library_get_review (self, review_id, NULL);
  const double plate_mm = plumb_library_plate_mm (self, athlete_id);
  PlumbFilming filming;

  if (review == NULL || plumb_review_marks (review)->len > 0)
    return;
  filming = plumb_review_filming (review);
  if (filming.plate_diameter_mm == plate_mm
      || filming.plate_diameter_mm != plumb_library_plate_mm (self, former_id))
    return;
  filming.plate_diameter_mm = plate_mm;
  plumb_review_set_filming (review, &filming, NULL);
}
