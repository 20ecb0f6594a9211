/* The store is not known outside of the model, nor are its errors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-error.h"

#include "store.h"

G_DEFINE_QUARK (plumb-library-error-quark, plumb_library_error)

static PlumbLibraryError
translate (const GError *store_error)
{
  if (store_error->domain != PLUMB_STORE_ERROR)
    return PLUMB_LIBRARY_ERROR_FAILED;

  switch ((PlumbStoreError) store_error->code)
    {
    case PLUMB_STORE_ERROR_FOLDER:
      return PLUMB_LIBRARY_ERROR_FOLDER;
    case PLUMB_STORE_ERROR_DAMAGED:
      return PLUMB_LIBRARY_ERROR_DAMAGED;
    case PLUMB_STORE_ERROR_NEWER:
      return PLUMB_LIBRARY_ERROR_NEWER;
    case PLUMB_STORE_ERROR_BUSY:
      return PLUMB_LIBRARY_ERROR_BUSY;
    case PLUMB_STORE_ERROR_FULL:
      return PLUMB_LIBRARY_ERROR_FULL;
    case PLUMB_STORE_ERROR_READ_ONLY:
      return PLUMB_LIBRARY_ERROR_READ_ONLY;
    case PLUMB_STORE_ERROR_DISK:
      return PLUMB_LIBRARY_ERROR_DISK;
    case PLUMB_STORE_ERROR_FAILED:
    default:
      return PLUMB_LIBRARY_ERROR_FAILED;
    }
}

gboolean
plumb_library_take_error (GError **error,
                          GError  *store_error)
{
  g_autoptr (GError) taken = store_error;

  g_set_error_literal (error, PLUMB_LIBRARY_ERROR, translate (taken), taken->message);
  return FALSE;
}
