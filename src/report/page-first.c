/* Page 1 can stand alone: who, what, the one sentence, the picture, what to
 * change, and when to film again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pages.h"

#include <math.h>
#include <string.h>

#include "paper-words.h"

#define MAX_CHANGES 3
#define LOGO_WIDTH 130.0
#define LOGO_HEIGHT 48.0
#define BADGE_RADIUS 8.0
#define ROW_HEIGHT 22.0
#define CHECK_HEIGHT 18.0
#define BOX_PAD 10.0
#define STILL_MIN_HEIGHT 140.0
#define CAPTION_HEIGHT 30.0
#define MIN_ASPECT 1.12 /* of the still: the picture decides how tall it gets */
#define MAX_ASPECT 2.2

/* (transfer full) To a tenth, "142.5 kg". */
static char *
describe_load (const PlumbReport *report)
{
  const double load
      = round (plumb_mass_to_unit (report->load_kg, report->mass_unit) * 10.0) / 10.0;
  const int digits = load == (int) load ? 0 : 1;

  return plumb_words_figures (report->mass_unit == PLUMB_MASS_LB
                                  ? g_strdup_printf (_("%.*f\u2009lb"), digits, load)
                                  : g_strdup_printf (_("%.*f\u2009kg"), digits, load));
}

/* (transfer full) "Conventional deadlift · 140 kg · Coach: Mia" */
static char *
describe_lift (const PlumbReport *report)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  if (report->lift != NULL && report->lift[0] != '\0')
    g_ptr_array_add (parts, g_strdup (report->lift));
  if (report->load_kg > 0.0)
    g_ptr_array_add (parts, describe_load (report));
  if (report->coach != NULL && report->coach[0] != '\0')
    g_ptr_array_add (parts, g_strdup_printf (_("Coach: %s"), report->coach));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("  ·  ", (char **) parts->pdata);
}

/* In the corner at the top; what it takes of the width. */
static double
draw_logo (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  cairo_surface_t *logo = pages->report->logo;
  if (logo == NULL)
    return 0.0;
  double width = cairo_image_surface_get_width (logo);
  double height = cairo_image_surface_get_height (logo);
  double scale = MIN (LOGO_WIDTH / width, LOGO_HEIGHT / height);
  const char *coach = pages->report->coach;
  /* Translators: what a picture in the plan shows; a name. */
  g_autofree char *alt = coach != NULL ? g_strdup_printf (_("Logo of %s"), coach)
                                       : g_strdup (_("Logo"));
  plumb_paper_begin_figure (paper, alt);
  cairo_save (paper->cr);
  cairo_translate (paper->cr,
                   plumb_paper_left (paper) + plumb_paper_content_width (paper) - width * scale,
                   paper->y);
  cairo_scale (paper->cr, scale, scale);
  cairo_set_source_surface (paper->cr, logo, 0.0, 0.0);
  cairo_paint (paper->cr);
  cairo_restore (paper->cr);
  plumb_paper_end_figure (paper);
  return width * scale + 12.0;
}

/* (transfer full) (nullable) Where a click on the contact leads. */
static char *
find_address (const char *contact)
{
  g_auto (GStrv) words = g_strsplit_set (contact, " ,;", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      /* What stands in quotation marks in the attributes of a tag. */
      if (strpbrk (words[i], "'\\") != NULL || !g_str_is_ascii (words[i]))
        continue;
      if (strchr (words[i], '@') != NULL)
        return g_strdup_printf ("uri='mailto:%s'", words[i]);
      if (g_str_has_prefix (words[i], "https://") || g_str_has_prefix (words[i], "http://"))
        return g_strdup_printf ("uri='%s'", words[i]);
      if (g_str_has_prefix (words[i], "www."))
        return g_strdup_printf ("uri='https://%s'", words[i]);
    }
  return NULL;
}

static void
draw_contact (PlumbPages *pages,
              double      width)
{
  PlumbPaper *paper = pages->paper;
  const char *contact = pages->report->contact;
  if (contact == NULL || contact[0] == '\0')
    return;
  g_autofree char *where = find_address (contact);
  if (where != NULL)
    plumb_paper_begin_link (paper, where);
  paper->y += plumb_paper_line (paper, PLUMB_TYPE_SMALL, PLUMB_INK_GREY, contact,
                                plumb_paper_left (paper), paper->y, width);
  if (where != NULL)
    plumb_paper_end_link (paper);
}

