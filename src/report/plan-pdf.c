/* The plan is laid out twice: once to count its pages, once for the file. All
 * of it is in memory before anything is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-pdf.h"

#include <string.h>

#include <cairo-pdf.h>
#include "paper-words.h"

#include "pages.h"
#include "pdf-finish.h"

#define DEFAULT_LANGUAGE "en"
#define SHARE_OF_STILLS 0.7 /* of the time */

G_DEFINE_QUARK (plumb-report-error-quark, plumb_report_error)

static void
clear_print (gpointer data)
{
  PlumbPrint *print = data;
  g_clear_pointer (&print->picture, cairo_surface_destroy);
}

static void
tell (const PlumbReport *report,
      double             fraction)
{
  if (report->tell != NULL)
    report->tell (fraction, report->tell_data);
}

/* (transfer full) (nullable) Room for the large one, which page 1 makes when it
 * knows its shape, then each still for its block. */
static GArray *
make_prints (const PlumbReport *report,
             GCancellable      *cancellable,
             GError           **error)
{
  g_autoptr (GArray) prints = g_array_new (FALSE, FALSE, sizeof (PlumbPrint));
  g_array_set_clear_func (prints, clear_print);
  g_array_set_size (prints, 1);
  memset (prints->data, 0, sizeof (PlumbPrint));
  for (guint i = 0; i < report->n_stills; i++)
    {
      PlumbPrint print;
      print.crop = plumb_still_crop (&report->stills[i], report, PLUMB_BLOCK_ASPECT);
      print.picture = plumb_still_picture (
        &report->stills[i], &print.crop, (int) (PLUMB_BLOCK_WIDTH / 72.0 * PLUMB_PRINT_DPI), error);
      if (print.picture == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          clear_print (&print);
          return NULL;
        }
      g_array_append_val (prints, print);
      tell (report, SHARE_OF_STILLS * (i + 1) / report->n_stills);
    }
  return g_steal_pointer (&prints);
}

static cairo_status_t
append_bytes_cb (void                *data,
                 const unsigned char *bytes,
                 unsigned int         length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full) What stands at the foot of every page. */
static char *
compose_footer (const PlumbReport *report)
{
  g_autofree char *date = plumb_pages_date (report->date, FALSE);
  gboolean named = report->athlete != NULL && report->athlete[0] != '\0';
  return g_strdup_printf ("%s%s%s  ·  %s", named ? report->athlete : "", named ? "  ·  " : "",
                          report->lift != NULL ? report->lift : _("Fix plan"), date);
}

static void
set_metadata (PlumbPaper        *paper,
              const PlumbReport *report)
{
  g_autofree char *title = report->athlete != NULL && report->athlete[0] != '\0'
                             ? g_strdup_printf (_("Fix plan: %s"), report->athlete)
                             : g_strdup (_("Fix plan"));
  cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_TITLE, title);
  if (report->coach != NULL)
    cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_AUTHOR, report->coach);
  if (report->lift != NULL)
    cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_SUBJECT, report->lift);
  cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_CREATOR, "Plumbline");
  /* Without a date cairo would take the clock's, and no two files were equal. */
  g_autofree char *date = report->date != NULL
                            ? g_date_time_format (report->date, "%Y-%m-%dT%H:%M:%SZ")
                            : g_strdup ("1970-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/* The coach's colour where it can be read on white paper. */
static guint32
read_accent (const char *text)
{
  gint64 rgb = 0;
  if (text == NULL || text[0] != '#'
      || !g_ascii_string_to_signed (text + 1, 16, 0, 0xffffff, &rgb, NULL))
    return PLUMB_PAPER_ACCENT;
  double light = 0.2126 * (double) (rgb >> 16 & 0xff) + 0.7152 * (double) (rgb >> 8 & 0xff)
                 + 0.0722 * (double) (rgb & 0xff);
  return light <= 170.0 ? (guint32) rgb : PLUMB_PAPER_ACCENT;
}

static PlumbPaperStyle
choose_style (const PlumbReport *report)
{
  return (PlumbPaperStyle){ report->letter, read_accent (report->accent), report->language };
}

static gboolean
is_referral (const PlumbReport *report)
{
  return report->pain != NULL && !report->pain->plan_allowed
         && report->pain->outcome != PLUMB_PAIN_INCOMPLETE;
}

/* FALSE on error. */
static gboolean
fill_paper (PlumbPaper        *paper,
            const PlumbReport *report,
            GArray            *prints,
            GCancellable      *cancellable,
            GError           **error)
{
  static void (*const parts[]) (PlumbPages *)
    = { plumb_pages_first, plumb_pages_findings, plumb_pages_progress, plumb_pages_notes,
        plumb_pages_week,  plumb_pages_filming,  plumb_pages_appendix };
  PlumbPages pages = { paper, report, &g_array_index (prints, PlumbPrint, 0),
                       &g_array_index (prints, PlumbPrint, 1), error, FALSE };
  gboolean referred = is_referral (report);
  if (referred)
    plumb_pages_clinician (&pages);
  for (guint i = 0; !referred && i < G_N_ELEMENTS (parts); i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      parts[i](&pages);
      if (pages.failed)
        return FALSE;
    }
  cairo_status_t status = plumb_paper_finish (paper);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, PLUMB_REPORT_ERROR, PLUMB_REPORT_ERROR_DRAW,
               _("The plan cannot be drawn: %s"), cairo_status_to_string (status));
  return FALSE;
}

