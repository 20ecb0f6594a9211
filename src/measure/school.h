/* Where schools of lifting differ in what is good: a criteria file names its own
 * (School= in [Criteria]) and gives it keys that stand for the usual ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "key-reader.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_SCHOOL_OVER,     /* shoulder blades over the bar: the article's */
  PLUMB_SCHOOL_IN_FRONT, /* shoulders in front of the bar; keys end in InFront */
} PlumbSchool;

/* "over" or "in-front"; static. */
const char *plumb_school_name (PlumbSchool school);
/* OVER where the file names none. */
gboolean    plumb_school_read (PlumbKeyReader  *reader,
                               PlumbSchool     *out,
                               GError         **error);
/* (transfer full) The school's own key where the group has it, else `key`. */
char       *plumb_school_key (PlumbSchool      school,
                              PlumbKeyReader  *reader,
                              const char      *group,
                              const char      *key);
/* The bands of all schools are checked; `out` gets that of `school`, or the usual
 * one, all NAN where there is none. `has_own`: the group has one for a school that
 * is not the usual. */
gboolean    plumb_school_read_bands (PlumbSchool      school,
                                     PlumbKeyReader  *reader,
                                     const char      *group,
                                     double           out[4],
                                     gboolean        *has_own,
                                     GError         **error);

G_END_DECLS
