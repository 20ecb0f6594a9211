/* Lines that a coach keeps to put into any plan, each with its section. Kept in
 * the library under the coach's name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review.h"

G_BEGIN_DECLS

typedef struct
{
  PlumbPlanSection section;
  char            *text; /* owned */
  char            *dose; /* owned, never NULL */
} PlumbKeptLine;

/* (transfer full) (element-type PlumbKeptLine) As they were kept; empty where
 * there are none. */
GPtrArray *plumb_review_kept_lines (PlumbReview *self);
/* One that is there already is not there twice. */
gboolean   plumb_review_keep_line (PlumbReview     *self,
                                   PlumbPlanSection section,
                                   const char      *text,
                                   const char      *dose,
                                   GError         **error);
gboolean   plumb_review_forget_line (PlumbReview *self,
                                     const char  *text,
                                     GError     **error);

G_END_DECLS
