/* From an athlete's last review to this one, check by check: what was fixed,
 * what stayed, and whether a value changed by more than the error of both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "change.h"
#include "review.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_PROGRESS_FIXED,  /* not in order then, good now */
  PLUMB_PROGRESS_STAYED, /* not in order then nor now */
  PLUMB_PROGRESS_NEW,    /* good then, not in order now */
  PLUMB_PROGRESS_KEPT,   /* good then and now */
  PLUMB_PROGRESS_OPEN,   /* one of the films could not tell */
} PlumbProgressKind;

typedef struct
{
  const PlumbCheckGroup *group;   /* of the review's criteria */
  PlumbProgressKind      kind;
  const PlumbMeasure    *measure; /* (nullable) now; of the review's checks */
  double                 before, u_before; /* valid where `measure` is there */
  PlumbChange            change;
} PlumbProgressItem;

typedef struct
{
  gint64    review_id; /* of the one before */
  gint64    created_s;
  gboolean  good_then, good_now; /* every check */
  GArray   *items;     /* of PlumbProgressItem, in the order of the checks */
} PlumbProgress;

/* (transfer full) (nullable) NULL where the athlete has no review before this
 * one that was checked. Valid until the review changes. */
PlumbProgress *plumb_review_progress (PlumbReview *self);
void           plumb_progress_free (PlumbProgress *progress);
/* A short title, untranslated msgid marked with N_(). */
const char    *plumb_progress_kind_name (PlumbProgressKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbProgress, plumb_progress_free)

G_END_DECLS
