/* The order is shuffled so that a click is not a copy of the one before: what
 * counts is how well a landmark is found again, not how still a hand is held.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "practice-round.h"

static const PlumbLandmark landmarks[] = {
  PLUMB_LANDMARK_KNEE, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_SCAPULA,
  PLUMB_LANDMARK_C7,   PLUMB_LANDMARK_T12_L1, PLUMB_LANDMARK_S1,    PLUMB_LANDMARK_BAR,
};
G_STATIC_ASSERT (G_N_ELEMENTS (landmarks) == PLUMB_PRACTICE_N_LANDMARKS);

/* Each third of the order has every landmark once; its first is not the last of
 * the third before. */
void
plumb_practice_round_start (PlumbPracticeRound *self,
                            guint32             seed)
{
  g_return_if_fail (self != NULL);

  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  *self = (PlumbPracticeRound) { 0 };
  for (guint k = 0; k < PLUMB_PRACTICE_REPEATS; k++)
    {
      PlumbLandmark *part = self->order + k * PLUMB_PRACTICE_N_LANDMARKS;

      for (guint i = 0; i < PLUMB_PRACTICE_N_LANDMARKS; i++)
        {
          guint other = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);

          part[i] = part[other];
          part[other] = landmarks[i];
        }
      if (k > 0 && part[0] == part[-1])
        {
          part[0] = part[PLUMB_PRACTICE_N_LANDMARKS - 1];
          part[PLUMB_PRACTICE_N_LANDMARKS - 1] = part[-1];
        }
    }
}

PlumbLandmark
plumb_practice_round_wanted (const PlumbPracticeRound *self)
{
  return self->n_clicks < PLUMB_PRACTICE_N_CLICKS ? self->order[self->n_clicks]
                                                  : PLUMB_LANDMARK_NONE;
}

void
plumb_practice_round_click (PlumbPracticeRound *self,
                            PlumbPoint          at)
{
  if (self->n_clicks < PLUMB_PRACTICE_N_CLICKS)
    self->clicks[self->n_clicks++] = at;
}

gboolean
plumb_practice_round_undo (PlumbPracticeRound *self)
{
  if (self->n_clicks == 0)
    return FALSE;
  self->n_clicks--;
  return TRUE;
}

void
plumb_practice_round_spread (const PlumbPracticeRound *self,
                             const PlumbCriteria      *criteria,
                             double                    sd_px[PLUMB_N_LANDMARKS])
{
  for (int landmark = 0; landmark < PLUMB_N_LANDMARKS; landmark++)
    {
      PlumbPoint clicks[PLUMB_PRACTICE_REPEATS];
      guint n = 0;

      for (guint i = 0; i < self->n_clicks; i++)
        if (self->order[i] == landmark)
          clicks[n++] = self->clicks[i];
      sd_px[landmark] = n < 2 ? 0
        : plumb_click_spread_expected (clicks, n, plumb_criteria_click_sd_px (criteria, landmark));
    }
}
