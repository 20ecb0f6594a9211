/* An athlete out of a library for good; see exchange-store.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "exchange-store.h"

#include "backup.h"
#include "sql.h"
#include "store-private.h"

static gboolean
delete_all (sqlite3 *db,
            gint64   athlete_id,
            GError **error)
{
  /* Words stay in the index until it is written anew. */
  return plumb_sql_run (db, error, "DELETE FROM review WHERE athlete_id = ?1", "i", athlete_id)
         && plumb_sql_run (db, error, "DELETE FROM athlete WHERE id = ?1", "i", athlete_id)
         && plumb_sql_run (db, error,
                           "DELETE FROM recording WHERE id NOT IN "
                           "(SELECT recording_id FROM review)",
                           "")
         && plumb_sql_run (db, error,
                           "INSERT INTO written_search (written_search) VALUES ('rebuild')", "");
}

gboolean
plumb_store_erase_athlete (PlumbStore *store,
                           gint64      athlete_id,
                           GError    **error)
{
  sqlite3 *db = plumb_store_db (store);

  if (!plumb_sql_exec (db, "PRAGMA secure_delete = ON", error)
      || !plumb_store_begin (store, error))
    return FALSE;
  if (!delete_all (db, athlete_id, error))
    {
      plumb_store_rollback (store);
      return FALSE;
    }
  return plumb_store_commit (store, error) && plumb_sql_exec (db, "VACUUM", error)
         && plumb_sql_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

GPtrArray *
plumb_store_list_backups (PlumbStore *store)
{
  return plumb_backup_list (store->folder);
}
