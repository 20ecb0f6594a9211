/* A window over another that shows how far a long task is, and cancels it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _PlumbProgress PlumbProgress;

/* 0 to 1; below 0: nobody knows. Main thread, many times a second. */
typedef double (*PlumbProgressLook) (gpointer user_data);

/* Shown only when it takes long enough to be wondered at. */
PlumbProgress *plumb_progress_open (GtkWindow        *parent,
                                    const char       *heading,
                                    PlumbProgressLook look,
                                    gpointer          user_data);
/* (transfer none) */
GCancellable  *plumb_progress_cancellable (PlumbProgress *progress);
/* TRUE when it had been cancelled. Frees it. */
gboolean       plumb_progress_close (PlumbProgress *progress);

G_END_DECLS
