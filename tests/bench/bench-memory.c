/* Use of a recording, and VmHWM of /proc.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-memory.h"

#include <string.h>

#include "engine.h"
#include "player.h"

#define TICK_US (G_USEC_PER_SEC / 60)
#define PLAY_US (4 * G_USEC_PER_SEC)

static void
run_for_us (gint64 us)
{
  gint64 until_us = g_get_monotonic_time () + us;
  while (g_get_monotonic_time () < until_us)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
step_about (PlumbEngine *engine,
            gint64       frame)
{
  plumb_engine_request (engine, frame, PLUMB_INTENT_LAND);
  run_for_us (G_USEC_PER_SEC);
  for (int i = 0; i < 90; i++)
    {
      gint64 next = plumb_engine_requested (engine) + (i < 60 ? -1 : 1);
      plumb_engine_request (engine, next, PLUMB_INTENT_STEP);
      run_for_us (2 * TICK_US);
    }
}

static void
drag_over (PlumbEngine *engine,
           gint64       last)
{
  for (int i = 0; i <= 120; i++)
    {
      plumb_engine_request (engine, last * i / 120, PLUMB_INTENT_SCRUB);
      run_for_us (TICK_US);
    }
}

static void
play (PlumbEngine *engine)
{
  g_autoptr (PlumbPlayer) player = plumb_player_new (engine);
  gint64                  begin_us = g_get_monotonic_time ();
  plumb_player_play (player, begin_us, 0);
  while (plumb_player_is_playing (player) && g_get_monotonic_time () - begin_us < PLAY_US)
    {
      plumb_player_tick (player, g_get_monotonic_time ());
      run_for_us (TICK_US);
    }
  plumb_player_pause (player);
}

static double
read_peak (void)
{
  g_autofree char *status = NULL;
  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  const char *line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmHWM:"), NULL) * 1024.0 : 0;
}

double
bench_memory_use (const char *path)
{
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, NULL);
  if (engine == NULL)
    return 0;
  gint64 last = plumb_frame_index_n_frames (plumb_engine_index (engine)) - 1;
  plumb_engine_set_view_size (engine, 1280, 720);
  step_about (engine, last * 3 / 4);
  drag_over (engine, last);
  run_for_us (5 * G_USEC_PER_SEC);
  play (engine);
  /* Looked at in full, as when marks are set. */
  plumb_engine_set_view_size (engine, 0, 0);
  step_about (engine, last / 2);
  drag_over (engine, last);
  plumb_engine_set_view_size (engine, 1280, 720);
  step_about (engine, last * 2 / 3);
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (PlumbFrame) still G_GNUC_UNUSED
          = plumb_engine_get_frame (engine, last * i / 4, NULL, NULL);
      run_for_us (TICK_US);
    }
  return read_peak ();
}
