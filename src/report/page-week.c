/* The week's plan: one page to take to the gym, with a box for every day.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pages.h"

#include "paper-words.h"

#define DAYS 7
#define DAY_WIDTH 24.0
#define BOX_SIZE 10.0
#define ROW_PAD 5.0
#define SECTION_GAP 9.0
#define HEAD_HEIGHT 17.0
#define SHARED_SHARE 0.3 /* of the page, that something else may take before */

static double
find_boxes_left (const PlumbPaper *paper)
{
  return plumb_paper_left (paper) + plumb_paper_content_width (paper) - DAYS * DAY_WIDTH;
}

/* (transfer full) (nullable) "3 × 8 · for: hips too high, early hip rise" */
static char *
describe_line (const PlumbReport   *report,
               const PlumbPlanLine *line)
{
  g_autoptr (GString) reasons = g_string_new (NULL);
  for (guint i = 0; line->because[i] != NULL; i++)
    for (guint j = 0; j < report->n_findings; j++)
      if (g_str_equal (report->findings[j].finding_id, line->because[i]))
        g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? ", " : "",
                                report->findings[j].title);
  g_autofree char *why = reasons->len > 0 ? g_strdup_printf (_("for: %s"), reasons->str) : NULL;
  if (line->dose == NULL)
    return g_steal_pointer (&why);
  return why == NULL ? g_strdup (line->dose) : g_strdup_printf ("%s  ·  %s", line->dose, why);
}

static void
draw_days (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  for (guint day = 0; day < DAYS; day++)
    {
      /* 2 January 2023 was a Monday. */
      g_autoptr (GDateTime) date = g_date_time_new_utc (2023, 1, 2 + (int) day, 0, 0, 0.0);
      g_autofree char *name = plumb_words_date (date, "%a");
      g_autoptr (PangoLayout) layout
        = plumb_paper_layout (paper, PLUMB_TYPE_FINE, name, -1.0);
      plumb_paper_set_ink (paper, PLUMB_INK_GREY);
      plumb_paper_show (paper, layout,
                        find_boxes_left (paper) + (day + 0.5) * DAY_WIDTH
                          - plumb_layout_width (layout) / 2.0,
                        paper->y + 4.0, "TH");
    }
}

static void
draw_boxes (PlumbPages *pages,
            double      y)
{
  cairo_t *cr = pages->paper->cr;
  plumb_paper_set_ink (pages->paper, PLUMB_INK_GREY);
  cairo_set_line_width (cr, 0.75);
  for (guint day = 0; day < DAYS; day++)
    cairo_rectangle (cr,
                     find_boxes_left (pages->paper) + (day + 0.5) * DAY_WIDTH - BOX_SIZE / 2.0, y,
                     BOX_SIZE, BOX_SIZE);
  cairo_stroke (cr);
}

static gboolean
has_boxes (PlumbPlanSection section)
{
  return section == PLUMB_PLAN_DRILLS || section == PLUMB_PLAN_MOBILITY
         || section == PLUMB_PLAN_ACCESSORIES;
}

static void
draw_section_head (PlumbPages      *pages,
                   PlumbPlanSection section)
{
  PlumbPaper *paper = pages->paper;
  double left = plumb_paper_left (paper);
  gboolean cues = section == PLUMB_PLAN_CUES; /* a list, no table */
  if (!cues)
    plumb_paper_begin (paper, "TR");
  plumb_paper_set_ink (paper, PLUMB_INK_ACCENT);
  g_autoptr (PangoLayout) layout = plumb_paper_layout (
    paper, PLUMB_TYPE_LABEL, _(plumb_plan_section_title (section)), -1.0);
  plumb_paper_show (paper, layout, left, paper->y + 2.0, cues ? "P" : "TH");
  if (has_boxes (section))
    draw_days (pages);
  if (!cues)
    plumb_paper_end (paper, "TR");
  paper->y += HEAD_HEIGHT;
  plumb_paper_rule (paper, left, paper->y, plumb_paper_content_width (paper));
}

static void
draw_row (PlumbPages          *pages,
          const PlumbPlanLine *line,
          gboolean             first)
{
  PlumbPaper *paper = pages->paper;
  gboolean boxes = has_boxes (line->section);
  double left = plumb_paper_left (paper);
  double full = plumb_paper_content_width (paper);
  double width = boxes ? full - DAYS * DAY_WIDTH - 10.0 : full;
  g_autofree char *note = describe_line (pages->report, line);
  g_autoptr (PangoLayout) text = plumb_paper_layout (paper, PLUMB_TYPE_TEXT, line->text, width);
  g_autoptr (PangoLayout) small
    = note != NULL ? plumb_paper_layout (paper, PLUMB_TYPE_SMALL, note, width) : NULL;
  double text_height = plumb_layout_height (text);
  double height = text_height + (small != NULL ? plumb_layout_height (small) : 0.0)
                  + 2.0 * ROW_PAD;
  plumb_paper_need (paper, height + (first ? HEAD_HEIGHT : 0.0));
  if (first || paper->y <= paper->margin)
    draw_section_head (pages, line->section);
  plumb_paper_begin (paper, "TR");
  plumb_paper_set_ink (paper, PLUMB_INK_BLACK);
  plumb_paper_show (paper, text, left, paper->y + ROW_PAD, "TD");
  plumb_paper_set_ink (paper, PLUMB_INK_GREY);
  if (small != NULL)
    plumb_paper_show (paper, small, left, paper->y + ROW_PAD + text_height, "TD");
  plumb_paper_end (paper, "TR");
  if (boxes)
    draw_boxes (pages, paper->y + ROW_PAD + 2.5);
  paper->y += height;
  plumb_paper_rule (paper, left, paper->y, full);
}

