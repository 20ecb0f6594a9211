/* From measures to findings (criteria.md 2.1 to 2.7), setup faults before pull
 * faults, in the order in which a coach mends them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "findings.h"

#include <math.h>
#include <string.h>

typedef enum
{
  RANK_NONE,
  RANK_WATCH,
  RANK_FAULT,
} Rank;

static const char *const finding_ids[] = {
  "back-rounded-at-set",
  "bar-forward",
  "bar-behind",
  "hips-too-high",
  "hips-too-low",
  "shoulders-behind-bar",
  "shoulders-too-far-in-front",
  "slack-not-pulled",
  "lumbar-rounding",
  "lumbar-rounding-late",
  "upper-back-rounding",
  "hips-rise-before-lift-off",
  "hips-rise-early",
  "bar-drifts-forward",
};

gboolean
plumb_finding_exists (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (finding_ids); i++)
    if (g_strcmp0 (finding_ids[i], id) == 0)
      return TRUE;

  return FALSE;
}

/* How far `measure` is out on the high side (`side` > 0) or the low side. */
static Rank
find_rank (const PlumbMeasure *measure,
           int                 side)
{
  if (measure == NULL || !measure->has_value)
    return RANK_NONE;
  if (measure->verdict != PLUMB_VERDICT_FAULT && measure->verdict != PLUMB_VERDICT_WATCH)
    return RANK_NONE;

  double limit = side > 0 ? measure->band[2] : measure->band[1];

  if (isnan (limit) || (measure->value - limit) * side < 0)
    return RANK_NONE;
  return measure->verdict == PLUMB_VERDICT_FAULT ? RANK_FAULT : RANK_WATCH;
}

/* What a finding rests on: measures with the side on which they count. */
typedef struct
{
  const char *id;
  int         side;
} Ground;

static Rank
rank_ground (const PlumbChecks *checks,
             const Ground      *ground)
{
  return find_rank (plumb_checks_find (checks, ground->id), ground->side);
}

/* The limit that a value has passed, for the sentence. */
static double
find_limit (const PlumbMeasure *measure,
            int                 side)
{
  gboolean fault = measure->verdict == PLUMB_VERDICT_FAULT;

  if (side > 0)
    return measure->band[fault ? 3 : 2];
  return measure->band[fault ? 0 : 1];
}

static void
append_number (GString    *text,
               double      value,
               const char *unit)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  gboolean fine = *unit == '\0' || strcmp (unit, "s") == 0;

  g_ascii_formatd (digits, sizeof digits, fine ? "%.2f" : "%.1f", value);
  g_string_append (text, digits);
  if (strcmp (unit, "deg") == 0)
    g_string_append (text, "°");
  else if (*unit == '%')
    g_string_append (text, " %");
  else if (strcmp (unit, "s") == 0)
    g_string_append (text, " s");
}

static char *
format_with_u (const PlumbMeasure *measure)
{
  GString *text = g_string_new (NULL);

  append_number (text, measure->value, measure->unit);
  g_string_append (text, " ± ");
  append_number (text, 2 * measure->u, measure->unit);
  return g_string_free (text, FALSE);
}

/* (transfer full) The file's sentence with {value}, {limit} and {name}. */
static char *
write_text (const PlumbEvaluation  *evaluation,
            const PlumbFindingText *words,
            const PlumbMeasure     *measure,
            int                     side)
{
  const PlumbCriterion *criterion = plumb_criteria_find (evaluation->criteria, measure->id);
  g_autofree char *value = format_with_u (measure);
  GString *limit = g_string_new (NULL);
  GString *text = g_string_new (words->text);

  append_number (limit, find_limit (measure, side), measure->unit);
  g_string_replace (text, "{value}", value, 0);
  g_string_replace (text, "{limit}", limit->str, 0);
  g_string_replace (text, "{name}", criterion->name, 0);
  g_string_free (limit, TRUE);
  return g_string_free (text, FALSE);
}

/* Raises `id` if this lift has words for it. Of the grounds that are out all
 * are listed; the farthest out, the first of them, is told. */
