/* Loads a plan file:
 *
 *   [Plan]             Format, Version, Lift, Others (lifts that it serves too)
 *   [Settings]         name=number, put into texts as {name}; the coach may have
 *                      others
 *   [Line ID]          Section, Text, Dose, Claims, Caution, Days
 *   [Finding ID]       Headline, Lines, After, If (finding:line), Cause
 *   [Cause N]          Text: the article's causes, 1 to 3
 *   [Nothing to fix]   Headline, Lines
 *   [Own finding]      Headline, Lines
 *
 * Text, Dose and Headline can be translated: Text[de]=…; they and Lines can be
 * said otherwise for one of the lifts of the file: Text.romanian=…
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-table.h"

#include <string.h>

#include "key-source.h"
#include "plan-edits.h"

#define GROUP_NOTHING "Nothing to fix"
#define GROUP_OWN "Own finding"
#define PREFIX_LINE "Line "
#define PREFIX_FINDING "Finding "
#define PREFIX_CAUSE "Cause "
#define GROUP_SETTINGS "Settings"

#define LAST_CLAIM 49 /* of the article, C01 to C49 */
#define MAX_DAYS 365
#define MAX_SETTING 365

static const char *const section_keys[PLUMB_N_PLAN_SECTIONS] = {
  "cues", "load", "drills", "mobility", "accessories", "refilm",
};

const char *
plumb_plan_section_key (PlumbPlanSection section)
{
  g_return_val_if_fail (section < PLUMB_N_PLAN_SECTIONS, NULL);

  return section_keys[section];
}

gboolean
plumb_plan_section_from_key (const char       *key,
                             PlumbPlanSection *section)
{
  for (guint i = 0; i < PLUMB_N_PLAN_SECTIONS; i++)
    if (g_strcmp0 (key, section_keys[i]) == 0)
      {
        *section = (PlumbPlanSection) i;
        return TRUE;
      }
  return FALSE;
}

static void
free_line (gpointer data)
{
  PlumbTableLine *line = data;
  g_free (line->line.id);
  g_free (line->line.text);
  g_free (line->line.dose);
  g_strfreev (line->line.claims);
  g_free (line);
}

static void
free_condition (gpointer data)
{
  PlumbTableCondition *condition = data;
  g_free (condition->finding_id);
  g_free (condition->line_id);
  g_free (condition);
}

static void
free_row (gpointer data)
{
  PlumbTableRow *row = data;
  if (row == NULL)
    return;
  g_free (row->id);
  g_free (row->headline);
  g_strfreev (row->lines);
  g_strfreev (row->after);
  g_clear_pointer (&row->conditions, g_ptr_array_unref);
  g_free (row);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbTableLine, free_line)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbTableRow, free_row)

/* (transfer full) "Text.romanian" where the file has it for this lift, else
 * "Text". */
static char *
choose_key (const PlumbKeySource *source,
            const PlumbPlanTable *table,
            const char           *group,
            const char           *key)
{
  g_autofree char *own = g_strdup_printf ("%s.%s", key, table->lift != NULL ? table->lift : "");
  return plumb_key_source_has (source, group, own) ? g_steal_pointer (&own) : g_strdup (key);
}

/* The keys as they are, and as each of the file's other lifts may have them. */
static gboolean
check_keys (const PlumbKeySource *source,
            const PlumbPlanTable *table,
            const char           *group,
            const char *const    *known,
            GError              **error)
{
  static const char *const of_a_lift[] = { "Text", "Dose", "Headline", "Lines", NULL };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; known[i] != NULL; i++)
    {
      g_ptr_array_add (keys, g_strdup (known[i]));
      for (guint j = 0; table->others != NULL && table->others[j] != NULL; j++)
        if (g_strv_contains (of_a_lift, known[i]))
          g_ptr_array_add (keys, g_strdup_printf ("%s.%s", known[i], table->others[j]));
    }
  g_ptr_array_add (keys, NULL);
  return plumb_key_source_check_keys (source, group, (const char *const *) keys->pdata, error);
}

/* The coach's number where there is one, else the file's. */
static gboolean
read_setting (const PlumbKeySource *source,
              const PlumbPlanTable *table,
              const char           *name,
              int                  *out,
              GError              **error)
{
  if (!plumb_key_source_integer (source, GROUP_SETTINGS, name, 0, MAX_SETTING, 0, out, error))
    return FALSE;
  gpointer own = NULL;
  if (table->own_settings != NULL
      && g_hash_table_lookup_extended (table->own_settings, name, NULL, &own))
    *out = CLAMP (GPOINTER_TO_INT (own), 0, MAX_SETTING);
  return TRUE;
}

