/* What each measure needs and how it is computed: one table for evaluation,
 * propagation and the check of criteria files. Internal to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "geometry.h"
#include "landmark.h"

G_BEGIN_DECLS

#define PLUMB_MAX_INPUTS 9

/* Which frame an input is taken from. */
typedef enum
{
  PLUMB_SLOT_HERE,  /* the frame that is measured */
  PLUMB_SLOT_BASE,  /* set; for M4 the neutral frame */
  PLUMB_SLOT_START, /* lift-off */
  PLUMB_SLOT_STANDING,
  PLUMB_SLOT_MAXFLEX,
  PLUMB_N_SLOTS,
} PlumbSlot;

typedef enum
{
  PLUMB_SPAN_STATIC,   /* by itself, at set and at lift-off */
  PLUMB_SPAN_SET,      /* by itself, at set only */
  PLUMB_SPAN_NEUTRAL,  /* set against the neutral frame */
  PLUMB_SPAN_TENSION,  /* lift-off against set */
  PLUMB_SPAN_TO_KNEE,  /* extreme from lift-off, included, to knee-pass */
  PLUMB_SPAN_OFF_KNEE, /* extreme after lift-off to knee-pass */
  PLUMB_SPAN_SET_KNEE, /* extreme after set to knee-pass */
  PLUMB_SPAN_TO_TOP,   /* extreme from lift-off, included, to lockout */
  PLUMB_SPAN_OFF_TOP,  /* extreme after lift-off to lockout */
  PLUMB_SPAN_RISE,     /* where the bar has risen by `rise_mm` */
  PLUMB_SPAN_KNEE,     /* where the bar comes up to the knee */
  PLUMB_SPAN_OWN_MAX,  /* extreme from lift-off to knee-pass, of the own range */
  PLUMB_SPAN_RANGE,    /* largest against smallest, lift-off to lockout */
  PLUMB_SPAN_PATH,     /* all of the bar's path, lift-off to lockout */
  PLUMB_SPAN_JERK,     /* when the hips began to rise before lift-off */
} PlumbSpan;

typedef enum
{
  PLUMB_EXTREME_NONE,
  PLUMB_EXTREME_MAX,
  PLUMB_EXTREME_MIN,
  PLUMB_EXTREME_MAX_OR_ZERO, /* the start counts too, and is 0 by definition */
  PLUMB_EXTREME_MIN_OR_ZERO,
  PLUMB_EXTREME_ABS,         /* largest amount, without sign */
} PlumbExtreme;

typedef enum
{
  PLUMB_GATE_ANGLE   = 1 << 0, /* camera within max_yaw_angles_deg of square */
  PLUMB_GATE_SQUARE  = 1 << 1, /* within max_yaw_deg */
  PLUMB_GATE_COMPARE = 1 << 2, /* bar against body: depth corrected or centred */
  PLUMB_GATE_DEPTH   = 1 << 3, /* depth corrected */
  PLUMB_GATE_SCALE   = 1 << 4, /* needs a scale */
  PLUMB_GATE_RATE    = 1 << 5, /* needs min_fps */
  PLUMB_GATE_TIMING  = 1 << 6, /* the frame of lift-off is uncertain by one */
  PLUMB_GATE_FLOOR   = 1 << 7, /* judged only from the usual bar height */
} PlumbGate;

typedef gboolean (*PlumbFormula) (const PlumbVec *p,
                                  double         *out);

typedef struct
{
  PlumbSlot     slot;
  PlumbLandmark landmark;
} PlumbInput;

typedef struct
{
  const char  *id;
  const char  *unit;
  PlumbSpan    span;
  PlumbExtreme extreme;
  guint        gates;
  gboolean     outline;  /* of the traced back; no inputs then */
  gboolean     reclick;  /* the same features in several frames */
  gboolean     smooth;   /* in every frame, the extreme is that of a smooth curve */
  double       rise_mm;  /* PLUMB_SPAN_RISE */
  PlumbFormula formula;  /* over the inputs, in their order */
  guint        n_inputs;
  PlumbInput   inputs[PLUMB_MAX_INPUTS];
} PlumbMeasureSpec;

guint                   plumb_measure_n_specs (void);
const PlumbMeasureSpec *plumb_measure_spec (guint index);
/* (nullable) */
const PlumbMeasureSpec *plumb_measure_spec_find (const char *id);

G_END_DECLS