static void
raise_finding (PlumbEvaluation *evaluation,
               const char      *id,
               Rank             rank,
               const Ground    *grounds,
               guint            n_grounds)
{
  const PlumbFindingText *words = plumb_criteria_finding (evaluation->criteria, id);
  const PlumbMeasure *decides = NULL;
  Rank highest = RANK_NONE;
  int side = 0;

  if (rank == RANK_NONE || words == NULL)
    return;

  g_autoptr (GStrvBuilder) because = g_strv_builder_new ();
  for (guint i = 0; i < n_grounds; i++)
    {
      Rank own = rank_ground (evaluation->checks, &grounds[i]);

      if (own == RANK_NONE)
        continue;
      g_strv_builder_add (because, grounds[i].id);
      if (own <= highest)
        continue;
      highest = own;
      decides = plumb_checks_find (evaluation->checks, grounds[i].id);
      side = grounds[i].side;
    }
  if (decides == NULL)
    return;

  PlumbFinding *finding = g_new0 (PlumbFinding, 1);
  finding->id = words->id;
  finding->verdict = rank == RANK_FAULT ? PLUMB_VERDICT_FAULT : PLUMB_VERDICT_WATCH;
  finding->frame = decides->frame;
  finding->claims = g_strdupv ((GStrv) words->claims);
  finding->because = g_strv_builder_end (because);
  finding->text = write_text (evaluation, words, decides, side);
  g_ptr_array_add (evaluation->checks->findings, finding);
}

static void
raise_worst (PlumbEvaluation *evaluation,
             const char      *id,
             const Ground    *grounds,
             guint            n_grounds)
{
  Rank rank = RANK_NONE;

  for (guint i = 0; i < n_grounds; i++)
    rank = MAX (rank, rank_ground (evaluation->checks, &grounds[i]));
  raise_finding (evaluation, id, rank, grounds, n_grounds);
}

/* A fault if the knee is one, or if it is at least a watch and a support is a
 * fault; supports alone are a note and no verdict. */
static void
raise_hip_height (PlumbEvaluation *evaluation,
                  const char      *id,
                  const Ground    *grounds,
                  guint            n_grounds)
{
  Rank rank = rank_ground (evaluation->checks, &grounds[0]);

  for (guint i = 1; rank == RANK_WATCH && i < n_grounds; i++)
    rank = MAX (rank, rank_ground (evaluation->checks, &grounds[i]));
  raise_finding (evaluation, id, rank, grounds, n_grounds);
}

/* Two of the three agree, else watch; where only one can be measured, it
 * speaks for itself. */
static void
raise_shoulders (PlumbEvaluation *evaluation,
                 const char      *id,
                 const Ground    *grounds,
                 guint            n_grounds)
{
  guint n_measured = 0;
  guint n_out = 0;
  guint n_fault = 0;

  for (guint i = 0; i < n_grounds; i++)
    {
      const PlumbMeasure *measure = plumb_checks_find (evaluation->checks, grounds[i].id);
      Rank rank = find_rank (measure, grounds[i].side);

      n_measured += measure != NULL && measure->has_value;
      n_out += rank != RANK_NONE;
      n_fault += rank == RANK_FAULT;
    }

  guint wanted = MIN (2, n_measured);
  Rank rank = RANK_NONE;
  if (n_measured > 0 && n_fault >= wanted)
    rank = RANK_FAULT;
  else if (n_fault > 0 || (n_out > 0 && n_out >= wanted))
    rank = RANK_WATCH;
  raise_finding (evaluation, id, rank, grounds, n_grounds);
}

static void
raise_rounding (PlumbEvaluation *evaluation)
{
  static const Ground outline[] = { { "M5.dbow", 1 } };
  static const Ground both[] = { { "M5.dbow", 1 }, { "M5.dkappa", 1 } };
  static const Ground spine[] = { { "M5.dkappa", 1 } };
  Rank bow = rank_ground (evaluation->checks, &outline[0]);
  Rank kappa = rank_ground (evaluation->checks, &spine[0]);
  gboolean upper = bow != RANK_NONE && evaluation->in_upper_back;
  const char *id = evaluation->rounds_at_start ? "lumbar-rounding" : "lumbar-rounding-late";

  if (upper)
    {
      /* The outline has seen where it rounds; three points have not. */
      raise_finding (evaluation, "upper-back-rounding", bow, outline, 1);
      return;
    }
  raise_finding (evaluation, id, MAX (bow, kappa), both, G_N_ELEMENTS (both));
}

