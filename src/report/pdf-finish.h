/* What cairo does not write into a PDF, put in afterwards: the language of the
 * text, that a reader shows the title and not the file's name, and the words
 * for those who cannot see a figure. Private to report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Changes the bytes of a whole PDF whose objects cairo has not packed. What it
 * does not recognise it leaves as it is. `language` as in BCP 47: "de", "pt-BR".
 * `alts` (element-type utf8, elements nullable) says in words what the figures
 * show, in the order in which they were tagged. */
void plumb_pdf_finish (GByteArray      *bytes,
                       const char      *language,
                       const GPtrArray *alts);

G_END_DECLS
