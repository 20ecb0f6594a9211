/* How to film, drawn and told. The drawing is to scale: 1 m is SCALE points.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pages.h"

#include "paper-words.h"

#define SCALE 62.0
#define DRAWING_HEIGHT 132.0
#define FLOOR_Y 104.0      /* from the drawing's top */
#define DISTANCE_M 4.0     /* camera to the middle of the lifter */
#define LENS_M 0.9
#define CAMERA_X 22.0
#define SLEEVE_M 1.1       /* bar end from the middle */
#define PLATE_RADIUS_M 0.225
#define FRAME_WIDTH 148.0
#define FRAME_HEIGHT 104.0

static void
draw_dimension (PlumbPages *pages,
                double      x1,
                double      y1,
                double      x2,
                double      y2)
{
  cairo_t *cr = pages->paper->cr;
  gboolean upright = x1 == x2;
  double tick = 3.0;
  plumb_paper_set_ink (pages->paper, PLUMB_INK_ACCENT);
  cairo_set_line_width (cr, 0.75);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  const double ends[][2] = { { x1, y1 }, { x2, y2 } };
  for (guint i = 0; i < 2; i++)
    {
      cairo_move_to (cr, ends[i][0] - (upright ? tick : 0.0), ends[i][1] - (upright ? 0.0 : tick));
      cairo_line_to (cr, ends[i][0] + (upright ? tick : 0.0), ends[i][1] + (upright ? 0.0 : tick));
    }
  cairo_stroke (cr);
}

static void
draw_words (PlumbPages *pages,
            const char *text,
            double      centre_x,
            double      y)
{
  g_autoptr (PangoLayout) layout
    = plumb_paper_layout (pages->paper, PLUMB_TYPE_LABEL, text, -1.0);
  plumb_paper_set_ink (pages->paper, PLUMB_INK_ACCENT);
  plumb_paper_show (pages->paper, layout, centre_x - plumb_layout_width (layout) / 2.0, y, "P");
}

static void
draw_camera (PlumbPages *pages,
             double      x,
             double      floor)
{
  cairo_t *cr = pages->paper->cr;
  double lens = floor - LENS_M * SCALE;
  plumb_paper_set_ink (pages->paper, PLUMB_INK_BLACK);
  cairo_set_line_width (cr, 1.25);
  for (int leg = -1; leg <= 1; leg++)
    {
      cairo_move_to (cr, x, lens + 9.0);
      cairo_line_to (cr, x + 11.0 * leg, floor);
    }
  cairo_stroke (cr);
  cairo_rectangle (cr, x - 2.5, lens - 9.0, 5.0, 18.0);
  cairo_fill (cr);
  cairo_arc (cr, x + 3.5, lens, 2.0, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
}

/* Seen along the line from camera to lifter's side: the bar's length lies in
 * the drawing, its near end towards the camera. */
static void
draw_lifter_front (PlumbPages *pages,
                   double      x,
                   double      floor)
{
  cairo_t *cr = pages->paper->cr;
  double bar = floor - PLATE_RADIUS_M * SCALE;
  cairo_set_source_rgb (cr, 0.62, 0.62, 0.65);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 7.0);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, x + side * 8.0, floor - 5.0);
      cairo_line_to (cr, x + side * 9.0, floor - 30.0);
      cairo_line_to (cr, x + side * 6.0, floor - 44.0);
    }
  cairo_stroke (cr);
  cairo_set_line_width (cr, 26.0);
  cairo_move_to (cr, x, floor - 50.0);
  cairo_line_to (cr, x, floor - 56.0);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 5.0);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, x + side * 15.0, floor - 54.0);
      cairo_line_to (cr, x + side * 17.0, bar);
    }
  cairo_stroke (cr);
  cairo_arc (cr, x, floor - 74.0, 8.0, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  plumb_paper_set_ink (pages->paper, PLUMB_INK_BLACK);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, x - SLEEVE_M * SCALE, bar);
  cairo_line_to (cr, x + SLEEVE_M * SCALE, bar);
  cairo_stroke (cr);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_rectangle (cr, x + side * 0.70 * SCALE - 3.0, bar - PLATE_RADIUS_M * SCALE, 6.0,
                       2.0 * PLATE_RADIUS_M * SCALE);
      cairo_fill (cr);
    }
}

