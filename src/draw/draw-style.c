/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw-style.h"

#include <pango/pangocairo.h>

/* Design pixels (look.md). */
#define CORE_WIDTH 2.5
#define THIN_WIDTH 1.5
#define WIDE_WIDTH 4.5
#define COMPUTED_WIDTH 2.0
#define HALO_WIDTH 1.0 /* on either side of the core */
#define HALO_ALPHA 0.6
#define PILL_FONT_SIZE 13.0
#define PILL_ALPHA 0.7
#define PILL_PAD_X 6.0
#define PILL_PAD_Y 2.0
#define PILL_CORNER 4.0

static const struct
{
  guint32 screen, paper;
} chain_colours[PLUMB_N_CHAINS] = {
  [PLUMB_CHAIN_LEGS] = { 0x62a0ea, 0x1a5fb4 },
  [PLUMB_CHAIN_TRUNK] = { 0xf9f06b, 0x9c6f00 },
  [PLUMB_CHAIN_SPINE] = { 0xff7800, 0xc64600 },
  [PLUMB_CHAIN_ARM] = { 0xc061cb, 0x813d9c },
  [PLUMB_CHAIN_BAR] = { 0x57e389, 0x1f7a4d },
  [PLUMB_CHAIN_FREE] = { 0xffffff, 0x3d3846 },
};

/* Those that a coach may choose; the paper's read in black and white too. */
static const struct
{
  guint32 screen, paper;
} mark_colours[PLUMB_N_MARK_COLOURS] = {
  [PLUMB_MARK_COLOUR_WHITE] = { 0xffffff, 0x3d3846 },
  [PLUMB_MARK_COLOUR_YELLOW] = { 0xf9f06b, 0x9c6f00 },
  [PLUMB_MARK_COLOUR_ORANGE] = { 0xff7800, 0xc64600 },
  [PLUMB_MARK_COLOUR_RED] = { 0xff5c4d, 0xa51d2d },
  [PLUMB_MARK_COLOUR_PURPLE] = { 0xc061cb, 0x813d9c },
  [PLUMB_MARK_COLOUR_BLUE] = { 0x62a0ea, 0x1a5fb4 },
  [PLUMB_MARK_COLOUR_GREEN] = { 0x57e389, 0x1f7a4d },
};

static PlumbChain
find_landmark_chain (PlumbLandmark landmark)
{
  switch (landmark)
    {
    case PLUMB_LANDMARK_HEEL:
    case PLUMB_LANDMARK_TOE:
    case PLUMB_LANDMARK_ANKLE:
    case PLUMB_LANDMARK_KNEE:
      return PLUMB_CHAIN_LEGS;
    case PLUMB_LANDMARK_HIP:
    case PLUMB_LANDMARK_ACROMION:
    case PLUMB_LANDMARK_SCAPULA:
      return PLUMB_CHAIN_TRUNK;
    case PLUMB_LANDMARK_C7:
    case PLUMB_LANDMARK_T12_L1:
    case PLUMB_LANDMARK_S1:
      return PLUMB_CHAIN_SPINE;
    case PLUMB_LANDMARK_ELBOW:
      return PLUMB_CHAIN_ARM;
    case PLUMB_LANDMARK_BAR:
      return PLUMB_CHAIN_BAR;
    default:
      return PLUMB_CHAIN_FREE;
    }
}

PlumbChain
plumb_chain_of_mark (const PlumbMark *mark)
{
  switch (mark->kind)
    {
    case PLUMB_MARK_POINT:
      return find_landmark_chain (mark->landmark);
    case PLUMB_MARK_SPINE:
    case PLUMB_MARK_OUTLINE:
      return PLUMB_CHAIN_SPINE;
    case PLUMB_MARK_HIP_ANGLE:
      return PLUMB_CHAIN_TRUNK;
    case PLUMB_MARK_PLATE:
      return PLUMB_CHAIN_BAR;
    default:
      /* A line that stands for a limb has the limb's landmark. */
      return find_landmark_chain (mark->landmark);
    }
}

PlumbColour
plumb_colour_from_hex (guint32 rgb)
{
  return (PlumbColour){ (double) (rgb >> 16 & 0xff) / 255.0, (double) (rgb >> 8 & 0xff) / 255.0,
                        (double) (rgb & 0xff) / 255.0 };
}

