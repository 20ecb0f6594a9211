/* A still's picture for paper: cropped to the lifter, no finer than the paper
 * can show, compressed. Private to report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "plan-pdf.h"

G_BEGIN_DECLS

/* A part of the picture, video pixels. */
typedef struct
{
  double x, y, width, height;
} PlumbCrop;

/* The part that holds all marks with room round them, and the feet where they
 * were marked in another still of the report (nullable), as near to `aspect`
 * (width / height) as the picture allows; all of it without marks. */
PlumbCrop        plumb_still_crop (const PlumbStill  *still,
                                   const PlumbReport *report,
                                   double             aspect);
/* FALSE and PLUMB_REPORT_ERROR_STILL where there is nothing to draw. */
gboolean         plumb_still_has_picture (const PlumbStill *still,
                                          GError          **error);
/* Writes through a temporary name; PLUMB_REPORT_ERROR_WRITE and nothing left
 * on error. */
gboolean         plumb_report_write_file (const char       *path,
                                          const GByteArray *bytes,
                                          GError          **error);
/* (transfer full) (nullable) An image of at most `max_width` pixels across
 * that carries its JPEG data, so that a PDF embeds those. */
cairo_surface_t *plumb_still_picture (const PlumbStill *still,
                                      const PlumbCrop  *crop,
                                      int               max_width,
                                      GError          **error);

G_END_DECLS
