/* Schools in a criteria file; see school.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "school.h"

#include <math.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *suffix;
} schools[] = {
  [PLUMB_SCHOOL_OVER] = { "over", "" },
  [PLUMB_SCHOOL_IN_FRONT] = { "in-front", "InFront" },
};

const char *
plumb_school_name (PlumbSchool school)
{
  g_return_val_if_fail ((guint) school < G_N_ELEMENTS (schools), NULL);

  return schools[school].name;
}

gboolean
plumb_school_read (PlumbKeyReader  *reader,
                   PlumbSchool     *out,
                   GError         **error)
{
  g_autofree char *text = NULL;

  *out = PLUMB_SCHOOL_OVER;
  if (!plumb_key_reader_has (reader, "Criteria", "School"))
    return TRUE;
  text = plumb_key_reader_text (reader, "Criteria", "School", error);
  if (text == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (schools); i++)
    if (strcmp (text, schools[i].name) == 0)
      {
        *out = (PlumbSchool) i;
        return TRUE;
      }
  return plumb_key_reader_fail (reader, "Criteria", "School", "over or in-front wanted", error);
}

char *
plumb_school_key (PlumbSchool      school,
                  PlumbKeyReader  *reader,
                  const char      *group,
                  const char      *key)
{
  g_autofree char *own = g_strconcat (key, schools[school].suffix, NULL);

  return plumb_key_reader_has (reader, group, own) ? g_steal_pointer (&own) : g_strdup (key);
}

static gboolean
is_rising (const double band[4])
{
  double last = -INFINITY;

  for (guint i = 0; i < 4; i++)
    {
      if (isnan (band[i]))
        continue;
      if (band[i] < last)
        return FALSE;
      last = band[i];
    }
  /* A fault limit without its good limit would leave no place for watch. */
  return !(isnan (band[1]) && !isnan (band[0])) && !(isnan (band[2]) && !isnan (band[3]));
}

gboolean
plumb_school_read_bands (PlumbSchool      school,
                         PlumbKeyReader  *reader,
                         const char      *group,
                         double           out[4],
                         gboolean        *has_own,
                         GError         **error)
{
  *has_own = FALSE;
  for (guint i = 0; i < 4; i++)
    out[i] = NAN;
  for (guint i = 0; i < G_N_ELEMENTS (schools); i++)
    {
      g_autofree char *key = g_strconcat ("Band", schools[i].suffix, NULL);
      double band[4] = { NAN, NAN, NAN, NAN };

      if (!plumb_key_reader_has (reader, group, key))
        continue;
      if (!plumb_key_reader_numbers (reader, group, key, TRUE, band, 4, error))
        return FALSE;
      if (!is_rising (band))
        return plumb_key_reader_fail (reader, group, key,
                                      "four numbers wanted in rising order", error);
      if (i == PLUMB_SCHOOL_OVER || i == (guint) school)
        memcpy (out, band, sizeof band);
      *has_own = *has_own || i != PLUMB_SCHOOL_OVER;
    }
  return TRUE;
}
