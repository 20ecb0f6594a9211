/* Lift-off and knee-pass (criteria.md 2.8).
 *
 * The plate centre is followed, not the hands: the bar bends and the sleeves
 * have play, so the hands move first; off the floor is when the plates are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-phases.h"

#include <math.h>
#include <stdlib.h>

/* A normal distribution's sd is 1.4826 times its median absolute deviation. */
#define SD_PER_MAD 1.4826
#define MIN_STILL 3

void
plumb_lift_off_settings_init (PlumbLiftOffSettings *settings)
{
  g_return_if_fail (settings != NULL);

  *settings = (PlumbLiftOffSettings) {
    .threshold_mm = 10,
    .noise_factor = 4,
    .min_frames = 3,
    .min_s = 0.05,
    .full_rise_mm = 150,
    .full_rise_s = 3,
  };
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Sorts `values`. */
static double
find_median (double *values,
             guint   n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

static void
find_base (const double *height_mm,
           guint         n_still,
           double       *base_mm,
           double       *sd_mm)
{
  g_autofree double *work = g_memdup2 (height_mm, n_still * sizeof *height_mm);

  *base_mm = find_median (work, n_still);
  for (guint i = 0; i < n_still; i++)
    work[i] = fabs (height_mm[i] - *base_mm);
  *sd_mm = SD_PER_MAD * find_median (work, n_still);
}

static gboolean
stays_above (const double *height_mm,
             guint         n,
             guint         from,
             guint         count,
             double        limit_mm)
{
  if (from + count > n)
    return FALSE;
  for (guint i = from; i < from + count; i++)
    if (!(height_mm[i] >= limit_mm))
      return FALSE;
  return TRUE;
}

static gboolean
reaches (const double *height_mm,
         guint         n,
         guint         from,
         double        within_frames,
         double        limit_mm)
{
  for (guint i = from; i < n && i - from <= within_frames; i++)
    if (height_mm[i] >= limit_mm)
      return TRUE;
  return FALSE;
}

PlumbLiftOffStatus
plumb_lift_off_detect (const double               *height_mm,
                       guint                       n,
                       guint                       n_still,
                       double                      fps,
                       const PlumbLiftOffSettings *settings,
                       PlumbLiftOff               *out)
{
  g_return_val_if_fail (height_mm != NULL || n == 0, PLUMB_LIFT_OFF_TOO_FEW_STILL);
  g_return_val_if_fail (out != NULL && fps > 0, PLUMB_LIFT_OFF_TOO_FEW_STILL);

  PlumbLiftOffSettings defaults;
  double sd_mm = 0;

  *out = (PlumbLiftOff) { 0 };
  if (n_still < MIN_STILL || n_still > n)
    return PLUMB_LIFT_OFF_TOO_FEW_STILL;
  if (settings == NULL)
    {
      plumb_lift_off_settings_init (&defaults);
      settings = &defaults;
    }

  find_base (height_mm, n_still, &out->base_mm, &sd_mm);
  out->threshold_mm = MAX (settings->threshold_mm, settings->noise_factor * sd_mm);

  guint count = MAX (settings->min_frames, (guint) ceil (settings->min_s * fps - 1e-9));
  double limit_mm = out->base_mm + out->threshold_mm;
  gboolean rose = FALSE;

  for (guint c = 1; c < n; c++)
    {
      if (height_mm[c - 1] >= limit_mm || !stays_above (height_mm, n, c, count, limit_mm))
        continue;
      rose = TRUE;
      if (!reaches (height_mm, n, c, settings->full_rise_s * fps,
                    out->base_mm + settings->full_rise_mm))
        continue;
      out->cross = c;
      out->reference = c - 1;
      out->time_frames = c - 1 + (limit_mm - height_mm[c - 1]) / (height_mm[c] - height_mm[c - 1]);
      return PLUMB_LIFT_OFF_FOUND;
    }
  return rose ? PLUMB_LIFT_OFF_NOT_A_LIFT : PLUMB_LIFT_OFF_NO_RISE;
}

gboolean
plumb_knee_pass_detect (const double *bar_mm,
                        const double *knee_mm,
                        guint         n,
                        guint         from,
                        double       *time_frames)
{
  g_return_val_if_fail (bar_mm != NULL && knee_mm != NULL && time_frames != NULL, FALSE);

  for (guint i = from + 1; i < n; i++)
    {
      double before = bar_mm[i - 1] - knee_mm[i - 1];
      double after = bar_mm[i] - knee_mm[i];

      if (before < 0 && after >= 0)
        {
          *time_frames = i - 1 + before / (before - after);
          return TRUE;
        }
    }
  return FALSE;
}
