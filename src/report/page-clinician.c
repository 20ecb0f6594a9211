/* Where the pain screen allows no plan, the PDF is this page: what to do now,
 * and what to tell the clinician. Nothing about technique is on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pages.h"

#include "paper-words.h"

#define ANSWER_SHARE 0.28 /* of the width */
#define ROW_PAD 4.0

static void
draw_answer (PlumbPages *pages,
             const char *question,
             const char *answer)
{
  PlumbPaper *paper = pages->paper;
  double left = plumb_paper_left (paper);
  double full = plumb_paper_content_width (paper);
  double question_width = (1.0 - ANSWER_SHARE) * full - 12.0;
  double answer_width = ANSWER_SHARE * full;
  double height = MAX (
    plumb_paper_text_height (paper, PLUMB_TYPE_TEXT, question, question_width),
    plumb_paper_text_height (paper, PLUMB_TYPE_STRONG, answer, answer_width));
  plumb_paper_need (paper, height + 2.0 * ROW_PAD);
  plumb_paper_begin (paper, "TR");
  plumb_paper_begin (paper, "TD");
  plumb_paper_text (paper, PLUMB_TYPE_TEXT, PLUMB_INK_BLACK, question, left, paper->y + ROW_PAD,
                    question_width);
  plumb_paper_end (paper, "TD");
  plumb_paper_begin (paper, "TD");
  plumb_paper_text (paper, PLUMB_TYPE_STRONG, PLUMB_INK_BLACK, answer,
                    left + full - answer_width, paper->y + ROW_PAD, answer_width);
  plumb_paper_end (paper, "TD");
  plumb_paper_end (paper, "TR");
  paper->y += height + 2.0 * ROW_PAD;
  plumb_paper_rule (paper, left, paper->y, full);
}

static void
draw_answers (PlumbPages *pages)
{
  const char *const *answers = pages->report->pain_answers;
  PlumbPaper *paper = pages->paper;
  if (answers == NULL || answers[0] == NULL)
    return;
  plumb_paper_heading (paper, _("What to tell the clinician"), 40.0);
  plumb_paper_rule (paper, plumb_paper_left (paper), paper->y, plumb_paper_content_width (paper));
  plumb_paper_begin (paper, "Table");
  for (guint i = 0; answers[i] != NULL && answers[i + 1] != NULL; i += 2)
    draw_answer (pages, answers[i], answers[i + 1]);
  plumb_paper_end (paper, "Table");
  paper->y += 16.0;
}

/* (transfer full) Where the advice comes from. */
static char *
describe_source (const PlumbPainRow *row)
{
  g_autofree char *claims = row->claims != NULL ? g_strjoinv (", ", row->claims) : g_strdup ("");
  if (claims[0] != '\0' && row->beyond != NULL)
    return g_strdup_printf (_("After the article (%s) and %s."), claims, row->beyond);
  return claims[0] != '\0'
           ? g_strdup_printf (_("After the article (%s)."), claims)
           : g_strdup_printf (_("Beyond the article: %s."), row->beyond != NULL ? row->beyond : "");
}

void
plumb_pages_clinician (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  const PlumbPainRow *row = pages->report->pain;
  plumb_pages_head (pages, _("Pain screen"));
  plumb_pages_headline (pages, row->title);
  plumb_paper_flow (paper, PLUMB_TYPE_TEXT, row->advice);
  paper->y += 6.0;
  plumb_paper_flow (paper, PLUMB_TYPE_TEXT,
                    _("Your coach will write a training plan when a clinician has cleared you."));
  paper->y += 18.0;
  draw_answers (pages);
  g_autofree char *source = describe_source (row);
  g_autofree char *note = g_strdup_printf (
    "%s %s", source,
    _("This page is a coach’s note of what an athlete answered. It is no diagnosis."));
  plumb_paper_need (paper, 40.0);
  paper->y += plumb_paper_text (paper, PLUMB_TYPE_SMALL, PLUMB_INK_GREY, note,
                                plumb_paper_left (paper), paper->y,
                                plumb_paper_content_width (paper));
}
