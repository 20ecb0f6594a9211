/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper.h"

#include <cairo-pdf.h>
#include "paper-words.h"

#define A4_WIDTH (210.0 * PLUMB_MM)
#define A4_HEIGHT (297.0 * PLUMB_MM)
#define MARGIN (18.0 * PLUMB_MM)
#define FOOTER_DROP (9.0 * PLUMB_MM) /* from the content's end to the footer */
#define LINE_WIDTH 0.5

#define LETTER_WIDTH 612.0
#define LETTER_HEIGHT 792.0

#define FIRST_PACKING CAIRO_VERSION_ENCODE (1, 17, 6)

#define NO_BREAK "\u00a0"

#define GREY 0x5e5c64
#define RULE 0xc8c6cb

static const struct
{
  double      size, leading;
  PangoWeight weight;
  PangoStyle  style;
} types[] = {
  [PLUMB_TYPE_TITLE] = { 20.0, 25.0, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [PLUMB_TYPE_HEADLINE] = { 14.0, 19.0, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [PLUMB_TYPE_HEADING] = { 13.0, 18.0, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [PLUMB_TYPE_TEXT] = { 10.5, 15.0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
  [PLUMB_TYPE_STRONG] = { 10.5, 15.0, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [PLUMB_TYPE_QUOTE] = { 10.5, 15.0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC },
  [PLUMB_TYPE_LABEL] = { 8.5, 12.0, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [PLUMB_TYPE_SMALL] = { 8.5, 12.0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
  [PLUMB_TYPE_FINE] = { 7.5, 10.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
  [PLUMB_TYPE_FINE_STRONG] = { 7.5, 10.5, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
};

static const char *
choose_family (PangoFontMap *map)
{
  static const char *const wanted[] = { "Cantarell", NULL };
  PangoFontFamily **families = NULL;
  int n = 0;
  const char *found = "Sans";
  pango_font_map_list_families (map, &families, &n);
  for (int i = 0; i < n; i++)
    if (g_strv_contains (wanted, pango_font_family_get_name (families[i])))
      found = wanted[0];
  g_free (families);
  return found;
}

void
plumb_paper_size (gboolean letter,
                  double  *width,
                  double  *height)
{
  *width = letter ? LETTER_WIDTH : A4_WIDTH;
  *height = letter ? LETTER_HEIGHT : A4_HEIGHT;
}

/* A page that is kept: what is drawn is recorded. */
static void
start_page (PlumbPaper *paper)
{
  const cairo_rectangle_t extents = { 0.0, 0.0, paper->width, paper->height };
  paper->surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  paper->cr = cairo_create (paper->surface);
}

static void
keep_page (PlumbPaper *paper)
{
  cairo_destroy (paper->cr);
  g_ptr_array_add (paper->pages, paper->surface);
  paper->cr = NULL;
  paper->surface = NULL;
}

static void
start_pdf (PlumbPaper        *paper,
           cairo_write_func_t write,
           gpointer           data)
{
  paper->surface = cairo_pdf_surface_create_for_stream (write, data, paper->width, paper->height);
  /* 1.5 is the first version that can say what letters a ligature stands for,
   * but newer cairo packs the objects of it, and the language of the text and
   * the words of the figures, which have to be put into them, weigh more: there
   * plumb_paper_layout() does without ligatures. */
  cairo_pdf_surface_restrict_to_version (
    paper->surface, cairo_version () < FIRST_PACKING ? CAIRO_PDF_VERSION_1_5
                                                     : CAIRO_PDF_VERSION_1_4);
  paper->cr = cairo_create (paper->surface);
}

PlumbPaper *
plumb_paper_new (cairo_write_func_t     write,
                 gpointer               data,
                 const PlumbPaperStyle *style,
                 const char            *footer,
                 int                    n_pages)
{
  PlumbPaper *paper = g_new0 (PlumbPaper, 1);
  plumb_paper_size (style->letter, &paper->width, &paper->height);
  paper->margin = MARGIN;
  paper->y = MARGIN;
  paper->page = 1;
  paper->n_pages = n_pages;
  paper->footer = g_strdup (footer);
  paper->accent = style->accent;
  paper->alts = g_ptr_array_new_with_free_func (g_free);
  if (write != NULL)
    start_pdf (paper, write, data);
  else
    {
      paper->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
      start_page (paper);
    }
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  paper->family = choose_family (map);
  paper->pango = pango_font_map_create_context (map);
  pango_cairo_update_context (paper->cr, paper->pango);
  if (style->language != NULL)
    pango_context_set_language (paper->pango, pango_language_from_string (style->language));
  pango_cairo_context_set_resolution (paper->pango, 72.0);
  PangoFontDescription *font = pango_font_description_new ();
  pango_font_description_set_family (font, paper->family);
  pango_context_set_font_description (paper->pango, font);
  pango_font_description_free (font);
  /* Glyphs stand where the type designer put them, whatever the screen's
   * settings are. */
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (paper->pango, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (paper->pango, FALSE);
  plumb_paper_begin (paper, "Document");
  return paper;
}

double
plumb_paper_left (const PlumbPaper *paper)
{
  return paper->margin;
}

double
plumb_paper_content_width (const PlumbPaper *paper)
{
  return paper->width - 2.0 * paper->margin;
}

double
plumb_paper_bottom (const PlumbPaper *paper)
{
  return paper->height - paper->margin;
}

double
plumb_paper_room (const PlumbPaper *paper)
{
  return plumb_paper_bottom (paper) - paper->y;
}

void
plumb_paper_set_ink (PlumbPaper *paper,
                     PlumbInk    ink)
{
  guint32 rgb = ink == PLUMB_INK_GREY ? GREY : ink == PLUMB_INK_ACCENT ? paper->accent : 0x000000;
  cairo_set_source_rgb (paper->cr, (double) (rgb >> 16 & 0xff) / 255.0,
                        (double) (rgb >> 8 & 0xff) / 255.0, (double) (rgb & 0xff) / 255.0);
}

void
plumb_paper_rule (PlumbPaper *paper,
                  double      x,
                  double      y,
                  double      width)
{
  cairo_set_source_rgb (paper->cr, (RULE >> 16) / 255.0, (RULE >> 8 & 0xff) / 255.0,
                        (RULE & 0xff) / 255.0);
  cairo_set_line_width (paper->cr, LINE_WIDTH);
  cairo_move_to (paper->cr, x, y);
  cairo_line_to (paper->cr, x + width, y);
  cairo_stroke (paper->cr);
}

PangoLayout *
plumb_paper_layout (PlumbPaper *paper,
                    PlumbType   type,
                    const char *text,
                    double      width)
{
  PangoLayout *layout = pango_layout_new (paper->pango);
  PangoFontDescription *font = pango_font_description_new ();
  pango_font_description_set_family (font, paper->family);
  pango_font_description_set_weight (font, types[type].weight);
  pango_font_description_set_style (font, types[type].style);
  pango_font_description_set_absolute_size (font, types[type].size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  PangoAttrList *attributes = pango_attr_list_new ();
  gboolean ligatures = cairo_version () < FIRST_PACKING;
  pango_attr_list_insert (attributes, pango_attr_font_features_new (
                                        ligatures ? "tnum=1" : "tnum=1, liga=0, clig=0"));
  pango_attr_list_insert (attributes, pango_attr_line_height_new_absolute (
                                        (int) (types[type].leading * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) kept = g_string_new (valid);
  /* No line ends between a number and its unit or its error. */
  g_string_replace (kept, " %", NO_BREAK "%", 0);
  g_string_replace (kept, " ± ", NO_BREAK "±" NO_BREAK, 0);
  pango_layout_set_text (layout, kept->str, -1);
  if (width >= 0.0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  return layout;
}

double
plumb_layout_height (PangoLayout *layout)
{
  PangoRectangle logical;
  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

double
plumb_layout_width (PangoLayout *layout)
{
  PangoRectangle logical;
  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

void
plumb_paper_show (PlumbPaper  *paper,
                  PangoLayout *layout,
                  double       x,
                  double       y,
                  const char  *tag)
{
  if (tag != NULL)
    plumb_paper_begin (paper, tag);
  if (paper->link != NULL)
    cairo_tag_begin (paper->cr, CAIRO_TAG_LINK, paper->link);
  cairo_move_to (paper->cr, x, y);
  pango_cairo_show_layout (paper->cr, layout);
  if (paper->link != NULL)
    cairo_tag_end (paper->cr, CAIRO_TAG_LINK);
  if (tag != NULL)
    plumb_paper_end (paper, tag);
}

double
plumb_paper_text (PlumbPaper *paper,
                  PlumbType   type,
                  PlumbInk    ink,
                  const char *text,
                  double      x,
                  double      y,
                  double      width)
{
  g_autoptr (PangoLayout) layout = plumb_paper_layout (paper, type, text, width);
  plumb_paper_set_ink (paper, ink);
  plumb_paper_show (paper, layout, x, y, "P");
  return plumb_layout_height (layout);
}

double
plumb_paper_text_height (PlumbPaper *paper,
                         PlumbType   type,
                         const char *text,
                         double      width)
{
  g_autoptr (PangoLayout) layout = plumb_paper_layout (paper, type, text, width);
  return plumb_layout_height (layout);
}

double
plumb_paper_line (PlumbPaper *paper,
                  PlumbType   type,
                  PlumbInk    ink,
                  const char *text,
                  double      x,
                  double      y,
                  double      width)
{
  g_autoptr (PangoLayout) layout = plumb_paper_layout (paper, type, text, width);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  plumb_paper_set_ink (paper, ink);
  plumb_paper_show (paper, layout, x, y, "P");
  return plumb_layout_height (layout);
}

void
plumb_paper_flow (PlumbPaper *paper,
                  PlumbType   type,
                  const char *text)
{
  g_autoptr (PangoLayout) layout
    = plumb_paper_layout (paper, type, text, plumb_paper_content_width (paper));
  plumb_paper_set_ink (paper, PLUMB_INK_BLACK);
  plumb_paper_begin (paper, "P");
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle logical;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      double baseline = (double) (pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE;
      double height = (double) logical.height / PANGO_SCALE;
      if (height > plumb_paper_room (paper))
        {
          plumb_paper_end (paper, "P");
          plumb_paper_need (paper, height);
          plumb_paper_begin (paper, "P");
          plumb_paper_set_ink (paper, PLUMB_INK_BLACK);
        }
      cairo_move_to (paper->cr, plumb_paper_left (paper) + (double) logical.x / PANGO_SCALE,
                     paper->y + baseline);
      pango_cairo_show_layout_line (paper->cr, line);
      paper->y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  plumb_paper_end (paper, "P");
}

void
plumb_paper_heading (PlumbPaper *paper,
                     const char *text,
                     double      keep)
{
  g_autoptr (PangoLayout) layout
    = plumb_paper_layout (paper, PLUMB_TYPE_HEADING, text, plumb_paper_content_width (paper));
  double height = plumb_layout_height (layout);
  plumb_paper_need (paper, height + keep);
  plumb_paper_outline (paper, text);
  plumb_paper_set_ink (paper, PLUMB_INK_BLACK);
  plumb_paper_show (paper, layout, plumb_paper_left (paper), paper->y, "H2");
  paper->y += height + 4.0;
}

static int
add_outline (PlumbPaper *paper,
             int         parent,
             const char *text)
{
  if (paper->pages != NULL)
    return 0;
  /* Whole points: cairo 1.16 reads a decimal point as the locale has it. */
  g_autofree char *target
    = g_strdup_printf ("page=%d pos=[%d %d]", paper->page, (int) plumb_paper_left (paper),
                       (int) paper->y);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  return cairo_pdf_surface_add_outline (paper->surface, parent, valid, target, 0);
}

int
plumb_paper_outline (PlumbPaper *paper,
                     const char *text)
{
  return add_outline (paper, CAIRO_PDF_OUTLINE_ROOT, text);
}

void
plumb_paper_outline_below (PlumbPaper *paper,
                           int         parent,
                           const char *text)
{
  add_outline (paper, parent, text);
}

void
plumb_paper_begin_link (PlumbPaper *paper,
                        const char *where)
{
  /* cairo 1.18 measures a link by what is shown in the tag itself, not in
   * others within, and leaves out one that has no size: plumb_paper_show()
   * makes it the innermost. */
  if (paper->pages == NULL)
    paper->link = g_strdup (where);
}

void
plumb_paper_end_link (PlumbPaper *paper)
{
  g_clear_pointer (&paper->link, g_free);
}

void
plumb_paper_place (PlumbPaper *paper,
                   const char *name)
{
  if (paper->pages != NULL)
    return;
  g_autofree char *attributes
    = g_strdup_printf ("name='%s' x=%d y=%d", name, (int) plumb_paper_left (paper),
                       (int) paper->y);
  cairo_tag_begin (paper->cr, CAIRO_TAG_DEST, attributes);
  cairo_tag_end (paper->cr, CAIRO_TAG_DEST);
}

void
plumb_paper_begin (PlumbPaper *paper,
                   const char *tag)
{
  if (paper->pages == NULL)
    cairo_tag_begin (paper->cr, tag, NULL);
}

void
plumb_paper_end (PlumbPaper *paper,
                 const char *tag)
{
  if (paper->pages == NULL)
    cairo_tag_end (paper->cr, tag);
}

void
plumb_paper_begin_figure (PlumbPaper *paper,
                          const char *alt)
{
  g_ptr_array_add (paper->alts, g_strdup (alt));
  plumb_paper_begin (paper, "Figure");
}

void
plumb_paper_end_figure (PlumbPaper *paper)
{
  plumb_paper_end (paper, "Figure");
}

static void
draw_footer (PlumbPaper *paper)
{
  double y = plumb_paper_bottom (paper) + FOOTER_DROP - 10.0;
  /* Translators: page number and number of pages at the foot of a page. */
  g_autofree char *number = g_strdup_printf (_("%d of %d"), paper->page, paper->n_pages);
  g_autoptr (PangoLayout) layout = plumb_paper_layout (paper, PLUMB_TYPE_FINE, number, -1.0);
  double number_width = plumb_layout_width (layout);
  plumb_paper_line (paper, PLUMB_TYPE_FINE, PLUMB_INK_GREY, paper->footer,
                    plumb_paper_left (paper), y,
                    plumb_paper_content_width (paper) - number_width - 12.0);
  plumb_paper_show (paper, layout, paper->width - paper->margin - number_width, y, "P");
}

void
plumb_paper_turn (PlumbPaper *paper)
{
  draw_footer (paper);
  if (paper->pages != NULL)
    {
      keep_page (paper);
      start_page (paper);
    }
  else
    cairo_show_page (paper->cr);
  paper->page++;
  paper->y = paper->margin;
}

gboolean
plumb_paper_need (PlumbPaper *paper,
                  double      height)
{
  /* What no page can hold starts on a fresh one and no further. */
  if (height <= plumb_paper_room (paper) || paper->y <= paper->margin)
    return FALSE;
  plumb_paper_turn (paper);
  return TRUE;
}

cairo_status_t
plumb_paper_finish (PlumbPaper *paper)
{
  draw_footer (paper);
  cairo_status_t status = cairo_status (paper->cr);
  if (paper->pages != NULL)
    {
      keep_page (paper);
      return status;
    }
  plumb_paper_end (paper, "Document");
  cairo_show_page (paper->cr);
  status = cairo_status (paper->cr);
  cairo_surface_finish (paper->surface);
  return status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (paper->surface);
}

GPtrArray *
plumb_paper_take_pages (PlumbPaper *paper)
{
  return g_steal_pointer (&paper->pages);
}

void
plumb_paper_free (PlumbPaper *paper)
{
  if (paper == NULL)
    return;
  g_object_unref (paper->pango);
  g_clear_pointer (&paper->cr, cairo_destroy);
  g_clear_pointer (&paper->surface, cairo_surface_destroy);
  g_clear_pointer (&paper->pages, g_ptr_array_unref);
  g_ptr_array_unref (paper->alts);
  g_free (paper->footer);
  g_free (paper->link);
  g_free (paper);
}