/* (transfer full) The text with each {name} replaced by the setting. */
static char *
read_text (const PlumbKeySource *source,
           const PlumbPlanTable *table,
           const char           *group,
           const char           *key,
           GError              **error)
{
  g_autofree char *chosen = choose_key (source, table, group, key);
  g_autofree char *text = plumb_key_source_text (source, group, chosen, error);
  if (text == NULL)
    return NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  const char *rest = text;
  for (const char *open; (open = strchr (rest, '{')) != NULL;)
    {
      const char *close = strchr (open, '}');
      if (close == NULL)
        {
          plumb_key_source_set_error (source, group, key, error, "a “{” is not closed");
          return NULL;
        }
      g_autofree char *name = g_strndup (open + 1, (gsize) (close - open - 1));
      int value = 0;
      if (!plumb_key_source_has (source, GROUP_SETTINGS, name))
        {
          plumb_key_source_set_error (source, group, key, error,
                                      "{%s} is not in [Settings]", name);
          return NULL;
        }
      if (!read_setting (source, table, name, &value, error))
        return NULL;
      g_string_append_len (out, rest, open - rest);
      g_string_append_printf (out, "%d", value);
      rest = close + 1;
    }
  g_string_append (out, rest);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_claim (const char *text)
{
  if (text[0] != 'C' || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]) || text[3] != '\0')
    return FALSE;
  int number = 10 * (text[1] - '0') + (text[2] - '0');
  return number >= 1 && number <= LAST_CLAIM;
}

static GStrv
read_claims (const PlumbKeySource *source,
             const char           *group,
             GError              **error)
{
  g_auto (GStrv) claims = plumb_key_source_list (source, group, "Claims", error);
  for (guint i = 0; claims != NULL && claims[i] != NULL; i++)
    if (!is_claim (claims[i]))
      {
        plumb_key_source_set_error (source, group, "Claims", error,
                                    "“%s” is not a claim of the article, C01 to C%d", claims[i],
                                    LAST_CLAIM);
        return NULL;
      }
  return g_steal_pointer (&claims);
}

static gboolean
read_section (const PlumbKeySource *source,
              const char           *group,
              PlumbPlanSection     *out,
              GError              **error)
{
  g_autofree char *name = plumb_key_source_string (source, group, "Section", error);
  if (name == NULL)
    return FALSE;
  if (plumb_plan_section_from_key (name, out))
    return TRUE;
  plumb_key_source_set_error (source, group, "Section", error,
                              "“%s” is none of cues, load, drills, mobility, accessories, refilm",
                              name);
  return FALSE;
}

static gboolean
check_rank_keys (const PlumbKeySource *source,
                 const char           *group,
                 PlumbPlanSection      section,
                 GError              **error)
{
  if (section != PLUMB_PLAN_LOAD && plumb_key_source_has (source, group, "Caution"))
    {
      plumb_key_source_set_error (source, group, "Caution", error, "is for Section=load alone");
      return FALSE;
    }
  if (section != PLUMB_PLAN_REFILM && plumb_key_source_has (source, group, "Days"))
    {
      plumb_key_source_set_error (source, group, "Days", error, "is for Section=refilm alone");
      return FALSE;
    }
  return TRUE;
}

/* A number, or the {name} of a setting. */
static gboolean
read_days (const PlumbKeySource *source,
           const PlumbPlanTable *table,
           const char           *group,
           int                  *out,
           GError              **error)
{
  *out = -1;
  if (!plumb_key_source_has (source, group, "Days"))
    return TRUE;
  g_autofree char *text = read_text (source, table, group, "Days", error);
  gint64 days = 0;
  if (text == NULL)
    return FALSE;
  if (!g_ascii_string_to_signed (text, 10, 1, MAX_DAYS, &days, NULL))
    {
      plumb_key_source_set_error (source, group, "Days", error,
                                  "“%s” is not a whole number from 1 to %d", text, MAX_DAYS);
      return FALSE;
    }
  *out = (int) days;
  return TRUE;
}

