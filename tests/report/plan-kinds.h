/* Plans of every kind that has to be right, for tests and for people to look at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sample-report.h"

typedef struct
{
  const char *name;     /* of the file, without its ending */
  const char *page_1;   /* words that have to be on the first page */
  const char *anywhere; /* … and on some page; NULL = nothing more */
  int         min_pages, max_pages;
  const char *letters;  /* (nullable) a font has to have these */
  SampleReport *(*make) (void);
} PlanKind;

extern const PlanKind plan_kinds[];
extern const guint n_plan_kinds;

/* Whether some font of this system has the letters. */
gboolean plan_kind_can_be_shown (const PlanKind *kind);
