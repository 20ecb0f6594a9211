/* A portal that is being started and never comes: waited for two seconds and left
 * alone from then on. One that is not there costs nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "folder.h"
#include "portal.h"

#define OFF "ADW_DISABLE_PORTAL"

/* The seconds that it took. */
static double
ask (const char *service)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *path = test_folder_path (folder, "org.freedesktop.portal.Desktop.service");
  g_autoptr (GDBusConnection) connection = NULL;
  double seconds;

  if (service != NULL)
    g_assert_true (g_file_set_contents (path, service, -1, NULL));
  g_unsetenv (OFF);
  g_test_dbus_add_service_dir (bus, folder);
  g_test_dbus_up (bus);
  connection = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);
  g_assert_nonnull (connection);
  g_test_timer_start ();
  plumb_portal_pass_over_dead (connection);
  seconds = g_test_timer_elapsed ();
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_test_dbus_down (bus);
  return seconds;
}

static void
test_none (void)
{
  g_assert_cmpfloat (ask (NULL), <, 1.5);
  g_assert_null (g_getenv (OFF));
  plumb_portal_pass_over_dead (NULL);
  g_assert_null (g_getenv (OFF));
}

static void
test_dead (void)
{
  g_test_expect_message (NULL, G_LOG_LEVEL_MESSAGE, "*does not answer*");
  g_assert_cmpfloat (ask ("[D-BUS Service]\nName=org.freedesktop.portal.Desktop\n"
                          "Exec=/bin/sh -c \"exec sleep 20 >/dev/null 2>&1\"\n"),
                     <, 10);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (g_getenv (OFF), ==, "1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portal/none", test_none);
  g_test_add_func ("/portal/dead", test_dead);
  return g_test_run ();
}
