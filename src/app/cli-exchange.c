/* Commands that bring an athlete out of a library, into one, or out of it for
 * good.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "erase.h"
#include "exchange.h"

/* The athlete given as the first argument; says so when there is none. */
static gint64
require_athlete (PlumbCliArguments *arguments,
                 PlumbLibrary      *library)
{
  const gint64 id = plumb_cli_find_athlete (library, arguments->rest[0]);

  if (id <= 0)
    g_printerr (_("plumbline-cli: there is no athlete “%s”; see plumbline-cli athletes\n"),
                arguments->rest[0]);
  return id;
}

typedef gboolean (*Writer) (PlumbLibrary *library,
                            gint64        athlete_id,
                            const char   *path,
                            GError      **error);

static PlumbExit
write_athlete (PlumbCliArguments *arguments,
               Writer             writer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_cli_open_library (arguments, FALSE, &error);
  gint64 id;

  if (library == NULL)
    return plumb_cli_fail (error, NULL);
  id = require_athlete (arguments, library);
  if (id <= 0)
    return PLUMB_EXIT_BAD_INPUT;
  if (!writer (library, id, arguments->output, &error))
    return plumb_cli_fail (error, NULL);
  g_print ("%s\n", arguments->output);
  return PLUMB_EXIT_DONE;
}

static gboolean
export_clips (PlumbLibrary *library,
              gint64        athlete_id,
              const char   *path,
              GError      **error)
{
  PlumbClipCount count;

  if (!plumb_library_export_clips (library, athlete_id, path, NULL, &count, NULL, error))
    return FALSE;
  if (count.n_missing > 0)
    g_printerr (ngettext ("plumbline-cli: %u video was not where it was and is not in the file\n",
                          "plumbline-cli: %u videos were not where they were and are not in the "
                          "file\n",
                          count.n_missing),
                count.n_missing);
  return TRUE;
}

PlumbExit
plumb_cli_export (PlumbCliArguments *arguments)
{
  return write_athlete (arguments,
                        arguments->clips ? export_clips : plumb_library_export_athlete);
}

static gboolean
export_held (PlumbLibrary *library,
             gint64        athlete_id,
             const char   *path,
             GError      **error)
{
  return plumb_library_export_held (library, athlete_id, path, NULL, error);
}

PlumbExit
plumb_cli_export_all (PlumbCliArguments *arguments)
{
  return write_athlete (arguments, export_held);
}

PlumbExit
plumb_cli_import (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_cli_open_library (arguments, TRUE, &error);
  PlumbImported imported;

  if (library == NULL
      || !plumb_library_import_athlete (library, arguments->rest[0], &imported, &error))
    return plumb_cli_fail (error, NULL);
  if (!arguments->json && imported.n_clips > 0)
    g_print (ngettext ("%u video is new in the library's folder.\n",
                       "%u videos are new in the library's folder.\n", imported.n_clips),
             imported.n_clips);
  if (arguments->json)
    g_print ("{\"athlete\": %" PRId64 ", \"added\": %u, \"known\": %u, " /* no words */
             "\"clips\": %u}\n", /* no words */
             imported.athlete_id, imported.n_added, imported.n_known, imported.n_clips);
  else
    g_print (_("Athlete %" PRId64 ": %u reviews added, %u were there already.\n"),
             imported.athlete_id, imported.n_added, imported.n_known);
  return PLUMB_EXIT_DONE;
}

PlumbExit
plumb_cli_erase (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library
      = plumb_cli_open_library (arguments, arguments->yes, &error);
  g_auto (GStrv) held = NULL;
  g_auto (GStrv) backups = NULL;
  gint64 id;

  if (library == NULL)
    return plumb_cli_fail (error, NULL);
  id = require_athlete (arguments, library);
  if (id <= 0)
    return PLUMB_EXIT_BAD_INPUT;
  held = plumb_library_list_held (library, id, &error);
  if (held == NULL)
    return plumb_cli_fail (error, NULL);
  for (guint i = 0; held[i] != NULL; i++)
    g_print ("%s\n", held[i]);
  if (!arguments->yes)
    {
      g_printerr (_("Nothing was erased. It cannot be undone; with --yes it is done.\n"));
      return PLUMB_EXIT_USAGE;
    }
  if (!plumb_erase_athlete (library, id, &backups, &error))
    return plumb_cli_fail (error, NULL);
  g_print (_("Erased. Video files outside of the library's folder stay where they are.\n"));
  for (guint i = 0; backups[i] != NULL; i++)
    g_print (_("This backup may still hold the athlete: %s\n"), backups[i]);
  return PLUMB_EXIT_DONE;
}
