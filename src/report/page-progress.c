/* What became of the last plan, check by check.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pages.h"

#include "paper-words.h"

#define NAME_SHARE 0.30 /* of the width, likewise below */
#define KIND_SHARE 0.24
#define ROW_PAD 4.0
#define MARK_RADIUS 3.2

/* (transfer full) "156.0° ± 7.4° → 121.0° ± 7.2°: changed by −35.0°" */
static char *
describe_change (const PlumbReportProgress *item)
{
  if (item->before == NULL || item->now == NULL)
    return g_strdup ("–");
  g_autofree char *values = g_strdup_printf ("%s → %s", item->before, item->now);
  if (!item->larger)
    return g_strdup_printf (_("%s: no change beyond the error"), values);
  /* Translators: two values, and by how much the second is another. */
  return g_strdup_printf (_("%s: changed by %s, more than the error"), values, item->change);
}

/* Filled: in order now; a ring: not; nothing where it cannot be said. */
static void
draw_mark (PlumbPaper        *paper,
           PlumbProgressKind  kind,
           double             x,
           double             y)
{
  if (kind == PLUMB_PROGRESS_OPEN)
    return;
  gboolean good = kind == PLUMB_PROGRESS_FIXED || kind == PLUMB_PROGRESS_KEPT;
  plumb_draw_verdict_icon (paper->cr, good ? PLUMB_VERDICT_GOOD : PLUMB_VERDICT_FAULT,
                           x - MARK_RADIUS, y, 2.6 * MARK_RADIUS, FALSE);
}

static void
draw_row (PlumbPages                *pages,
          const PlumbReportProgress *item)
{
  PlumbPaper *paper = pages->paper;
  double left = plumb_paper_left (paper);
  double full = plumb_paper_content_width (paper);
  double kind_x = left + NAME_SHARE * full;
  double change_x = kind_x + KIND_SHARE * full;
  g_autofree char *change = describe_change (item);
  const char *kind = _(plumb_progress_kind_name (item->kind));
  const struct
  {
    PlumbType   type;
    const char *text;
    double      x, width;
  } cells[] = {
    { PLUMB_TYPE_STRONG, item->name, left, NAME_SHARE * full - 8.0 },
    { PLUMB_TYPE_TEXT, kind, kind_x + 14.0, KIND_SHARE * full - 22.0 },
    { PLUMB_TYPE_TEXT, change, change_x, full - (change_x - left) },
  };
  double height = 0.0;
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    height = MAX (height, plumb_paper_text_height (paper, cells[i].type, cells[i].text,
                                                   cells[i].width));
  plumb_paper_need (paper, height + 2.0 * ROW_PAD);
  plumb_paper_begin (paper, "TR");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      plumb_paper_begin (paper, "TD");
      plumb_paper_text (paper, cells[i].type, PLUMB_INK_BLACK, cells[i].text, cells[i].x,
                        paper->y + ROW_PAD, cells[i].width);
      plumb_paper_end (paper, "TD");
    }
  plumb_paper_end (paper, "TR");
  draw_mark (paper, item->kind, kind_x + MARK_RADIUS, paper->y + ROW_PAD + 3.0);
  paper->y += height + 2.0 * ROW_PAD;
  plumb_paper_rule (paper, left, paper->y, full);
}

void
plumb_pages_progress (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  const PlumbReport *report = pages->report;
  if (report->n_progress == 0)
    return;
  g_autofree char *date = plumb_pages_date (report->last, FALSE);
  g_autofree char *title = report->last != NULL
                             ? g_strdup_printf (_("Since your last film (%s)"), date)
                             : g_strdup (_("Since your last film"));
  plumb_paper_heading (paper, title, 80.0);
  plumb_paper_rule (paper, plumb_paper_left (paper), paper->y, plumb_paper_content_width (paper));
  plumb_paper_begin (paper, "Table");
  for (guint i = 0; i < report->n_progress; i++)
    draw_row (pages, &report->progress[i]);
  plumb_paper_end (paper, "Table");
  paper->y += 20.0;
}