PlumbColour
plumb_chain_colour (PlumbChain     chain,
                    PlumbDrawFlags flags)
{
  return plumb_colour_from_hex ((flags & PLUMB_DRAW_PRINT) != 0 ? chain_colours[chain].paper
                                                                : chain_colours[chain].screen);
}

PlumbColour
plumb_mark_colour (const PlumbMark *mark,
                   PlumbDrawFlags   flags)
{
  const PlumbMarkColour chosen = mark->look.colour;

  if (chosen == PLUMB_MARK_COLOUR_USUAL)
    return plumb_chain_colour (plumb_chain_of_mark (mark), flags);
  return plumb_colour_from_hex ((flags & PLUMB_DRAW_PRINT) != 0 ? mark_colours[chosen].paper
                                                                : mark_colours[chosen].screen);
}

void
plumb_set_source (cairo_t    *cr,
                  PlumbColour colour,
                  double      alpha)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, alpha);
}

PlumbPoint
plumb_view_point (const PlumbDrawView *view,
                  PlumbPoint           at)
{
  const double dx = view->scale * at.x_px;

  return (PlumbPoint){ view->is_mirrored ? view->x0 - dx : view->x0 + dx,
                       view->y0 + view->scale * at.y_px };
}

/* Dark round the light colours of the screen, light round those of paper. */
static void
set_halo_source (cairo_t       *cr,
                 PlumbDrawFlags flags)
{
  if ((flags & PLUMB_DRAW_PRINT) != 0)
    cairo_set_source_rgba (cr, 1.0, 1.0, 1.0, 0.85);
  else
    cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, HALO_ALPHA);
}

void
plumb_stroke_path_styled (cairo_t             *cr,
                          PlumbColour          colour,
                          double               width,
                          const double        *dashes,
                          int                  n_dashes,
                          const PlumbDrawView *view,
                          PlumbDrawFlags       flags)
{
  double scaled[4];
  g_return_if_fail (n_dashes <= (int) G_N_ELEMENTS (scaled));
  if ((flags & PLUMB_DRAW_PILLS) != 0)
    {
      cairo_new_path (cr);
      return;
    }
  for (int i = 0; i < n_dashes; i++)
    scaled[i] = dashes[i] * view->unit;
  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  /* Unbroken under dots: alone they are lost in footage of their own colour. */
  if ((flags & PLUMB_DRAW_COMPUTED) == 0)
    cairo_set_dash (cr, n_dashes > 0 ? scaled : NULL, n_dashes, 0.0);
  set_halo_source (cr, flags);
  cairo_set_line_width (cr, (width + 2.0 * HALO_WIDTH) * view->unit);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, n_dashes > 0 ? scaled : NULL, n_dashes, 0.0);
  plumb_set_source (cr, colour, 1.0);
  cairo_set_line_width (cr, width * view->unit);
  cairo_stroke (cr);
  cairo_restore (cr);
}

double
plumb_core_width (PlumbDrawFlags flags)
{
  if ((flags & PLUMB_DRAW_WIDE) != 0)
    return WIDE_WIDTH;
  return (flags & PLUMB_DRAW_THIN) != 0 ? THIN_WIDTH : CORE_WIDTH;
}

void
plumb_stroke_path (cairo_t             *cr,
                   PlumbColour          colour,
                   const PlumbDrawView *view,
                   PlumbDrawFlags       flags)
{
  static const double dots[] = { 0.8, 4.14 }; /* seven round a ring */
  gboolean computed = (flags & PLUMB_DRAW_COMPUTED) != 0;
  plumb_stroke_path_styled (cr, colour, computed ? COMPUTED_WIDTH : plumb_core_width (flags), dots,
                            computed ? (int) G_N_ELEMENTS (dots) : 0, view, flags);
}

