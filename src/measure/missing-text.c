/* What to do so that a measure can be taken, in sentences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Translators: objects of "Mark … at lift-off." */
static const char *const objects[] = {
  [PLUMB_LANDMARK_HEEL] = N_("the heel"),
  [PLUMB_LANDMARK_TOE] = N_("the toe"),
  [PLUMB_LANDMARK_ANKLE] = N_("the ankle"),
  [PLUMB_LANDMARK_KNEE] = N_("the knee"),
  [PLUMB_LANDMARK_HIP] = N_("the hip"),
  [PLUMB_LANDMARK_ACROMION] = N_("the shoulder"),
  [PLUMB_LANDMARK_SCAPULA] = N_("the tip of the shoulder blade"),
  [PLUMB_LANDMARK_C7] = N_("the base of the neck"),
  [PLUMB_LANDMARK_T12_L1] = N_("the lowest rib"),
  [PLUMB_LANDMARK_S1] = N_("the top of the sacrum"),
  [PLUMB_LANDMARK_BAR] = N_("the bar"),
  [PLUMB_LANDMARK_ELBOW] = N_("the elbow"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (objects) == PLUMB_N_LANDMARKS);

static const char *const moment_sentences[] = {
  [PLUMB_MOMENT_SET] = N_("Set the key moment of the setup."),
  [PLUMB_MOMENT_LIFT_OFF] = N_("Set the key moment of lift-off."),
  [PLUMB_MOMENT_KNEE_PASS] = N_("Set the key moment in which the bar is at the knee."),
  [PLUMB_MOMENT_LOCKOUT] = N_("Set the key moment of lockout."),
  [PLUMB_MOMENT_NEUTRAL] = N_("Set the key moment of the neutral hinge."),
  [PLUMB_MOMENT_STANDING] = N_("Set the key moment in which the lifter stands upright."),
  [PLUMB_MOMENT_MAXFLEX] = N_("Set the key moment of the toe touch."),
};
G_STATIC_ASSERT (G_N_ELEMENTS (moment_sentences) == PLUMB_N_MOMENTS);

typedef const char *(*Translate) (const char *msgid);

static const char *
translate_nothing (const char *msgid)
{
  return msgid;
}

/* (transfer full) "the heel", "the heel and the toe", "the hip, the knee and
 * the ankle". */
static char *
join_objects (guint32   landmarks,
              Translate translate)
{
  const char *names[PLUMB_N_LANDMARKS];
  guint n = 0;

  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    if ((landmarks & (1u << i)) != 0)
      names[n++] = translate (objects[i]);
  if (n == 1)
    return g_strdup (names[0]);

  GString *head = g_string_new (names[0]);
  for (guint i = 1; i + 1 < n; i++)
    {
      g_autofree char *longer =
        /* Translators: a list that goes on: "the hip, the knee" */
        g_strdup_printf (translate (N_("%s, %s")), head->str, names[i]);
      g_string_assign (head, longer);
    }

  g_autofree char *first = g_string_free (head, FALSE);
  /* Translators: the end of a list: "the hip, the knee and the ankle" */
  return g_strdup_printf (translate (N_("%s and %s")), first, names[n - 1]);
}

static void
add_sentence (GString    *text,
              const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static void
add_marks (GString    *text,
           guint32     landmarks,
           const char *pattern,
           Translate   translate)
{
  if (landmarks == 0)
    return;

  g_autofree char *list = join_objects (landmarks, translate);
  g_autofree char *sentence = g_strdup_printf (translate (pattern), list);
  add_sentence (text, sentence);
}

/* What a measure lacks, sorted. */
typedef struct
{
  guint32     landmarks;
  PlumbMoment moment;    /* in whose frame, or … */
  const char *frames;    /* (nullable) … in which frames: a pattern */
} Lacks;

static const char *const in_moment[] = {
  [PLUMB_MOMENT_SET] = N_("Mark %s in the setup frame."),
  [PLUMB_MOMENT_LIFT_OFF] = N_("Mark %s in the lift-off frame."),
  [PLUMB_MOMENT_KNEE_PASS] = N_("Mark %s in the frame in which the bar is at the knee."),
  [PLUMB_MOMENT_LOCKOUT] = N_("Mark %s in the lockout frame."),
  [PLUMB_MOMENT_NEUTRAL] = N_("Mark %s in the frame of the neutral hinge."),
  [PLUMB_MOMENT_STANDING] = N_("Mark %s in the frame in which the lifter stands upright."),
  [PLUMB_MOMENT_MAXFLEX] = N_("Mark %s in the frame of the toe touch."),
};
G_STATIC_ASSERT (G_N_ELEMENTS (in_moment) == PLUMB_N_MOMENTS);

static const struct
{
  const char *key;
  const char *pattern;
} in_frames[] = {
  { "after:lift_off", N_("Mark %s in some frames after lift-off, the first of them soon after.") },
  { "after:set", N_("Mark %s in some frames after the setup, also soon after lift-off.") },
  { "before:lift_off", N_("Mark %s in every frame from setup to lift-off.") },
};

static const struct
{
  const char *key;
  const char *sentence;
} others[] = {
  { "scale", N_("Mark the near plate, so that the picture has a scale.") },
  { "outline", N_("Trace the outline of the back with 7 points or more, in the setup frame and "
                  "from lift-off on.") },
  { "rate", N_("Enter the rate at which it was filmed.") },
  { "copied", N_("Marks that were copied from another frame show no movement until you have put "
                 "each where it is.") },
};

/* A key that asks for no mark. */
static void
add_other (GString    *text,
           const char *key,
           Translate   translate)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (key, others[i].key) == 0)
      add_sentence (text, translate (others[i].sentence));
  if (g_str_has_prefix (key, "moment:"))
    add_sentence (text, translate (moment_sentences[plumb_moment_from_key (
                                     key + strlen ("moment:"))]));
}

static void
sort_key (Lacks      *lacks,
          const char *key)
{
  PlumbLandmark landmark = plumb_landmark_from_key (key);

  if (landmark != PLUMB_LANDMARK_NONE)
    lacks->landmarks |= 1u << landmark;
  if (g_str_has_prefix (key, "in:"))
    lacks->moment = plumb_moment_from_key (key + strlen ("in:"));
  for (guint i = 0; i < G_N_ELEMENTS (in_frames); i++)
    if (strcmp (key, in_frames[i].key) == 0)
      lacks->frames = in_frames[i].pattern;
}

char *
plumb_measure_missing_text (const PlumbMeasure  *measure,
                            const char         *(*translate) (const char *))
{
  g_return_val_if_fail (measure != NULL, NULL);

  Translate call = translate != NULL ? translate : translate_nothing;
  GString *text = g_string_new (NULL);
  Lacks lacks = { .moment = measure->moment };

  if (measure->refused != NULL)
    add_sentence (text, call (measure->refused));
  for (guint i = 0; measure->missing[i] != NULL; i++)
    {
      sort_key (&lacks, measure->missing[i]);
      add_other (text, measure->missing[i], call);
    }
  add_marks (text, lacks.landmarks & PLUMB_FEET,
             N_("Mark %s in the lockout frame: the plate hides the foot at the start."), call);
  add_marks (text, lacks.landmarks & ~PLUMB_FEET,
             lacks.frames != NULL ? lacks.frames : in_moment[lacks.moment], call);
  return g_string_free (text, text->len == 0);
}
