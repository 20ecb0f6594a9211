/* From one review of an athlete to the next: is the change larger than the
 * error of both?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "checks.h"

G_BEGIN_DECLS

typedef struct
{
  double   change;     /* after - before, in the unit of the measure */
  double   u;          /* its standard uncertainty */
  double   detectable; /* the smallest change that is one: 1.96 u */
  gboolean larger;     /* the change is larger than that */
} PlumbChange;

/* Values with standard uncertainties >= 0, in one unit. The errors of two
 * recordings share nothing: the camera was set up and the body marked anew. For
 * u of the same size this is MDC95 = 1.96 sqrt (2) u (criteria.md 3.1). */
PlumbChange plumb_change_compute (double before,
                                  double u_before,
                                  double after,
                                  double u_after);
/* The same of two results of one measure; FALSE where one has no value, or they
 * are of different measures or moments. */
gboolean    plumb_change_of_measures (const PlumbMeasure *before,
                                      const PlumbMeasure *after,
                                      PlumbChange        *out);

G_END_DECLS
