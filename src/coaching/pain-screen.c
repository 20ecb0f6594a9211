/* Loads and applies a screen file:
 *
 *   [Screen]        Format, Version
 *   [Question ID]   Number, Text, Kind, Options, Option.NAME, RedFlag, Required,
 *                   Skip (a condition on questions above: it is not asked)
 *   [Row ID]        When, Outcome, Title, Advice, Plan, Claims, Beyond, Findings
 *   [Intake ID]     When: adds the finding ID to the plan
 *
 * Rows are read from top to bottom, the first that holds is taken, so that the
 * order of the file is the order of caution. The first option of a choice that
 * is a red flag is its harmless one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pain-screen.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "key-source.h"
#include "pain-condition.h"

#define PREFIX_QUESTION "Question "
#define PREFIX_ROW "Row "
#define PREFIX_INTAKE "Intake "

typedef struct
{
  PlumbPainRow        row;
  PlumbPainCondition *when;
} Row;

typedef struct
{
  char               *finding_id;
  PlumbPainCondition *when;
} Intake;

struct _PlumbPainScreen
{
  gatomicrefcount references;
  GPtrArray      *questions;  /* of PlumbQuestion */
  GHashTable     *by_id;      /* id → PlumbQuestion */
  GHashTable     *skips;      /* id → PlumbPainCondition */
  GPtrArray      *rows;       /* of Row */
  GPtrArray      *intakes;    /* of Intake */
  PlumbPainRow    incomplete; /* the outcome alone */
};

static const char *const outcome_keys[] = {
  [PLUMB_PAIN_INCOMPLETE] = NULL,
  [PLUMB_PAIN_EMERGENCY] = "emergency",
  [PLUMB_PAIN_REFER] = "refer",
  [PLUMB_PAIN_SIGNAL] = "pain",
  [PLUMB_PAIN_SORENESS] = "soreness",
  [PLUMB_PAIN_CLEAR] = "clear",
};

static void
free_question (gpointer data)
{
  PlumbQuestion *question = data;
  g_free (question->id);
  g_free (question->number);
  g_free (question->text);
  g_strfreev (question->options);
  g_strfreev (question->option_texts);
  g_free (question);
}

static void
free_row (gpointer data)
{
  Row *row = data;
  g_free (row->row.id);
  g_free (row->row.title);
  g_free (row->row.advice);
  g_strfreev (row->row.claims);
  g_free (row->row.beyond);
  g_strfreev (row->row.findings);
  plumb_pain_condition_free (row->when);
  g_free (row);
}

static void
free_intake (gpointer data)
{
  Intake *intake = data;
  g_free (intake->finding_id);
  plumb_pain_condition_free (intake->when);
  g_free (intake);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbQuestion, free_question)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Row, free_row)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Intake, free_intake)

static char *
take_id (const char *group,
         const char *prefix)
{
  return g_strstrip (g_strdup (group + strlen (prefix)));
}

/* Key=yes or no; `fallback` where it is missing. */
static gboolean
read_flag (const PlumbKeySource *source,
           const char           *group,
           const char           *key,
           gboolean              fallback,
           gboolean             *out,
           GError              **error)
{
  *out = fallback;
  if (!plumb_key_source_has (source, group, key))
    return TRUE;
  g_autofree char *value = plumb_key_source_string (source, group, key, error);
  if (value == NULL)
    return FALSE;
  *out = g_str_equal (value, "yes");
  if (*out || g_str_equal (value, "no"))
    return TRUE;
  plumb_key_source_set_error (source, group, key, error, "“%s” is neither yes nor no", value);
  return FALSE;
}

static gboolean
read_kind (const PlumbKeySource *source,
           const char           *group,
           PlumbQuestion        *question,
           GError              **error)
{
  static const char *const keys[] = { "yes-no", "choice", "number" };
  g_autofree char *kind = plumb_key_source_string (source, group, "Kind", error);
  if (kind == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (kind, keys[i]))
      {
        question->kind = (PlumbQuestionKind) i;
        return TRUE;
      }
  plumb_key_source_set_error (source, group, "Kind", error,
                              "“%s” is none of yes-no, choice, number", kind);
  return FALSE;
}

