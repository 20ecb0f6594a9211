/* Icons are drawn on a square of 16 and scaled, so that screen and paper show
 * the same shape. Filled shapes are decided (good, fault), open ones are not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "draw-checks.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "paper-words.h"

#include "draw-style.h"

#define ICON_GRID 16.0

/* The axis of a band bar goes beyond the outer limits by these shares. */
#define FAULT_SHARE 0.35  /* of the distance between the outer limits */
#define OPEN_SHARE 1.6    /* of watch's width, for the good zone of an open side */
#define STRETCH_SHARE 0.7 /* at most, to show a value that lies far out */
#define INTERVAL 1.96     /* standard uncertainties in a 95 % interval */

static const struct
{
  guint32 light, dark;
} verdict_colours[] = {
  [PLUMB_VERDICT_GOOD] = { 0x26a269, 0x8ff0a4 },
  [PLUMB_VERDICT_WATCH] = { 0xae7b03, 0xf8e45c },
  [PLUMB_VERDICT_FAULT] = { 0xc01c28, 0xff7b63 },
  [PLUMB_VERDICT_TOO_CLOSE] = { 0x5e5c64, 0xc0bfbc },
  [PLUMB_VERDICT_NOT_MEASURABLE] = { 0x5e5c64, 0x9a9996 },
  [PLUMB_VERDICT_DATA] = { 0x5e5c64, 0xc0bfbc },
};

PlumbColour
plumb_verdict_colour (PlumbVerdict verdict,
                      gboolean     dark)
{
  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (verdict_colours), (PlumbColour){ 0 });
  return plumb_colour_from_hex (dark ? verdict_colours[verdict].dark
                                     : verdict_colours[verdict].light);
}

/* What is cut out of a filled icon shows the ground. */
static void
set_cut_source (cairo_t *cr,
                gboolean dark)
{
  if (dark)
    plumb_set_source (cr, plumb_colour_from_hex (0x1d1d20), 1.0);
  else
    cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
}

