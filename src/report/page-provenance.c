/* The rest of the coach's appendix: how it was filmed, and why each line of the
 * plan is there: the finding or answer, its frame, and the article's words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pages.h"

#include "paper-words.h"

#define LABEL_SHARE 0.28  /* of the width */
#define LINE_SHARE 0.36   /* likewise */
#define REASON_SHARE 0.26
#define GAP 8.0
#define ROW_PAD 3.0
#define CAPTURE_ROW 17.0 /* of one line */

typedef struct
{
  PlumbType   type;
  PlumbInk    ink;
  const char *text;
  double      share; /* of the width */
} Cell;

/* A row of cells beside each other, on one page. */
static void
draw_cells (PlumbPaper *paper,
            const Cell *cells,
            guint       n,
            const char *tag)
{
  double full = plumb_paper_content_width (paper);
  double height = 0.0;
  for (guint i = 0; i < n; i++)
    height = MAX (height, plumb_paper_text_height (paper, cells[i].type, cells[i].text,
                                                   cells[i].share * full - GAP));
  plumb_paper_need (paper, height + 2.0 * ROW_PAD);
  double x = plumb_paper_left (paper);
  plumb_paper_begin (paper, "TR");
  for (guint i = 0; i < n; i++)
    {
      plumb_paper_begin (paper, tag);
      plumb_paper_text (paper, cells[i].type, cells[i].ink, cells[i].text, x, paper->y + ROW_PAD,
                        cells[i].share * full - GAP);
      plumb_paper_end (paper, tag);
      x += cells[i].share * full;
    }
  plumb_paper_end (paper, "TR");
  paper->y += height + 2.0 * ROW_PAD;
  plumb_paper_rule (paper, plumb_paper_left (paper), paper->y, full);
}

void
plumb_pages_capture (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  const char *const *capture = pages->report->capture;
  if (capture == NULL || capture[0] == NULL)
    return;
  paper->y += 16.0;
  plumb_paper_heading (paper, _("For the coach: how it was filmed"),
                       g_strv_length ((GStrv) capture) / 2.0 * CAPTURE_ROW);
  plumb_paper_begin (paper, "Table");
  for (guint i = 0; capture[i] != NULL && capture[i + 1] != NULL; i += 2)
    {
      const Cell cells[]
        = { { PLUMB_TYPE_FINE_STRONG, PLUMB_INK_BLACK, capture[i], LABEL_SHARE },
            { PLUMB_TYPE_FINE, PLUMB_INK_BLACK, capture[i + 1], 1.0 - LABEL_SHARE } };
      draw_cells (paper, cells, G_N_ELEMENTS (cells), "TD");
    }
  plumb_paper_end (paper, "Table");
}

/* (transfer full) "C18 “Hips that sit too high …”", one paragraph a claim. */
static char *
quote_claims (const PlumbReport   *report,
              const PlumbPlanLine *line)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; line->claims != NULL && line->claims[i] != NULL; i++)
    {
      const PlumbClaim *claim
        = report->claims != NULL ? plumb_claims_find (report->claims, line->claims[i]) : NULL;
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", line->claims[i]);
      if (claim != NULL)
        {
          g_autofree char *quoted = g_strdup_printf (_("“%s”"), claim->text);
          g_string_append_printf (out, " %s", quoted);
        }
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : g_strdup ("–");
}

void
plumb_pages_provenance (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  const PlumbReport *report = pages->report;
  if (report->plan == NULL || report->reasons == NULL || report->plan->lines->len == 0)
    return;
  paper->y += 16.0;
  plumb_paper_heading (paper, _("For the coach: why each line is there"), 60.0);
  if (report->claims != NULL)
    {
      g_autofree char *source
        = g_strdup_printf (_("C01 to C49 are the sentences of: %s"),
                           plumb_claims_article (report->claims));
      paper->y += plumb_paper_text (paper, PLUMB_TYPE_FINE, PLUMB_INK_GREY, source,
                                    plumb_paper_left (paper), paper->y,
                                    plumb_paper_content_width (paper))
                  + 4.0;
    }
  plumb_paper_begin (paper, "Table");
  const Cell head[] = { { PLUMB_TYPE_FINE_STRONG, PLUMB_INK_GREY, _("Line"), LINE_SHARE },
                        { PLUMB_TYPE_FINE_STRONG, PLUMB_INK_GREY, _("Because of"), REASON_SHARE },
                        { PLUMB_TYPE_FINE_STRONG, PLUMB_INK_GREY, _("The article"),
                          1.0 - LINE_SHARE - REASON_SHARE } };
  draw_cells (paper, head, G_N_ELEMENTS (head), "TH");
  for (guint i = 0; i < report->plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (report->plan->lines, i);
      g_autofree char *quoted = quote_claims (report, line);
      const Cell cells[]
        = { { PLUMB_TYPE_FINE_STRONG, PLUMB_INK_BLACK, line->text, LINE_SHARE },
            { PLUMB_TYPE_FINE, PLUMB_INK_BLACK, report->reasons[i], REASON_SHARE },
            { PLUMB_TYPE_FINE, PLUMB_INK_GREY, quoted, 1.0 - LINE_SHARE - REASON_SHARE } };
      draw_cells (paper, cells, G_N_ELEMENTS (cells), "TD");
    }
  plumb_paper_end (paper, "Table");
}