static gboolean
read_options (const PlumbKeySource *source,
              const char           *group,
              PlumbQuestion        *question,
              GError              **error)
{
  if (question->kind != PLUMB_QUESTION_CHOICE)
    return TRUE;
  question->options = plumb_key_source_list (source, group, "Options", error);
  if (question->options == NULL)
    return FALSE;
  if (g_strv_length (question->options) < 2)
    {
      plumb_key_source_set_error (source, group, "Options", error, "a choice needs two or more");
      return FALSE;
    }
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  for (guint i = 0; question->options[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat ("Option.", question->options[i], NULL);
      g_autofree char *text = plumb_key_source_text (source, group, key, error);
      if (text == NULL)
        return FALSE;
      g_strv_builder_add (texts, text);
    }
  question->option_texts = g_strv_builder_end (texts);
  return TRUE;
}

static gboolean
check_question_keys (const PlumbKeySource *source,
                     const char           *group,
                     const PlumbQuestion  *question,
                     GError              **error)
{
  static const char *const known[]
    = { "Number", "Text", "Kind", "Options", "RedFlag", "Required", "Skip" };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_ptr_array_add (keys, g_strdup (known[i]));
  for (guint i = 0; question->options != NULL && question->options[i] != NULL; i++)
    g_ptr_array_add (keys, g_strconcat ("Option.", question->options[i], NULL));
  g_ptr_array_add (keys, NULL);
  return plumb_key_source_check_keys (source, group, (const char *const *) keys->pdata, error);
}

static PlumbPainCondition *
read_condition (const PlumbKeySource  *source,
                const PlumbPainScreen *screen,
                const char            *group,
                const char            *key,
                GError               **error)
{
  g_autofree char *text = plumb_key_source_string (source, group, key, error);
  if (text == NULL)
    return NULL;
  g_autofree char *message = NULL;
  PlumbPainCondition *condition = plumb_pain_condition_parse (text, screen->by_id, &message);
  if (condition == NULL)
    plumb_key_source_set_error (source, group, key, error, "%s", message);
  return condition;
}

static gboolean
load_question (const PlumbKeySource *source,
               PlumbPainScreen      *screen,
               const char           *group,
               GError              **error)
{
  g_autoptr (PlumbQuestion) question = g_new0 (PlumbQuestion, 1);
  question->id = take_id (group, PREFIX_QUESTION);
  question->number = plumb_key_source_string (source, group, "Number", error);
  question->text = question->number == NULL
                     ? NULL
                     : plumb_key_source_text (source, group, "Text", error);
  if (question->text == NULL || !read_kind (source, group, question, error)
      || !read_options (source, group, question, error)
      || !read_flag (source, group, "RedFlag", FALSE, &question->red_flag, error)
      || !read_flag (source, group, "Required", question->red_flag, &question->required, error)
      || !check_question_keys (source, group, question, error))
    return FALSE;
  if (plumb_key_source_has (source, group, "Skip"))
    {
      PlumbPainCondition *skip = read_condition (source, screen, group, "Skip", error);
      if (skip == NULL)
        return FALSE;
      g_hash_table_insert (screen->skips, question->id, skip);
    }
  g_hash_table_insert (screen->by_id, question->id, question);
  g_ptr_array_add (screen->questions, g_steal_pointer (&question));
  return TRUE;
}

static gboolean
read_outcome (const PlumbKeySource *source,
              const char           *group,
              PlumbPainOutcome     *out,
              GError              **error)
{
  g_autofree char *key = plumb_key_source_string (source, group, "Outcome", error);
  if (key == NULL)
    return FALSE;
  for (guint i = PLUMB_PAIN_EMERGENCY; i < G_N_ELEMENTS (outcome_keys); i++)
    if (g_str_equal (key, outcome_keys[i]))
      {
        *out = (PlumbPainOutcome) i;
        return TRUE;
      }
  plumb_key_source_set_error (source, group, "Outcome", error,
                              "“%s” is none of emergency, refer, pain, soreness, clear", key);
  return FALSE;
}

static gboolean
load_row (const PlumbKeySource *source,
          PlumbPainScreen      *screen,
          const char           *group,
          GError              **error)
{
  static const char *const known[] = { "When", "Outcome", "Title", "Advice", "Plan",
                                       "Claims", "Beyond", "Findings", NULL };
  if (!plumb_key_source_check_keys (source, group, known, error))
    return FALSE;
  g_autoptr (Row) row = g_new0 (Row, 1);
  PlumbPainRow *told = &row->row;
  told->id = take_id (group, PREFIX_ROW);
  row->when = read_condition (source, screen, group, "When", error);
  if (row->when == NULL || !read_outcome (source, group, &told->outcome, error)
      || (told->title = plumb_key_source_text (source, group, "Title", error)) == NULL
      || (told->advice = plumb_key_source_text (source, group, "Advice", error)) == NULL
      || !read_flag (source, group, "Plan", FALSE, &told->plan_allowed, error)
      || (told->claims = plumb_key_source_list (source, group, "Claims", error)) == NULL
      || (told->findings = plumb_key_source_list (source, group, "Findings", error)) == NULL)
    return FALSE;
  if (plumb_key_source_has (source, group, "Beyond")
      && (told->beyond = plumb_key_source_string (source, group, "Beyond", error)) == NULL)
    return FALSE;
  gboolean referred
    = told->outcome == PLUMB_PAIN_EMERGENCY || told->outcome == PLUMB_PAIN_REFER;
  if (referred && told->plan_allowed)
    {
      plumb_key_source_set_error (source, group, "Plan", error,
                                  "no plan goes to whom a clinician has to see first");
      return FALSE;
    }
  g_ptr_array_add (screen->rows, g_steal_pointer (&row));
  return TRUE;
}

static gboolean
load_intake (const PlumbKeySource *source,
             PlumbPainScreen      *screen,
             const char           *group,
             GError              **error)
{
  static const char *const known[] = { "When", NULL };
  if (!plumb_key_source_check_keys (source, group, known, error))
    return FALSE;
  g_autoptr (Intake) intake = g_new0 (Intake, 1);
  intake->finding_id = take_id (group, PREFIX_INTAKE);
  intake->when = read_condition (source, screen, group, "When", error);
  if (intake->when == NULL)
    return FALSE;
  g_ptr_array_add (screen->intakes, g_steal_pointer (&intake));
  return TRUE;
}

static gboolean
check_head (const PlumbKeySource *source,
            GError              **error)
{
  int version = 0;
  g_autofree char *format = plumb_key_source_string (source, "Screen", "Format", error);
  if (format == NULL)
    return FALSE;
  if (!g_str_equal (format, "plumbline-pain-screen"))
    {
      plumb_key_source_set_error (source, "Screen", "Format", error,
                                  "is not plumbline-pain-screen");
      return FALSE;
    }
  if (!plumb_key_source_integer (source, "Screen", "Version", 1, 1, 0, &version, error))
    return FALSE;
  if (version == 0)
    plumb_key_source_set_error (source, "Screen", "Version", error, "is missing");
  return version != 0;
}

typedef gboolean (*LoadGroup) (const PlumbKeySource *source,
                               PlumbPainScreen      *screen,
                               const char           *group,
                               GError              **error);

static LoadGroup
choose_loader (const char *group)
{
  return g_str_has_prefix (group, PREFIX_QUESTION) ? load_question
         : g_str_has_prefix (group, PREFIX_ROW)    ? load_row
         : g_str_has_prefix (group, PREFIX_INTAKE) ? load_intake
                                                   : NULL;
}

PlumbPainScreen *
plumb_pain_screen_load (const char        *path,
                        const char *const *languages,
                        GError           **error)
{
  g_autoptr (PlumbKeySource) source = plumb_key_source_load (path, languages, error);
  if (source == NULL || !check_head (source, error))
    return NULL;
  g_autoptr (PlumbPainScreen) screen = g_new0 (PlumbPainScreen, 1);
  g_atomic_ref_count_init (&screen->references);
  screen->questions = g_ptr_array_new_with_free_func (free_question);
  screen->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  screen->skips = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) plumb_pain_condition_free);
  screen->rows = g_ptr_array_new_with_free_func (free_row);
  screen->intakes = g_ptr_array_new_with_free_func (free_intake);
  const char *const *groups = plumb_key_source_groups (source);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      LoadGroup load = choose_loader (groups[i]);
      if (load == NULL && !g_str_equal (groups[i], "Screen"))
        {
          plumb_key_source_set_error (source, groups[i], NULL, error,
                                      "this group is not known here");
          return NULL;
        }
      if (load != NULL && !load (source, screen, groups[i], error))
        return NULL;
    }
  const Row *last = screen->rows->len > 0
                      ? g_ptr_array_index (screen->rows, screen->rows->len - 1)
                      : NULL;
  g_autoptr (GHashTable) nobody = plumb_pain_answers_new ();
  if (last == NULL || !plumb_pain_condition_holds (last->when, nobody))
    {
      plumb_key_source_set_error (source, NULL, NULL, error, "the last row has to hold always (*)");
      return NULL;
    }
  return g_steal_pointer (&screen);
}