/* Trunk drop belongs to what came first: hips up before the bar moved, or the
 * hips shooting up after it did. */
static void
raise_hip_rise (PlumbEvaluation *evaluation)
{
  static const Ground before[] = { { "M6.pre_rise", 1 }, { "M6.trunk_drop", -1 } };
  static const Ground after[] = { { "M6.hip_lead", 1 }, { "M6.trunk_drop", -1 } };
  const PlumbMeasure *drop = plumb_checks_find (evaluation->checks, "M6.trunk_drop");
  gint64 start = evaluation->moments[PLUMB_MOMENT_LIFT_OFF];
  gboolean early = drop != NULL && drop->has_value && drop->frame <= start;

  raise_worst (evaluation, "hips-rise-before-lift-off", before, early ? 2 : 1);
  raise_worst (evaluation, "hips-rise-early", after, early ? 1 : 2);
}

/* Support only: worth a look, never a fault. */
static void
raise_slack (PlumbEvaluation *evaluation)
{
  static const Ground grounds[] = { { "M8.slack_sh", 1 }, { "M8.elbow", -1 },
                                    { "M8.hip_time", -1 } };
  Rank rank = RANK_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    rank = MAX (rank, rank_ground (evaluation->checks, &grounds[i]));
  raise_finding (evaluation, "slack-not-pulled", MIN (rank, RANK_WATCH),
                 grounds, G_N_ELEMENTS (grounds));
}

void
plumb_findings_raise (PlumbEvaluation *evaluation)
{
  static const Ground rounded[] = { { "M4.dbow", 1 }, { "M4.dkappa", 1 } };
  static const Ground forward[] = { { "M1.e_bar", 1 } };
  static const Ground behind[] = { { "M1.e_bar", -1 } };
  static const Ground high[] = { { "M3.knee", 1 }, { "M3.thigh", 1 }, { "M3.h_idx", 1 },
                                 { "M3.trunk", -1 }, { "M2.arm", 1 }, { "M2.q", -1 } };
  static const Ground low[] = { { "M3.knee", -1 }, { "M3.thigh", -1 }, { "M3.h_idx", -1 },
                                { "M3.trunk", 1 }, { "M2.arm", -1 } };
  static const Ground shoulders_behind[] = { { "M2.q", 1 }, { "M2.arm", -1 },
                                             { "M2.e_scap", -1 } };
  static const Ground shoulders_front[] = { { "M2.q", -1 }, { "M2.arm", 1 },
                                            { "M2.e_scap", 1 } };
  static const Ground drift[] = { { "M7.fwd", 1 } };

  raise_worst (evaluation, "back-rounded-at-set", rounded, G_N_ELEMENTS (rounded));
  raise_worst (evaluation, "bar-forward", forward, G_N_ELEMENTS (forward));
  raise_worst (evaluation, "bar-behind", behind, G_N_ELEMENTS (behind));
  raise_hip_height (evaluation, "hips-too-high", high, G_N_ELEMENTS (high));
  raise_hip_height (evaluation, "hips-too-low", low, G_N_ELEMENTS (low));
  raise_shoulders (evaluation, "shoulders-behind-bar", shoulders_behind,
                   G_N_ELEMENTS (shoulders_behind));
  raise_shoulders (evaluation, "shoulders-too-far-in-front", shoulders_front,
                   G_N_ELEMENTS (shoulders_front));
  raise_slack (evaluation);
  raise_rounding (evaluation);
  raise_hip_rise (evaluation);
  raise_worst (evaluation, "bar-drifts-forward", drift, G_N_ELEMENTS (drift));
}
