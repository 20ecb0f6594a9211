/* What a plan is made of in one language: the program's words, the criteria, the
 * plan table with the coach's numbers, the pain screen and the article. Nothing
 * of it changes once loaded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "claims.h"
#include "criteria.h"
#include "pain-screen.h"
#include "plan-settings.h"
#include "plan.h"
#include "review.h"
#include "words.h"

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount  references;
  char            *language; /* owned: of the words, "de" */
  PlumbWords      *words;    /* owned, nullable: the program's */
  PlumbCriteria   *criteria; /* owned */
  PlumbPlanTable  *table;    /* owned */
  PlumbPainScreen *screen;   /* owned */
  PlumbClaims     *claims;   /* owned */
} PlumbPlanTexts;

/* (transfer full) (nullable) `complaint` as in data-files.h, NULL where it is
 * not asked for. A language without a catalogue is that of the program. */
PlumbPlanTexts    *plumb_plan_texts_load (const char              *lift,
                                          const PlumbPlanSettings *settings,
                                          char                   **complaint,
                                          GError                 **error);
/* (transfer full) (nullable) The same for the review's lift, with its athlete's
 * language and the coach's numbers. */
PlumbPlanTexts    *plumb_plan_texts_load_for (PlumbReview *review,
                                              char       **complaint,
                                              GError     **error);
PlumbPlanTexts    *plumb_plan_texts_ref (PlumbPlanTexts *texts);
void               plumb_plan_texts_unref (PlumbPlanTexts *texts);

/* The languages that plans can be had in: "en", "de"; NULL-terminated. */
const char *const *plumb_plan_languages (void);
/* Its name in itself: "Deutsch". */
const char        *plumb_plan_language_name (const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPlanTexts, plumb_plan_texts_unref)

G_END_DECLS
