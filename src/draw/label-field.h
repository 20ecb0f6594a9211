/* Where the labels of a picture go, so that none covers a joint, the line of a
 * mark or another label. Places are target units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "draw-marks.h"

G_BEGIN_DECLS

/* (transfer full) Labels stay between (0, 0) and (width, height). */
PlumbLabelField *plumb_label_field_new (double width,
                                        double height);
void             plumb_label_field_free (PlumbLabelField *field);
/* The points and lines of a mark that is drawn; call it for all of them before
 * the first label is placed. */
void             plumb_label_field_add_mark (PlumbLabelField     *field,
                                             const PlumbMark     *mark,
                                             const PlumbDrawView *view);
/* The middle of a label of this size: of `places` (in order of liking, n of them),
 * and of those round `anchor` when none of these is free, the one where it covers
 * least. What is placed later keeps off it. */
PlumbPoint       plumb_label_field_take (PlumbLabelField  *field,
                                         double            width,
                                         double            height,
                                         const PlumbPoint *places,
                                         guint             n,
                                         PlumbPoint        anchor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbLabelField, plumb_label_field_free)

G_END_DECLS
