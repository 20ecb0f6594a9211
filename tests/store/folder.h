/* A data folder for one test, removed at its end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef char TestFolder;

/* (transfer full) An empty folder, 0700. */
TestFolder *test_folder_new (void);
/* Removes the folder with what is in it. */
void        test_folder_free (TestFolder *folder);
/* (transfer full) */
char       *test_folder_path (const TestFolder *folder,
                              const char       *name);
/* The permission bits of a file in it; -1 when it is not there. */
int         test_folder_mode (const TestFolder *folder,
                              const char       *name);
/* (transfer full) Names and contents of all files but the shared memory of the
 * database, as one checksum: equal means that nothing was changed. */
char       *test_folder_state (const TestFolder *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFolder, test_folder_free)

G_END_DECLS
