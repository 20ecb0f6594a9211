/* Erasing in library and cache.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "erase.h"

#include "index-cache.h"

gboolean
plumb_erase_athlete (PlumbLibrary *library,
                     gint64        athlete_id,
                     GStrv        *backups,
                     GError      **error)
{
  g_autoptr (GPtrArray) hashes = plumb_library_list_fingerprints (library, athlete_id, error);

  if (hashes == NULL || !plumb_library_erase_athlete (library, athlete_id, backups, error))
    return FALSE;
  for (guint i = 0; i < hashes->len; i++)
    plumb_index_cache_forget (hashes->pdata[i]);
  return TRUE;
}
