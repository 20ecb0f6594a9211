/* Check results as CSV; see checks-csv.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks-csv.h"

#include <math.h>
#include <string.h>

#define HEADER                                                                                     \
  "measure,moment,frame,value,u,unit,verdict,p_good,p_fault,fault_low,good_low,good_high,"         \
  "fault_high,missing,refused\r\n"

static void
append_text (GString    *csv,
             const char *text)
{
  g_string_append_c (csv, ',');
  if (text == NULL)
    return;
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);
  g_string_append_printf (csv, "\"%s\"", doubled);
}

static void
append_number (GString *csv,
               gboolean is_there,
               double   number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  append_text (csv, is_there && isfinite (number)
                        ? g_ascii_dtostr (digits, sizeof digits, number)
                        : NULL);
}

static void
append_measure (GString            *csv,
                const PlumbMeasure *measure)
{
  g_autofree char *missing = g_strjoinv (" ", measure->missing);
  const gboolean has_moment = measure->moment != PLUMB_MOMENT_NONE;

  g_string_append (csv, measure->id);
  append_text (csv, has_moment ? plumb_moment_key (measure->moment) : NULL);
  append_number (csv, measure->frame >= 0, (double) measure->frame);
  append_number (csv, measure->has_value, measure->value);
  append_number (csv, measure->has_value, measure->u);
  append_text (csv, measure->unit);
  append_text (csv, plumb_verdict_key (measure->verdict));
  append_number (csv, measure->has_value, measure->p_good);
  append_number (csv, measure->has_value, measure->p_fault);
  for (guint i = 0; i < 4; i++)
    append_number (csv, TRUE, measure->band[i]);
  append_text (csv, missing);
  append_text (csv, measure->refused);
  g_string_append (csv, "\r\n");
}

char *
plumb_checks_to_csv (const PlumbChecks *checks)
{
  g_return_val_if_fail (checks != NULL, NULL);

  GString *csv = g_string_new (HEADER);
  for (guint i = 0; i < checks->measures->len; i++)
    append_measure (csv, checks->measures->pdata[i]);
  return g_string_free (csv, FALSE);
}
