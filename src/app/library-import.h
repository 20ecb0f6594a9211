/* Files on their way into the library: copied there when the coach wants that,
 * with a window that shows how far it is, then each with its review and the day
 * it was filmed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "library.h"

G_BEGIN_DECLS

/* `reviews`: of PlumbReview, in the order of the files, without those that
 * failed; `errors`: of GError, one a file that could not be taken. */
typedef void (*PlumbImportDone) (GPtrArray *reviews,
                                 GPtrArray *errors,
                                 gpointer   user_data);

/* `paths` (element-type filename). `done` is called once, at once or later. */
void plumb_import_recordings (GtkWindow      *parent,
                              PlumbLibrary   *library,
                              GPtrArray      *paths,
                              PlumbImportDone done,
                              gpointer        user_data);

G_END_DECLS
