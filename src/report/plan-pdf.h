/* The fix plan on paper: a PDF, or pages for screen and printer. Everything
 * that is on it comes in through PlumbReport; dates are given, so that the same
 * input makes the same bytes. Its words are those of the thread (words.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "checks.h"
#include "claims.h"
#include "pain-screen.h"
#include "plan.h"
#include "review-progress.h"

G_BEGIN_DECLS

#define PLUMB_REPORT_ERROR (plumb_report_error_quark ())
typedef enum
{
  PLUMB_REPORT_ERROR_STILL, /* a picture cannot be drawn */
  PLUMB_REPORT_ERROR_DRAW,  /* cairo or pango gave up */
  PLUMB_REPORT_ERROR_WRITE, /* the file cannot be written */
} PlumbReportError;
GQuark plumb_report_error_quark (void);

/* A picture with its marks, video pixels. */
typedef struct
{
  cairo_surface_t   *surface;  /* owned reference; image surface */
  gint64             frame;
  gint64             pts_ns;
  PlumbMoment        moment;
  PlumbMark *const  *marks;    /* of that frame; borrowed */
  guint              n_marks;
  double             roll_deg; /* of the camera, for the plumb line; 0 = level */
  PlumbMark *const  *carried;  /* of the feet, from another frame: dotted; borrowed */
  guint              n_carried;
  gboolean           has_mid_foot;
  PlumbPoint         mid_foot_px; /* the plumb line goes through it */
} PlumbStill;

typedef struct
{
  const char          *finding_id;
  const char          *title;
  const char          *text;      /* what was computed, with figures */
  const char          *sentence;  /* the article's */
  PlumbVerdict         verdict;
  gboolean             confirmed; /* by the coach's hand */
  const PlumbMeasure  *measure;   /* (nullable) the one that decided */
  gint64               frame;     /* that it was seen on; -1 = of the measure */
} PlumbReportFinding;

/* What became of one check since the last plan; the words are the plan's. */
typedef struct
{
  const char        *name;   /* of the check: "Hip height" */
  PlumbProgressKind  kind;
  const char        *before; /* (nullable) "156.0° ± 7.4°" */
  const char        *now;    /* (nullable) */
  const char        *change; /* (nullable) "−21.3°" */
  gboolean           larger; /* than the error of both */
} PlumbReportProgress;

typedef struct
{
  const char                *athlete;      /* (nullable) */
  const char                *coach;        /* (nullable) */
  const char                *contact;      /* (nullable) the coach's */
  cairo_surface_t           *logo;         /* (nullable) image surface */
  const char                *accent;       /* (nullable) "#1a5fb4" */
  gboolean                   letter;       /* US Letter, not A4 */
  const char                *language;     /* (nullable) of the words: "de"; "en" */
  const char                *lift;         /* "Conventional deadlift" */
  double                     load_kg;      /* 0 = unknown */
  PlumbMassUnit              mass_unit;    /* in which it is told */
  PlumbLengthUnit            length_unit;  /* in which it is told how to film */
  GDateTime                 *date;         /* of the review */
  GDateTime                 *refilm;       /* next film */
  const PlumbStill          *stills;       /* set first; then lift-off, … */
  guint                      n_stills;
  const PlumbReportFinding  *findings;
  guint                      n_findings;
  const PlumbChecks         *checks;       /* for the coach's appendix */
  const PlumbCriteria       *criteria;
  const PlumbPlan           *plan;
  const char                *notes;        /* the coach's, "" = none */
  const PlumbPainRow        *pain;         /* (nullable) the pain screen's; where
                                              it allows no plan, the PDF has none:
                                              a page for the clinician instead */
  const char *const         *pain_answers; /* (nullable) question, answer, … */
  const char *const         *pain_alarms;  /* (nullable) those of them that stand out */
  const char *const         *cause;        /* (nullable) one a finding, each nullable:
                                              "Cause 2 of 3: …" */
  const char *const         *reasons;      /* (nullable) one a line of the plan: why
                                              it is there */
  const PlumbClaims         *claims;       /* (nullable) the article's words */
  const char *const         *capture;      /* (nullable) how it was filmed: label,
                                              value, … */
  const PlumbReportProgress *progress;     /* since the last plan */
  guint                      n_progress;
  GDateTime                 *last;         /* (nullable) of the last plan */
  void                     (*tell) (double fraction, gpointer data); /* (nullable) how
                                              far it is, in the thread that writes */
  gpointer                   tell_data;
} PlumbReport;

/* (transfer none) (nullable) The measure that the finding's text speaks of: of
 * its grounds the one farthest out, the first of several. For
 * PlumbReportFinding.measure. */
const PlumbMeasure *plumb_report_find_measure (const PlumbChecks  *checks,
                                               const PlumbFinding *finding);
/* Writes to a temporary name in the same folder, then fsync and rename; on
 * error nothing is left and an older file at `path` is untouched. Errors:
 * PLUMB_REPORT_ERROR, or G_IO_ERROR_CANCELLED. */
gboolean plumb_report_write_pdf (const PlumbReport *report,
                                 const char        *path,
                                 GCancellable      *cancellable,
                                 GError           **error);
/* (transfer full) (element-type cairo_surface_t) (nullable) The pages as they
 * would be in the PDF: recording surfaces, to be painted at (0, 0), in points.
 * Whoever paints them may be another thread, but one at a time. */
GPtrArray *plumb_report_draw_pages (const PlumbReport *report,
                                    GCancellable      *cancellable,
                                    GError           **error);
/* Of a page, points. */
void     plumb_report_page_size (const PlumbReport *report,
                                 double            *width,
                                 double            *height);
/* Draws marks and measured lines as below over the still's own surface. */
void     plumb_report_draw_marks (const PlumbStill  *still,
                                  const PlumbChecks *checks); /* (nullable) */
/* The still at its own size with marks, lines for what was measured on its
 * frame (`checks` nullable) and a caption under it (nullable), as a PNG. Writes
 * and fails as above. */
gboolean plumb_report_write_still_png (const PlumbStill  *still,
                                       const PlumbChecks *checks,
                                       const char        *caption,
                                       const char        *path,
                                       GCancellable      *cancellable,
                                       GError           **error);

/* The same as SVG: the picture inside, marks and words as shapes. */
gboolean plumb_report_write_still_svg (const PlumbStill  *still,
                                       const PlumbChecks *checks,
                                       const char        *caption,
                                       const char        *path,
                                       GCancellable      *cancellable,
                                       GError           **error);
/* Two stills beside each other at the height of the lower one, as a PNG. */
gboolean plumb_report_write_pair_png (const PlumbStill  *left,
                                      const PlumbStill  *right,
                                      const PlumbChecks *checks,
                                      const char *const  captions[2],
                                      const char        *path,
                                      GError           **error);

G_END_DECLS