static gboolean
is_in_feet (const PlumbPages *pages)
{
  return pages->report->length_unit == PLUMB_LENGTH_IN;
}

static void
draw_scene (PlumbPages *pages,
            double      left,
            double      top)
{
  cairo_t *cr = pages->paper->cr;
  double floor = top + FLOOR_Y;
  double camera = left + CAMERA_X;
  double lifter = camera + DISTANCE_M * SCALE;
  double lens = floor - LENS_M * SCALE;
  plumb_paper_set_ink (pages->paper, PLUMB_INK_GREY);
  cairo_set_line_width (cr, 0.75);
  cairo_move_to (cr, left, floor);
  cairo_line_to (cr, lifter + SLEEVE_M * SCALE + 6.0, floor);
  cairo_stroke (cr);
  const double dashes[] = { 3.0, 3.0 };
  cairo_save (cr);
  cairo_set_dash (cr, dashes, 2, 0.0);
  cairo_move_to (cr, camera + 8.0, lens);
  cairo_line_to (cr, lifter - 18.0, lens);
  cairo_stroke (cr);
  cairo_restore (cr);
  draw_lifter_front (pages, lifter, floor);
  draw_camera (pages, camera, floor);
  draw_dimension (pages, camera, floor + 11.0, lifter, floor + 11.0);
  draw_words (pages, is_in_feet (pages) ? _("13 ft or more") : _("4 m or more"),
              (camera + lifter) / 2.0, floor + 13.0);
  draw_dimension (pages, camera + 24.0, lens, camera + 24.0, floor);
  g_autoptr (PangoLayout) height
    = plumb_paper_layout (pages->paper, PLUMB_TYPE_LABEL,
                          is_in_feet (pages) ? _("32–40\u2009in, level")
                                             : _("0.8–1.0\u2009m, level"),
                          -1.0);
  plumb_paper_show (pages->paper, height, camera + 30.0, (lens + floor) / 2.0 - 6.0, "P");
  draw_words (pages, _("Lens at hip height, square to your side"), (camera + lifter) / 2.0,
              lens - 15.0);
}

static void
draw_stick_side (PlumbPages *pages,
                 double      x,
                 double      floor)
{
  cairo_t *cr = pages->paper->cr;
  cairo_set_source_rgb (cr, 0.62, 0.62, 0.65);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 6.0);
  cairo_move_to (cr, x + 9.0, floor - 2.0);
  cairo_line_to (cr, x - 4.0, floor - 3.0);
  cairo_line_to (cr, x + 2.0, floor - 24.0);
  cairo_line_to (cr, x - 14.0, floor - 38.0);
  cairo_line_to (cr, x + 9.0, floor - 50.0);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 4.0);
  cairo_move_to (cr, x + 9.0, floor - 50.0);
  cairo_line_to (cr, x + 4.0, floor - 12.0);
  cairo_stroke (cr);
  cairo_arc (cr, x + 18.0, floor - 57.0, 5.5, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  plumb_paper_set_ink (pages->paper, PLUMB_INK_BLACK);
  cairo_set_line_width (cr, 2.5);
  cairo_arc (cr, x + 4.0, floor - 12.0, 10.5, 0.0, 2.0 * G_PI);
  cairo_stroke (cr);
}

/* What the picture should look like. */
static void
draw_frame (PlumbPages *pages,
            double      left,
            double      top)
{
  cairo_t *cr = pages->paper->cr;
  double floor = top + FRAME_HEIGHT - 20.0;
  cairo_set_source_rgb (cr, 0.953, 0.957, 0.969);
  cairo_rectangle (cr, left, top, FRAME_WIDTH, FRAME_HEIGHT);
  cairo_fill (cr);
  plumb_paper_set_ink (pages->paper, PLUMB_INK_GREY);
  cairo_set_line_width (cr, 0.75);
  cairo_rectangle (cr, left, top, FRAME_WIDTH, FRAME_HEIGHT);
  cairo_move_to (cr, left, floor);
  cairo_line_to (cr, left + FRAME_WIDTH, floor);
  cairo_stroke (cr);
  draw_stick_side (pages, left + FRAME_WIDTH / 2.0 - 6.0, floor);
  draw_words (pages, _("Whole body, whole bar path"), left + FRAME_WIDTH / 2.0,
              top + FRAME_HEIGHT + 4.0);
}

