/* Words in all that a coach wrote: notes on athletes and reviews, decisions on
 * findings with what had been found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "reviews.h"

G_BEGIN_DECLS

typedef struct
{
  char           *kind;       /* owned: "athlete", "note", "decision",
                                 "rep-decision", "remark" */
  char           *key;        /* owned: the finding of a decision, with the rep */
  char           *text;       /* owned: the words found with some around them */
  gint64          frame;      /* -1 = none of its own */
  gint64          athlete_id; /* 0 = none yet */
  char           *athlete;    /* owned, nullable: the name */
  PlumbReviewRow *review;     /* owned, nullable: of an athlete's notes */
} PlumbFoundRow;

void       plumb_found_row_free (PlumbFoundRow *row);
/* (transfer full) (element-type PlumbFoundRow) (nullable) Where words begin with
 * each of `words`, what was written last first, `max` at most. */
GPtrArray *plumb_store_search_written (PlumbStore *store,
                                       const char *words,
                                       guint       max,
                                       GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbFoundRow, plumb_found_row_free)

G_END_DECLS
