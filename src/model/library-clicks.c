/* The coach's own click spread: kept under the coach's name, used in every
 * review that is open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-private.h"

#include <math.h>

#include "library-error.h"
#include "review-private.h"
#include "settings.h"

/* (transfer full) (nullable) The setting that holds it. */
static char *
name_setting (PlumbLibrary *self,
              GError      **store_error)
{
  g_autofree char *coach = plumb_store_load_setting (self->store, PLUMB_SETTING_COACH,
                                                     store_error);

  return coach != NULL ? g_strconcat (PLUMB_SETTING_CLICKS, coach, NULL) : NULL;
}

/* "hip=4.5 knee=3.25"; what is not understood stays unknown. */
static void
read_spread (const char *text,
             double      sd_px[PLUMB_N_LANDMARKS])
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    sd_px[i] = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);
      PlumbLandmark landmark = plumb_landmark_from_key (parts[0]);
      double sd = parts[0] != NULL && parts[1] != NULL ? g_ascii_strtod (parts[1], NULL) : 0;

      if (landmark != PLUMB_LANDMARK_NONE && isfinite (sd) && sd > 0)
        sd_px[landmark] = sd;
    }
}

/* (transfer full) */
static char *
write_spread (const double sd_px[PLUMB_N_LANDMARKS])
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      if (!(sd_px[i] > 0) || !isfinite (sd_px[i]))
        continue;
      g_ascii_dtostr (digits, sizeof digits, sd_px[i]);
      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "",
                              plumb_landmark_key ((PlumbLandmark) i), digits);
    }
  return g_string_free (text, FALSE);
}

gboolean
plumb_library_click_spread (PlumbLibrary *self,
                            double        sd_px[PLUMB_N_LANDMARKS],
                            GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self) && sd_px != NULL, FALSE);

  GError *store_error = NULL;
  g_autofree char *name = name_setting (self, &store_error);
  g_autofree char *text =
      name != NULL ? plumb_store_load_setting (self->store, name, &store_error) : NULL;

  read_spread (text != NULL ? text : "", sd_px);
  return text != NULL || plumb_library_take_error (error, store_error);
}

void
plumb_library_spread_clicks (PlumbLibrary *self)
{
  double sd_px[PLUMB_N_LANDMARKS];
  GHashTableIter iter;
  gpointer weak;

  if (!plumb_library_click_spread (self, sd_px, NULL))
    return;
  g_hash_table_iter_init (&iter, self->reviews);
  while (g_hash_table_iter_next (&iter, NULL, &weak))
    {
      g_autoptr (PlumbReview) review = g_weak_ref_get (weak);

      if (review != NULL)
        plumb_review_take_clicks (review, sd_px);
    }
}

gboolean
plumb_library_set_click_spread (PlumbLibrary *self,
                                const double  sd_px[PLUMB_N_LANDMARKS],
                                GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self) && sd_px != NULL, FALSE);

  GError *store_error = NULL;
  g_autofree char *name = name_setting (self, &store_error);
  g_autofree char *text = write_spread (sd_px);

  if (name == NULL || !plumb_store_set_setting (self->store, name, text, &store_error))
    return plumb_library_take_error (error, store_error);
  plumb_library_spread_clicks (self);
  return TRUE;
}
