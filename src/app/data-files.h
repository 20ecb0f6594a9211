/* Where the program's own files are: criteria, plans, the sample lift. A
 * coach's copy in the configuration folder replaces a shipped one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "claims.h"
#include "criteria.h"
#include "pain-screen.h"
#include "plan.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) The shipped file `name` ("sample/sample-lift.mp4"),
 * looked for in PLUMBLINE_DATA_PATH (folders, colon-separated), then where the
 * program was installed. */
char           *plumb_data_file (const char *name);
/* (transfer full) The data folder: `given`, else PLUMBLINE_DATA_DIR, else the
 * coach's choice in the preferences, else the usual one. */
char           *plumb_data_dir (const char *given);
/* (transfer full) plumbline in the XDG data folder. */
char           *plumb_data_dir_usual (void);
/* Whether the folder was said at the start, and is not the coach's choice. */
gboolean        plumb_data_dir_is_given (const char *given);

/* (transfer full) (nullable) The criteria of a lift. A coach's own file that
 * cannot be used is reported in `complaint` and the shipped one is loaded. */
PlumbCriteria  *plumb_data_load_criteria (const char *lift,
                                          char      **complaint,
                                          GError    **error);
/* (transfer full) (nullable) The plan table of a lift, in the same way: the coach's
 * file for that lift, else his for all, else the shipped one for all. */
PlumbPlanTable *plumb_data_load_plan (const char *lift,
                                      char      **complaint,
                                      GError    **error);
/* The same in the first of these languages that a file has, and the plan with
 * the coach's numbers (nullable, as plumb_plan_table_load_for()). */
PlumbCriteria  *plumb_data_load_criteria_in (const char        *lift,
                                             const char *const *languages,
                                             char             **complaint,
                                             GError           **error);
PlumbPlanTable *plumb_data_load_plan_in (const char        *lift,
                                         const char *const *languages,
                                         GHashTable        *steps,
                                         char             **complaint,
                                         GError           **error);
PlumbPainScreen *plumb_data_load_pain_screen_in (const char *const *languages,
                                                 char             **complaint,
                                                 GError           **error);
/* (transfer full) (nullable) What the article says; no one has his own. */
PlumbClaims    *plumb_data_load_claims (const char *const *languages,
                                        GError           **error);
/* (transfer full) (nullable) The pain screen, in the same way. */
PlumbPainScreen *plumb_data_load_pain_screen (char   **complaint,
                                              GError **error);

/* (transfer full) Where the coach's own file `name` is, or would be. */
char     *plumb_data_own_file (const char *name);
/* A copy of the shipped file to change; TRUE where the coach has one already. */
gboolean  plumb_data_make_own (const char *name,
                               GError    **error);
/* The shipped one again: the coach's is kept beside it as NAME~. */
gboolean  plumb_data_drop_own (const char *name,
                               GError    **error);

/* Where translations are: PLUMBLINE_LOCALE_DIR, else the place of installation. */
const char *plumb_data_locale_dir (void);

G_END_DECLS
