/* What is counted as silence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stall-clock.h"

#define STALL_US (5 * G_USEC_PER_SEC)
/* Who looks twice a second and comes later than this was asleep himself. */
#define STEP_US G_USEC_PER_SEC
/* Below this nobody asks why. */
#define DOUBT_US G_USEC_PER_SEC
/* However busy the machine is: this long is too long. */
#define WHOLE_US (30 * G_USEC_PER_SEC)

void
plumb_stall_clock_beat (PlumbStallClock *clock,
                        gint64           now_us)
{
  *clock = (PlumbStallClock){ .running = TRUE, .looked_us = now_us, .starved_us = -1 };
}

void
plumb_stall_clock_stop (PlumbStallClock *clock)
{
  clock->running = FALSE;
}

gboolean
plumb_stall_clock_look (PlumbStallClock *clock,
                        gint64           now_us,
                        gint64           (*starved_us) (void))
{
  if (!clock->running)
    return FALSE;
  gint64 step_us = CLAMP (now_us - clock->looked_us, 0, STEP_US);
  clock->looked_us = now_us;
  clock->whole_us += step_us;
  if (starved_us != NULL && clock->silent_us + step_us >= DOUBT_US)
    {
      gint64 before_us = clock->starved_us;
      clock->starved_us = starved_us ();
      if (before_us >= 0 && clock->starved_us > before_us)
        step_us -= MIN (step_us, clock->starved_us - before_us);
    }
  clock->silent_us += step_us;
  return clock->silent_us >= STALL_US || clock->whole_us >= WHOLE_US;
}

gint64
plumb_stall_clock_starved (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char      *task;
  guint64          waited_ns = 0;
  gboolean         known = FALSE;
  while (tasks != NULL && (task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", task, "schedstat", NULL);
      g_autofree char *text = NULL;
      char            *rest;
      /* Time on a processor, time waited for one, turns had. A thread may have
       * ended meanwhile. */
      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      g_ascii_strtoull (text, &rest, 10);
      waited_ns += g_ascii_strtoull (rest, NULL, 10);
      known = TRUE;
    }
  return known ? (gint64) (waited_ns / 1000) : -1;
}
