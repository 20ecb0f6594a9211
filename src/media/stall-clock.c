/* What is counted as silence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stall-clock.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define STALL_US (5 * G_USEC_PER_SEC)
/* Who looks twice a second and comes later than this was asleep himself. */
#define STEP_US G_USEC_PER_SEC
/* However busy the machine is: this long is too long. */
#define WHOLE_US (30 * G_USEC_PER_SEC)
/* A thread that could run and has less than one part in so many of the time did
 * not get its turn: one that runs in circles has all of it. */
#define STARVED_PART 4

void
plumb_stall_clock_beat (PlumbStallClock *clock,
                        gint64           now_us)
{
  *clock = (PlumbStallClock){ .running = TRUE, .looked_us = now_us };
}

void
plumb_stall_clock_stop (PlumbStallClock *clock)
{
  clock->running = FALSE;
}

/* Of the time between two looks, and of that before: what the machine had no time
 * for. */
static gint64
find_lost (const PlumbLoad *before,
           const PlumbLoad *now,
           gint64           step_us)
{
  if (!before->known || !now->known)
    return 0;
  gint64 lost_us = MAX (now->waited_us - before->waited_us, 0);
  if (now->ready && now->used_us - before->used_us < step_us / STARVED_PART)
    lost_us = MAX (lost_us, step_us);
  return lost_us;
}

gboolean
plumb_stall_clock_look (PlumbStallClock *clock,
                        gint64           now_us,
                        void             (*find_load) (PlumbLoad *load))
{
  if (!clock->running)
    return FALSE;
  gint64    step_us = CLAMP (now_us - clock->looked_us, 0, STEP_US);
  PlumbLoad load = { 0 };
  find_load (&load);
  gint64 lost_us = find_lost (&clock->load, &load, step_us);
  clock->load = load;
  clock->looked_us = now_us;
  clock->whole_us += step_us;
  clock->silent_us = MAX (clock->silent_us + step_us - lost_us, 0);
  return clock->silent_us >= STALL_US || clock->whole_us >= WHOLE_US;
}

/* (transfer full) (nullable) */
static char *
read_task (const char *task,
           const char *file)
{
  g_autofree char *path = g_build_filename ("/proc/self/task", task, file, NULL);
  char            *text = NULL;
  /* The thread may have ended meanwhile. */
  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* "5 (name) R …": the name may hold anything. */
static gboolean
is_ready (const char *stat)
{
  const char *end = stat != NULL ? strrchr (stat, ')') : NULL;
  return end != NULL && g_str_has_prefix (end, ") R");
}

void
plumb_load_find (PlumbLoad *load)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  g_autofree char *own = g_strdup_printf ("%ld", (long) syscall (SYS_gettid));
  const char      *task;
  *load = (PlumbLoad){ .known = FALSE };
  while (tasks != NULL && (task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *stat = read_task (task, "stat");
      g_autofree char *sched = read_task (task, "schedstat");
      char            *rest;
      if (sched == NULL)
        continue;
      /* Nanoseconds on a processor, nanoseconds waited for one, turns had. */
      load->used_us += (gint64) (g_ascii_strtoull (sched, &rest, 10) / 1000);
      load->waited_us += (gint64) (g_ascii_strtoull (rest, NULL, 10) / 1000);
      load->ready |= is_ready (stat) && !g_str_equal (task, own);
      load->known = TRUE;
    }
}