void
plumb_pages_head (PlumbPages *pages,
                  const char *label)
{
  PlumbPaper *paper = pages->paper;
  const PlumbReport *report = pages->report;
  double left = plumb_paper_left (paper);
  double taken = draw_logo (pages);
  double bottom = paper->y + (taken > 0.0 ? LOGO_HEIGHT : 0.0);
  double width = plumb_paper_content_width (paper) - taken;
  gboolean named = report->athlete != NULL && report->athlete[0] != '\0';
  g_autofree char *date = plumb_pages_date (report->date, FALSE);
  g_autoptr (PangoLayout) day = plumb_paper_layout (paper, PLUMB_TYPE_SMALL, date, -1.0);

  plumb_paper_line (paper, PLUMB_TYPE_LABEL, PLUMB_INK_ACCENT,
                    named ? label : _("Plumbline"), left, paper->y, width / 2.0);
  plumb_paper_set_ink (paper, PLUMB_INK_GREY);
  plumb_paper_show (paper, day, left + width - plumb_layout_width (day), paper->y, "P");
  paper->y += 15.0;
  g_autoptr (PangoLayout) title = plumb_paper_layout (
    paper, PLUMB_TYPE_TITLE, named ? report->athlete : label, width);
  pango_layout_set_height (title, -2);
  pango_layout_set_ellipsize (title, PANGO_ELLIPSIZE_END);
  plumb_paper_set_ink (paper, PLUMB_INK_BLACK);
  plumb_paper_outline (paper, label);
  plumb_paper_show (paper, title, left, paper->y, "H1");
  paper->y += plumb_layout_height (title) + 1.0;
  g_autofree char *lift = describe_lift (report);
  paper->y += plumb_paper_text (paper, PLUMB_TYPE_TEXT, PLUMB_INK_GREY, lift, left, paper->y,
                                width);
  draw_contact (pages, width);
  paper->y = MAX (paper->y, bottom) + 7.0;
  plumb_paper_rule (paper, left, paper->y, plumb_paper_content_width (paper));
  paper->y += 12.0;
}

static gboolean
has_good_check (const PlumbReport *report)
{
  guint n = report->criteria != NULL ? plumb_criteria_n_groups (report->criteria) : 0;
  for (guint i = 0; i < n; i++)
    if (plumb_checks_group_verdict (report->checks, plumb_criteria_group (report->criteria, i))
        == PLUMB_VERDICT_GOOD)
      return TRUE;
  return FALSE;
}

/* Nothing found is nothing to fix only where something was seen to be good. */
static const char *
choose_headline (const PlumbReport *report)
{
  if (report->n_findings == 0 && report->checks != NULL && !has_good_check (report))
    return _("This film does not show enough to judge the lift.");
  return report->plan != NULL ? report->plan->headline : NULL;
}

void
plumb_pages_headline (PlumbPages *pages,
                      const char *text)
{
  PlumbPaper *paper = pages->paper;
  double left = plumb_paper_left (paper);
  if (text == NULL || text[0] == '\0')
    return;
  g_autoptr (PangoLayout) layout = plumb_paper_layout (
    paper, PLUMB_TYPE_HEADLINE, text, plumb_paper_content_width (paper) - 14.0);
  double height = plumb_layout_height (layout);
  plumb_paper_set_ink (paper, PLUMB_INK_ACCENT);
  cairo_rectangle (paper->cr, left, paper->y + 1.0, 3.0, height - 1.0);
  cairo_fill (paper->cr);
  plumb_paper_set_ink (paper, PLUMB_INK_BLACK);
  plumb_paper_show (paper, layout, left + 14.0, paper->y, "H2");
  paper->y += height + 13.0;
}

static const PlumbPlanLine *
find_load (const PlumbPages *pages)
{
  const PlumbPlan *plan = pages->report->plan;
  for (guint i = 0; plan != NULL && i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      if (line->section == PLUMB_PLAN_LOAD)
        return line;
    }
  return NULL;
}

/* Next film and load, at the foot of the page; its height. With `draw` FALSE
 * only the height. */