/* (transfer full) (nullable) */
static GPtrArray *
record_pages (const PlumbReport *report,
              GArray            *prints,
              int                n_pages,
              GCancellable      *cancellable,
              GError           **error)
{
  g_autofree char *footer = compose_footer (report);
  PlumbPaperStyle style = choose_style (report);
  g_autoptr (PlumbPaper) paper = plumb_paper_new (NULL, NULL, &style, footer, n_pages);
  return fill_paper (paper, report, prints, cancellable, error) ? plumb_paper_take_pages (paper)
                                                                : NULL;
}

/* The number of pages, 0 on error. Recording draws nothing: it is the quickest
 * way to know. */
static int
count_pages (const PlumbReport *report,
             GArray            *prints,
             GCancellable      *cancellable,
             GError           **error)
{
  g_autoptr (GPtrArray) pages = record_pages (report, prints, 0, cancellable, error);
  return pages != NULL ? (int) pages->len : 0;
}

GPtrArray *
plumb_report_draw_pages (const PlumbReport *report,
                         GCancellable      *cancellable,
                         GError           **error)
{
  g_return_val_if_fail (report != NULL, NULL);

  g_autoptr (GArray) prints = make_prints (report, cancellable, error);
  int n_pages = prints != NULL ? count_pages (report, prints, cancellable, error) : 0;
  return n_pages > 0 ? record_pages (report, prints, n_pages, cancellable, error) : NULL;
}

void
plumb_report_page_size (const PlumbReport *report,
                        double            *width,
                        double            *height)
{
  plumb_paper_size (report->letter, width, height);
}

const PlumbMeasure *
plumb_report_find_measure (const PlumbChecks  *checks,
                           const PlumbFinding *finding)
{
  g_return_val_if_fail (checks != NULL && finding != NULL, NULL);

  const PlumbMeasure *found = NULL;
  for (guint i = 0; finding->because != NULL && finding->because[i] != NULL; i++)
    {
      const PlumbMeasure *measure = plumb_checks_find (checks, finding->because[i]);
      if (measure != NULL
          && (found == NULL
              || (measure->verdict == PLUMB_VERDICT_FAULT
                  && found->verdict != PLUMB_VERDICT_FAULT)))
        found = measure;
    }
  return found;
}

gboolean
plumb_report_write_file (const char       *path,
                         const GByteArray *bytes,
                         GError          **error)
{
  g_autoptr (GError) reason = NULL;
  if (!g_file_set_contents_full (path, (const char *) bytes->data, bytes->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0666, &reason))
    {
      g_set_error (error, PLUMB_REPORT_ERROR, PLUMB_REPORT_ERROR_WRITE, "%s", reason->message);
      return FALSE;
    }
  return TRUE;
}

/* (transfer full) (nullable) The whole PDF. */
static GByteArray *
make_pdf (const PlumbReport *report,
          GCancellable      *cancellable,
          GError           **error)
{
  g_autoptr (GArray) prints = make_prints (report, cancellable, error);
  int n_pages = prints != NULL ? count_pages (report, prints, cancellable, error) : 0;
  if (n_pages == 0)
    return NULL;
  tell (report, SHARE_OF_STILLS + (1.0 - SHARE_OF_STILLS) / 2.0);
  g_autofree char *footer = compose_footer (report);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  PlumbPaperStyle style = choose_style (report);
  g_autoptr (PlumbPaper) paper = plumb_paper_new (append_bytes_cb, bytes, &style, footer, n_pages);
  set_metadata (paper, report);
  if (!fill_paper (paper, report, prints, cancellable, error))
    return NULL;
  plumb_pdf_finish (bytes, report->language != NULL ? report->language : DEFAULT_LANGUAGE,
                    paper->alts);
  return g_steal_pointer (&bytes);
}

gboolean
plumb_report_write_pdf (const PlumbReport *report,
                        const char        *path,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_return_val_if_fail (report != NULL && path != NULL, FALSE);

  g_autoptr (GByteArray) bytes = make_pdf (report, cancellable, error);
  if (bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !plumb_report_write_file (path, bytes, error))
    return FALSE;
  tell (report, 1.0);
  return TRUE;
}
