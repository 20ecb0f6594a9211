/* For the coach: every measure with its uncertainty, band, verdict, what was
 * missing or refused, and where the band comes from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pages.h"

#include <string.h>

#include "advice.h"
#include "paper-words.h"

#define ICON_SIZE 8.0
#define ROW_PAD 3.0

typedef enum
{
  COLUMN_NAME,
  COLUMN_WHERE,
  COLUMN_VALUE,
  COLUMN_BAND,
  COLUMN_VERDICT,
  N_COLUMNS,
} TableColumn;

/* Shares of the page's width; "Ausgangsstellung" has to stay whole. */
static const double column_ends[N_COLUMNS] = { 0.31, 0.46, 0.65, 0.78, 1.0 };

static double
find_column (const PlumbPaper *paper,
             TableColumn       column,
             double           *width)
{
  double full = plumb_paper_content_width (paper);
  double start = column > 0 ? column_ends[column - 1] : 0.0;
  *width = (column_ends[column] - start) * full - 6.0;
  return plumb_paper_left (paper) + start * full;
}

/* (transfer full) */
static char *
describe_where (const PlumbMeasure *measure)
{
  if (measure->frame < 0 || measure->moment == PLUMB_MOMENT_NONE)
    return g_strdup ("–");
  return g_strdup_printf ("%s, %" G_GINT64_FORMAT, _(plumb_moment_name (measure->moment)),
                          measure->frame);
}

/* (transfer full) (nullable) What stands under the row. */
static char *
describe_note (const PlumbMeasure   *measure,
               const PlumbCriterion *criterion,
               gboolean              sourced)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *advice = plumb_advice_text (measure, criterion);
  if (advice != NULL)
    g_ptr_array_add (parts, advice);
  if (sourced && criterion != NULL)
    g_ptr_array_add (parts, plumb_evidence_text (criterion));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" ", (char **) parts->pdata);
}

static void
draw_table_head (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  const char *const titles[N_COLUMNS]
    = { _("Measure"), _("Where"), _("Value ± U"), _("Good"), _("Verdict") };
  plumb_paper_begin (paper, "TR");
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      double width = 0.0;
      double x = find_column (paper, (TableColumn) i, &width);
      plumb_paper_set_ink (paper, PLUMB_INK_GREY);
      g_autoptr (PangoLayout) layout
        = plumb_paper_layout (paper, PLUMB_TYPE_FINE_STRONG, titles[i], width);
      plumb_paper_show (paper, layout, x, paper->y, "TH");
    }
  plumb_paper_end (paper, "TR");
  paper->y += 13.0;
  plumb_paper_rule (paper, plumb_paper_left (paper), paper->y, plumb_paper_content_width (paper));
}

static double
draw_cells (PlumbPages         *pages,
            const char *const   texts[N_COLUMNS],
            const PlumbMeasure *measure, /* (nullable) NULL: only measure */
            double              y)
{
  PlumbPaper *paper = pages->paper;
  double tallest = 0.0;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      double width = 0.0;
      double x = find_column (paper, (TableColumn) i, &width);
      double indent = i == COLUMN_VERDICT ? ICON_SIZE + 4.0 : 0.0;
      g_autoptr (PangoLayout) layout
        = plumb_paper_layout (paper, i == COLUMN_NAME ? PLUMB_TYPE_FINE_STRONG : PLUMB_TYPE_FINE,
                              texts[i], width - indent);
      tallest = MAX (tallest, plumb_layout_height (layout));
      if (measure == NULL)
        continue;
      if (i == COLUMN_VERDICT)
        plumb_draw_verdict_icon (paper->cr, measure->verdict, x, y + 1.0, ICON_SIZE, FALSE);
      plumb_paper_set_ink (paper, PLUMB_INK_BLACK);
      plumb_paper_show (paper, layout, x + indent, y, "TD");
    }
  return tallest;
}

static void
draw_measure (PlumbPages         *pages,
              const PlumbMeasure *measure,
              gboolean            sourced)
{
  PlumbPaper *paper = pages->paper;
  const PlumbCriteria *criteria = pages->report->criteria;
  const PlumbCriterion *criterion
    = criteria != NULL ? plumb_criteria_find (criteria, measure->id) : NULL;
  g_autofree char *name = criterion != NULL
                            ? g_strdup_printf ("%s (%s)", criterion->name, measure->id)
                            : g_strdup (measure->id);
  g_autofree char *where = describe_where (measure);
  g_autofree char *value = plumb_format_measure (measure);
  g_autofree char *band = plumb_pages_good_band (measure);
  g_autofree char *note = describe_note (measure, criterion, sourced);
  const char *const texts[N_COLUMNS] = { name, where, value != NULL ? value : "–",
                                         band != NULL ? band : "–",
                                         _(plumb_verdict_name (measure->verdict)) };
  double width = plumb_paper_content_width (paper);
  double row = draw_cells (pages, texts, NULL, 0.0);
  double below = note != NULL ? plumb_paper_text_height (paper, PLUMB_TYPE_FINE, note, width) : 0.0;
  if (plumb_paper_need (paper, row + below + 2.0 * ROW_PAD))
    draw_table_head (pages);
  plumb_paper_begin (paper, "TR");
  draw_cells (pages, texts, measure, paper->y + ROW_PAD);
  plumb_paper_end (paper, "TR");
  paper->y += row + ROW_PAD;
  if (note != NULL)
    plumb_paper_text (paper, PLUMB_TYPE_FINE, PLUMB_INK_GREY, note, plumb_paper_left (paper),
                      paper->y, width);
  paper->y += below + ROW_PAD;
  /* Set and lift-off of one measure stand together. */
  if (sourced)
    plumb_paper_rule (paper, plumb_paper_left (paper), paper->y, width);
}

void
plumb_pages_appendix (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  const PlumbChecks *checks = pages->report->checks;
  if (checks == NULL || checks->measures->len == 0)
    {
      plumb_pages_provenance (pages);
      return;
    }
  if (paper->y > paper->margin)
    plumb_paper_turn (paper);
  plumb_paper_heading (paper, _("For the coach: all measures"), 0.0);
  const char *const method
    /* xgettext:no-c-format */
    = _("U is twice the standard uncertainty of marking, scale and camera. A verdict is given "
        "where it holds with 95 % probability; between two verdicts the answer is “too close to "
        "call”. Bands describe what is typical of trained lifters and what the article asks for; "
        "they are not limits beyond which anyone gets hurt.");
  paper->y += plumb_paper_text (paper, PLUMB_TYPE_FINE, PLUMB_INK_GREY, method,
                                plumb_paper_left (paper), paper->y,
                                plumb_paper_content_width (paper))
              + 8.0;
  plumb_paper_begin (paper, "Table");
  draw_table_head (pages);
  for (guint i = 0; i < checks->measures->len; i++)
    {
      const PlumbMeasure *measure = g_ptr_array_index (checks->measures, i);
      /* The source stands under the last row of its measure. */
      gboolean last = i + 1 == checks->measures->len
                      || !g_str_equal (measure->id,
                                       ((const PlumbMeasure *) g_ptr_array_index (
                                          checks->measures, i + 1))->id);
      draw_measure (pages, measure, last);
    }
  plumb_paper_end (paper, "Table");
  plumb_pages_capture (pages);
  plumb_pages_provenance (pages);
}
