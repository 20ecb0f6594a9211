/* A block for each finding: its still on the left, on the right what was seen,
 * what it means, what to do. A block is never split.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "draw-checks.h"
#include "pages.h"

#include "paper-words.h"

#define GUTTER 18.0
#define ICON_SIZE 12.0
#define BAND_HEIGHT 6.0
#define BAND_WIDTH 140.0
#define MAX_CUES 4
#define BLOCK_GAP 22.0
#define CAPTION_HEIGHT 14.0

/* Where words go, and whether they are only measured. */
typedef struct
{
  PlumbPages *pages;
  double      x, width;
  double      y;
  gboolean    draw;
} Column;

static void
put_text (Column     *column,
          PlumbType   type,
          PlumbInk    ink,
          const char *text,
          double      gap)
{
  PlumbPaper *paper = column->pages->paper;
  double height = column->draw ? plumb_paper_text (paper, type, ink, text, column->x, column->y,
                                                   column->width)
                               : plumb_paper_text_height (paper, type, text, column->width);
  column->y += height + gap;
}

static void
put_bullet (Column     *column,
            const char *text)
{
  PlumbPaper *paper = column->pages->paper;
  double height = column->draw
                    ? plumb_pages_bullet (column->pages, PLUMB_TYPE_TEXT, text, column->x,
                                          column->y, column->width)
                    : plumb_paper_text_height (paper, PLUMB_TYPE_TEXT, text, column->width - 11.0);
  column->y += height + 2.0;
}

static const PlumbFinding *
find_computed (const PlumbReport *report,
               const char        *finding_id)
{
  for (guint i = 0; report->checks != NULL && i < report->checks->findings->len; i++)
    {
      const PlumbFinding *finding = g_ptr_array_index (report->checks->findings, i);
      if (g_str_equal (finding->id, finding_id))
        return finding;
    }
  return NULL;
}

/* The still of the frame that the finding speaks of, else of its moment, else
 * the first. */
static guint
choose_still (const PlumbReport        *report,
              const PlumbReportFinding *finding)
{
  const PlumbFinding *computed = find_computed (report, finding->finding_id);
  gint64 frame = finding->frame > 0         ? finding->frame
                 : finding->measure != NULL ? finding->measure->frame
                 : computed != NULL       ? computed->frame
                                          : -1;
  for (guint i = 0; i < report->n_stills; i++)
    if (report->stills[i].frame == frame)
      return i;
  for (guint i = 0; finding->measure != NULL && i < report->n_stills; i++)
    if (report->stills[i].moment == finding->measure->moment)
      return i;
  return 0;
}

static void
put_verdict (Column                   *column,
             const PlumbReportFinding *finding)
{
  PlumbPaper *paper = column->pages->paper;
  const char *word = _(plumb_verdict_name (finding->verdict));
  g_autofree char *text
    = finding->confirmed ? g_strdup_printf (_("%s, confirmed by your coach"), word)
                         : g_strdup (word);
  if (column->draw)
    {
      plumb_draw_verdict_icon (paper->cr, finding->verdict, column->x, column->y + 0.5, ICON_SIZE,
                               FALSE);
      plumb_paper_line (paper, PLUMB_TYPE_STRONG, PLUMB_INK_BLACK, text,
                        column->x + ICON_SIZE + 6.0, column->y - 1.5,
                        column->width - ICON_SIZE - 6.0);
    }
  column->y += 16.0;
}

/* The value in words where the finding's text does not have it, and the band
 * bar with what is good beside it. */
