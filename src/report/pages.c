/* What several parts of the fix plan draw.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pages.h"

#include <math.h>

#include "draw-checks.h"
#include "paper-words.h"

#define BULLET_INDENT 11.0
#define BULLET_RADIUS 1.4
#define WIDE_UNIT 0.75  /* 96 dpi pixels in points, on the large still */
#define BLOCK_UNIT 0.6

gboolean
plumb_pages_prepare_large (PlumbPages *pages,
                           double      aspect)
{
  const PlumbStill *still = &pages->report->stills[0];
  if (pages->large->picture != NULL)
    return TRUE;
  if (pages->failed)
    return FALSE;
  pages->large->crop = plumb_still_crop (still, pages->report, aspect);
  double width_in = plumb_paper_content_width (pages->paper) / 72.0;
  pages->large->picture = plumb_still_picture (still, &pages->large->crop,
                                               (int) (width_in * PLUMB_PRINT_DPI), pages->error);
  pages->failed = pages->large->picture == NULL;
  return !pages->failed;
}

/* (transfer full) "The lifter from the side with the marks. Setup, 0:03.217, frame
 * 193. Knee angle 156.0° ± 7.4°." */
static char *
describe_still (const PlumbPages      *pages,
                const PlumbStill      *still,
                const PlumbStillLabel *labels,
                guint                  n_labels)
{
  g_autofree char *caption = plumb_pages_still_caption (still);
  g_autoptr (GString) out = g_string_new (_("The lifter from the side with the marks."));
  g_string_append_printf (out, " %s.", caption);
  for (guint i = 0; i < n_labels; i++)
    {
      const PlumbMeasure *measure = labels[i].measure;
      const PlumbCriterion *criterion
        = pages->report->criteria != NULL
            ? plumb_criteria_find (pages->report->criteria, measure->id)
            : NULL;
      g_autofree char *value = plumb_format_measure (measure);
      if (value != NULL)
        g_string_append_printf (out, " %s: %s.", criterion != NULL ? criterion->name : measure->id,
                                value);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

void
plumb_pages_still (PlumbPages            *pages,
                   const PlumbStill      *still,
                   const PlumbPrint      *print,
                   const PlumbStillLabel *labels,
                   guint                  n_labels,
                   double                 x,
                   double                 y,
                   double                 width,
                   double                 height,
                   double                *out_width,
                   double                *out_height)
{
  cairo_t *cr = pages->paper->cr;
  double scale = MIN (width / print->crop.width, height / print->crop.height);
  *out_width = print->crop.width * scale;
  *out_height = print->crop.height * scale;
  x += (width - *out_width) / 2.0;
  int pixels_wide = cairo_image_surface_get_width (print->picture);
  int pixels_high = cairo_image_surface_get_height (print->picture);

  g_autofree char *alt = describe_still (pages, still, labels, n_labels);
  plumb_paper_begin_figure (pages->paper, alt);
  cairo_save (cr);
  cairo_rectangle (cr, x, y, *out_width, *out_height);
  cairo_clip (cr);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, *out_width / pixels_wide, *out_height / pixels_high);
  cairo_set_source_surface (cr, print->picture, 0.0, 0.0);
  cairo_paint (cr);
  cairo_restore (cr);
  const PlumbDrawView view = { scale, x - print->crop.x * scale, y - print->crop.y * scale,
                               *out_width > 1.2 * PLUMB_BLOCK_WIDTH ? WIDE_UNIT : BLOCK_UNIT,
                               pages->paper->pango };
  plumb_still_draw_marks (cr, still, pages->report, labels, n_labels, &view, PLUMB_DRAW_PRINT);
  cairo_restore (cr);
  plumb_paper_end_figure (pages->paper);
}

char *
plumb_pages_still_caption (const PlumbStill *still)
{
  g_autoptr (GString) out = g_string_new (NULL);
  if (still->moment != PLUMB_MOMENT_NONE)
    g_string_append_printf (out, "%s, ", _(plumb_moment_name (still->moment)));
  gint64 ms = MAX (still->pts_ns, 0) / 1000000;
  g_autofree char *time = g_strdup_printf ("%d:%02d.%03d", (int) (ms / 60000),
                                           (int) (ms / 1000 % 60), (int) (ms % 1000));
  g_autofree char *shown = plumb_format_sentence (time);
  g_string_append_printf (out, "%s, ", shown);
  g_autofree char *frame = g_strdup_printf ("%" G_GINT64_FORMAT, still->frame);
  g_string_append_printf (out, _("frame %s"), frame);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

const PlumbPlanLine *
plumb_pages_line_for (const PlumbPages *pages,
                      PlumbPlanSection  section,
                      const char       *finding_id,
                      guint             index)
{
  const PlumbPlan *plan = pages->report->plan;
  for (guint i = 0; plan != NULL && i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      if (line->section != section
          || !g_strv_contains ((const char *const *) line->because, finding_id))
        continue;
      if (index == 0)
        return line;
      index--;
    }
  return NULL;
}

char *
plumb_pages_finding_place (guint number)
{
  return g_strdup_printf ("finding-%u", number + 1);
}

char *
plumb_pages_date (GDateTime *date,
                  gboolean   weekday)
{
  if (date == NULL)
    return g_strdup ("–");
  /* Translators: strftime formats of a date, with and without its weekday. */
  return plumb_words_date (date, weekday ? _("%A, %-d %B %Y") : _("%-d %B %Y"));
}

/* (transfer full) A limit with a true minus sign. */
static char *
format_limit (double      limit,
              const char *unit)
{
  return plumb_words_figures (g_strdup_printf ("%s%g%s", limit < 0.0 ? "−" : "", fabs (limit),
                                               g_strcmp0 (unit, "deg") == 0 ? "°" : ""));
}

char *
plumb_pages_good_band (const PlumbMeasure *measure)
{
  gboolean has_low = isfinite (measure->band[1]);
  gboolean has_high = isfinite (measure->band[2]);
  g_autofree char *low = format_limit (measure->band[1], measure->unit);
  g_autofree char *high = format_limit (measure->band[2], measure->unit);
  if (has_low && has_high)
    return g_strdup_printf (_("%s to %s"), low, high);
  if (has_high)
    return g_strdup_printf (_("at most %s"), high);
  return has_low ? g_strdup_printf (_("at least %s"), low) : NULL;
}

double
plumb_pages_bullet (PlumbPages *pages,
                    PlumbType   type,
                    const char *text,
                    double      x,
                    double      y,
                    double      width)
{
  cairo_t *cr = pages->paper->cr;
  g_autoptr (PangoLayout) layout
    = plumb_paper_layout (pages->paper, type, text, width - BULLET_INDENT);
  plumb_paper_set_ink (pages->paper, PLUMB_INK_ACCENT);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double baseline = (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
  pango_layout_iter_free (iter);
  /* Before the first word, on whichever side that is. */
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  gboolean rtl = pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL;
  cairo_new_path (cr);
  cairo_arc (cr, rtl ? x + width - 3.0 : x + 3.0, y + baseline - 3.4, BULLET_RADIUS, 0.0,
             2.0 * G_PI);
  cairo_fill (cr);
  plumb_paper_set_ink (pages->paper, PLUMB_INK_BLACK);
  plumb_paper_show (pages->paper, layout, rtl ? x : x + BULLET_INDENT, y, "P");
  return plumb_layout_height (layout);
}