/* (transfer full) What stands in a list without a column for how much. */
static char *
compose_item (const PlumbPlanLine *line)
{
  return line->dose != NULL ? g_strdup_printf ("%s — %s", line->text, line->dose)
                            : g_strdup (line->text);
}

/* What to think of at the bar: short, and without reasons; those stand beside
 * each finding. */
static void
draw_cues (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  const PlumbPlan *plan = pages->report->plan;
  double width = plumb_paper_content_width (paper);
  gboolean first = TRUE;
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      if (line->section != PLUMB_PLAN_CUES)
        continue;
      g_autofree char *item = compose_item (line);
      double height = plumb_paper_text_height (paper, PLUMB_TYPE_TEXT, item, width - 12.0);
      if (plumb_paper_need (paper, height + (first ? HEAD_HEIGHT + 8.0 : 0.0)) || first)
        {
          draw_section_head (pages, PLUMB_PLAN_CUES);
          paper->y += 4.0;
        }
      first = FALSE;
      paper->y += plumb_pages_bullet (pages, PLUMB_TYPE_TEXT, item, plumb_paper_left (paper),
                                      paper->y, width)
                  + 2.0;
    }
  if (!first)
    paper->y += SECTION_GAP;
}

static void
draw_section (PlumbPages      *pages,
              PlumbPlanSection section)
{
  const PlumbPlan *plan = pages->report->plan;
  gboolean first = TRUE;
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      if (line->section != section)
        continue;
      draw_row (pages, line, first);
      first = FALSE;
    }
  if (!first)
    pages->paper->y += SECTION_GAP;
}

/* Date and lines stand together. */
static double
measure_refilm (PlumbPages *pages)
{
  double height = 34.0;
  for (guint i = 0; i < pages->report->plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (pages->report->plan->lines, i);
      g_autofree char *item = compose_item (line);
      if (line->section == PLUMB_PLAN_REFILM)
        height += plumb_paper_text_height (pages->paper, PLUMB_TYPE_TEXT, item,
                                           plumb_paper_content_width (pages->paper) - 11.0)
                  + 2.0;
    }
  return height;
}

static void
draw_refilm (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  g_autofree char *date = plumb_pages_date (pages->report->refilm, TRUE);
  plumb_paper_need (paper, measure_refilm (pages));
  paper->y += 4.0;
  plumb_paper_line (paper, PLUMB_TYPE_LABEL, PLUMB_INK_ACCENT,
                    _(plumb_plan_section_title (PLUMB_PLAN_REFILM)), plumb_paper_left (paper),
                    paper->y, plumb_paper_content_width (paper));
  paper->y += 13.0;
  plumb_paper_line (paper, PLUMB_TYPE_STRONG, PLUMB_INK_BLACK, date, plumb_paper_left (paper),
                    paper->y, plumb_paper_content_width (paper));
  paper->y += 17.0;
  for (guint i = 0; i < pages->report->plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (pages->report->plan->lines, i);
      if (line->section != PLUMB_PLAN_REFILM)
        continue;
      g_autofree char *item = compose_item (line);
      double width = plumb_paper_content_width (paper);
      plumb_paper_need (paper, plumb_paper_text_height (paper, PLUMB_TYPE_TEXT, item, width));
      paper->y += plumb_pages_bullet (pages, PLUMB_TYPE_TEXT, item, plumb_paper_left (paper),
                                      paper->y, width)
                  + 2.0;
    }
}

void
plumb_pages_week (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  if (pages->report->plan == NULL || pages->report->plan->lines->len == 0)
    return;
  /* The sheet that hangs in the gym starts on a page of its own, but does not
   * leave a short note alone on the page before. */
  double used = paper->y - paper->margin;
  if (used > SHARED_SHARE * (plumb_paper_bottom (paper) - paper->margin))
    plumb_paper_turn (paper);
  plumb_paper_heading (paper, _("Your week"), 100.0);
  paper->y += 4.0;
  draw_cues (pages);
  plumb_paper_begin (paper, "Table");
  for (guint section = PLUMB_PLAN_CUES + 1; section < PLUMB_PLAN_REFILM; section++)
    draw_section (pages, (PlumbPlanSection) section);
  plumb_paper_end (paper, "Table");
  draw_refilm (pages);
  paper->y += 24.0;
}
