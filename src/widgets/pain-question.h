/* One question of the pain screen with its answers to choose from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "pain-screen.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PAIN_QUESTION (plumb_pain_question_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPainQuestion, plumb_pain_question, PLUMB, PAIN_QUESTION, GtkWidget)

/* Signal "answered" (string answer, nullable: taken back). */

/* `question` has to outlive the widget. */
GtkWidget           *plumb_pain_question_new (const PlumbQuestion *question);
const PlumbQuestion *plumb_pain_question_get (PlumbPainQuestion *self);
/* Shows the answer; a question that has none is filled in with what was said last
 * time, which is no answer until it is pressed. Both nullable. */
void                 plumb_pain_question_show (PlumbPainQuestion *self,
                                               const char        *answer,
                                               const char        *earlier);

/* A word below the answers, until the next plumb_pain_question_show(). */
void                 plumb_pain_question_note (PlumbPainQuestion *self,
                                               const char        *note);

G_END_DECLS
