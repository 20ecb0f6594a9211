/* Figures as they are typed; see figures.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures.h"

#include <math.h>
#include <string.h>

#define IN_PER_FT 12
#define SAME 1e-6 /* between two figures with one decimal */

double
plumb_figure_parse (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  char *end = NULL;
  double value;

  if (*text == '\0')
    return 0;
  value = g_ascii_strtod (g_strdelimit (text, ",", '.'), &end);
  return *end == '\0' && value > 0 && isfinite (value) ? value : -1;
}

/* The text before the first of the words for feet, and what is after it. */
static gboolean
cut_feet (char  *text,
          char **inches)
{
  static const char *const words[] = { "'", "′", "’", "ft" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      char *at = strstr (text, words[i]);

      if (at == NULL)
        continue;
      *at = '\0';
      *inches = at + strlen (words[i]);
      return TRUE;
    }
  return FALSE;
}

static void
cut_inches (char *text)
{
  static const char *const words[] = { "\"", "″", "”", "''", "in" };

  g_strchomp (text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_suffix (text, words[i]))
      {
        text[strlen (text) - strlen (words[i])] = '\0';
        return;
      }
}

double
plumb_figure_parse_length (const char     *typed,
                           PlumbLengthUnit unit)
{
  g_autofree char *text = g_strdup (typed);
  char *inches = NULL;
  double feet, rest;

  if (unit != PLUMB_LENGTH_IN)
    return plumb_figure_parse (typed);
  cut_inches (text);
  if (!cut_feet (text, &inches))
    return plumb_figure_parse (text);
  feet = plumb_figure_parse (text);
  rest = plumb_figure_parse (inches);
  if (g_str_equal (g_strstrip (inches), "0"))
    rest = 0;
  return feet > 0 && rest >= 0 && rest < IN_PER_FT ? feet * IN_PER_FT + rest : -1;
}

static double
round_tenth (double value)
{
  return round (value * 10) / 10;
}

char *
plumb_figure_print (double value)
{
  return value > 0 ? g_strdup_printf ("%.10g", round_tenth (value)) : g_strdup ("");
}

gboolean
plumb_figure_is_printed (double typed,
                         double value)
{
  return fabs (typed - round_tenth (value)) < SAME;
}

/* A load in the unit as it is printed; as it was kept, where it is one of these. */
static double
read_load_kg (const char   *lift,
              double        typed,
              PlumbMassUnit unit,
              GPtrArray    *kept)
{
  for (guint i = 0; kept != NULL && i < kept->len; i++)
    {
      const PlumbUsualLift *one = kept->pdata[i];

      if (g_str_equal (one->lift, lift)
          && plumb_figure_is_printed (typed, plumb_mass_to_unit (one->load_kg, unit)))
        return one->load_kg;
    }
  return plumb_mass_from_unit (typed, unit);
}

/* Cuts the repetitions off, "× 3": 0 where there are none. */
static int
cut_reps (char *text)
{
  int reps = 0;
  char *at;

  if ((at = strstr (text, "×")) == NULL && (at = strrchr (text, '*')) == NULL
      && (at = g_strrstr (text, " x ")) == NULL)
    return 0;
  g_auto (GStrv) digits = g_strsplit_set (at, "×*x ", -1);
  for (guint i = 0; digits[i] != NULL; i++)
    if (*digits[i] != '\0')
      reps = (int) CLAMP (plumb_figure_parse (digits[i]), -1, 1000);
  *at = '\0';
  g_strchomp (text);
  return reps;
}

/* "conventional 180 × 3": the last number with an × before it is repetitions,
 * the one before it the load, the rest the lift. */
static PlumbUsualLift *
parse_lift (const char   *typed,
            PlumbMassUnit unit,
            GPtrArray    *kept)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  const int reps = cut_reps (text);
  double load = 0;
  char *at = strrchr (text, ' ');

  if (at != NULL && plumb_figure_parse (at) > 0)
    {
      load = plumb_figure_parse (at);
      *at = '\0';
      g_strchomp (text);
    }
  return plumb_usual_lift_new (text, read_load_kg (text, load, unit, kept), reps);
}

/* Where the lift at `text` ends: a comma between two digits is a decimal one. */
static const char *
find_end (const char *text)
{
  const char *end = text;

  while (*end != '\0' && *end != ';'
         && !(*end == ','
              && !(end > text && g_ascii_isdigit (end[-1]) && g_ascii_isdigit (end[1]))))
    end++;
  return end;
}

GPtrArray *
plumb_usual_lifts_parse (const char   *typed,
                         PlumbMassUnit unit,
                         GPtrArray    *kept)
{
  GPtrArray *lifts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_usual_lift_free);

  for (const char *at = typed; *at != '\0';)
    {
      const char *end = find_end (at);
      g_autofree char *part = g_strstrip (g_strndup (at, (gsize) (end - at)));

      if (*part != '\0')
        g_ptr_array_add (lifts, parse_lift (part, unit, kept));
      at = *end != '\0' ? end + 1 : end;
    }
  return lifts;
}

char *
plumb_usual_lifts_print (GPtrArray    *lifts,
                         PlumbMassUnit unit)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lifts->len; i++)
    {
      const PlumbUsualLift *lift = lifts->pdata[i];
      g_autofree char *load = plumb_figure_print (plumb_mass_to_unit (lift->load_kg, unit));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", lift->lift);
      if (*load != '\0')
        g_string_append_printf (text, " %s", load);
      if (lift->reps > 0)
        g_string_append_printf (text, " × %d", lift->reps);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
