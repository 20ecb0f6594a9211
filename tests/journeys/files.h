/* What journeys leave on the disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* With all that is in it. */
void     files_remove_folder (const char *path);
gboolean files_is_whole_pdf (const char *path);
/* (transfer full) (nullable) The words of the PDF; NULL without pdftotext. */
char    *files_read_pdf (const char *path);

G_END_DECLS
