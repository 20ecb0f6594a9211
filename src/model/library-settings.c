/* What belongs to the coach and not to one review.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-private.h"

#include "library-error.h"
#include "settings.h"

char *
plumb_library_coach (PlumbLibrary *self,
                     GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  GError *store_error = NULL;
  char *name = plumb_store_load_setting (self->store, PLUMB_SETTING_COACH, &store_error);

  if (name == NULL)
    plumb_library_take_error (error, store_error);
  return name;
}

gboolean
plumb_library_set_coach (PlumbLibrary *self,
                         const char   *name,
                         GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (name != NULL && g_utf8_validate (name, -1, NULL), FALSE);

  GError *store_error = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (!plumb_store_set_setting (self->store, PLUMB_SETTING_COACH, stripped, &store_error))
    return plumb_library_take_error (error, store_error);
  plumb_library_spread_clicks (self);
  return TRUE;
}
