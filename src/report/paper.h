/* Paper: a PDF, or pages for screen and printer, filled from top to bottom.
 * Lengths are points; `y` is where the next block goes. Blocks ask for room and
 * a page is turned when there is none. Private to report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include "draw-checks.h"

G_BEGIN_DECLS

#define PLUMB_MM (72.0 / 25.4) /* points */

typedef enum
{
  PLUMB_TYPE_TITLE,      /* 20 pt bold */
  PLUMB_TYPE_HEADLINE,   /* 14 pt bold */
  PLUMB_TYPE_HEADING,    /* 13 pt bold */
  PLUMB_TYPE_TEXT,       /* 10.5 pt on 15 pt */
  PLUMB_TYPE_STRONG,     /* the same, bold */
  PLUMB_TYPE_QUOTE,      /* the same, italic */
  PLUMB_TYPE_LABEL,      /* 8.5 pt bold */
  PLUMB_TYPE_SMALL,      /* 8.5 pt */
  PLUMB_TYPE_FINE,       /* 7.5 pt, the appendix */
  PLUMB_TYPE_FINE_STRONG,
} PlumbType;

typedef enum
{
  PLUMB_INK_BLACK,
  PLUMB_INK_GREY,
  PLUMB_INK_ACCENT,
} PlumbInk;

typedef struct
{
  gboolean    letter;   /* US Letter, not A4 */
  guint32     accent;   /* 0xrrggbb */
  const char *language; /* (nullable) of the words, for shaping: "ja" */
} PlumbPaperStyle;

#define PLUMB_PAPER_ACCENT 0x1a5fb4

typedef struct
{
  cairo_surface_t *surface;     /* the PDF, or the page that is being filled */
  cairo_t         *cr;
  GPtrArray       *pages;       /* owned: those that are full; NULL = a PDF */
  GPtrArray       *alts;        /* owned: of char *, the figures in words */
  guint32          accent;
  PangoContext    *pango;
  double           width, height, margin;
  double           y;
  int              page;        /* from 1 */
  int              n_pages;     /* 0 while counting */
  const char      *family;      /* interned */
  char            *footer;      /* owned */
  char            *link;        /* owned, nullable: where what is shown now leads */
} PlumbPaper;

void         plumb_paper_size (gboolean letter,
                               double  *width,
                               double  *height);
/* Upright paper. A PDF goes to `write`; where that is NULL the pages are kept. */
PlumbPaper  *plumb_paper_new (cairo_write_func_t     write,
                              gpointer               data,
                              const PlumbPaperStyle *style,
                              const char            *footer,
                              int                    n_pages);
/* (transfer full) (element-type cairo_surface_t) The pages, once finished: one
 * recording surface each. */
GPtrArray   *plumb_paper_take_pages (PlumbPaper *paper);
/* Ends the last page; the surface's status says whether all went well. */
cairo_status_t plumb_paper_finish (PlumbPaper *paper);
void         plumb_paper_free (PlumbPaper *paper);

double       plumb_paper_left (const PlumbPaper *paper);
double       plumb_paper_content_width (const PlumbPaper *paper);
double       plumb_paper_bottom (const PlumbPaper *paper);
double       plumb_paper_room (const PlumbPaper *paper);
void         plumb_paper_turn (PlumbPaper *paper);
/* Turns the page when less than `height` is left; TRUE if it did. */
gboolean     plumb_paper_need (PlumbPaper *paper,
                               double      height);
void         plumb_paper_set_ink (PlumbPaper *paper,
                                  PlumbInk    ink);
/* A line of half a point over (x, y, width). */
void         plumb_paper_rule (PlumbPaper *paper,
                               double      x,
                               double      y,
                               double      width);

/* (transfer full) `width` < 0: no wrapping. Text need not be valid UTF-8. */
PangoLayout *plumb_paper_layout (PlumbPaper *paper,
                                 PlumbType   type,
                                 const char *text,
                                 double      width);
double       plumb_layout_height (PangoLayout *layout);
double       plumb_layout_width (PangoLayout *layout);
/* Shows the layout with its top left at (x, y), tagged as `tag` (nullable:
 * part of an open tag). */
void         plumb_paper_show (PlumbPaper  *paper,
                               PangoLayout *layout,
                               double       x,
                               double       y,
                               const char  *tag);
/* Text at (x, y), its height returned; `y` of the paper stays. */
double       plumb_paper_text (PlumbPaper *paper,
                               PlumbType   type,
                               PlumbInk    ink,
                               const char *text,
                               double      x,
                               double      y,
                               double      width);
double       plumb_paper_text_height (PlumbPaper *paper,
                                      PlumbType   type,
                                      const char *text,
                                      double      width);
/* One line at most, cut with an ellipsis. */
double       plumb_paper_line (PlumbPaper *paper,
                               PlumbType   type,
                               PlumbInk    ink,
                               const char *text,
                               double      x,
                               double      y,
                               double      width);
/* Text at paper->y over the page's width, going on over pages, and moves y. */
void         plumb_paper_flow (PlumbPaper *paper,
                               PlumbType   type,
                               const char *text);
/* A heading that is in the outline too, with `keep` points of room after it. */
void         plumb_paper_heading (PlumbPaper *paper,
                                  const char *text,
                                  double      keep);
/* Its entry, for entries below it. */
int          plumb_paper_outline (PlumbPaper *paper,
                                  const char *text);
/* The same under another entry of the outline. */
void         plumb_paper_outline_below (PlumbPaper *paper,
                                        int         parent,
                                        const char *text);
/* What is shown until the end leads there: "uri='mailto:m@x.org'" or
 * "dest='finding-1'". */
void         plumb_paper_begin_link (PlumbPaper *paper,
                                     const char *where);
void         plumb_paper_end_link (PlumbPaper *paper);
/* A place at y that links lead to. */
void         plumb_paper_place (PlumbPaper *paper,
                                const char *name);
void         plumb_paper_begin (PlumbPaper *paper,
                                const char *tag);
void         plumb_paper_end (PlumbPaper *paper,
                              const char *tag);
/* A figure, and what it shows for those who cannot see it. */
void         plumb_paper_begin_figure (PlumbPaper *paper,
                                       const char *alt);
void         plumb_paper_end_figure (PlumbPaper *paper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPaper, plumb_paper_free)

G_END_DECLS
