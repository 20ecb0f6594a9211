/* A portal that does not answer; see portal.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "portal.h"

/* One that has to be started first takes half a second. */
#define PATIENCE_MS 2000
#define OFF "ADW_DISABLE_PORTAL"

void
plumb_portal_pass_over_dead (GDBusConnection *bus)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (bus == NULL || g_getenv (OFF) != NULL)
    return;
  /* Whoever asks next does not wait: what is lost to this question is won there. */
  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.portal.Desktop",
                                        "/org/freedesktop/portal/desktop",
                                        "org.freedesktop.DBus.Peer", "Ping", NULL, NULL,
                                        G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, &error);
  if (answer != NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return;
  g_message ("The desktop's portal does not answer: started without it.");
  g_setenv (OFF, "1", TRUE);
}
