/* How long a thread has had its chance and got nowhere. Time of the wall is no
 * measure of that: a laptop that slept, a process that was stopped and a machine
 * with more to do than it can are no reasons to give a decoder up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Guarded by whoever owns it. All zero = nothing is under way. */
typedef struct
{
  gboolean running;
  gint64   looked_us;  /* monotonic time of the last look or sign of life */
  gint64   starved_us; /* what plumb_stall_clock_starved() was then; -1 = not asked yet */
  gint64   silent_us;  /* counted since the last sign of life */
  gint64   whole_us;   /* the same, with what the machine had no time for */
} PlumbStallClock;

/* Work begins or has come on. */
void     plumb_stall_clock_beat (PlumbStallClock *clock,
                                 gint64           now_us);
/* Nothing is under way any more. */
void     plumb_stall_clock_stop (PlumbStallClock *clock);
/* To be called twice a second or oftener while somebody cares: TRUE when five
 * seconds are counted. `starved_us` (nullable) tells for how long this process has
 * been kept waiting in all, -1 where nobody knows; it is asked in doubt only. */
gboolean plumb_stall_clock_look (PlumbStallClock *clock,
                                 gint64           now_us,
                                 gint64           (*starved_us) (void));
/* For how long threads of this process were ready to run and got no processor, in
 * all; -1 where the system does not say. Linux: /proc/self/task/N/schedstat. */
gint64   plumb_stall_clock_starved (void);

G_END_DECLS
