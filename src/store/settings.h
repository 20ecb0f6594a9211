/* Rows of the table "setting".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* The coach's name, as it stands on plans. */
#define PLUMB_SETTING_COACH "coach"
/* Followed by the coach's name: the own click spread, "hip=4.5 knee=3". */
#define PLUMB_SETTING_CLICKS "clicks/"
/* "copy": new recordings are copied into the library's folder. */
#define PLUMB_SETTING_RECORDINGS "recordings"

/* (transfer full) (nullable) NULL with an error, or "" when it is not set. */
char    *plumb_store_load_setting (PlumbStore *store,
                                   const char *name,
                                   GError    **error);
/* "" forgets it. */
gboolean plumb_store_set_setting (PlumbStore *store,
                                  const char *name,
                                  const char *value,
                                  GError    **error);

G_END_DECLS