static void
draw_check (cairo_t *cr,
            gboolean dark)
{
  cairo_arc (cr, 8.0, 8.0, 7.0, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
  cairo_move_to (cr, 4.6, 8.3);
  cairo_line_to (cr, 7.1, 10.8);
  cairo_line_to (cr, 11.5, 5.6);
  set_cut_source (cr, dark);
  cairo_set_line_width (cr, 1.9);
  cairo_stroke (cr);
}

static void
draw_eye (cairo_t *cr)
{
  cairo_move_to (cr, 1.0, 8.0);
  cairo_curve_to (cr, 3.2, 4.6, 5.5, 3.3, 8.0, 3.3);
  cairo_curve_to (cr, 10.5, 3.3, 12.8, 4.6, 15.0, 8.0);
  cairo_curve_to (cr, 12.8, 11.4, 10.5, 12.7, 8.0, 12.7);
  cairo_curve_to (cr, 5.5, 12.7, 3.2, 11.4, 1.0, 8.0);
  cairo_close_path (cr);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
  cairo_arc (cr, 8.0, 8.0, 2.6, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
}

static void
draw_octagon (cairo_t *cr,
              gboolean dark)
{
  for (guint i = 0; i < 8; i++)
    {
      double turn = G_PI_4 / 2.0 + i * G_PI_4;
      cairo_line_to (cr, 8.0 + 7.5 * cos (turn), 8.0 + 7.5 * sin (turn));
    }
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_move_to (cr, 5.2, 5.2);
  cairo_line_to (cr, 10.8, 10.8);
  cairo_move_to (cr, 10.8, 5.2);
  cairo_line_to (cr, 5.2, 10.8);
  set_cut_source (cr, dark);
  cairo_set_line_width (cr, 1.9);
  cairo_stroke (cr);
}

static void
draw_tilde (cairo_t *cr)
{
  cairo_arc (cr, 8.0, 8.0, 6.4, 0.0, 2.0 * G_PI);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  cairo_move_to (cr, 4.4, 9.1);
  cairo_curve_to (cr, 5.4, 6.4, 6.7, 6.6, 8.0, 8.0);
  cairo_curve_to (cr, 9.3, 9.4, 10.6, 9.6, 11.6, 6.9);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

static void
draw_dashed_circle (cairo_t *cr)
{
  /* Eight dashes that close round the circle. */
  const double dash = 2.0 * G_PI * 6.4 / 8.0;
  const double dashes[] = { dash * 0.55, dash * 0.45 };
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, dashes, 2, dash * 0.275);
  cairo_arc (cr, 8.0, 8.0, 6.4, 0.0, 2.0 * G_PI);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

/* Three bars: a number without a judgement. */
static void
draw_bars (cairo_t *cr)
{
  cairo_rectangle (cr, 2.5, 8.5, 2.8, 5.0);
  cairo_rectangle (cr, 6.6, 5.5, 2.8, 8.0);
  cairo_rectangle (cr, 10.7, 2.5, 2.8, 11.0);
  cairo_fill (cr);
}

void
plumb_draw_verdict_icon (cairo_t     *cr,
                         PlumbVerdict verdict,
                         double       x,
                         double       y,
                         double       size,
                         gboolean     dark)
{
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, size / ICON_GRID, size / ICON_GRID);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (cr);
  plumb_set_source (cr, plumb_verdict_colour (verdict, dark), 1.0);
  switch (verdict)
    {
    case PLUMB_VERDICT_GOOD:
      draw_check (cr, dark);
      break;
    case PLUMB_VERDICT_WATCH:
      draw_eye (cr);
      break;
    case PLUMB_VERDICT_FAULT:
      draw_octagon (cr, dark);
      break;
    case PLUMB_VERDICT_TOO_CLOSE:
      draw_tilde (cr);
      break;
    case PLUMB_VERDICT_NOT_MEASURABLE:
      draw_dashed_circle (cr);
      break;
    default:
      draw_bars (cr);
      break;
    }
  cairo_restore (cr);
}

/* The ends of the bar's axis in the measure's unit; FALSE without a band. */
static gboolean
find_axis (const PlumbMeasure *measure,
           double             *low,
           double             *high)
{
  const double *band = measure->band;
  gboolean has_low = isfinite (band[0]) && isfinite (band[1]);
  gboolean has_high = isfinite (band[2]) && isfinite (band[3]);
  if (!has_low && !has_high)
    return FALSE;
  double width = has_low && has_high ? band[3] - band[0]
                 : has_low           ? (1.0 + OPEN_SHARE) * (band[1] - band[0])
                                     : (1.0 + OPEN_SHARE) * (band[3] - band[2]);
  *low = has_low ? band[0] - FAULT_SHARE * width : band[3] - width;
  *high = has_high ? band[3] + FAULT_SHARE * width : band[0] + width;
  if (measure->has_value)
    {
      double room = 0.08 * width;
      *low = CLAMP (measure->value - room, *low - STRETCH_SHARE * width, *low);
      *high = CLAMP (measure->value + room, *high, *high + STRETCH_SHARE * width);
    }
  return *high > *low;
}

static void
fill_zone (cairo_t     *cr,
           PlumbVerdict verdict,
           double       from,
           double       to,
           double       y,
           double       height,
           double       alpha,
           gboolean     dark)
{
  if (to <= from)
    return;
  plumb_set_source (cr, plumb_verdict_colour (verdict, dark), alpha);
  cairo_rectangle (cr, from, y, to - from, height);
  cairo_fill (cr);
}

static void
draw_zones (cairo_t            *cr,
            const PlumbMeasure *measure,
            const double        ends[4], /* on the target, limits clamped */
            double              x,
            double              y,
            double              width,
            double              height,
            gboolean            dark)
{
  double alpha = measure->has_value ? 0.85 : 0.3;
  double gap = MIN (1.0, height / 6.0);
  cairo_save (cr);
  double corner = height / 2.0;
  cairo_arc (cr, x + corner, y + corner, corner, G_PI_2, 3.0 * G_PI_2);
  cairo_arc (cr, x + width - corner, y + corner, corner, -G_PI_2, G_PI_2);
  cairo_close_path (cr);
  cairo_clip (cr);
  const PlumbVerdict zones[] = { PLUMB_VERDICT_FAULT, PLUMB_VERDICT_WATCH, PLUMB_VERDICT_GOOD,
                                 PLUMB_VERDICT_WATCH, PLUMB_VERDICT_FAULT };
  const double edges[] = { x, ends[0], ends[1], ends[2], ends[3], x + width };
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    fill_zone (cr, zones[i], edges[i] + (edges[i] > x ? gap / 2.0 : 0.0),
               edges[i + 1] - (edges[i + 1] < x + width ? gap / 2.0 : 0.0), y, height,
               zones[i] == PLUMB_VERDICT_GOOD ? alpha : alpha * 0.75, dark);
  cairo_restore (cr);
}

/* The interval as a bar through the middle, the value as a tick over the full
 * height and a third of it beyond, both with a thin rim of the ground's colour
 * that parts them from the zones. */
static void
draw_value (cairo_t *cr,
            double   at,
            double   from,
            double   to,
            double   y,
            double   height,
            gboolean dark)
{
  const struct
  {
    double x, y, width, height;
  } boxes[] = { { from, y + height * 0.36, to - from, height * 0.28 },
                { at - height / 6.0, y - height / 3.0, height / 3.0, height * 5.0 / 3.0 } };
  double rim = height / 9.0;
  set_cut_source (cr, dark);
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    cairo_rectangle (cr, boxes[i].x - rim, boxes[i].y - rim, boxes[i].width + 2.0 * rim,
                     boxes[i].height + 2.0 * rim);
  cairo_fill (cr);
  plumb_set_source (cr, plumb_colour_from_hex (dark ? 0xffffff : 0x1d1d20), 1.0);
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    cairo_rectangle (cr, boxes[i].x, boxes[i].y, boxes[i].width, boxes[i].height);
  cairo_fill (cr);
}

void
plumb_draw_band_bar (cairo_t            *cr,
                     const PlumbMeasure *measure,
                     double              x,
                     double              y,
                     double              width,
                     double              height,
                     gboolean            dark)
{
  g_return_if_fail (cr != NULL && measure != NULL);
  g_return_if_fail (width > height && height > 0.0);

  double low = 0.0;
  double high = 1.0;
  cairo_save (cr);
  cairo_new_path (cr);
  if (!find_axis (measure, &low, &high))
    {
      double corner = height / 2.0;
      cairo_arc (cr, x + corner, y + corner, corner, G_PI_2, 3.0 * G_PI_2);
      cairo_arc (cr, x + width - corner, y + corner, corner, -G_PI_2, G_PI_2);
      cairo_close_path (cr);
      plumb_set_source (cr, plumb_verdict_colour (PLUMB_VERDICT_NOT_MEASURABLE, dark), 0.3);
      cairo_fill (cr);
      cairo_restore (cr);
      return;
    }
  double step = width / (high - low);
  double ends[4];
  for (guint i = 0; i < 4; i++)
    {
      double limit = isfinite (measure->band[i]) ? measure->band[i] : i < 2 ? low : high;
      ends[i] = x + CLAMP (limit - low, 0.0, high - low) * step;
    }
  draw_zones (cr, measure, ends, x, y, width, height, dark);
  if (measure->has_value && isfinite (measure->value))
    {
      double reach = isfinite (measure->u) ? INTERVAL * measure->u : 0.0;
      double at = x + CLAMP (measure->value - low, 0.0, high - low) * step;
      double from = x + CLAMP (measure->value - reach - low, 0.0, high - low) * step;
      double to = x + CLAMP (measure->value + reach - low, 0.0, high - low) * step;
      draw_value (cr, CLAMP (at, x + height / 6.0, x + width - height / 6.0), from, to, y, height,
                  dark);
    }
  cairo_restore (cr);
}

/* Decimals that the size of U leaves meaningful: two figures of U, none below
 * the point where U reaches ten, never more than three. */
static int
choose_decimals (double expanded)
{
  if (!(expanded > 0.0))
    return 1;
  if (expanded >= 9.95)
    return 0;
  if (expanded >= 0.995)
    return 1;
  return expanded >= 0.00995 ? 2 : 3;
}

/* (transfer full) With a true minus sign, and none on zero. */
static char *
format_number (double value,
               int    decimals)
{
  double step = pow (10.0, decimals);
  double rounded = round (value * step) / step;
  return plumb_words_figures (
    g_strdup_printf ("%s%.*f", rounded < 0.0 ? "−" : "", decimals, fabs (rounded)));
}

/* Untranslated; NULL where the unit is shown as it is. */
static const char *
find_unit_words (const char *unit)
{
  static const struct
  {
    const char *unit, *words;
  } table[] = {
    /* A letter after a per cent sign makes no format. */
    /* xgettext:no-c-format */
    { "%foot", N_("% of foot") },
    /* xgettext:no-c-format */
    { "%leg", N_("% of leg") },
    /* xgettext:no-c-format */
    { "%trunk", N_("% of trunk") },
    /* xgettext:no-c-format */
    { "%chord", N_("% of back") },
    /* xgettext:no-c-format */
    { "%thigh", N_("% of thigh") },
    /* xgettext:no-c-format */
    { "%arm", N_("% of arm") },
    /* xgettext:no-c-format */
    { "%range", N_("% of own range") },
  };
  for (guint i = 0; unit != NULL && i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (unit, table[i].unit))
      return table[i].words;
  return NULL;
}

/* (transfer full) Figures with their unit. */
static char *
add_unit (const char *figures,
          const char *unit)
{
  const char *words = find_unit_words (unit);

  if (g_strcmp0 (unit, "deg") == 0 || unit == NULL || unit[0] == '\0')
    return g_strdup (figures);
  /* A thin space (U+2009) between figures and unit. */
  return g_strconcat (figures, "\u2009", words != NULL ? _(words) : unit, NULL);
}

char *
plumb_format_measure (const PlumbMeasure *measure)
{
  g_return_val_if_fail (measure != NULL, NULL);

  if (!measure->has_value || !isfinite (measure->value))
    return NULL;
  gboolean has_u = isfinite (measure->u) && measure->u > 0.0;
  int decimals = choose_decimals (has_u ? 2.0 * measure->u : 0.0);
  g_autofree char *value = format_number (measure->value, decimals);
  g_autofree char *expanded = format_number (has_u ? 2.0 * measure->u : 0.0, decimals);
  const char *degree = g_strcmp0 (measure->unit, "deg") == 0 ? "°" : "";
  g_autofree char *figures
    = has_u ? g_strconcat (value, degree, " ± ", expanded, degree, NULL)
            : g_strconcat (value, degree, NULL);

  return add_unit (figures, measure->unit);
}

char *
plumb_format_value (const char *unit,
                    double      value,
                    double      error)
{
  g_autofree char *number = format_number (value, choose_decimals (error));
  g_autofree char *figures
    = g_strconcat (number, g_strcmp0 (unit, "deg") == 0 ? "°" : "", NULL);

  return add_unit (figures, unit);
}

char *
plumb_format_sentence (const char *sentence)
{
  g_autofree char *point = plumb_words_figures (g_strdup (localeconv ()->decimal_point));
  const char *from = sentence != NULL ? sentence : "";
  GString *text = g_string_sized_new (strlen (from) + 8);

  for (const char *c = from; *c != '\0'; c++)
    if (*c == '.' && c > from && g_ascii_isdigit (c[-1]) && g_ascii_isdigit (c[1]))
      g_string_append (text, point);
    else
      g_string_append_c (text, *c);
  return g_string_free (text, FALSE);
}
