/* Criteria of one lift, read from a key file (data/criteria/LIFT.criteria): the
 * bands of each measure, and the checks that a coach sees, each a group of
 * measures with the article's sentence. Immutable after loading.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "landmark.h"

G_BEGIN_DECLS

#define PLUMB_CRITERIA_ERROR (plumb_criteria_error_quark ())
typedef enum
{
  PLUMB_CRITERIA_ERROR_READ,    /* the file cannot be read */
  PLUMB_CRITERIA_ERROR_SYNTAX,  /* not a key file */
  PLUMB_CRITERIA_ERROR_CONTENT, /* an unknown or missing key, a bad value */
} PlumbCriteriaError;
GQuark plumb_criteria_error_quark (void);

typedef struct
{
  const char *id;         /* "M1.e_bar" */
  const char *name;       /* translated where the file has it */
  const char *unit;       /* "%foot", "deg", "%leg", "%trunk", "%chord", "" */
  double      band[4];    /* fault low, good low, good high, fault high;
                             NAN = open side; all NAN = data without verdict */
  gboolean    support;    /* shown, never decides alone */
  const char *source;     /* where the band comes from */
  const char *claims;     /* "C20" or "C18;C19" */
  const char *remedy;     /* (nullable) how to make it measurable, or surer */
} PlumbCriterion;

/* A row of the checks panel. */
typedef struct
{
  const char        *id;       /* "bar-over-mid-foot" */
  const char        *name;
  const char        *sentence; /* the article's words */
  const char        *claims;
  const char *const *measures; /* NULL-terminated measure ids, primary first */
  const char *const *findings; /* NULL-terminated finding ids it can raise */
} PlumbCheckGroup;

typedef struct _PlumbCriteria PlumbCriteria;

/* `languages` as g_get_language_names(), or NULL for the untranslated texts.
 * Errors carry file, line, group and key. */
PlumbCriteria         *plumb_criteria_load (const char         *path,
                                            const char *const  *languages,
                                            GError            **error);
PlumbCriteria         *plumb_criteria_ref (PlumbCriteria *criteria);
void                   plumb_criteria_unref (PlumbCriteria *criteria);
const char            *plumb_criteria_lift (const PlumbCriteria *criteria);
const PlumbCriterion  *plumb_criteria_find (const PlumbCriteria *criteria,
                                            const char          *measure_id);
guint                  plumb_criteria_n_groups (const PlumbCriteria *criteria);
const PlumbCheckGroup *plumb_criteria_group (const PlumbCriteria *criteria,
                                             guint                index);
double                 plumb_criteria_click_sd_px (const PlumbCriteria *criteria,
                                                   PlumbLandmark        landmark);
/* Text of a finding ("hips-too-high"): (nullable) title in the coach's words. */
const char            *plumb_criteria_finding_title (const PlumbCriteria *criteria,
                                                     const char          *finding_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbCriteria, plumb_criteria_unref)

G_END_DECLS
