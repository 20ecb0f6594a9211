/* A library taken to another folder: looked at first, then copied, checked and
 * synced. What is in the old folder is never changed.
 *
 *   plumb_library_move_target()  which folder is meant
 *   plumb_library_move_check()   whether a library can live there
 *   plumb_library_move_files()   recordings and backups, while work goes on
 *   plumb_library_move_finish()  the rest, when nobody has it open
 *
 * All but the last may be called on any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"

G_BEGIN_DECLS

/* (transfer full) The chosen folder where it is empty or has a library in it; else
 * one of its own in there, so that nothing of others is mixed with it. */
char    *plumb_library_move_target (const char *chosen);
/* Whether a folder has a library in it. */
gboolean plumb_library_is_in (const char *folder);
/* Tries a small database in `target`, which is made: FOLDER where it cannot be
 * written, DISK on a network or where files cannot be locked, FULL where there is
 * too little room for the library in `data_dir`. `bytes` (nullable) gets how large
 * that is; `data_dir` (nullable): nothing is to be moved. */
gboolean plumb_library_move_check (const char *data_dir,
                                   const char *target,
                                   guint64    *bytes,
                                   GError    **error);
/* Copies all but the database, whole, compared and synced; what is there already
 * is passed over. `done_bytes` is added to, atomically. */
gboolean plumb_library_move_files (const char   *data_dir,
                                   const char   *target,
                                   gssize       *done_bytes,
                                   GCancellable *cancellable,
                                   GError      **error);
/* The database, and what came since; recordings that lie in the library's folder
 * are looked for in the new one. On error `target` has no library. */
gboolean plumb_library_move_finish (const char *data_dir,
                                    const char *target,
                                    GError    **error);
/* Takes the database of a move away again: it could not be opened. */
void     plumb_library_move_undo (const char *target);
/* (transfer full) (element-type filename) Paths of what belongs to the library in
 * a folder: what can go when it is no longer needed. */
GPtrArray *plumb_library_list_files (const char *data_dir);
/* For tests: whether a file system of this kind is on a network. */
gboolean plumb_library_is_network (const char *fs_type);

G_END_DECLS
