/* The words on paper may be in another language than the program's. A catalogue
 * is chosen for a thread, and holds for what that thread draws until it is
 * taken back; without one the program's language is spoken.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PlumbWords PlumbWords;

/* (transfer full) The words of a compiled catalogue (.mo). Errors: those of
 * reading a file, G_FILE_ERROR_INVAL for one that is damaged. `path` NULL = the
 * words as they are in the source, English. */
PlumbWords *plumb_words_load (const char *path,
                              const char *language, /* "de" */
                              GError    **error);
PlumbWords *plumb_words_ref (PlumbWords *words);
void        plumb_words_unref (PlumbWords *words);
const char *plumb_words_language (const PlumbWords *words);

/* For this thread; NULL = the program's. `words` has to stay until then. */
void        plumb_words_use (const PlumbWords *words);
/* (transfer none) In the language of this thread. */
const char *plumb_words_get (const char *msgid) G_GNUC_FORMAT (1);
/* (transfer full) A date by a format of %A, %a, %B, %d (without a leading zero:
 * %-d) and %Y. */
char       *plumb_words_date (GDateTime  *date,
                              const char *format);
/* (transfer full) The decimal separator of the language in place of that of the
 * program. */
char       *plumb_words_figures (char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbWords, plumb_words_unref)

G_END_DECLS