static double
lay_film_box (PlumbPages *pages,
              double      y,
              gboolean    draw)
{
  PlumbPaper *paper = pages->paper;
  double left = plumb_paper_left (paper);
  double width = plumb_paper_content_width (paper);
  double right_x = left + 0.40 * width;
  double right_width = 0.60 * width - BOX_PAD;
  const PlumbPlanLine *load = find_load (pages);
  const PlumbPainRow *pain = pages->report->pain;
  gboolean told = pain != NULL && pain->outcome != PLUMB_PAIN_CLEAR;
  gboolean unasked = told && pain->outcome == PLUMB_PAIN_INCOMPLETE;
  const char *title = unasked ? _("Before you train: your coach has not asked about pain yet")
                      : told  ? pain->title
                              : NULL;
  /* The article's own warning (C05) stands where nobody has asked. */
  const char *advice
    = unasked ? _("Severe or new back pain after a lift, pain that shoots down the leg, numbness, "
                  "or weakness in the foot: see a clinician before any training.")
      : told  ? pain->advice
              : NULL;
  g_autofree char *date = plumb_pages_date (pages->report->refilm, TRUE);
  double left_width = 0.40 * width - 2.0 * BOX_PAD;
  double left_height = plumb_paper_text_height (paper, PLUMB_TYPE_STRONG, date, left_width);
  double right_height = load != NULL ? plumb_paper_text_height (paper, PLUMB_TYPE_TEXT, load->text,
                                                                right_width)
                                     : 0.0;
  double films = 13.0 + MAX (left_height, right_height);
  double pain_height = told ? 21.0 + plumb_paper_text_height (paper, PLUMB_TYPE_TEXT, advice,
                                                              width - 2.0 * BOX_PAD)
                            : 0.0;
  double height = 2.0 * BOX_PAD + films + pain_height;
  if (!draw)
    return height;
  cairo_set_source_rgb (paper->cr, 0.953, 0.957, 0.969);
  cairo_rectangle (paper->cr, left, y, width, height);
  cairo_fill (paper->cr);
  double top = y + BOX_PAD;
  plumb_paper_line (paper, PLUMB_TYPE_LABEL, PLUMB_INK_ACCENT, _("Next film"), left + BOX_PAD, top,
                    left_width);
  plumb_paper_text (paper, PLUMB_TYPE_STRONG, PLUMB_INK_BLACK, date, left + BOX_PAD, top + 13.0,
                    left_width);
  if (told)
    {
      plumb_paper_line (paper, PLUMB_TYPE_LABEL, PLUMB_INK_ACCENT, title, left + BOX_PAD,
                        top + films + 8.0, width - 2.0 * BOX_PAD);
      plumb_paper_text (paper, PLUMB_TYPE_TEXT, PLUMB_INK_BLACK, advice, left + BOX_PAD,
                        top + films + 21.0, width - 2.0 * BOX_PAD);
    }
  if (load == NULL)
    return height;
  plumb_paper_line (paper, PLUMB_TYPE_LABEL, PLUMB_INK_ACCENT, _("Load until then"), right_x, top,
                    right_width);
  plumb_paper_text (paper, PLUMB_TYPE_TEXT, PLUMB_INK_BLACK, load->text, right_x, top + 13.0,
                    right_width);
  return height;
}

/* (transfer full) What fits on one line, the more the better. */
static PangoLayout *
fit_change (PlumbPages *pages,
            const char *title,
            const char *cue,
            double      width)
{
  g_autofree char *both = cue != NULL ? g_strdup_printf ("%s: %s", title, cue) : g_strdup (title);
  const char *const tries[] = { both, cue != NULL ? cue : title };
  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autoptr (PangoLayout) layout
        = plumb_paper_layout (pages->paper, PLUMB_TYPE_TEXT, tries[i], -1.0);
      if (plumb_layout_width (layout) > width)
        continue;
      if (i == 0)
        {
          PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));
          PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
          bold->end_index = (guint) strlen (title) + (cue != NULL ? 1 : 0);
          pango_attr_list_insert (attributes, bold);
          pango_layout_set_attributes (layout, attributes);
          pango_attr_list_unref (attributes);
        }
      if (plumb_layout_width (layout) <= width)
        return g_steal_pointer (&layout);
    }
  PangoLayout *cut = plumb_paper_layout (pages->paper, PLUMB_TYPE_TEXT, tries[1], width);
  pango_layout_set_height (cut, -1);
  pango_layout_set_ellipsize (cut, PANGO_ELLIPSIZE_END);
  return cut;
}