static const char *const advice[] = {
  N_("Film from the side, the camera square to you: the far plate hides behind the near one."),
  N_("Stand the phone at least 4 m from the middle of your stance, on a tripod or a bench; "
     "do not hold it, and do not zoom."),
  N_("Lens 0.8–1.0 m above the floor, phone level, you in the middle of the picture."),
  N_("60 pictures a second or more, 1080p or 4K, no wide-angle lens, no filter."),
  N_("Tight or tucked shirt; shoes and the side of your hip, knee and shoulder in view."),
  N_("Plates of 450 mm, or tell your coach their size."),
  N_("Start before you grip the bar, stop when it is down again. Film your working weight."),
  N_("Send the file itself; messengers shrink it."),
};

/* The lines above that have lengths, for who is used to feet and inches. */
static const struct
{
  guint       line;
  const char *text;
} advice_in_feet[] = {
  { 1, N_("Stand the phone at least 13 ft from the middle of your stance, on a tripod or a bench; "
          "do not hold it, and do not zoom.") },
  { 2, N_("Lens 32–40 in above the floor, phone level, you in the middle of the picture.") },
  { 5, N_("Plates of 17.7 in (450 mm), or tell your coach their size.") },
};

/* What another lift needs in the place of a line above. */
static const struct
{
  const char *lift;
  guint       line;
  const char *text;
} advice_of_lifts[] = {
  { "sumo", 0,
    N_("Film from the side, the camera square to the bar, not to your feet: the far plate hides "
       "behind the near one.") },
  { "romanian", 6,
    N_("Start when you stand with the bar, stop when you stand again. Film your working weight.") },
};

static const char *
choose_advice (const PlumbPages *pages,
               guint             line)
{
  const PlumbCriteria *criteria = pages->report->criteria;
  const char *lift = criteria != NULL ? plumb_criteria_lift (criteria) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (advice_of_lifts); i++)
    if (advice_of_lifts[i].line == line && g_strcmp0 (advice_of_lifts[i].lift, lift) == 0)
      return _(advice_of_lifts[i].text);
  for (guint i = 0; is_in_feet (pages) && i < G_N_ELEMENTS (advice_in_feet); i++)
    if (advice_in_feet[i].line == line)
      return _(advice_in_feet[i].text);
  return _(advice[line]);
}

void
plumb_pages_filming (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  double left = plumb_paper_left (paper);
  double width = plumb_paper_content_width (paper);
  double text_height = 0.0;
  for (guint i = 0; i < G_N_ELEMENTS (advice); i++)
    text_height
      += plumb_paper_text_height (paper, PLUMB_TYPE_TEXT, choose_advice (pages, i), width - 11.0)
         + 3.0;
  plumb_paper_need (paper, 40.0 + DRAWING_HEIGHT + text_height);
  plumb_paper_heading (paper, _("How to film"), 0.0);
  plumb_paper_rule (paper, left, paper->y, width);
  paper->y += 12.0;
  plumb_paper_begin_figure (
    paper,
    is_in_feet (pages)
      ? _("A phone on a tripod, its lens 32 to 40 in above the floor and level, stands at least "
          "13 ft from the lifter, square to the side, so that the bar points at it. Beside it the "
          "picture that comes of it: the whole body and the whole way of the bar.")
      : _("A phone on a tripod, its lens 0.8 to 1.0 m above the floor and level, stands at "
          "least 4 m from the lifter, square to the side, so that the bar points at it. Beside "
          "it the picture that comes of it: the whole body and the whole way of the bar."));
  draw_scene (pages, left, paper->y);
  draw_frame (pages, left + width - FRAME_WIDTH, paper->y);
  plumb_paper_end_figure (paper);
  paper->y += DRAWING_HEIGHT + 4.0;
  for (guint i = 0; i < G_N_ELEMENTS (advice); i++)
    paper->y
      += plumb_pages_bullet (pages, PLUMB_TYPE_TEXT, choose_advice (pages, i), left, paper->y,
                            width)
         + 3.0;
  paper->y += 20.0;
}
