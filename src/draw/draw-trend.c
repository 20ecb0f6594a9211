/* One check over time; see draw-trend.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "draw-trend.h"

#include <math.h>

#include "draw-style.h"

#define COVERAGE 2.0
#define DOT 3.5 /* radius */
#define ROOM 8.0 /* at either end, so that no dot is cut */
#define ZONE_ALPHA 0.14

typedef struct
{
  double x, y, width, height;
  double low, high; /* values at the bottom and the top */
  gint64 first_s, last_s;
} Axes;

static double
place_value (const Axes *axes,
             double      value)
{
  const double share = (value - axes->low) / (axes->high - axes->low);

  return axes->y + axes->height * (1.0 - CLAMP (share, 0.0, 1.0));
}

static double
place_time (const Axes *axes,
            gint64      time_s)
{
  if (axes->last_s <= axes->first_s)
    return axes->x + axes->width / 2.0;
  return axes->x + ROOM
         + (axes->width - 2.0 * ROOM) * (double) (time_s - axes->first_s)
               / (double) (axes->last_s - axes->first_s);
}

/* All values with their intervals, and the limits between good and not. */
static void
fit_axes (Axes                   *axes,
          const PlumbTrendSample *samples,
          guint                   n,
          const double            band[4])
{
  double margin;

  axes->low = G_MAXDOUBLE;
  axes->high = -G_MAXDOUBLE;
  for (guint i = 0; i < n; i++)
    {
      axes->low = MIN (axes->low, samples[i].value - COVERAGE * samples[i].u);
      axes->high = MAX (axes->high, samples[i].value + COVERAGE * samples[i].u);
    }
  for (guint i = 1; i <= 2; i++)
    if (isfinite (band[i]))
      {
        axes->low = MIN (axes->low, band[i]);
        axes->high = MAX (axes->high, band[i]);
      }
  margin = axes->high > axes->low ? 0.1 * (axes->high - axes->low) : 1.0;
  axes->low -= margin;
  axes->high += margin;
  axes->first_s = samples[0].time_s;
  axes->last_s = samples[n - 1].time_s;
}

static void
draw_zone (cairo_t     *cr,
           const Axes  *axes,
           double       from,
           double       to,
           PlumbVerdict verdict,
           gboolean     dark)
{
  const double top = place_value (axes, to);
  const double bottom = place_value (axes, from);

  if (bottom - top < 0.5)
    return;
  plumb_set_source (cr, plumb_verdict_colour (verdict, dark), ZONE_ALPHA);
  cairo_rectangle (cr, axes->x, top, axes->width, bottom - top);
  cairo_fill (cr);
}

static void
draw_zones (cairo_t      *cr,
            const Axes   *axes,
            const double  band[4],
            gboolean      dark)
{
  static const PlumbVerdict verdicts[] = { PLUMB_VERDICT_FAULT, PLUMB_VERDICT_WATCH,
                                           PLUMB_VERDICT_GOOD, PLUMB_VERDICT_WATCH,
                                           PLUMB_VERDICT_FAULT };
  double ends[6] = { axes->low, axes->low, axes->low, axes->high, axes->high, axes->high };

  if (isnan (band[0]) && isnan (band[1]) && isnan (band[2]) && isnan (band[3]))
    return;
  for (guint i = 0; i < 4; i++)
    if (isfinite (band[i]))
      ends[i + 1] = CLAMP (band[i], axes->low, axes->high);
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    draw_zone (cr, axes, ends[i], ends[i + 1], verdicts[i], dark);
}

static void
draw_samples (cairo_t                *cr,
              const Axes             *axes,
              const PlumbTrendSample *samples,
              guint                   n,
              gboolean                dark)
{
  const PlumbColour ink = plumb_colour_from_hex (dark ? 0xffffff : 0x1d1d20);

  cairo_set_line_width (cr, 1.0);
  plumb_set_source (cr, ink, 0.35);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, place_time (axes, samples[i].time_s), place_value (axes, samples[i].value));
  cairo_stroke (cr);
  cairo_set_line_width (cr, 2.0);
  for (guint i = 0; i < n; i++)
    {
      const double at = place_time (axes, samples[i].time_s);
      const double reach = COVERAGE * samples[i].u;

      plumb_set_source (cr, ink, 0.55);
      cairo_move_to (cr, at, place_value (axes, samples[i].value - reach));
      cairo_line_to (cr, at, place_value (axes, samples[i].value + reach));
      cairo_stroke (cr);
      plumb_set_source (cr, plumb_verdict_colour (samples[i].verdict, dark), 1.0);
      cairo_arc (cr, at, place_value (axes, samples[i].value), DOT, 0.0, 2.0 * G_PI);
      cairo_fill_preserve (cr);
      plumb_set_source (cr, ink, 0.8);
      cairo_set_line_width (cr, 1.0);
      cairo_stroke (cr);
      cairo_set_line_width (cr, 2.0);
    }
}

void
plumb_draw_trend (cairo_t                *cr,
                  const PlumbTrendSample *samples,
                  guint                   n_samples,
                  const double            band[4],
                  double                  x,
                  double                  y,
                  double                  width,
                  double                  height,
                  gboolean                dark)
{
  Axes axes = { x, y, width, height, 0, 1, 0, 0 };

  g_return_if_fail (cr != NULL);

  if (n_samples == 0)
    return;
  fit_axes (&axes, samples, n_samples, band);
  cairo_save (cr);
  cairo_new_path (cr);
  draw_zones (cr, &axes, band, dark);
  draw_samples (cr, &axes, samples, n_samples, dark);
  cairo_restore (cr);
}
