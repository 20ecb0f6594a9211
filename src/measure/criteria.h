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
  double      confidence; /* of a verdict, 0.5…1 */
  gboolean    support;    /* shown, never decides alone */
  gboolean    off;        /* while reading; what is off is then not there */
  const char *source;     /* where the band comes from */
  const char *claims;     /* "C20" or "C18;C19" */
  const char *remedy;     /* (nullable) how to make it measurable, or surer */
  const char *refused;    /* (nullable) why this lift's side view cannot show it:
                             the measure is then never computed */
} PlumbCriterion;

/* How the measures of a check make one verdict when no finding is raised. */
typedef enum
{
  PLUMB_RULE_FIRST, /* the first that is measurable; those after it only support */
  PLUMB_RULE_WORST, /* the worst of those that are measurable */
  PLUMB_RULE_ALL,   /* the worst; good only if each one is measurable */
  PLUMB_RULE_AGREE, /* what two of them agree on, else watch */
} PlumbCheckRule;

/* A row of the checks panel. */
typedef struct
{
  const char        *id;       /* "bar-over-mid-foot" */
  const char        *name;
  const char        *sentence; /* the article's words */
  const char        *claims;
  const char *const *measures; /* NULL-terminated measure ids, primary first */
  const char *const *findings; /* NULL-terminated finding ids it can raise */
  PlumbCheckRule     rule;
} PlumbCheckGroup;

/* The words of a finding. */
typedef struct
{
  const char        *id;     /* interned, "hips-too-high" */
  const char        *title;  /* in the coach's words */
  const char        *text;   /* one sentence; {value}, {limit} and {name} stand
                                for the deciding measure's */
  const char *const *claims; /* NULL-terminated: {"C18"} */
} PlumbFindingText;

/* How a recording has to be made, and what it costs when it is not known. */
typedef struct
{
  double confidence;          /* of a verdict, 0.5…1; a measure may have its own */
  double plate_depth_m;       /* nearer to the camera than the mid-plane */
  double body_depth_m;
  double foot_depth_m;
  double min_distance_m;      /* for comparing the bar with the body */
  double max_off_centre_mm;   /* of the bar, where the distance is unknown */
  double nearest_distance_m;  /* allowed for, where the distance is unknown */
  double max_yaw_deg;         /* for comparing the bar with the body */
  double max_yaw_angles_deg;
  double min_fps;             /* for what happens in the first 50 mm */
  double roll_sd_deg;         /* of a roll that was measured; not measured: */
  double roll_sd_unknown_deg;
  double yaw_sd_deg;
  double yaw_sd_unknown_deg;
  double pitch_sd_deg;        /* nobody measures it */
  double distance_sd_ratio;   /* of the distance itself, taped */
  double lens_distance_sd_ratio; /* … from lens and plate */
  double principal_sd_ratio;  /* of the picture's width, where it was not told */
  double bar_start_mm[2];     /* height of the bar over the floor at the start */
  double bar_start_slack_mm;  /* how far outside is certainly another height */
  double outline_sd_px;       /* across the edge of the back */
} PlumbCapture;

typedef struct _PlumbCriteria PlumbCriteria;

/* `languages` as g_get_language_names(), or NULL for the untranslated texts.
 * Translatable are the keys Name, NameInFront, Sentence, Remedy, Refused, Title and Text,
 * as Name[de]=… next to Name=….
 * Errors carry file, line, group and key. */
PlumbCriteria         *plumb_criteria_load (const char         *path,
                                            const char *const  *languages,
                                            GError            **error);
/* The same of a text of `length` bytes; `name` stands for the path in errors. */
PlumbCriteria         *plumb_criteria_parse (const char         *name,
                                             const char         *text,
                                             gsize               length,
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
/* sd of clicking the same visible feature once more in another frame. */
double                 plumb_criteria_reclick_sd_px (const PlumbCriteria *criteria,
                                                     PlumbLandmark        landmark);
const PlumbCapture    *plumb_criteria_capture (const PlumbCriteria *criteria);
/* What the coach holds good where schools differ: "over" (shoulders over the bar,
 * as the article has it) or "in-front"; static. */
const char            *plumb_criteria_school (const PlumbCriteria *criteria);
/* Name of the lift, "Conventional deadlift", translated where the file has it. */
const char            *plumb_criteria_name (const PlumbCriteria *criteria);
/* (nullable) The words of a finding; NULL where this lift does not raise it. */
const PlumbFindingText *plumb_criteria_finding (const PlumbCriteria *criteria,
                                                const char          *finding_id);
/* Text of a finding ("hips-too-high"): (nullable) title in the coach's words. */
const char            *plumb_criteria_finding_title (const PlumbCriteria *criteria,
                                                     const char          *finding_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbCriteria, plumb_criteria_unref)

G_END_DECLS
