/* The fix plan: from confirmed findings to sections of advice, by the table in
 * a key file (data/plans/LIFT.plan; criteria.md section 5). Every line says why
 * it is there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where no line of the plan says when to film again. */
#define PLUMB_PLAN_DEFAULT_REFILM_DAYS 14

#define PLUMB_PLAN_ERROR (plumb_plan_error_quark ())
typedef enum
{
  PLUMB_PLAN_ERROR_READ,
  PLUMB_PLAN_ERROR_SYNTAX,
  PLUMB_PLAN_ERROR_CONTENT,
} PlumbPlanError;
GQuark plumb_plan_error_quark (void);

typedef enum
{
  PLUMB_PLAN_CUES,
  PLUMB_PLAN_LOAD,
  PLUMB_PLAN_DRILLS,
  PLUMB_PLAN_MOBILITY,
  PLUMB_PLAN_ACCESSORIES,
  PLUMB_PLAN_REFILM,
  PLUMB_N_PLAN_SECTIONS,
} PlumbPlanSection;

/* Display title, untranslated msgid marked with N_(). */
const char *plumb_plan_section_title (PlumbPlanSection section);

typedef struct
{
  PlumbPlanSection section;
  char            *id;      /* owned: "cue-brace" */
  char            *text;    /* owned: what the athlete reads */
  char            *dose;    /* owned, (nullable): "3 × 8, 2 days a week" */
  GStrv            because; /* owned: finding ids, or {"default"} */
  GStrv            claims;  /* owned: article claims {"C12"} */
} PlumbPlanLine;

typedef struct
{
  GPtrArray *lines;        /* of PlumbPlanLine, by section, then priority */
  char      *headline;     /* owned: the one sentence that matters most */
  int        refilm_days;  /* days from the review to the next film */
} PlumbPlan;

typedef struct _PlumbPlanTable PlumbPlanTable;

/* Not a fault: the film could not tell how the lower back moves. */
#define PLUMB_PLAN_FINDING_BACK_OPEN "lumbar-too-close"
/* The end of a plan: two films in a row meet every criterion, without pain. */
#define PLUMB_PLAN_FINDING_GOOD_TWICE "good-twice"

/* The article's causes. */
#define PLUMB_N_CAUSES 3

/* A number of the file that a coach may want otherwise: "deload-percent". */
typedef struct
{
  char *name;  /* owned */
  int   value; /* the file's */
} PlumbPlanSetting;

/* Errors carry file, line, group and key. */
PlumbPlanTable *plumb_plan_table_load (const char        *path,
                                       const char *const *languages,
                                       GError           **error);
/* The same in the words for `lift` (nullable: the file's first), where the file
 * serves it, and with the coach's numbers: `own_settings` (nullable) is name →
 * GINT_TO_POINTER (value), and only read while loading. */
PlumbPlanTable *plumb_plan_table_load_for (const char        *path,
                                           const char        *lift,
                                           const char *const *languages,
                                           GHashTable        *own_settings,
                                           GError           **error);
/* (transfer none) (element-type PlumbPlanSetting) As the file has them. */
const GArray   *plumb_plan_table_settings (const PlumbPlanTable *table);
/* (nullable) "Cause 2: hip mobility and setup", of the finding. */
const char     *plumb_plan_table_cause (const PlumbPlanTable *table,
                                        const char           *finding_id);
PlumbPlanTable *plumb_plan_table_ref (PlumbPlanTable *table);
void            plumb_plan_table_unref (PlumbPlanTable *table);
/* The lift that the table is for: "conventional". */
const char     *plumb_plan_table_lift (const PlumbPlanTable *table);
gboolean        plumb_plan_table_knows (const PlumbPlanTable *table,
                                        const char           *finding_id);

/* (transfer full) The plan for these findings. `finding_ids` in order of
 * importance, NULL-terminated; an empty list gives the "nothing to fix" plan.
 * Unknown ids are passed over (a coach's own finding has no row). */
PlumbPlan      *plumb_plan_compose (const PlumbPlanTable *table,
                                    const char *const    *finding_ids);
void            plumb_plan_free (PlumbPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPlanTable, plumb_plan_table_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPlan, plumb_plan_free)

G_END_DECLS