PlumbPainScreen *
plumb_pain_screen_ref (PlumbPainScreen *screen)
{
  g_atomic_ref_count_inc (&screen->references);
  return screen;
}

void
plumb_pain_screen_unref (PlumbPainScreen *screen)
{
  if (screen == NULL || !g_atomic_ref_count_dec (&screen->references))
    return;
  g_ptr_array_unref (screen->rows);
  g_ptr_array_unref (screen->intakes);
  g_hash_table_unref (screen->skips);
  g_hash_table_unref (screen->by_id);
  g_ptr_array_unref (screen->questions);
  g_free (screen);
}

guint
plumb_pain_screen_n_questions (const PlumbPainScreen *screen)
{
  return screen->questions->len;
}

const PlumbQuestion *
plumb_pain_screen_question (const PlumbPainScreen *screen,
                            guint                  index)
{
  g_return_val_if_fail (index < screen->questions->len, NULL);
  return g_ptr_array_index (screen->questions, index);
}

gboolean
plumb_pain_screen_asks (const PlumbPainScreen *screen,
                        const PlumbQuestion   *question,
                        GHashTable            *answers)
{
  const PlumbPainCondition *skip = g_hash_table_lookup (screen->skips, question->id);
  return skip == NULL || !plumb_pain_condition_holds (skip, answers);
}