static void
put_measure (Column             *column,
             const PlumbMeasure *measure,
             gboolean            told)
{
  PlumbPaper *paper = column->pages->paper;
  const PlumbCriteria *criteria = column->pages->report->criteria;
  const PlumbCriterion *criterion
    = criteria != NULL ? plumb_criteria_find (criteria, measure->id) : NULL;
  g_autofree char *value = plumb_format_measure (measure);
  if (value == NULL)
    return;
  if (!told)
    {
      g_autofree char *text = criterion != NULL
                                ? g_strdup_printf ("%s: %s", criterion->name, value)
                                : g_strdup (value);
      put_text (column, PLUMB_TYPE_TEXT, PLUMB_INK_BLACK, text, 4.0);
    }
  g_autofree char *band = plumb_pages_good_band (measure);
  if (band == NULL)
    return;
  g_autofree char *good = g_strdup_printf (_("good: %s"), band);
  if (column->draw)
    {
      plumb_draw_band_bar (paper->cr, measure, column->x, column->y + 4.0, BAND_WIDTH, BAND_HEIGHT,
                           FALSE);
      plumb_paper_line (paper, PLUMB_TYPE_SMALL, PLUMB_INK_GREY, good,
                        column->x + BAND_WIDTH + 10.0, column->y + 0.5,
                        column->width - BAND_WIDTH - 10.0);
    }
  column->y += 15.0;
}

static void
put_meaning (Column                   *column,
             const PlumbReportFinding *finding)
{
  const PlumbFinding *computed
    = find_computed (column->pages->report, finding->finding_id);
  gboolean has_sentence = finding->sentence != NULL && finding->sentence[0] != '\0';
  if (!has_sentence)
    return;
  put_text (column, PLUMB_TYPE_LABEL, PLUMB_INK_ACCENT, _("What it means"), 0.0);
  /* Translators: a sentence quoted from the article. */
  g_autofree char *quoted = g_strdup_printf (_("“%s”"), finding->sentence);
  put_text (column, PLUMB_TYPE_QUOTE, PLUMB_INK_BLACK, quoted, 1.0);
  const char *standing = finding->verdict == PLUMB_VERDICT_FAULT
                           ? _("This film does not meet the article’s criterion.")
                         : finding->verdict == PLUMB_VERDICT_WATCH
                           ? _("This film does not clearly meet the article’s criterion.")
                           : NULL;
  g_autofree char *claims = computed != NULL && computed->claims != NULL
                                && computed->claims[0] != NULL
                              ? g_strjoinv (", ", computed->claims)
                              : NULL;
  g_autofree char *note = claims == NULL ? g_strdup (standing)
                          : standing == NULL
                            ? g_strdup (claims)
                            : g_strdup_printf ("%s (%s)", standing, claims);
  if (note != NULL)
    put_text (column, PLUMB_TYPE_SMALL, PLUMB_INK_GREY, note, 0.0);
  column->y += 5.0;
}

static void
put_cues (Column                   *column,
          const PlumbReportFinding *finding)
{
  const PlumbPlanLine *line;
  for (guint i = 0;
       i < MAX_CUES
       && (line = plumb_pages_line_for (column->pages, PLUMB_PLAN_CUES, finding->finding_id, i))
            != NULL;
       i++)
    {
      if (i == 0)
        put_text (column, PLUMB_TYPE_LABEL, PLUMB_INK_ACCENT, _("Do this"), 1.0);
      put_bullet (column, line->text);
    }
}

/* The words' height; with `draw` they are drawn at (x, y). */
static double
lay_words (PlumbPages               *pages,
           const PlumbReportFinding *finding,
           double                    x,
           double                    y,
           double                    width,
           gboolean                  draw)
{
  Column column = { pages, x, width, y, draw };
  const char *cause = pages->report->cause != NULL
                        ? pages->report->cause[finding - pages->report->findings]
                        : NULL;
  put_verdict (&column, finding);
  if (cause != NULL)
    put_text (&column, PLUMB_TYPE_SMALL, PLUMB_INK_GREY, cause, 3.0);
  put_text (&column, PLUMB_TYPE_LABEL, PLUMB_INK_ACCENT, _("What we saw"), 0.0);
  gboolean told = finding->text != NULL && finding->text[0] != '\0';
  g_autofree char *sentence = plumb_format_sentence (finding->text);
  if (told)
    put_text (&column, PLUMB_TYPE_TEXT, PLUMB_INK_BLACK, sentence, 3.0);
  else if (finding->measure == NULL)
    put_text (&column, PLUMB_TYPE_TEXT, PLUMB_INK_BLACK, _("Seen by your coach on the film."), 3.0);
  if (finding->measure != NULL)
    put_measure (&column, finding->measure, told);
  column.y += 2.0;
  put_meaning (&column, finding);
  put_cues (&column, finding);
  return column.y - y;
}