static PlumbTableLine *
load_line (const PlumbKeySource *source,
           const PlumbPlanTable *table,
           const char           *group,
           GError              **error)
{
  static const char *const known[]
    = { "Section", "Text", "Dose", "Claims", "Caution", "Days", NULL };
  if (!check_keys (source, table, group, known, error))
    return NULL;
  g_autoptr (PlumbTableLine) line = g_new0 (PlumbTableLine, 1);
  line->line.id = g_strstrip (g_strdup (group + strlen (PREFIX_LINE)));
  if (!read_section (source, group, &line->line.section, error)
      || !check_rank_keys (source, group, line->line.section, error))
    return NULL;
  line->line.text = read_text (source, table, group, "Text", error);
  if (line->line.text == NULL)
    return NULL;
  if (plumb_key_source_has (source, group, "Dose"))
    {
      line->line.dose = read_text (source, table, group, "Dose", error);
      if (line->line.dose == NULL)
        return NULL;
    }
  line->line.claims = read_claims (source, group, error);
  if (line->line.claims == NULL
      || !plumb_key_source_integer (source, group, "Caution", 0, 100, -1, &line->caution, error)
      || !read_days (source, table, group, &line->days, error))
    return NULL;
  return g_steal_pointer (&line);
}

static GPtrArray *
read_conditions (const PlumbKeySource *source,
                 const char           *group,
                 GError              **error)
{
  g_auto (GStrv) items = plumb_key_source_list (source, group, "If", error);
  if (items == NULL)
    return NULL;
  g_autoptr (GPtrArray) conditions = g_ptr_array_new_with_free_func (free_condition);
  for (guint i = 0; items[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (items[i], ":", -1);
      if (g_strv_length (parts) != 2)
        {
          plumb_key_source_set_error (source, group, "If", error,
                                      "“%s” is not finding:line", items[i]);
          return NULL;
        }
      PlumbTableCondition *condition = g_new0 (PlumbTableCondition, 1);
      condition->finding_id = g_strdup (parts[0]);
      condition->line_id = g_strdup (parts[1]);
      g_ptr_array_add (conditions, condition);
    }
  return g_steal_pointer (&conditions);
}

static PlumbTableRow *
load_row (const PlumbKeySource *source,
          const PlumbPlanTable *table,
          const char           *group,
          const char           *id,
          GError              **error)
{
  static const char *const known[] = { "Headline", "Lines", "After", "If", "Cause", NULL };
  if (!check_keys (source, table, group, known, error))
    return NULL;
  g_autofree char *lines = choose_key (source, table, group, "Lines");
  g_autoptr (PlumbTableRow) row = g_new0 (PlumbTableRow, 1);
  row->id = g_strstrip (g_strdup (id));
  row->headline = read_text (source, table, group, "Headline", error);
  if (row->headline == NULL)
    return NULL;
  row->lines = plumb_key_source_list (source, group, lines, error);
  row->after = row->lines == NULL ? NULL
                                  : plumb_key_source_list (source, group, "After", error);
  row->conditions = row->after == NULL ? NULL : read_conditions (source, group, error);
  if (row->conditions == NULL
      || !plumb_key_source_integer (source, group, "Cause", 1, PLUMB_N_CAUSES, 0, &row->cause,
                                    error))
    return NULL;
  if (row->lines[0] == NULL)
    {
      plumb_key_source_set_error (source, group, "Lines", error, "names no line");
      return NULL;
    }
  return g_steal_pointer (&row);
}

static gboolean
check_head (const PlumbKeySource *source,
            PlumbPlanTable       *table,
            const char           *lift,
            GError              **error)
{
  static const char *const known[] = { "Format", "Version", "Lift", "Others", NULL };
  int version = 0;
  g_autofree char *format = plumb_key_source_string (source, "Plan", "Format", error);
  if (format == NULL || !plumb_key_source_check_keys (source, "Plan", known, error))
    return FALSE;
  if (!g_str_equal (format, "plumbline-plan"))
    {
      plumb_key_source_set_error (source, "Plan", "Format", error, "is not plumbline-plan");
      return FALSE;
    }
  if (!plumb_key_source_integer (source, "Plan", "Version", 1, 1, 0, &version, error))
    return FALSE;
  if (version == 0)
    {
      plumb_key_source_set_error (source, "Plan", "Version", error, "is missing");
      return FALSE;
    }
  table->lift = plumb_key_source_string (source, "Plan", "Lift", error);
  table->others
    = table->lift != NULL ? plumb_key_source_list (source, "Plan", "Others", error) : NULL;
  if (table->others == NULL)
    return FALSE;
  if (lift != NULL && g_strv_contains ((const char *const *) table->others, lift))
    {
      g_free (table->lift);
      table->lift = g_strdup (lift);
    }
  return TRUE;
}

static gboolean
load_cause (const PlumbKeySource *source,
            PlumbPlanTable       *table,
            const char           *group,
            GError              **error)
{
  static const char *const known[] = { "Text", NULL };
  gint64 number = 0;
  if (!plumb_key_source_check_keys (source, group, known, error))
    return FALSE;
  if (!g_ascii_string_to_signed (group + strlen (PREFIX_CAUSE), 10, 1, PLUMB_N_CAUSES, &number,
                                 NULL))
    {
      plumb_key_source_set_error (source, group, NULL, error, "causes are numbered 1 to %d",
                                  PLUMB_N_CAUSES);
      return FALSE;
    }
  table->causes[number - 1] = read_text (source, table, group, "Text", error);
  return table->causes[number - 1] != NULL;
}

static void
add_setting (PlumbPlanTable *table,
             const char     *name,
             int             value)
{
  PlumbPlanSetting setting = { g_strdup (name), value };
  g_array_append_val (table->settings, setting);
}

static gboolean
load_settings (const PlumbKeySource *source,
               PlumbPlanTable       *table,
               GError              **error)
{
  g_auto (GStrv) names = plumb_key_source_keys (source, GROUP_SETTINGS);
  for (guint i = 0; names[i] != NULL; i++)
    {
      int value = 0;
      if (!plumb_key_source_integer (source, GROUP_SETTINGS, names[i], 0, MAX_SETTING, 0, &value,
                                     error))
        return FALSE;
      add_setting (table, names[i], value);
    }
  return TRUE;
}

static gboolean
load_group (const PlumbKeySource *source,
            PlumbPlanTable       *table,
            const char           *group,
            GError              **error)
{
  if (g_str_equal (group, "Plan"))
    return TRUE; /* read before all others */
  if (g_str_equal (group, GROUP_SETTINGS))
    return load_settings (source, table, error);
  if (g_str_has_prefix (group, PREFIX_CAUSE))
    return load_cause (source, table, group, error);
  if (g_str_has_prefix (group, PREFIX_LINE))
    {
      PlumbTableLine *line = load_line (source, table, group, error);
      return line != NULL && g_hash_table_insert (table->lines, line->line.id, line);
    }
  gboolean finding = g_str_has_prefix (group, PREFIX_FINDING);
  gboolean nothing = g_str_equal (group, GROUP_NOTHING);
  if (!finding && !nothing && !g_str_equal (group, GROUP_OWN))
    {
      plumb_key_source_set_error (source, group, NULL, error, "this group is not known here");
      return FALSE;
    }
  PlumbTableRow *row
    = load_row (source, table, group, finding ? group + strlen (PREFIX_FINDING) : "default",
                error);
  if (row == NULL)
    return FALSE;
  if (finding)
    g_hash_table_insert (table->rows, row->id, row);
  else
    *(nothing ? &table->nothing : &table->own) = row;
  return TRUE;
}

static gboolean
check_line_is_there (const PlumbKeySource *source,
                     const PlumbPlanTable *table,
                     const char           *group,
                     const char           *key,
                     const char           *line_id,
                     GError              **error)
{
  if (g_hash_table_contains (table->lines, line_id))
    return TRUE;
  plumb_key_source_set_error (source, group, key, error, "there is no [Line %s]", line_id);
  return FALSE;
}

static gboolean
check_finding_is_there (const PlumbKeySource *source,
                        const PlumbPlanTable *table,
                        const char           *group,
                        const char           *key,
                        const char           *finding_id,
                        GError              **error)
{
  if (g_hash_table_contains (table->rows, finding_id))
    return TRUE;
  plumb_key_source_set_error (source, group, key, error, "there is no [Finding %s]", finding_id);
  return FALSE;
}

static gboolean
check_row (const PlumbKeySource *source,
           const PlumbPlanTable *table,
           const PlumbTableRow  *row,
           const char           *group,
           GError              **error)
{
  for (guint i = 0; row->lines[i] != NULL; i++)
    if (!check_line_is_there (source, table, group, "Lines", row->lines[i], error))
      return FALSE;
  for (guint i = 0; row->after[i] != NULL; i++)
    if (!check_finding_is_there (source, table, group, "After", row->after[i], error))
      return FALSE;
  for (guint i = 0; i < row->conditions->len; i++)
    {
      const PlumbTableCondition *condition = g_ptr_array_index (row->conditions, i);
      if (!check_finding_is_there (source, table, group, "If", condition->finding_id, error)
          || !check_line_is_there (source, table, group, "If", condition->line_id, error))
        return FALSE;
    }
  return TRUE;
}

/* Rows may name lines and findings that come later in the file. */
static gboolean
check_references (const PlumbKeySource *source,
                  const PlumbPlanTable *table,
                  GError              **error)
{
  static const char *const needed[] = { "Plan", GROUP_NOTHING, GROUP_OWN, NULL };
  const char *const *groups = plumb_key_source_groups (source);
  for (guint i = 0; needed[i] != NULL; i++)
    if (!g_strv_contains (groups, needed[i]))
      {
        plumb_key_source_set_error (source, NULL, NULL, error, "[%s] is missing", needed[i]);
        return FALSE;
      }
  if (!check_row (source, table, table->nothing, GROUP_NOTHING, error)
      || !check_row (source, table, table->own, GROUP_OWN, error))
    return FALSE;
  for (guint i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], PREFIX_FINDING))
      {
        g_autofree char *id = g_strstrip (g_strdup (groups[i] + strlen (PREFIX_FINDING)));
        if (!check_row (source, table, g_hash_table_lookup (table->rows, id), groups[i], error))
          return FALSE;
      }
  return TRUE;
}

