/* The rim of real plates, filmed by phones: whichever way a hand drew it the circle
 * ends on the same rim, as it was measured by eye in the frame; and where there
 * is no round plate it stays as it was drawn.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>

#include "engine.h"
#include "manifest.h"
#include "rim-fit.h"

#define SIDE "lift_deadlift_side_overlay_450mmplate.mp4"
#define CLEAN "lift_clean_side_randy_30f.mp4"
#define OBLIQUE "lift_deadlift_45deg_commons.mp4"

typedef struct
{
  const char *file;
  gint64      frame;
  PlumbRim    rim;
} Place;

/* Of the radius: how far off in place and size a quick hand draws. */
static const double offs[][3] = { { 0, 0, 0 },        { 0.05, 0, 0.03 },  { -0.05, 0.04, -0.03 },
                                  { 0, -0.06, 0.06 }, { 0.04, 0.05, -0.06 }, { -0.06, 0, 0 } };

/* Places of one clip follow each other: it is opened once. */
typedef struct
{
  PlumbEngine *engine; /* owned, nullable */
  const char  *file;
} Clip;

static PlumbFrame *
get_frame (Clip        *clip,
           const Place *place)
{
  g_autofree char *folder = manifest_folder ();
  g_autofree char *path = g_build_filename (folder, place->file, NULL);
  g_autoptr (GError) error = NULL;
  PlumbFrame *frame;

  if (clip->file != place->file)
    {
      g_clear_object (&clip->engine);
      clip->engine = plumb_engine_open (path, NULL, &error);
      g_assert_no_error (error);
      clip->file = place->file;
    }
  frame = plumb_engine_get_frame (clip->engine, place->frame, NULL, &error);
  g_assert_no_error (error);
  return frame;
}

static gboolean
fit (const PlumbFrame *frame,
     PlumbRim         *rim)
{
  return plumb_rim_fit (g_bytes_get_data (frame->pixels, NULL), frame->width_px,
                        frame->height_px, (gsize) frame->stride, rim);
}

static PlumbRim
draw_off (const PlumbRim *rim,
          const double    off[3])
{
  return (PlumbRim) { { rim->centre.x_px + off[0] * rim->radius_px,
                        rim->centre.y_px + off[1] * rim->radius_px },
                      rim->radius_px * (1 + off[2]) };
}

/* Read off enlarged frames. */
static void
test_plates (void)
{
  static const Place places[] = {
    { SIDE, 0, { { 347, 873 }, 149 } },   { SIDE, 70, { { 334, 566 }, 147 } },
    { SIDE, 200, { { 338, 872 }, 148 } }, { SIDE, 560, { { 334, 870 }, 146.5 } },
    { CLEAN, 0, { { 347, 971 }, 108 } },  { CLEAN, 12, { { 346, 836 }, 107.5 } },
    { CLEAN, 25, { { 344, 675 }, 107 } },
  };
  Clip clip = { NULL };

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    {
      g_autoptr (PlumbFrame) frame = get_frame (&clip, &places[p]);

      for (guint o = 0; o < G_N_ELEMENTS (offs); o++)
        {
          PlumbRim rim = draw_off (&places[p].rim, offs[o]);
          const gint64 start_us = g_get_monotonic_time ();

          g_assert_true (fit (frame, &rim));
          g_test_message ("%s %d, drawing %u: (%.1f, %.1f) %.1f in %.1f ms", places[p].file,
                          (int) places[p].frame, o, rim.centre.x_px, rim.centre.y_px,
                          rim.radius_px, (double) (g_get_monotonic_time () - start_us) / 1e3);
          g_assert_cmpfloat_with_epsilon (rim.centre.x_px, places[p].rim.centre.x_px, 1.5);
          g_assert_cmpfloat_with_epsilon (rim.centre.y_px, places[p].rim.centre.y_px, 1.5);
          g_assert_cmpfloat_with_epsilon (rim.radius_px, places[p].rim.radius_px, 1.5);
        }
    }
  g_clear_object (&clip.engine);
}

/* Walls, floor, clothes, and a plate that is filmed so obliquely that it is none. */
static void
test_elsewhere (void)
{
  static const Place places[] = {
    { SIDE, 0, { { 430, 560 }, 80 } },   { SIDE, 0, { { 120, 600 }, 70 } },
    { SIDE, 0, { { 360, 1150 }, 90 } },  { SIDE, 0, { { 560, 420 }, 60 } },
    { CLEAN, 0, { { 400, 700 }, 90 } },  { CLEAN, 0, { { 200, 300 }, 110 } },
    { CLEAN, 0, { { 500, 1150 }, 80 } }, { OBLIQUE, 60, { { 700, 200 }, 90 } },
    { OBLIQUE, 60, { { 351, 357 }, 78 } },
  };
  Clip clip = { NULL };

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    {
      g_autoptr (PlumbFrame) frame = get_frame (&clip, &places[p]);

      for (guint o = 0; o < G_N_ELEMENTS (offs); o++)
        {
          const PlumbRim drawn = draw_off (&places[p].rim, offs[o]);
          PlumbRim rim = drawn;

          g_test_message ("%s %d, place %u, drawing %u", places[p].file, (int) places[p].frame, p,
                          o);
          g_assert_false (fit (frame, &rim));
          g_assert_cmpmem (&rim, sizeof rim, &drawn, sizeof drawn);
        }
    }
  g_clear_object (&clip.engine);
}

static void
test_absent (void)
{
  g_test_skip ("the shared clips are not here");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) clips = NULL;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  clips = manifest_load ();
  if (clips == NULL)
    g_test_add_func ("/media/rim-clips/absent", test_absent);
  else
    {
      g_test_add_func ("/media/rim-clips/plates", test_plates);
      g_test_add_func ("/media/rim-clips/elsewhere", test_elsewhere);
    }
  return g_test_run ();
}