static void
draw_block_still (PlumbPages               *pages,
                  const PlumbReportFinding *finding,
                  guint                     index,
                  double                    height)
{
  PlumbPaper *paper = pages->paper;
  const PlumbStill *still = &pages->report->stills[index];
  PlumbStillLabel labels[PLUMB_STILL_MAX_LINES];
  guint n = plumb_still_choose_labels (still, finding, 1, pages->report, FALSE, labels);
  double took_width = 0.0;
  double took_height = 0.0;
  plumb_pages_still (pages, still, &pages->blocks[index], labels, n, plumb_paper_left (paper),
                     paper->y, PLUMB_BLOCK_WIDTH, height, &took_width, &took_height);
  g_autofree char *caption = plumb_pages_still_caption (still);
  plumb_paper_line (paper, PLUMB_TYPE_FINE, PLUMB_INK_GREY, caption,
                    plumb_paper_left (paper) + (PLUMB_BLOCK_WIDTH - took_width) / 2.0,
                    paper->y + took_height + 3.0, PLUMB_BLOCK_WIDTH);
}

static void
draw_block (PlumbPages *pages,
            guint       number)
{
  PlumbPaper *paper = pages->paper;
  const PlumbReport *report = pages->report;
  const PlumbReportFinding *finding = &report->findings[number];
  double left = plumb_paper_left (paper);
  double width = plumb_paper_content_width (paper);
  gboolean pictured = report->n_stills > 0;
  double words_x = pictured ? left + PLUMB_BLOCK_WIDTH + GUTTER : left;
  double words_width = left + width - words_x;
  double words_height = lay_words (pages, finding, words_x, 0.0, words_width, FALSE);
  guint index = pictured ? choose_still (report, finding) : 0;
  double still_height = 0.0;
  if (pictured)
    {
      const PlumbCrop *crop = &pages->blocks[index].crop;
      still_height = MIN (PLUMB_BLOCK_WIDTH * crop->height / crop->width,
                          PLUMB_BLOCK_WIDTH / PLUMB_BLOCK_ASPECT + 20.0);
    }
  double height = MAX (words_height, pictured ? still_height + CAPTION_HEIGHT : 0.0);
  g_autofree char *title = g_strdup_printf ("%u  %s", number + 1, finding->title);
  plumb_paper_need (paper, height + 34.0);
  plumb_paper_begin (paper, "Sect");
  g_autofree char *place = plumb_pages_finding_place (number);
  plumb_paper_place (paper, place);
  plumb_paper_heading (paper, title, 0.0);
  plumb_paper_rule (paper, left, paper->y, width);
  paper->y += 8.0;
  if (pictured)
    draw_block_still (pages, finding, index, still_height);
  lay_words (pages, finding, words_x, paper->y, words_width, TRUE);
  plumb_paper_end (paper, "Sect");
  paper->y += height + BLOCK_GAP;
}

void
plumb_pages_findings (PlumbPages *pages)
{
  for (guint i = 0; i < pages->report->n_findings; i++)
    draw_block (pages, i);
}

void
plumb_pages_notes (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  g_autofree char *notes = g_strdup (pages->report->notes != NULL ? pages->report->notes : "");
  g_strstrip (notes);
  if (notes[0] == '\0')
    return;
  plumb_paper_heading (paper, _("From your coach"), 60.0);
  plumb_paper_rule (paper, plumb_paper_left (paper), paper->y, plumb_paper_content_width (paper));
  paper->y += 8.0;
  plumb_paper_flow (paper, PLUMB_TYPE_TEXT, notes);
  paper->y += BLOCK_GAP;
}