GHashTable *
plumb_pain_answers_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
accepts_answer (const PlumbQuestion *question,
                const char          *answer)
{
  static const char *const yes_no[] = { "yes", "no", "unsure", NULL };
  switch (question->kind)
    {
    case PLUMB_QUESTION_YES_NO:
      return g_strv_contains (yes_no, answer);
    case PLUMB_QUESTION_CHOICE:
      return g_str_equal (answer, "unsure")
             || g_strv_contains ((const char *const *) question->options, answer);
    default:
      return g_ascii_string_to_signed (answer, 10, 0, 99, NULL, NULL);
    }
}

gboolean
plumb_pain_screen_answer (const PlumbPainScreen *screen,
                          GHashTable            *answers,
                          const char            *question_id,
                          const char            *answer)
{
  const PlumbQuestion *question = g_hash_table_lookup (screen->by_id, question_id);
  if (question == NULL || (answer != NULL && !accepts_answer (question, answer)))
    return FALSE;
  if (answer == NULL)
    g_hash_table_remove (answers, question_id);
  else
    g_hash_table_replace (answers, g_strdup (question_id), g_strdup (answer));
  return TRUE;
}

GStrv
plumb_pain_screen_unanswered (const PlumbPainScreen *screen,
                              GHashTable            *answers)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const PlumbQuestion *question = g_ptr_array_index (screen->questions, i);
      if (question->required && plumb_pain_screen_asks (screen, question, answers)
          && !g_hash_table_contains (answers, question->id))
        g_strv_builder_add (builder, question->id);
    }
  return g_strv_builder_end (builder);
}

static const char *
find_answer_words (const PlumbQuestion *question,
                   const char          *answer,
                   const char          *(*translate) (const char *))
{
  static const struct
  {
    const char *key, *words;
  } table[] = { { "yes", N_("Yes") }, { "no", N_("No") }, { "unsure", N_("Not sure") } };
  for (guint i = 0; question->options != NULL && question->options[i] != NULL; i++)
    if (g_str_equal (question->options[i], answer))
      return question->option_texts[i];
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].key, answer))
      return translate != NULL ? translate (table[i].words) : table[i].words;
  return answer;
}

/* Pairs of the questions that `wanted` says, all where it is NULL. */
static GStrv
tell_pairs (const PlumbPainScreen *screen,
            GHashTable            *answers,
            const char            *(*translate) (const char *),
            const GPtrArray       *wanted)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const PlumbQuestion *question = g_ptr_array_index (screen->questions, i);
      const char *answer = g_hash_table_lookup (answers, question->id);
      if (answer == NULL
          || (wanted != NULL && !g_ptr_array_find ((GPtrArray *) wanted, question, NULL)))
        continue;
      g_strv_builder_add (builder, question->text);
      g_strv_builder_add (builder, find_answer_words (question, answer, translate));
    }
  return g_strv_builder_end (builder);
}

