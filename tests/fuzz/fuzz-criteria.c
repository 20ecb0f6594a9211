/* Criteria files: each is read, or its error says where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "driver.h"

#include "criteria.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  PlumbCriteria *criteria = plumb_criteria_parse ("fuzz", (const char *) data, size, NULL, &error);

  if (criteria == NULL)
    {
      g_assert_true (error != NULL && error->domain == PLUMB_CRITERIA_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "fuzz:"));
      return 0;
    }
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    g_assert_nonnull (plumb_criteria_group (criteria, i)->measures[0]);
  plumb_criteria_unref (criteria);
  return 0;
}
