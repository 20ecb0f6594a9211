/* Who an athlete is; see athlete-details.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "athlete-details.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>

PlumbAthleteDetails *
plumb_athlete_details_new (void)
{
  PlumbAthleteDetails *details = g_new0 (PlumbAthleteDetails, 1);

  details->contact = g_strdup ("");
  details->notes = g_strdup ("");
  details->consent_date = g_strdup ("");
  return details;
}

void
plumb_athlete_details_free (PlumbAthleteDetails *details)
{
  if (details == NULL)
    return;
  g_free (details->contact);
  g_free (details->notes);
  g_free (details->consent_date);
  g_free (details);
}

static gboolean
is_date (const char *text)
{
  unsigned year, month, day;
  int length = 0;

  return strlen (text) == 10 && sscanf (text, "%4u-%2u-%2u%n", &year, &month, &day, &length) == 3
         && length == 10 && month <= 12 && day <= 31
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
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
  g_return_val_if_fail (details != NULL, NULL);

  if (!is_within (details->birth_year, 1900, 2100))
    return _("The year of birth has four figures, like 1994.");
  if (!is_within (details->height_cm, 80, 260))
    return _("The height is in centimetres, between 80 and 260.");
  if (!is_within (details->mass_kg, 20, 350))
    return _("The body mass is in kilograms, between 20 and 350.");
  if (*details->consent_date != '\0' && !is_date (details->consent_date))
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
    g_ptr_array_add (parts, g_strdup_printf (_("%g cm"), details->height_cm));
  if (details->mass_kg > 0)
    g_ptr_array_add (parts, g_strdup_printf (_("%g kg"), details->mass_kg));
  if (*details->contact != '\0')
    g_ptr_array_add (parts, g_strdup (details->contact));
  if (*details->consent_date != '\0')
    g_ptr_array_add (parts, g_strdup_printf (_("Consent of %s"), details->consent_date));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}
