/* The pain screen of the review: what it comes to, and the questions that
 * matter now.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "pain-screen.h"
#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PAIN_PANEL (plumb_pain_panel_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPainPanel, plumb_pain_panel, PLUMB, PAIN_PANEL, GtkWidget)

/* Signal "edit-failed" (GError). */

void  plumb_pain_panel_set_session (PlumbPainPanel *self,
                                    PlumbSession   *session);
/* The questions; NULL shows nothing. */
void  plumb_pain_panel_set_screen (PlumbPainPanel  *self,
                                   PlumbPainScreen *screen);

/* (transfer full) What the screen comes to in a few words: "Not asked yet", "3
 * questions left", or the title of the row. */
char *plumb_pain_describe (PlumbReview     *review,
                           PlumbPainScreen *screen);
/* The icon and the style class that go with it. */
const char *plumb_pain_icon (const PlumbPainRow *row);
const char *plumb_pain_style (const PlumbPainRow *row);

G_END_DECLS
