/* Where the pain screen allows no plan, the PDF is this page: what to do now,
 * and what to tell the clinician. Nothing about technique is on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pages.h"

#include "paper-words.h"

#define ANSWER_SHARE 0.28 /* of the width */
#define ROW_PAD 4.0      /* half of it round what is small */

static void
draw_answer (PlumbPages *pages,
             const char *question,
             const char *answer,
             PlumbType   type)
{
  PlumbPaper *paper = pages->paper;
  double left = plumb_paper_left (paper);
  double full = plumb_paper_content_width (paper);
  double pad = type == PLUMB_TYPE_SMALL ? ROW_PAD / 2.0 : ROW_PAD;
  double question_width = (1.0 - ANSWER_SHARE) * full - 12.0;
  double answer_width = ANSWER_SHARE * full;
  double height = MAX (
    plumb_paper_text_height (paper, type, question, question_width),
    plumb_paper_text_height (paper, type, answer, answer_width));
  plumb_paper_need (paper, height + 2.0 * pad);
  plumb_paper_begin (paper, "TR");
  plumb_paper_begin (paper, "TD");
  plumb_paper_text (paper, type, PLUMB_INK_BLACK, question, left, paper->y + pad,
                    question_width);
  plumb_paper_end (paper, "TD");
  plumb_paper_begin (paper, "TD");
  plumb_paper_text (paper, type, PLUMB_INK_BLACK, answer,
                    left + full - answer_width, paper->y + pad, answer_width);
  plumb_paper_end (paper, "TD");
  plumb_paper_end (paper, "TR");
  paper->y += height + 2.0 * pad;
  plumb_paper_rule (paper, left, paper->y, full);
}

/* Whether the pairs have the question with this answer. */
static gboolean
has_answer (const char *const *pairs,
            const char        *question,
            const char        *answer)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL && pairs[i + 1] != NULL; i += 2)
    if (g_str_equal (pairs[i], question) && g_str_equal (pairs[i + 1], answer))
      return TRUE;
  return FALSE;
}

/* The answers that stand out, or all others. */
static void
draw_answers (PlumbPages *pages,
              const char *heading,
              gboolean    alarming)
{
  const char *const *answers = pages->report->pain_answers;
  PlumbPaper *paper = pages->paper;
  gboolean first = TRUE;
  for (guint i = 0; answers != NULL && answers[i] != NULL && answers[i + 1] != NULL; i += 2)
    {
      if (has_answer (pages->report->pain_alarms, answers[i], answers[i + 1]) != alarming)
        continue;
      if (first)
        {
          plumb_paper_heading (paper, heading, 40.0);
          plumb_paper_rule (paper, plumb_paper_left (paper), paper->y,
                            plumb_paper_content_width (paper));
          plumb_paper_begin (paper, "Table");
        }
      first = FALSE;
      draw_answer (pages, answers[i], answers[i + 1],
                   alarming ? PLUMB_TYPE_STRONG : PLUMB_TYPE_SMALL);
    }
  if (first)
    return;
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
  draw_answers (pages, _("What to tell the clinician"), TRUE);
  draw_answers (pages, _("What else was answered"), FALSE);
  g_autofree char *source = describe_source (row);
  g_autofree char *note = g_strdup_printf (
    "%s %s", source,
    _("This page is a coach’s note of what an athlete answered. It is no diagnosis."));
  plumb_paper_need (paper, 40.0);
  paper->y += plumb_paper_text (paper, PLUMB_TYPE_SMALL, PLUMB_INK_GREY, note,
                                plumb_paper_left (paper), paper->y,
                                plumb_paper_content_width (paper));
}
