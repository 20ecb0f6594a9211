/* The about window; see about-window.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "about-window.h"

#include <glib/gi18n-lib.h>

#include "config.h"

static const struct
{
  const char *title;
  const char *copyright;
  GtkLicense  license;
  const char *text; /* where the licence is not one that GTK knows */
} parts[] = {
  { "GLib, GTK, Pango", "© The GNOME and GTK developers", GTK_LICENSE_LGPL_2_1, NULL },
  { "libadwaita", "© Purism SPC and others", GTK_LICENSE_LGPL_2_1, NULL },
  { "GStreamer", "© The GStreamer developers", GTK_LICENSE_LGPL_2_1, NULL },
  { "FFmpeg", "© The FFmpeg developers", GTK_LICENSE_LGPL_2_1, NULL },
  { "cairo", "© The cairo developers", GTK_LICENSE_LGPL_2_1, NULL },
  { "JSON-GLib", "© Emmanuele Bassi and others", GTK_LICENSE_LGPL_2_1, NULL },
  { "libarchive", "© Tim Kientzle and others", GTK_LICENSE_BSD, NULL },
  { "libjpeg-turbo", "© The libjpeg-turbo Project", GTK_LICENSE_BSD_3, NULL },
  { "SQLite", "D. Richard Hipp and others", GTK_LICENSE_CUSTOM,
    N_("SQLite is in the public domain.") },
};

GtkWidget *
plumb_about_window_new (GtkWindow *parent)
{
  static const char *const article[]
      = { "Lower Back Pain During Deadlifts: Cause, Fix, and How to Never Let It Happen Again",
          NULL };
  GtkWidget *window = adw_about_window_new ();
  AdwAboutWindow *about = ADW_ABOUT_WINDOW (window);

  adw_about_window_set_application_name (about, _("Plumbline"));
  adw_about_window_set_application_icon (about, PLUMB_BASE_ID);
  adw_about_window_set_version (about, PLUMB_VERSION);
  adw_about_window_set_developer_name (about, _("The Plumbline developers"));
  adw_about_window_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_window_set_comments (
      about, _("Frame-by-frame review of deadlifts for strength coaches. It measures technique "
               "against one article’s criteria; it is no medical device."));
  adw_about_window_add_credit_section (about, _("The Article"), (const char **) article);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    adw_about_window_add_legal_section (about, parts[i].title, parts[i].copyright,
                                        parts[i].license,
                                        parts[i].text != NULL ? _(parts[i].text) : NULL);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), parent != NULL);
  return window;
}
