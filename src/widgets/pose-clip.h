/* Carrying marks from one frame to another by copy and paste. No GTK.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review.h"

G_BEGIN_DECLS

/* (transfer full) (element-type PlumbMark) The marks to carry: those of `frame`,
 * or only `selected` (mark id, 0 = all) when it is one of them. */
GPtrArray *plumb_pose_copy (PlumbReview *review,
                            gint64       frame,
                            gint64       selected);
/* Adds the copies to `frame`: one undo step. A landmark that is there already
 * moves to where the copy is. */
gboolean   plumb_pose_paste (PlumbReview *review,
                             GPtrArray   *marks,
                             gint64       frame,
                             GError     **error);

G_END_DECLS
