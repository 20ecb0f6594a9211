/* What the coach reads when something went wrong; see messages.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "messages.h"

#include <glib/gi18n-lib.h>

#include "engine.h"
#include "library.h"

static const char *
media_advice (int code)
{
  switch ((PlumbMediaError) code)
    {
    case PLUMB_MEDIA_ERROR_READ:
      return _("Check that the file is still there and can be read. Marks and notes are kept.");
    case PLUMB_MEDIA_ERROR_NOT_VIDEO:
      return _("Choose the video that the phone recorded.");
    case PLUMB_MEDIA_ERROR_DAMAGED:
      return _("Ask for the original file; messengers cut videos. Marks and notes are kept.");
    case PLUMB_MEDIA_ERROR_NO_DECODER:
      return _("Install what is named and open the recording again. Nothing was changed.");
    case PLUMB_MEDIA_ERROR_TOO_LARGE:
      return _("It was refused before memory was taken. Nothing was changed.");
    case PLUMB_MEDIA_ERROR_DECODE:
      return _("The frames before and after can still be shown. Marks and notes are kept.");
    case PLUMB_MEDIA_ERROR_STALLED:
      return _("Open the recording again. Marks and notes are kept.");
    default:
      return _("Marks and notes are kept.");
    }
}

static const char *
library_advice (int code)
{
  switch ((PlumbLibraryError) code)
    {
    case PLUMB_LIBRARY_ERROR_FOLDER:
      return _("Make the folder writable, or choose another one in the preferences or with "
               "--data-dir.");
    case PLUMB_LIBRARY_ERROR_DAMAGED:
      return _("A backup can be put in its place; the damaged file is kept beside it.");
    case PLUMB_LIBRARY_ERROR_NEWER:
      return _("Install the newest Plumbline, or restore a backup of this one's. Nothing was "
               "changed.");
    case PLUMB_LIBRARY_ERROR_BUSY:
      return _("Close the other window first. Nothing was changed.");
    case PLUMB_LIBRARY_ERROR_FULL:
      return _("Free some room and do it again. All that was there before is safe.");
    case PLUMB_LIBRARY_ERROR_READ_ONLY:
      return _("The library is open for reading alone. Nothing was changed.");
    case PLUMB_LIBRARY_ERROR_DISK:
      return _("Keep the library on a disk of this computer. All that was there "
               "before is safe.");
    case PLUMB_LIBRARY_ERROR_NOT_THERE:
      return _("Connect the disk that it is on and try again, or say where it is. Nothing was "
               "changed.");
    case PLUMB_LIBRARY_ERROR_OTHER_FILE:
      return _("Choose the file that was reviewed. Nothing was changed.");
    case PLUMB_LIBRARY_ERROR_FAILED:
    default:
      return _("All that was there before is safe.");
    }
}

char *
plumb_message_for (const GError *error,
                   const char   *path)
{
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *what = g_strdup (error->message);
  const char *advice = "";
  const gsize length = strlen (what);

  if (error->domain == PLUMB_MEDIA_ERROR)
    advice = media_advice (error->code);
  else if (error->domain == PLUMB_LIBRARY_ERROR)
    advice = library_advice (error->code);
  /* What is a whole message already. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) && path == NULL)
    return g_steal_pointer (&what);
  /* Whole sentences: libraries end theirs with or without a stop. */
  if (length > 0 && what[length - 1] == '.')
    what[length - 1] = '\0';
  if (name != NULL && strstr (what, name) == NULL)
    return g_strdup_printf ("%s: %s. %s", name, what, advice);
  return g_strdup_printf ("%s. %s", what, advice);
}
