/* What the coach prefers, kept by the desktop's settings. Where their schema is
 * not installed, or is older than the program, the defaults hold and nothing is
 * kept: every function takes settings that are NULL.
 *
 * To add a preference: a key in data/…gschema.xml, a line in `defaults` of
 * settings.c, a row on a page of the preferences window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (nullable) All that are made share what is kept. */
GSettings *plumb_settings_new (void);
gboolean   plumb_settings_boolean (GSettings  *settings,
                                   const char *key);
guint      plumb_settings_uint (GSettings  *settings,
                                const char *key);
/* (transfer full) Never NULL. */
char      *plumb_settings_string (GSettings  *settings,
                                  const char *key);
/* Keeps a preference and a property of a widget the same; without settings the
 * property gets the default, and what is set there is forgotten. */
void       plumb_settings_bind (GSettings  *settings,
                                const char *key,
                                gpointer    object,
                                const char *property);
/* Least and greatest value of a number. */
void       plumb_settings_range (GSettings  *settings,
                                 const char *key,
                                 guint      *min,
                                 guint      *max);

G_END_DECLS
