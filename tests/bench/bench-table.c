/* Lines on standard output.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-table.h"

#include <stdio.h>

static guint      n_reached;
static GPtrArray *missed; /* NULL before the first */
static char      *current;

void
bench_table_head (const char *name)
{
  g_free (current);
  current = g_strdup (name);
  printf ("\n%s\n  %-46s %-18s %-34s\n", name, "figure", "to reach", "measured");
  fflush (stdout);
}

void
bench_table_row (const char  *figure,
                 const char  *to_reach,
                 char        *measured,
                 BenchVerdict verdict)
{
  static const char *const words[] = { "MISSED", "ok", "" };
  printf ("  %-46s %-18s %-34s %s\n", figure, to_reach != NULL ? to_reach : "", measured,
          words[verdict]);
  fflush (stdout);
  n_reached += verdict == BENCH_REACHED;
  if (verdict == BENCH_MISSED)
    {
      if (missed == NULL)
        missed = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (missed, g_strdup_printf ("%s, %s: %s", current, figure, measured));
    }
  g_free (measured);
}

void
bench_table_note (const char *format,
                  ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  printf ("      %s\n", text);
  fflush (stdout);
}

void
bench_table_sum_up (void)
{
  guint n_missed = missed != NULL ? missed->len : 0;
  printf ("\n%u of %u figures reached.\n", n_reached, n_reached + n_missed);
  for (guint i = 0; i < n_missed; i++)
    printf ("  MISSED %s\n", (const char *) missed->pdata[i]);
  fflush (stdout);
}
