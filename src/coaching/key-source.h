/* A key file that remembers on which line each group and key stands, so that
 * whoever edits a plan by hand is told where it is wrong. Stricter than
 * GKeyFile: a group or key given twice is an error, not a quiet merge.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PlumbKeySource PlumbKeySource;

/* Errors: PLUMB_PLAN_ERROR_READ, PLUMB_PLAN_ERROR_SYNTAX. */
PlumbKeySource    *plumb_key_source_load (const char        *path,
                                          const char *const *languages,
                                          GError           **error);
void               plumb_key_source_free (PlumbKeySource *source);

/* (transfer none) In the order of the file; NULL-terminated. */
const char *const *plumb_key_source_groups (const PlumbKeySource *source);
/* (transfer full) The keys of a group in their order; empty without it. */
GStrv              plumb_key_source_keys (const PlumbKeySource *source,
                                          const char           *group);
gboolean           plumb_key_source_has (const PlumbKeySource *source,
                                         const char           *group,
                                         const char           *key);
/* (transfer full) (nullable) NULL is an error where the key is missing or its
 * value is empty. */
char              *plumb_key_source_string (const PlumbKeySource *source,
                                            const char           *group,
                                            const char           *key,
                                            GError              **error);
/* (transfer full) (nullable) As above, in the first of the languages that the
 * file has ("Text[de]"), else untranslated. */
char              *plumb_key_source_text (const PlumbKeySource *source,
                                          const char           *group,
                                          const char           *key,
                                          GError              **error);
/* (transfer full) An empty list where the key is missing; NULL on error. */
GStrv              plumb_key_source_list (const PlumbKeySource *source,
                                          const char           *group,
                                          const char           *key,
                                          GError              **error);
/* `fallback` where the key is missing; FALSE on error. */
gboolean           plumb_key_source_integer (const PlumbKeySource *source,
                                             const char           *group,
                                             const char           *key,
                                             int                   low,
                                             int                   high,
                                             int                   fallback,
                                             int                  *out,
                                             GError              **error);
/* FALSE, and the error names the first key that is not in `known`
 * (NULL-terminated; translations of known keys are known). */
gboolean           plumb_key_source_check_keys (const PlumbKeySource *source,
                                                const char           *group,
                                                const char *const    *known,
                                                GError              **error);
/* PLUMB_PLAN_ERROR_CONTENT "FILE:LINE: [GROUP] KEY: message"; key NULL means
 * the group as a whole, group NULL the file. */
void               plumb_key_source_set_error (const PlumbKeySource *source,
                                               const char           *group,
                                               const char           *key,
                                               GError              **error,
                                               const char           *format,
                                               ...) G_GNUC_PRINTF (5, 6);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbKeySource, plumb_key_source_free)

G_END_DECLS