static void
draw_badge (PlumbPages *pages,
            double      x,
            double      y,
            guint       number)
{
  PlumbPaper *paper = pages->paper;
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autoptr (PangoLayout) layout = plumb_paper_layout (paper, PLUMB_TYPE_LABEL, text, -1.0);
  plumb_paper_set_ink (paper, PLUMB_INK_ACCENT);
  cairo_new_path (paper->cr);
  cairo_arc (paper->cr, x + BADGE_RADIUS, y + BADGE_RADIUS, BADGE_RADIUS, 0.0, 2.0 * G_PI);
  cairo_fill (paper->cr);
  cairo_set_source_rgb (paper->cr, 1.0, 1.0, 1.0);
  plumb_paper_show (paper, layout, x + BADGE_RADIUS - plumb_layout_width (layout) / 2.0,
                    y + BADGE_RADIUS - plumb_layout_height (layout) / 2.0, "P");
}

static void
draw_change (PlumbPages *pages,
             guint       number,
             const char *title,
             const char *cue)
{
  PlumbPaper *paper = pages->paper;
  double left = plumb_paper_left (paper);
  double indent = 2.0 * BADGE_RADIUS + 8.0;
  g_autoptr (PangoLayout) layout
    = fit_change (pages, title, cue, plumb_paper_content_width (paper) - indent);
  g_autofree char *place = plumb_pages_finding_place (number - 1);
  g_autofree char *where = g_strdup_printf ("dest='%s'", place);
  draw_badge (pages, left, paper->y, number);
  plumb_paper_set_ink (paper, PLUMB_INK_BLACK);
  plumb_paper_begin_link (paper, where);
  plumb_paper_show (paper, layout, left + indent, paper->y + 0.5, "P");
  plumb_paper_end_link (paper);
  paper->y += ROW_HEIGHT;
}

/* The first cue of this finding that no finding above it has had. */
static const char *
choose_cue (const PlumbPages *pages,
            guint             index,
            GHashTable       *used)
{
  const char *id = pages->report->findings[index].finding_id;
  const char *first = NULL;
  const PlumbPlanLine *line;
  for (guint i = 0; (line = plumb_pages_line_for (pages, PLUMB_PLAN_CUES, id, i)) != NULL; i++)
    {
      if (g_hash_table_add (used, line->id))
        return line->text;
      first = first != NULL ? first : line->text;
    }
  return first;
}

/* Nothing to change: what the film shows, check by check, in two columns. What
 * the coach has dismissed is not brought up again. */
static void
draw_checks (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  const PlumbReport *report = pages->report;
  guint n = report->checks != NULL && report->criteria != NULL
              ? plumb_criteria_n_groups (report->criteria)
              : 0;
  double column = plumb_paper_content_width (paper) / 2.0;
  guint shown = 0;
  for (guint i = 0; i < n; i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (report->criteria, i);
      PlumbVerdict verdict = plumb_checks_group_verdict (report->checks, group);
      if (verdict == PLUMB_VERDICT_FAULT || verdict == PLUMB_VERDICT_WATCH)
        continue;
      double x = plumb_paper_left (paper) + (shown % 2) * column;
      double y = paper->y + (shown / 2) * CHECK_HEIGHT;
      shown++;
      g_autofree char *text
        = g_strdup_printf ("%s: %s", group->name, _(plumb_verdict_name (verdict)));
      plumb_draw_verdict_icon (paper->cr, verdict, x, y + 1.5, 11.0, FALSE);
      plumb_paper_line (paper, PLUMB_TYPE_TEXT, PLUMB_INK_BLACK, text, x + 18.0, y - 0.5,
                        column - 28.0);
    }
  paper->y += (shown + 1) / 2 * CHECK_HEIGHT + (shown > 0 ? 4.0 : 0.0);
}

static void
draw_keep_doing (PlumbPages *pages)
{
  const PlumbPlanLine *cue;
  const char *why = plumb_pages_line_for (pages, PLUMB_PLAN_CUES, "default", 0) != NULL
                      ? "default"
                      : PLUMB_PLAN_FINDING_GOOD_TWICE;
  for (guint i = 0; i < MAX_CHANGES
                    && (cue = plumb_pages_line_for (pages, PLUMB_PLAN_CUES, why, i)) != NULL;
       i++)
    pages->paper->y += plumb_pages_bullet (pages, PLUMB_TYPE_TEXT, cue->text,
                                           plumb_paper_left (pages->paper), pages->paper->y,
                                           plumb_paper_content_width (pages->paper))
                       + 3.0;
}

