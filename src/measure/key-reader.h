/* Typed reading of a key file with errors that name file, line, group and key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "key-lines.h"

G_BEGIN_DECLS

typedef struct
{
  char              *path;      /* owned, for messages */
  GKeyFile          *file;      /* owned */
  PlumbKeyLines     *lines;     /* owned */
  const char *const *languages; /* borrowed, (nullable) */
} PlumbKeyReader;

/* (nullable) Errors of PLUMB_CRITERIA_ERROR. */
PlumbKeyReader *plumb_key_reader_new (const char         *path,
                                      const char *const  *languages,
                                      GError            **error);
/* The same of a text; `path` is for messages. */
PlumbKeyReader *plumb_key_reader_new_for_text (const char         *path,
                                               const char         *text,
                                               gsize               length,
                                               const char *const  *languages,
                                               GError            **error);
void            plumb_key_reader_free (PlumbKeyReader *reader);

/* Sets a content error at `key` (NULL = at the group). Always FALSE. */
gboolean plumb_key_reader_fail (PlumbKeyReader  *reader,
                                const char      *group,
                                const char      *key,
                                const char      *reason,
                                GError         **error);
/* FALSE if a key of the group is not in `allowed` (NULL-terminated); the
 * [language] of a translated one does not count. */
gboolean plumb_key_reader_check_keys (PlumbKeyReader    *reader,
                                      const char        *group,
                                      const char *const *allowed,
                                      GError           **error);
gboolean plumb_key_reader_has (PlumbKeyReader *reader,
                               const char     *group,
                               const char     *key);
/* (transfer full) (nullable) NULL with an error when missing or empty. */
char    *plumb_key_reader_text (PlumbKeyReader  *reader,
                                const char      *group,
                                const char      *key,
                                GError         **error);
/* The same in the first of the languages that the file has. */
char    *plumb_key_reader_translated (PlumbKeyReader  *reader,
                                      const char      *group,
                                      const char      *key,
                                      GError         **error);
/* (transfer full) (nullable) "a;b;c", empty items are an error. */
GStrv    plumb_key_reader_list (PlumbKeyReader  *reader,
                                const char      *group,
                                const char      *key,
                                GError         **error);
/* Exactly `n` numbers "a;b;c", NAN where "-" stands and `open` is set. */
gboolean plumb_key_reader_numbers (PlumbKeyReader  *reader,
                                   const char      *group,
                                   const char      *key,
                                   gboolean         open,
                                   double          *out,
                                   guint            n,
                                   GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbKeyReader, plumb_key_reader_free)

G_END_DECLS
