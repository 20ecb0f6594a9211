/* The body landmarks and key moments that the criteria speak of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Near-side landmarks, in the order in which guided marking asks for them. */
typedef enum
{
  PLUMB_LANDMARK_HEEL,     /* rear edge of the shoe at the sole */
  PLUMB_LANDMARK_TOE,      /* front tip of the shoe at the sole */
  PLUMB_LANDMARK_ANKLE,    /* lateral malleolus */
  PLUMB_LANDMARK_KNEE,     /* lateral femoral epicondyle */
  PLUMB_LANDMARK_HIP,      /* greater trochanter */
  PLUMB_LANDMARK_ACROMION, /* tip of the shoulder */
  PLUMB_LANDMARK_SCAPULA,  /* inferior angle of the shoulder blade */
  PLUMB_LANDMARK_C7,       /* spinous process, base of the neck */
  PLUMB_LANDMARK_T12_L1,   /* back outline at the lowest rib */
  PLUMB_LANDMARK_S1,       /* back outline at the top of the sacrum */
  PLUMB_LANDMARK_BAR,      /* centre of the near plate = bar centre */
  PLUMB_LANDMARK_ELBOW,    /* lateral epicondyle of the humerus; optional */
  PLUMB_N_LANDMARKS,
  PLUMB_LANDMARK_NONE = -1,
} PlumbLandmark;

/* Landmarks of the foot, as bits: the plate hides it at the start, and it stays
 * where it is. */
#define PLUMB_FEET ((1u << PLUMB_LANDMARK_HEEL) | (1u << PLUMB_LANDMARK_TOE) | \
                    (1u << PLUMB_LANDMARK_ANKLE))

typedef enum
{
  PLUMB_MOMENT_SET,       /* last still frame with tension on, plates down */
  PLUMB_MOMENT_LIFT_OFF,  /* last frame before the plates leave the floor */
  PLUMB_MOMENT_KNEE_PASS, /* plate centre as high as the knee */
  PLUMB_MOMENT_LOCKOUT,
  PLUMB_MOMENT_NEUTRAL,   /* unloaded hip hinge with an accepted back shape */
  PLUMB_MOMENT_STANDING,  /* unloaded, upright: one end of the spine's range … */
  PLUMB_MOMENT_MAXFLEX,   /* … and touching the toes: the other */
  PLUMB_N_MOMENTS,
  PLUMB_MOMENT_NONE = -1,
} PlumbMoment;

/* The stable key used in files ("heel", "acr", "tl", …); static string. */
const char   *plumb_landmark_key (PlumbLandmark landmark);
/* Display name, untranslated msgid marked with N_(); static string. */
const char   *plumb_landmark_name (PlumbLandmark landmark);
/* How to find it on the picture, one sentence, untranslated msgid. */
const char   *plumb_landmark_hint (PlumbLandmark landmark);
/* PLUMB_LANDMARK_NONE when the key is unknown. */
PlumbLandmark plumb_landmark_from_key (const char *key);

/* Keys "set", "lift_off", "knee_pass", "lockout", "neutral", "standing",
 * "maxflex". */
const char   *plumb_moment_key (PlumbMoment moment);
const char   *plumb_moment_name (PlumbMoment moment);
PlumbMoment   plumb_moment_from_key (const char *key);

G_END_DECLS
