/* How long a thread has had its chance and got nowhere. Time of the wall is no
 * measure of that: a laptop that slept, a process that was stopped and a machine
 * with more to do than it can are no reasons to give a decoder up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the system gave this process, all threads together. */
typedef struct
{
  gboolean known;
  gboolean ready;     /* a thread beside the one that asks could run now */
  gint64   used_us;   /* time on processors so far */
  gint64   waited_us; /* time that threads which were ready waited for one; a thread
                         adds its time when its turn comes */
} PlumbLoad;

/* Linux: /proc/self/task/N; nothing is known elsewhere. */
void     plumb_load_find (PlumbLoad *load);

/* Guarded by whoever owns it. All zero = nothing is under way. */
typedef struct
{
  gboolean  running;
  gint64    looked_us; /* monotonic time of the last look or sign of life */
  PlumbLoad load;      /* as it was at the last look */
  gint64    silent_us; /* counted since the last sign of life */
  gint64    whole_us;  /* the same, with what the machine had no time for */
} PlumbStallClock;

/* Work begins or has come on. */
void     plumb_stall_clock_beat (PlumbStallClock *clock,
                                 gint64           now_us);
/* Nothing is under way any more. */
void     plumb_stall_clock_stop (PlumbStallClock *clock);
/* To be called twice a second or oftener while somebody cares: TRUE when five
 * seconds are counted. */
gboolean plumb_stall_clock_look (PlumbStallClock *clock,
                                 gint64           now_us,
                                 void             (*find_load) (PlumbLoad *load));

G_END_DECLS
