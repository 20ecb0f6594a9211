/* What counts as silence and what does not: a decoder that hangs, a laptop that
 * slept, a process that was stopped, a machine with too much to do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stall-clock.h"

#define MS 1000

/* In milliseconds. */
typedef struct
{
  const char *name;
  gint64      every;  /* how often somebody looks */
  gint64      waited; /* of each of these spans: for so long a thread waited … */
  gint64      late;   /* … and adds it only at each so manieth look */
  gint64      used;   /* and for so long one ran */
  gboolean    ready;
  gboolean    unknown;
  gint64      asleep; /* for so long nobody looked, once, after the second look */
  gint64      after;  /* from the last sign of life to the word */
} Case;

static const Case cases[] = {
  /* Five seconds, at the next look. */
  { .name = "idle machine", .every = 250, .late = 1, .after = 5000 },
  { .name = "looked at twice a second", .every = 500, .late = 1, .after = 5000 },
  { .name = "no load known", .every = 500, .unknown = TRUE, .late = 1, .after = 5000 },
  { .name = "runs in circles", .every = 500, .late = 1, .ready = TRUE, .used = 490, .after = 5000 },
  /* Of the twenty seconds asleep one is counted. */
  { .name = "process stopped", .every = 500, .late = 1, .asleep = 20000, .after = 24000 },
  { .name = "laptop closed for a night", .every = 250, .late = 1, .asleep = 36000000,
    .after = 36004000 },
  /* The first span counts, because what was before it is not known; then half of
   * each: 250 + 38 * 250, of which half is 4750. */
  { .name = "half starved", .every = 250, .late = 1, .waited = 125, .after = 9750 },
  /* Nobody decodes on a machine this busy; half a minute is enough for all. */
  { .name = "wholly starved", .every = 250, .late = 1, .waited = 250, .after = 30000 },
  { .name = "starved, its turn comes each two seconds", .every = 250, .late = 8, .waited = 250,
    .after = 30000 },
  { .name = "starved, its turn never comes", .every = 250, .late = 1, .ready = TRUE,
    .after = 30000 },
};

static PlumbLoad load;

static void
get_load (PlumbLoad *out)
{
  *out = load;
}

static void
test_case (gconstpointer data)
{
  const Case     *it = data;
  PlumbStallClock clock = { 0 };
  gint64          now = 1000000;
  load = (PlumbLoad){ .known = !it->unknown, .ready = it->ready, .waited_us = 100 * MS };
  plumb_stall_clock_beat (&clock, now * MS);
  gint64 begin = now;
  for (int i = 0; i < 1000; i++)
    {
      now += it->every;
      if (i == 2)
        now += it->asleep - (it->asleep > 0 ? it->every : 0);
      load.used_us += it->used * MS;
      if ((i + 1) % it->late == 0)
        load.waited_us += it->waited * it->late * MS;
      if (plumb_stall_clock_look (&clock, now * MS, get_load))
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
  load = (PlumbLoad){ .known = TRUE };
  for (int i = 0; i < 160; i++)
    {
      if (i % 16 == 0)
        plumb_stall_clock_beat (&clock, now * MS);
      now += 250;
      g_assert_false (plumb_stall_clock_look (&clock, now * MS, get_load));
    }
}

/* Nothing under way is no stall either, however long. */
static void
test_stopped (void)
{
  PlumbStallClock clock = { 0 };
  for (gint64 now = 0; now < 60000; now += 500)
    g_assert_false (plumb_stall_clock_look (&clock, now * MS, get_load));
  plumb_stall_clock_beat (&clock, 60000 * MS);
  plumb_stall_clock_stop (&clock);
  for (gint64 now = 60000; now < 120000; now += 500)
    g_assert_false (plumb_stall_clock_look (&clock, now * MS, get_load));
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
  int       stop = 0;
  GThread  *threads[64];
  guint     n = MIN (2 * g_get_num_processors () + 2, G_N_ELEMENTS (threads));
  PlumbLoad before, after;
  plumb_load_find (&before);
  if (!before.known)
    {
      g_test_skip ("The system does not tell how long threads wait.");
      return;
    }
  g_assert_false (before.ready);
  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("spin", spin_cb, &stop);
  g_usleep (300 * MS);
  plumb_load_find (&after);
  g_atomic_int_set (&stop, 1);
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
  g_assert_true (after.ready);
  g_assert_cmpint (after.waited_us - before.waited_us, >, 50 * MS);
  g_assert_cmpint (after.used_us, >, before.used_us);
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
