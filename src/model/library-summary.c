/* What the lists and the trend know of a review without loading it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "library-error.h"
#include "summaries.h"

static guint
count_open (PlumbReview       *review,
            const PlumbChecks *checks)
{
  guint n = 0;

  for (guint i = 0; i < checks->findings->len; i++)
    {
      const PlumbFinding *finding = checks->findings->pdata[i];

      if ((finding->verdict == PLUMB_VERDICT_FAULT || finding->verdict == PLUMB_VERDICT_WATCH)
          && plumb_review_decision (review, finding->id) == PLUMB_DECISION_OPEN)
        n++;
    }
  return n;
}

/* (transfer full) Of each measure the one that decides. */
static GPtrArray *
collect_values (const PlumbChecks *checks)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_value_row_free);

  for (guint i = 0; i < checks->measures->len; i++)
    {
      const PlumbMeasure *measure = checks->measures->pdata[i];
      PlumbValueRow *row;

      if (!measure->has_value || plumb_checks_find (checks, measure->id) != measure)
        continue;
      row = g_new0 (PlumbValueRow, 1);
      row->measure = g_strdup (measure->id);
      row->value = measure->value;
      row->u = measure->u;
      row->unit = g_strdup (measure->unit);
      row->verdict = g_strdup (plumb_verdict_key (measure->verdict));
      g_ptr_array_add (values, row);
    }
  return values;
}

gboolean
plumb_library_keep_checks (PlumbLibrary *self,
                           PlumbReview  *review,
                           GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (PLUMB_IS_REVIEW (review), FALSE);

  const PlumbChecks *checks = plumb_review_checks (review);
  GError *store_error = NULL;
  if (checks == NULL || plumb_review_poses (review)->width_px <= 0
      || plumb_library_is_read_only (self))
    return TRUE;

  g_autoptr (GPtrArray) values = collect_values (checks);
  if (!plumb_store_put_summary (self->store, plumb_review_id (review),
                                plumb_criteria_lift (plumb_review_criteria (review)),
                                count_open (review, checks), values, plumb_library_now_s (),
                                &store_error))
    return plumb_library_take_error (error, store_error);
  plumb_library_emit_changed (self, plumb_review_athlete_id (review));
  return TRUE;
}

gboolean
plumb_library_keep_outlook (PlumbLibrary *self,
                            PlumbReview  *review,
                            int           refilm_days,
                            const char   *pain,
                            GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (PLUMB_IS_REVIEW (review), FALSE);

  GError *store_error = NULL;
  if (plumb_library_is_read_only (self))
    return TRUE;
  if (!plumb_store_set_outlook (self->store, plumb_review_id (review), refilm_days, pain,
                                &store_error))
    return plumb_library_take_error (error, store_error);
  plumb_library_emit_changed (self, plumb_review_athlete_id (review));
  return TRUE;
}

char *
plumb_library_pain_outlook (PlumbLibrary *self,
                            gint64        athlete_id,
                            GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  GError *store_error = NULL;
  char *pain = plumb_store_load_pain_outlook (self->store, athlete_id, &store_error);

  if (pain == NULL)
    plumb_library_take_error (error, store_error);
  return pain;
}

/* The verdict of a key; a key of a newer program shows its value alone. */
static PlumbVerdict
find_verdict (const char *key)
{
  for (int i = PLUMB_VERDICT_GOOD; i < PLUMB_VERDICT_DATA; i++)
    if (g_str_equal (plumb_verdict_key ((PlumbVerdict) i), key))
      return (PlumbVerdict) i;
  return PLUMB_VERDICT_DATA;
}

static PlumbTrend *
ensure_trend (GPtrArray           *trends,
              const PlumbValueRow *row)
{
  PlumbTrend *trend;

  for (guint i = 0; i < trends->len; i++)
    {
      trend = trends->pdata[i];
      if (g_str_equal (trend->measure, row->measure) && g_str_equal (trend->lift, row->lift))
        return trend;
    }
  trend = g_new0 (PlumbTrend, 1);
  trend->lift = g_strdup (row->lift);
  trend->measure = g_strdup (row->measure);
  trend->unit = g_strdup (row->unit);
  trend->points = g_array_new (FALSE, FALSE, sizeof (PlumbTrendPoint));
  g_ptr_array_add (trends, trend);
  return trend;
}

GPtrArray *
plumb_library_trends (PlumbLibrary *self,
                      gint64        athlete_id,
                      GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  GError *store_error = NULL;
  g_autoptr (GPtrArray) rows = plumb_store_load_values (self->store, athlete_id, &store_error);
  if (rows == NULL)
    {
      plumb_library_take_error (error, store_error);
      return NULL;
    }

  GPtrArray *trends = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_trend_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const PlumbValueRow *row = rows->pdata[i];
      const PlumbTrendPoint point = { row->review_id, row->filmed_s, row->value, row->u,
                                      find_verdict (row->verdict) };

      g_array_append_val (ensure_trend (trends, row)->points, point);
    }
  return trends;
}
