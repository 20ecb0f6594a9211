/* What counts as silence and what does not: a decoder that hangs, a laptop that
 * slept, a process that was stopped, a machine with too much to do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stall-clock.h"

#define MS 1000
#define NOBODY_KNOWS (-1)

/* In milliseconds. */
typedef struct
{
  const char *name;
  gint64      every;   /* how often somebody looks */
  gint64      starved; /* of each of these spans, for so long no processor was had */
  gint64      asleep;  /* for so long nobody looked, once, after the second look */
  gint64      after;   /* from the last sign of life to the word */
} Case;

static const Case cases[] = {
  /* Five seconds, at the next look. */
  { "idle machine", 250, 0, 0, 5000 },
  { "looked at twice a second", 500, 0, 0, 5000 },
  { "no times of waiting known", 500, NOBODY_KNOWS, 0, 5000 },
  /* Of the twenty seconds asleep one is counted. */
  { "process stopped", 500, 0, 20000, 24000 },
  { "laptop closed for a night", 250, 0, 36000000, 36004000 },
  /* From the fourth look on half is taken off: one second in four looks, then an
   * eighth of a second a look; the first of those is asked for the starting point
   * only. 1000 + 32 * 250. */
  { "half starved", 250, 125, 0, 9000 },
  /* Nobody decodes on a machine this busy; half a minute is enough for all. */
  { "wholly starved", 250, 250, 0, 30000 },
};

static gint64 starved_ms;

static gint64
get_starved_us (void)
{
  return starved_ms == NOBODY_KNOWS ? -1 : starved_ms * MS;
}

static void
test_case (gconstpointer data)
{
  const Case     *it = data;
  PlumbStallClock clock = { 0 };
  gint64          now = 1000000;
  starved_ms = it->starved == NOBODY_KNOWS ? NOBODY_KNOWS : 100;
  plumb_stall_clock_beat (&clock, now * MS);
  gint64 begin = now;
  for (int i = 0; i < 1000; i++)
    {
      now += it->every;
      if (i == 2)
        now += it->asleep - (it->asleep > 0 ? it->every : 0);
      if (it->starved > 0)
        starved_ms += it->starved;
      if (plumb_stall_clock_look (&clock, now * MS, get_starved_us))
        break;
    }
  g_assert_cmpint (now - begin, ==, it->after);
}

/* A unit each four seconds is slow, and no stall. */
static void
test_slow (void)
{
  PlumbStallClock clock = { 0 };
  gint64          now = 0;
  starved_ms = 0;
  for (int i = 0; i < 160; i++)
    {
      if (i % 16 == 0)
        plumb_stall_clock_beat (&clock, now * MS);
      now += 250;
      g_assert_false (plumb_stall_clock_look (&clock, now * MS, get_starved_us));
    }
}

/* Nothing under way is no stall either, however long. */
static void
test_stopped (void)
{
  PlumbStallClock clock = { 0 };
  for (gint64 now = 0; now < 60000; now += 500)
    g_assert_false (plumb_stall_clock_look (&clock, now * MS, NULL));
  plumb_stall_clock_beat (&clock, 60000 * MS);
  plumb_stall_clock_stop (&clock);
  for (gint64 now = 60000; now < 120000; now += 500)
    g_assert_false (plumb_stall_clock_look (&clock, now * MS, NULL));
}

static gpointer
spin_cb (gpointer data)
{
  while (!g_atomic_int_get ((int *) data))
    ;
  return NULL;
}

/* More threads than processors wait for one another, and the system tells. */
static void
test_starved (void)
{
  int      stop = 0;
  GThread *threads[64];
  guint    n = MIN (2 * g_get_num_processors () + 2, G_N_ELEMENTS (threads));
  gint64   before_us = plumb_stall_clock_starved ();
  if (before_us < 0)
    {
      g_test_skip ("The system does not tell how long threads wait.");
      return;
    }
  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("spin", spin_cb, &stop);
  g_usleep (300 * MS);
  gint64 waited_us = plumb_stall_clock_starved () - before_us;
  g_atomic_int_set (&stop, 1);
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (waited_us, >, 50 * MS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/media/stall-clock/%s", cases[i].name);
      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_func ("/media/stall-clock/slow", test_slow);
  g_test_add_func ("/media/stall-clock/stopped", test_stopped);
  g_test_add_func ("/media/stall-clock/starved", test_starved);
  return g_test_run ();
}
