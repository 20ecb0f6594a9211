/* What cairo does not write into a PDF, put in afterwards: the language of the
 * text, and that a reader shows the title and not the file's name. Private to
 * report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Changes the bytes of a whole PDF by cairo 1.16; newer ones pack what has to be
 * changed. What it does not
 * recognise it leaves as it is. `language` as in BCP 47: "de", "pt-BR". */
void plumb_pdf_finish (GByteArray *bytes,
                       const char *language);

G_END_DECLS
