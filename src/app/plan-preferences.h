/* The page of the preferences about plans: who signs them, how they look, in
 * which language, and the numbers of their steps. Kept with the library.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "library.h"

G_BEGIN_DECLS

/* (transfer full) `settled` is called after each change. `parent` is asked from;
 * `user_data` has to live as long as the page. */
AdwPreferencesPage *plumb_plan_preferences_page (PlumbLibrary         *library,
                                                 AdwPreferencesWindow *parent,
                                                 void                (*settled) (gpointer data),
                                                 gpointer              user_data);

G_END_DECLS
