/* What a coach has settled for all plans: who signs them, how they look, in
 * which language, and the numbers of the steps. Kept in the library.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"

G_BEGIN_DECLS

typedef struct
{
  char       *coach;    /* owned, nullable */
  char       *contact;  /* owned, nullable: an address, a site, a telephone number */
  GBytes     *logo;     /* owned, nullable: a PNG file */
  char       *accent;   /* owned, nullable: "#1a5fb4" */
  char       *language; /* owned, nullable: "de"; NULL = the program's */
  gboolean    letter;   /* US Letter, not A4 */
  GHashTable *steps;    /* owned: name → GINT_TO_POINTER (value), the coach's own */
} PlumbPlanSettings;

typedef enum
{
  PLUMB_PLAN_SETTING_CONTACT,
  PLUMB_PLAN_SETTING_LOGO, /* base64 of a PNG file */
  PLUMB_PLAN_SETTING_ACCENT,
  PLUMB_PLAN_SETTING_PAPER, /* "letter" */
  PLUMB_PLAN_SETTING_LANGUAGE,
} PlumbPlanSettingKey;

/* Never fails: what cannot be read is not set. */
PlumbPlanSettings *plumb_library_plan_settings (PlumbLibrary *self);
/* The same for the plan of one athlete, whose language may be another. */
PlumbPlanSettings *plumb_review_plan_settings (PlumbReview *self);
void               plumb_plan_settings_free (PlumbPlanSettings *settings);

/* "" forgets it. The coach's name is set by plumb_library_set_coach(). */
gboolean plumb_library_set_plan_setting (PlumbLibrary       *self,
                                         PlumbPlanSettingKey key,
                                         const char         *value,
                                         GError            **error);
/* A value < 0 gives back the plan file's. */
gboolean plumb_library_set_plan_step (PlumbLibrary *self,
                                      const char   *name,
                                      int           value,
                                      GError      **error);
/* The language of this athlete's plans; NULL or "" = the coach's usual one. */
gboolean plumb_review_set_plan_language (PlumbReview *self,
                                         const char  *language,
                                         GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPlanSettings, plumb_plan_settings_free)

G_END_DECLS
