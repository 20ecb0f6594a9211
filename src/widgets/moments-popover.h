/* Key moments of the rep that is looked at: for each its frame, with buttons to
 * go there, set it to the frame on the canvas, or clear it; the coach's own ones;
 * and the reps of the recording. While it is open the figures 1 to 7 set the
 * moment of that row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_MOMENTS_POPOVER (plumb_moments_popover_get_type ())
G_DECLARE_FINAL_TYPE (PlumbMomentsPopover, plumb_moments_popover, PLUMB, MOMENTS_POPOVER,
                      GtkPopover)

/* Signals:
 *   "show-frame" (int64)
 *   "edit-failed" (GError *) */

GtkWidget *plumb_moments_popover_new (PlumbSession *session);

G_END_DECLS
