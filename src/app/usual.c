/* What a library begins with; see usual.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "usual.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>

#include "data-files.h"
#include "library-move.h"
#include "settings.h"

/* As the C library says it: 1 is metric, 2 is customary in the United States. */
#define CUSTOMARY 2

gboolean
plumb_usual_is_pounds (void)
{
#ifdef _NL_MEASUREMENT_MEASUREMENT
  return *nl_langinfo (_NL_MEASUREMENT_MEASUREMENT) == CUSTOMARY;
#else
  return FALSE;
#endif
}

PlumbLibraryDefaults
plumb_usual_defaults (GSettings *settings)
{
  g_autofree char *units = plumb_settings_string (settings, "units");
  const gboolean pounds = g_str_equal (units, "pounds")
                          || (g_str_equal (units, "region") && plumb_usual_is_pounds ());

  return (PlumbLibraryDefaults) {
    .mass_unit = pounds ? PLUMB_MASS_LB : PLUMB_MASS_KG,
    .length_unit = pounds ? PLUMB_LENGTH_IN : PLUMB_LENGTH_CM,
    .plate_mm = plumb_settings_uint (settings, "plate-diameter"),
  };
}

gboolean
plumb_usual_folder_is_there (const char *given,
                             const char *folder,
                             GError    **error)
{
  g_autofree char *usual = plumb_data_dir_usual ();

  g_return_val_if_fail (folder != NULL, FALSE);

  if (plumb_data_dir_is_given (given) || g_str_equal (folder, usual)
      || plumb_library_is_in (folder))
    return TRUE;
  g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_NOT_THERE,
               _("Your library was in “%s”, and there is none now."), folder);
  return FALSE;
}
