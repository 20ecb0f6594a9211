/* The rim of drawn plates, whose place is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rim-fit.h"

#include <math.h>

#define WIDTH 320
#define HEIGHT 240

typedef struct
{
  PlumbRim truth;
  double   inside, outside; /* levels */
  double   grain;           /* to either side */
  double   hidden;          /* share of the way round where nothing is seen */
  double   ring;            /* > 0: a light ring from this share of the radius on */
} Plate;

/* Each pixel is the mean of 16 places in it; x and y vary the ground slowly. */
static guint8 *
draw_plate (const Plate *plate)
{
  guint8 *pixels = g_malloc0 (WIDTH * HEIGHT * 4);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        double light = 0;

        for (int i = 0; i < 16; i++)
          {
            const double dx = x + (i % 4 + 0.5) / 4 - plate->truth.centre.x_px;
            const double dy = y + (i / 4 + 0.5) / 4 - plate->truth.centre.y_px;
            const double turn = atan2 (dy, dx) / (2 * G_PI) + 0.5;
            const gboolean in = hypot (dx, dy) < plate->truth.radius_px || turn < plate->hidden;

            const double share = hypot (dx, dy) / plate->truth.radius_px;

            if (plate->ring > 0 && share >= plate->ring && share < plate->ring + 0.06)
              light += plate->outside / 16;
            else
              light += (in ? plate->inside : plate->outside) / 16;
          }
        light += 0.05 * x + g_rand_double_range (random, -1, 1) * plate->grain;
        for (int c = 0; c < 3; c++)
          pixels[4 * (y * WIDTH + x) + c] = (guint8) CLAMP (light + 0.5, 0, 255);
      }
  return pixels;
}

static gboolean
fit (const Plate *plate,
     PlumbRim    *rim)
{
  g_autofree guint8 *pixels = draw_plate (plate);

  return plumb_rim_fit (pixels, WIDTH, HEIGHT, WIDTH * 4, rim);
}

/* From any drawing within a tenth of the radius to half a pixel. */
static void
test_found (void)
{
  static const Plate plates[] = {
    { { { 160.3, 118.8 }, 61.7 }, 40, 150, 0, 0 },
    { { { 160.3, 118.8 }, 61.7 }, 140, 60, 20, 0 },
    { { { 150, 121.5 }, 88.2 }, 30, 90, 10, 0.35 },
    { { { 201.4, 90.6 }, 25.4 }, 200, 90, 8, 0.2 },
  };
  static const double offs[][3]
      = { { 0, 0, 0 }, { 0.06, 0, 0.05 }, { -0.05, 0.06, -0.06 }, { 0, -0.07, 0.07 } };

  for (guint p = 0; p < G_N_ELEMENTS (plates); p++)
    for (guint o = 0; o < G_N_ELEMENTS (offs); o++)
      {
        const PlumbRim truth = plates[p].truth;
        PlumbRim rim = { { truth.centre.x_px + offs[o][0] * truth.radius_px,
                           truth.centre.y_px + offs[o][1] * truth.radius_px },
                         truth.radius_px * (1 + offs[o][2]) };

        g_test_message ("plate %u, drawing %u", p, o);
        g_assert_true (fit (&plates[p], &rim));
        g_assert_cmpfloat_with_epsilon (rim.centre.x_px, truth.centre.x_px, 0.5);
        g_assert_cmpfloat_with_epsilon (rim.centre.y_px, truth.centre.y_px, 0.5);
        g_assert_cmpfloat_with_epsilon (rim.radius_px, truth.radius_px, 0.5);
      }
}

/* A ring that is painted 8 or 12 % inside the rim is not it, whichever is nearer to
 * what was drawn. */
static void
test_ring (void)
{
  for (guint r = 0; r < 2; r++)
    for (int o = -2; o <= 2; o++)
      {
        const Plate plate = { { { 160.3, 118.8 }, 80 }, 40, 150, 2, 0, r == 0 ? 0.86 : 0.82 };
        PlumbRim rim = { { 161, 117 }, 80 * (1 + 0.03 * o) };

        g_test_message ("ring %u, drawing %d", r, o);
        g_assert_true (fit (&plate, &rim));
        g_assert_cmpfloat_with_epsilon (rim.radius_px, 80, 0.5);
      }
}

/* What is not there is not found, and the drawing stays. */
static void
test_missed (void)
{
  static const Plate plates[] = {
    { { { 160, 120 }, 60 }, 100, 100, 3, 0 },   /* a wall */
    { { { 160, 120 }, 60 }, 100, 100, 60, 0 },  /* grain */
    { { { 160, 120 }, 60 }, 60, 150, 5, 0.7 },  /* too little of it to be seen */
  };

  for (guint p = 0; p < G_N_ELEMENTS (plates); p++)
    {
      PlumbRim rim = { { 161, 118 }, 62 };

      g_test_message ("plate %u", p);
      g_assert_false (fit (&plates[p], &rim));
      g_assert_cmpfloat (rim.centre.x_px, ==, 161);
      g_assert_cmpfloat (rim.radius_px, ==, 62);
    }
}

static void
test_refused (void)
{
  const Plate plate = { { { 160, 120 }, 60 }, 40, 150, 0, 0 };
  const PlumbRim senseless[] = { { { 160, 120 }, 600 }, { { NAN, 120 }, 60 },
                                 { { 160, INFINITY }, 60 } };
  PlumbRim dot = { { 160, 120 }, 3 };
  PlumbRim outside = { { -400, -300 }, 60 };

  g_assert_false (fit (&plate, &dot));
  g_assert_false (fit (&plate, &outside));
  for (guint i = 0; i < G_N_ELEMENTS (senseless); i++)
    {
      PlumbRim rim = senseless[i];

      g_assert_false (fit (&plate, &rim));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rim-fit/found", test_found);
  g_test_add_func ("/rim-fit/ring", test_ring);
  g_test_add_func ("/rim-fit/missed", test_missed);
  g_test_add_func ("/rim-fit/refused", test_refused);
  return g_test_run ();
}