static void
clear_setting (gpointer data)
{
  g_free (((PlumbPlanSetting *) data)->name);
}

PlumbPlanTable *
plumb_plan_table_load (const char        *path,
                       const char *const *languages,
                       GError           **error)
{
  return plumb_plan_table_load_for (path, NULL, languages, NULL, error);
}

PlumbPlanTable *
plumb_plan_table_load_for (const char        *path,
                           const char        *lift,
                           const char *const *languages,
                           GHashTable        *own_settings,
                           GError           **error)
{
  g_autoptr (PlumbKeySource) source = plumb_key_source_load (path, languages, error);
  if (source == NULL)
    return NULL;
  g_autoptr (PlumbPlanTable) table = g_new0 (PlumbPlanTable, 1);
  g_atomic_ref_count_init (&table->references);
  table->lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_line);
  table->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_row);
  table->settings = g_array_new (FALSE, FALSE, sizeof (PlumbPlanSetting));
  g_array_set_clear_func (table->settings, clear_setting);
  table->own_settings = own_settings;
  const char *const *groups = plumb_key_source_groups (source);
  if (g_strv_contains (groups, "Plan") && !check_head (source, table, lift, error))
    return NULL;
  for (guint i = 0; groups[i] != NULL; i++)
    if (!load_group (source, table, groups[i], error))
      return NULL;
  if (!check_references (source, table, error))
    return NULL;
  table->own_settings = NULL; /* the caller's */
  return g_steal_pointer (&table);
}