PlumbPill
plumb_pill_new (cairo_t             *cr,
                const char          *text,
                const PlumbDrawView *view)
{
  PlumbPill pill;
  pill.layout = view->pango != NULL ? pango_layout_new (view->pango)
                                    : pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (pill.layout);
  PangoFontDescription *font
    = pango_font_description_copy (pango_context_get_font_description (context));
  if ((pango_font_description_get_set_fields (font) & PANGO_FONT_MASK_FAMILY) == 0
      || view->pango == NULL)
    pango_font_description_set_family_static (font, "Cantarell, Sans");
  const double text_scale = view->text_scale > 0.0 ? view->text_scale : 1.0;
  pango_font_description_set_absolute_size (font, PILL_FONT_SIZE * view->unit * text_scale
                                                    * PANGO_SCALE);
  pango_layout_set_font_description (pill.layout, font);
  pango_font_description_free (font);
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (pill.layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (pill.layout, text, -1);
  PangoRectangle logical;
  pango_layout_get_extents (pill.layout, NULL, &logical);
  pill.width = (double) logical.width / PANGO_SCALE + 2.0 * PILL_PAD_X * view->unit;
  pill.height = (double) logical.height / PANGO_SCALE + 2.0 * PILL_PAD_Y * view->unit;
  return pill;
}

void
plumb_pill_clear (PlumbPill *pill)
{
  g_clear_object (&pill->layout);
}

static void
trace_rounded_box (cairo_t *cr,
                   double   x,
                   double   y,
                   double   width,
                   double   height,
                   double   corner)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - corner, y + corner, corner, -G_PI_2, 0.0);
  cairo_arc (cr, x + width - corner, y + height - corner, corner, 0.0, G_PI_2);
  cairo_arc (cr, x + corner, y + height - corner, corner, G_PI_2, G_PI);
  cairo_arc (cr, x + corner, y + corner, corner, G_PI, 3.0 * G_PI_2);
  cairo_close_path (cr);
}

/* A pill that would be cut by the edge of what can be drawn on moves inside. */
static void
keep_inside (cairo_t         *cr,
             const PlumbPill *pill,
             double           margin,
             double          *left,
             double          *top)
{
  double x1, y1, x2, y2;
  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);
  gboolean visible = *left + pill->width > x1 && *left < x2 && *top + pill->height > y1
                     && *top < y2;
  if (!visible || pill->width + 2.0 * margin > x2 - x1 || pill->height + 2.0 * margin > y2 - y1)
    return;
  *left = CLAMP (*left, x1 + margin, x2 - margin - pill->width);
  *top = CLAMP (*top, y1 + margin, y2 - margin - pill->height);
}

void
plumb_pill_draw (const PlumbPill     *pill,
                 cairo_t             *cr,
                 double               x,
                 double               y,
                 PlumbColour          colour,
                 const PlumbDrawView *view,
                 PlumbDrawFlags       flags)
{
  gboolean print = (flags & PLUMB_DRAW_PRINT) != 0;
  double left = x - pill->width / 2.0;
  double top = y - pill->height / 2.0;
  keep_inside (cr, pill, 2.0 * view->unit, &left, &top);
  cairo_save (cr);
  trace_rounded_box (cr, left, top, pill->width, pill->height, PILL_CORNER * view->unit);
  if (print)
    {
      cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
      cairo_fill_preserve (cr);
      plumb_set_source (cr, colour, 1.0);
      cairo_set_line_width (cr, 0.75 * view->unit);
      cairo_stroke (cr);
    }
  else
    {
      cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, PILL_ALPHA);
      cairo_fill (cr);
    }
  plumb_set_source (cr, colour, 1.0);
  cairo_move_to (cr, left + PILL_PAD_X * view->unit, top + PILL_PAD_Y * view->unit);
  pango_cairo_show_layout (cr, pill->layout);
  cairo_restore (cr);
}

void
plumb_draw_swatch (cairo_t        *cr,
                   PlumbMarkColour colour,
                   PlumbPoint      centre,
                   double          radius)
{
  static const PlumbChain own[]
      = { PLUMB_CHAIN_LEGS, PLUMB_CHAIN_TRUNK, PLUMB_CHAIN_SPINE, PLUMB_CHAIN_BAR };
  const gboolean is_own = colour == PLUMB_MARK_COLOUR_USUAL;
  const guint n = is_own ? G_N_ELEMENTS (own) : 1;

  for (guint i = 0; i < n; i++)
    {
      cairo_move_to (cr, centre.x_px, centre.y_px);
      cairo_arc (cr, centre.x_px, centre.y_px, radius, 2 * G_PI * i / n, 2 * G_PI * (i + 1) / n);
      plumb_set_source (cr,
                        is_own ? plumb_chain_colour (own[i], PLUMB_DRAW_NORMAL)
                               : plumb_colour_from_hex (mark_colours[colour].screen),
                        1);
      cairo_fill (cr);
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, centre.x_px, centre.y_px, radius, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 0, 0, 0, HALO_ALPHA);
  cairo_set_line_width (cr, HALO_WIDTH);
  cairo_stroke (cr);
}
