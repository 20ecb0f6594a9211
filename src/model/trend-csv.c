/* Checks over time as a table; see trend-csv.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend-csv.h"

typedef struct
{
  gint64 id;
  gint64 filmed_s;
} Seen;

static int
compare_seen (gconstpointer a,
              gconstpointer b)
{
  const Seen *left = a, *right = b;

  if (left->filmed_s != right->filmed_s)
    return left->filmed_s < right->filmed_s ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

static gboolean
has_seen (GArray *seen,
          gint64  id)
{
  for (guint i = 0; i < seen->len; i++)
    if (g_array_index (seen, Seen, i).id == id)
      return TRUE;
  return FALSE;
}

GArray *
plumb_trends_list_reviews (GPtrArray *trends,
                           GArray   **filmed_s)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (trends != NULL && filmed_s != NULL, ids);

  for (guint t = 0; t < trends->len; t++)
    {
      const PlumbTrend *trend = trends->pdata[t];

      for (guint i = 0; i < trend->points->len; i++)
        {
          const PlumbTrendPoint *point = &g_array_index (trend->points, PlumbTrendPoint, i);
          const Seen one = { point->review_id, point->filmed_s };

          if (!has_seen (seen, point->review_id))
            g_array_append_val (seen, one);
        }
    }
  g_array_sort (seen, compare_seen);
  *filmed_s = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < seen->len; i++)
    {
      g_array_append_val (ids, g_array_index (seen, Seen, i).id);
      g_array_append_val (*filmed_s, g_array_index (seen, Seen, i).filmed_s);
    }
  return ids;
}

const PlumbTrendPoint *
plumb_trend_find (const PlumbTrend *trend,
                  gint64            review_id)
{
  for (guint i = 0; i < trend->points->len; i++)
    if (g_array_index (trend->points, PlumbTrendPoint, i).review_id == review_id)
      return &g_array_index (trend->points, PlumbTrendPoint, i);
  return NULL;
}

static void
append_number (GString *csv,
               double   value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (csv, ',');
  g_string_append (csv, g_ascii_dtostr (digits, sizeof digits, value));
}

/* (transfer none) Of a review that is in the trends. */
static const char *
find_lift (GPtrArray *trends,
           gint64     id)
{
  for (guint t = 0; t < trends->len; t++)
    if (plumb_trend_find (trends->pdata[t], id) != NULL)
      return ((PlumbTrend *) trends->pdata[t])->lift;
  return "";
}

static void
append_review (GString   *csv,
               GPtrArray *trends,
               gint64     id,
               gint64     filmed_s)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (filmed_s);
  g_autofree char *text = g_date_time_format_iso8601 (date);

  g_string_append_printf (csv, "%" G_GINT64_FORMAT ",%s,%s", id,
                          find_lift (trends, id), text);
  for (guint t = 0; t < trends->len; t++)
    {
      const PlumbTrendPoint *point = plumb_trend_find (trends->pdata[t], id);

      if (point == NULL)
        {
          g_string_append (csv, ",,,");
          continue;
        }
      append_number (csv, point->value);
      append_number (csv, point->u);
      g_string_append_printf (csv, ",%s", plumb_verdict_key (point->verdict));
    }
  g_string_append (csv, "\r\n");
}

char *
plumb_trends_write_csv (GPtrArray *trends)
{
  g_autoptr (GArray) filmed_s = NULL;
  g_autoptr (GArray) ids = plumb_trends_list_reviews (trends, &filmed_s);
  GString *csv = g_string_new ("review,lift,filmed");

  for (guint t = 0; t < trends->len; t++)
    {
      const PlumbTrend *trend = trends->pdata[t];

      g_string_append_printf (csv, ",\"%s (%s)\",\"u %s (%s)\",\"verdict %s\"", trend->measure,
                              trend->unit, trend->measure, trend->unit, trend->measure);
    }
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < ids->len; i++)
    append_review (csv, trends, g_array_index (ids, gint64, i),
                   g_array_index (filmed_s, gint64, i));
  return g_string_free (csv, FALSE);
}
