/* The window program. Everything it does is in the libraries.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>

#include <glib/gi18n.h>

#include "application.h"
#include "config.h"
#include "data-files.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (PlumbApplication) application = NULL;

  bindtextdomain (GETTEXT_PACKAGE, plumb_data_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = plumb_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