static void
draw_more (PlumbPages *pages,
           guint       n)
{
  PlumbPaper *paper = pages->paper;
  /* Translators: so many changes; one or more. */
  g_autofree char *more = g_strdup_printf (_("%u more on the pages that follow."), n);
  plumb_paper_line (paper, PLUMB_TYPE_SMALL, PLUMB_INK_GREY, more,
                    plumb_paper_left (paper) + 2.0 * BADGE_RADIUS + 8.0, paper->y,
                    plumb_paper_content_width (paper));
  paper->y += 14.0;
}

static void
draw_changes (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  const PlumbReport *report = pages->report;
  guint n = MIN (report->n_findings, MAX_CHANGES);
  const char *heading = n == 0   ? _("What the film shows")
                        : n == 1 ? _("Change this")
                                 : _("Change these, in this order");
  g_autoptr (PangoLayout) layout = plumb_paper_layout (paper, PLUMB_TYPE_HEADING, heading,
                                                       plumb_paper_content_width (paper));
  plumb_paper_set_ink (paper, PLUMB_INK_BLACK);
  plumb_paper_show (paper, layout, plumb_paper_left (paper), paper->y, "H2");
  paper->y += plumb_layout_height (layout) + 5.0;
  if (n == 0)
    {
      draw_checks (pages);
      draw_keep_doing (pages);
    }
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n; i++)
    draw_change (pages, i + 1, report->findings[i].title, choose_cue (pages, i, used));
  if (report->n_findings > MAX_CHANGES)
    draw_more (pages, report->n_findings - MAX_CHANGES);
}

/* What the list of changes will take. */
static double
estimate_changes (const PlumbReport *report)
{
  guint n = MIN (report->n_findings, MAX_CHANGES);
  guint n_checks = report->checks != NULL && report->criteria != NULL
                     ? plumb_criteria_n_groups (report->criteria)
                     : 0;
  return 23.0 + (n == 0 ? (n_checks + 1) / 2 * CHECK_HEIGHT + 40.0 : n * ROW_HEIGHT)
         + (report->n_findings > MAX_CHANGES ? 14.0 : 0.0);
}

static void
draw_large_still (PlumbPages *pages,
                  double      room)
{
  PlumbPaper *paper = pages->paper;
  const PlumbReport *report = pages->report;
  if (report->n_stills == 0 || room < STILL_MIN_HEIGHT)
    return;
  double width = plumb_paper_content_width (paper);
  double height = room - CAPTION_HEIGHT;
  if (!plumb_pages_prepare_large (pages, CLAMP (width / height, MIN_ASPECT, MAX_ASPECT)))
    return;
  PlumbStillLabel labels[PLUMB_STILL_MAX_LINES];
  guint n = plumb_still_choose_labels (&report->stills[0], report->findings, report->n_findings,
                                       report, TRUE, labels);
  double took_width = 0.0;
  double took_height = 0.0;
  plumb_pages_still (pages, &report->stills[0], pages->large, labels, n, plumb_paper_left (paper),
                     paper->y, width, height, &took_width, &took_height);
  paper->y += took_height + 4.0;
  g_autofree char *caption = plumb_pages_still_caption (&report->stills[0]);
  plumb_paper_line (paper, PLUMB_TYPE_SMALL, PLUMB_INK_GREY, caption,
                    plumb_paper_left (paper) + (width - took_width) / 2.0, paper->y, width);
  paper->y += CAPTION_HEIGHT - 4.0;
}

void
plumb_pages_first (PlumbPages *pages)
{
  PlumbPaper *paper = pages->paper;
  plumb_pages_head (pages, _("Fix plan"));
  plumb_pages_headline (pages, choose_headline (pages->report));
  double box = lay_film_box (pages, 0.0, FALSE);
  double room = plumb_paper_room (paper) - estimate_changes (pages->report) - box - 16.0;
  draw_large_still (pages, room);
  draw_changes (pages);
  if (pages->report->n_stills == 0)
    {
      /* A short page 1: what follows may stand on it too. */
      lay_film_box (pages, paper->y + 10.0, TRUE);
      paper->y += box + 34.0;
      return;
    }
  lay_film_box (pages, plumb_paper_bottom (paper) - box, TRUE);
  plumb_paper_turn (paper);
}