PlumbPlanTable *
plumb_plan_table_ref (PlumbPlanTable *table)
{
  g_atomic_ref_count_inc (&table->references);
  return table;
}

void
plumb_plan_table_unref (PlumbPlanTable *table)
{
  if (table == NULL || !g_atomic_ref_count_dec (&table->references))
    return;
  g_free (table->lift);
  g_strfreev (table->others);
  g_hash_table_unref (table->lines);
  g_hash_table_unref (table->rows);
  free_row (table->nothing);
  free_row (table->own);
  for (guint i = 0; i < PLUMB_N_CAUSES; i++)
    g_free (table->causes[i]);
  g_array_unref (table->settings);
  g_free (table);
}

const char *
plumb_plan_table_lift (const PlumbPlanTable *table)
{
  return table->lift;
}

gboolean
plumb_plan_table_knows (const PlumbPlanTable *table,
                        const char           *finding_id)
{
  return g_hash_table_contains (table->rows, finding_id);
}

const GArray *
plumb_plan_table_settings (const PlumbPlanTable *table)
{
  return table->settings;
}

const char *
plumb_plan_table_cause (const PlumbPlanTable *table,
                        const char           *finding_id)
{
  const PlumbTableRow *row = g_hash_table_lookup (table->rows, finding_id);
  return row != NULL && row->cause > 0 ? table->causes[row->cause - 1] : NULL;
}
