/* Who an athlete is; see athlete-details.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "athlete-details.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "next-film.h"

PlumbUsualLift *
plumb_usual_lift_new (const char *lift,
                      double      load_kg,
                      int         reps)
{
  PlumbUsualLift *usual = g_new0 (PlumbUsualLift, 1);

  usual->lift = g_strdup (lift);
  usual->load_kg = load_kg;
  usual->reps = reps;
  return usual;
}

void
plumb_usual_lift_free (PlumbUsualLift *lift)
{
  g_free (lift->lift);
  g_free (lift);
}

PlumbAthleteDetails *
plumb_athlete_details_new (void)
{
  PlumbAthleteDetails *details = g_new0 (PlumbAthleteDetails, 1);

  details->contact = g_strdup ("");
  details->notes = g_strdup ("");
  details->consent_date = g_strdup ("");
  details->tags = g_strdup ("");
  details->lifts = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_usual_lift_free);
  return details;
}

PlumbAthleteDetails *
plumb_athlete_details_copy (const PlumbAthleteDetails *details)
{
  PlumbAthleteDetails *copy = g_new0 (PlumbAthleteDetails, 1);

  *copy = *details;
  copy->contact = g_strdup (details->contact);
  copy->notes = g_strdup (details->notes);
  copy->consent_date = g_strdup (details->consent_date);
  copy->tags = g_strdup (details->tags);
  copy->lifts = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_usual_lift_free);
  for (guint i = 0; i < details->lifts->len; i++)
    {
      const PlumbUsualLift *lift = details->lifts->pdata[i];

      g_ptr_array_add (copy->lifts,
                       plumb_usual_lift_new (lift->lift, lift->load_kg, lift->reps));
    }
  return copy;
}

void
plumb_athlete_details_free (PlumbAthleteDetails *details)
{
  if (details == NULL)
    return;
  g_free (details->contact);
  g_free (details->notes);
  g_free (details->consent_date);
  g_free (details->tags);
  g_clear_pointer (&details->lifts, g_ptr_array_unref);
  g_free (details);
}

/* Unknown, or within what a grown or growing lifter can be. */
static gboolean
is_within (double value,
           double low,
           double high)
{
  return value == 0 || (isfinite (value) && value >= low && value <= high);
}

const char *
plumb_athlete_details_check (const PlumbAthleteDetails *details)
{
  const gboolean is_inches = details != NULL && details->length_unit == PLUMB_LENGTH_IN;
  const gboolean is_pounds = details != NULL && details->mass_unit == PLUMB_MASS_LB;

  g_return_val_if_fail (details != NULL, NULL);

  if (!is_within (details->birth_year, 1900, 2100))
    return _("The year of birth has four figures, like 1994.");
  if (!is_within (details->height_cm, 80, 260))
    return is_inches ? _("The height is in inches, between 32 and 102.")
                     : _("The height is in centimetres, between 80 and 260.");
  if (!is_within (details->mass_kg, 20, 350))
    return is_pounds ? _("The body mass is in pounds, between 45 and 770.")
                     : _("The body mass is in kilograms, between 20 and 350.");
  if (!is_within (details->plate_mm, 100, 600))
    return is_inches ? _("The diameter of the plates is in inches, between 4 and 23.6.")
                     : _("The diameter of the plates is in millimetres, between 100 and 600.");
  for (guint i = 0; details->lifts != NULL && i < details->lifts->len; i++)
    {
      const PlumbUsualLift *lift = details->lifts->pdata[i];

      if (!is_within (lift->load_kg, 1, 600))
        return is_pounds ? _("A load is between 3 and 1320 pounds.")
                         : _("A load is between 1 and 600 kilograms.");
      if (!is_within (lift->reps, 1, 100))
        return _("Repetitions are between 1 and 100.");
    }
  if (*details->consent_date != '\0' && !plumb_date_is_valid (details->consent_date))
    return _("The date of the consent is written like 2026-11-22.");
  return NULL;
}

char *
plumb_athlete_details_describe (const PlumbAthleteDetails *details)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (details != NULL, NULL);

  if (details->birth_year != 0)
    g_ptr_array_add (parts, g_strdup_printf (_("Born %d"), details->birth_year));
  if (details->height_cm > 0)
    g_ptr_array_add (parts, plumb_format_length (details->height_cm, details->length_unit));
  if (details->mass_kg > 0)
    g_ptr_array_add (parts, plumb_format_mass (details->mass_kg, details->mass_unit));
  if (details->plate_mm > 0)
    {
      g_autofree char *plate = plumb_format_plate (details->plate_mm, details->length_unit);

      /* Translators: the diameter of the athlete's plates: "plates 450 mm". */
      g_ptr_array_add (parts, g_strdup_printf (_("plates %s"), plate));
    }
  if (*details->contact != '\0')
    g_ptr_array_add (parts, g_strdup (details->contact));
  if (*details->consent_date != '\0')
    g_ptr_array_add (parts, g_strdup_printf (_("Consent of %s"), details->consent_date));
  else if (details->consent)
    g_ptr_array_add (parts, g_strdup (_("Consent given")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

char *
plumb_athlete_details_describe_lifts (const PlumbAthleteDetails *details,
                                      const char *(*name) (const char *lift,
                                                           gpointer    data),
                                      gpointer data)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (details != NULL, NULL);

  for (guint i = 0; i < details->lifts->len; i++)
    {
      const PlumbUsualLift *lift = details->lifts->pdata[i];
      const char *called = name != NULL ? name (lift->lift, data) : lift->lift;
      g_autofree char *load = plumb_format_mass (lift->load_kg, details->mass_unit);

      if (lift->load_kg > 0 && lift->reps > 0)
        g_ptr_array_add (parts, g_strdup_printf ("%s %s × %d", called, load, lift->reps));
      else if (lift->load_kg > 0)
        g_ptr_array_add (parts, g_strdup_printf ("%s %s", called, load));
      else if (lift->reps > 0)
        g_ptr_array_add (parts, g_strdup_printf ("%s × %d", called, lift->reps));
      else
        g_ptr_array_add (parts, g_strdup (called));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

char *
plumb_athlete_tags_clean (const char *tags)
{
  g_auto (GStrv) given = g_strsplit (tags, ",", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; given[i] != NULL; i++)
    {
      const char *tag = g_strstrip (given[i]);

      if (*tag != '\0' && !g_ptr_array_find_with_equal_func (kept, tag, g_str_equal, NULL))
        g_ptr_array_add (kept, (gpointer) tag);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (", ", (char **) kept->pdata);
}
