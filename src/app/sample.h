/* The sample lift: a drawn deadlift of a sample athlete with marks, findings,
 * notes and a plan already there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) The review of the sample lift, filled in when it
 * is opened for the first time; what was changed in it since is kept. */
PlumbReview *plumb_sample_open (PlumbLibrary *library,
                                GError      **error);

G_END_DECLS
