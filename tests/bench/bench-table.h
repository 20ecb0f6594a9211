/* The table that the bench prints: figure, what is to be reached, what was
 * measured, and whether that is enough.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BENCH_MISSED,
  BENCH_REACHED,
  BENCH_TOLD, /* there is nothing to reach */
} BenchVerdict;

/* What is `value` no more than `most`? */
static inline BenchVerdict
bench_no_more (double value,
               double most)
{
  return value <= most ? BENCH_REACHED : BENCH_MISSED;
}

void  bench_table_head (const char *name);
/* `to_reach` (nullable); takes `measured`. */
void  bench_table_row (const char  *figure,
                       const char  *to_reach,
                       char        *measured,
                       BenchVerdict verdict);
/* A line below a row: what limits it. */
void  bench_table_note (const char *format,
                        ...) G_GNUC_PRINTF (1, 2);
/* How many rows reached what they should, and which did not. */
void  bench_table_sum_up (void);

G_END_DECLS