GStrv
plumb_pain_screen_tell (const PlumbPainScreen *screen,
                        GHashTable            *answers,
                        const char            *(*translate) (const char *))
{
  return tell_pairs (screen, answers, translate, NULL);
}

GStrv
plumb_pain_screen_tell_alarms (const PlumbPainScreen *screen,
                               GHashTable            *answers,
                               const char            *(*translate) (const char *))
{
  const PlumbPainRow *decided = plumb_pain_screen_decide (screen, answers);
  g_autoptr (GPtrArray) alarms = g_ptr_array_new ();
  for (guint i = 0; i < screen->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (screen->rows, i);
      if (&row->row != decided)
        continue;
      g_ptr_array_unref (alarms);
      alarms = plumb_pain_condition_reasons (row->when, answers);
    }
  for (guint i = 0; i < screen->questions->len; i++)
    {
      PlumbQuestion *question = g_ptr_array_index (screen->questions, i);
      const char *answer = g_hash_table_lookup (answers, question->id);
      const char *harmless = question->options != NULL ? question->options[0] : "no";
      if (question->red_flag && answer != NULL && !g_str_equal (answer, harmless))
        g_ptr_array_add (alarms, question);
    }
  return tell_pairs (screen, answers, translate, alarms);
}

const PlumbPainRow *
plumb_pain_screen_decide (const PlumbPainScreen *screen,
                          GHashTable            *answers)
{
  g_return_val_if_fail (screen != NULL && answers != NULL, NULL);

  g_auto (GStrv) unanswered = plumb_pain_screen_unanswered (screen, answers);
  for (guint i = 0; i < screen->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (screen->rows, i);
      gboolean referred = row->row.outcome == PLUMB_PAIN_EMERGENCY
                          || row->row.outcome == PLUMB_PAIN_REFER;
      if (!referred && unanswered[0] != NULL)
        break;
      if (plumb_pain_condition_holds (row->when, answers))
        return &row->row;
    }
  return &screen->incomplete;
}

GStrv
plumb_pain_screen_findings (const PlumbPainScreen *screen,
                            GHashTable            *answers)
{
  const PlumbPainRow *row = plumb_pain_screen_decide (screen, answers);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  if (!row->plan_allowed)
    return g_strv_builder_end (builder);
  g_strv_builder_addv (builder, (const char **) row->findings);
  for (guint i = 0; i < screen->intakes->len; i++)
    {
      const Intake *intake = g_ptr_array_index (screen->intakes, i);
      if (plumb_pain_condition_holds (intake->when, answers))
        g_strv_builder_add (builder, intake->finding_id);
    }
  return g_strv_builder_end (builder);
}

/* (transfer full) (nullable) "What does it feel like? Sharp; Where is it? In
 * one spot", of what made the condition hold. */
static char *
tell_reasons (const PlumbPainCondition *condition,
              GHashTable               *answers,
              const char               *(*translate) (const char *))
{
  g_autoptr (GPtrArray) questions = plumb_pain_condition_reasons (condition, answers);
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < questions->len; i++)
    {
      const PlumbQuestion *question = g_ptr_array_index (questions, i);
      const char *answer = g_hash_table_lookup (answers, question->id);
      g_string_append_printf (out, "%s%s %s", out->len > 0 ? "; " : "", question->text,
                              find_answer_words (question, answer, translate));
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

char *
plumb_pain_screen_explain (const PlumbPainScreen *screen,
                           GHashTable            *answers,
                           const char            *finding_id,
                           const char            *(*translate) (const char *))
{
  const PlumbPainRow *decided = plumb_pain_screen_decide (screen, answers);
  if (!decided->plan_allowed)
    return NULL;
  for (guint i = 0; i < screen->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (screen->rows, i);
      if (&row->row != decided
          || !g_strv_contains ((const char *const *) row->row.findings, finding_id))
        continue;
      g_autofree char *answered = tell_reasons (row->when, answers, translate);
      return answered != NULL ? g_strdup_printf ("%s (%s)", row->row.title, answered)
                              : g_strdup (row->row.title);
    }
  for (guint i = 0; i < screen->intakes->len; i++)
    {
      const Intake *intake = g_ptr_array_index (screen->intakes, i);
      if (g_str_equal (intake->finding_id, finding_id)
          && plumb_pain_condition_holds (intake->when, answers))
        return tell_reasons (intake->when, answers, translate);
    }
  return NULL;
}
