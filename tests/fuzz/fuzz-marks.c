/* Marks files: whatever is read can be checked, and is written so that it is
 * read back the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "driver.h"

#include <math.h>

#include "checks-json.h"
#include "poses-json.h"

static PlumbCriteria *
find_criteria (void)
{
  static PlumbCriteria *criteria = NULL;

  if (criteria == NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data",
                                                "criteria", "conventional.criteria", NULL);
      criteria = plumb_criteria_load (path, NULL, NULL);
      g_assert_nonnull (criteria);
    }
  return criteria;
}

static void
check_numbers (const PlumbChecks *checks)
{
  for (guint i = 0; i < checks->measures->len; i++)
    {
      const PlumbMeasure *measure = checks->measures->pdata[i];

      g_assert_nonnull (measure->missing);
      if (!measure->has_value)
        {
          g_assert_cmpint (measure->verdict, ==, PLUMB_VERDICT_NOT_MEASURABLE);
          g_assert_true (measure->refused != NULL || measure->missing[0] != NULL);
          continue;
        }
      g_assert_true (isfinite (measure->value) && isfinite (measure->u) && measure->u > 0);
      g_assert_true (isfinite (measure->p_good) && isfinite (measure->p_fault));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (PlumbPoses) poses = plumb_poses_from_json ((const char *) data, size, NULL);

  if (poses == NULL)
    return 0;

  g_autofree char *once = plumb_poses_to_json (poses);
  g_autoptr (PlumbPoses) again = plumb_poses_from_json (once, -1, NULL);
  g_assert_nonnull (again);
  g_autofree char *twice = plumb_poses_to_json (again);
  g_assert_cmpstr (once, ==, twice);

  g_autoptr (PlumbChecks) checks = plumb_check (poses, find_criteria ());
  check_numbers (checks);
  g_autofree char *results = plumb_checks_to_json (checks);
  g_assert_nonnull (results);
  return 0;
}
