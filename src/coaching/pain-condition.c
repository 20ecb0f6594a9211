/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pain-condition.h"

#include <string.h>

typedef enum
{
  TERM_ALWAYS,
  TERM_YES,
  TERM_NO,
  TERM_ONE_OF,
  TERM_MORE,
} TermKind;

typedef struct
{
  TermKind             kind;
  const PlumbQuestion *question; /* the screen's; NULL for TERM_ALWAYS */
  GStrv                values;   /* owned: TERM_ONE_OF */
  gint64               limit;    /* TERM_MORE */
} Term;

struct _PlumbPainCondition
{
  GPtrArray *alternatives; /* of GPtrArray of Term */
};

static void
free_term (gpointer data)
{
  Term *term = data;
  g_strfreev (term->values);
  g_free (term);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Term, free_term)

static gboolean
check_values (const Term *term,
              char      **message)
{
  for (guint i = 0; term->values[i] != NULL; i++)
    {
      gboolean known = term->question->kind == PLUMB_QUESTION_CHOICE
                         ? g_strv_contains ((const char *const *) term->question->options,
                                            term->values[i])
                       : term->question->kind == PLUMB_QUESTION_NUMBER
                         ? g_ascii_string_to_signed (term->values[i], 10, 0, 99, NULL, NULL)
                         : FALSE;
      if (!known)
        {
          *message = g_strdup_printf ("“%s” is no answer to “%s”", term->values[i],
                                      term->question->id);
          return FALSE;
        }
    }
  return TRUE;
}

/* Splits "id=a|b", "id>n", "!id", "id" into kind, id and the rest. */
static char *
split_term (const char *text,
            TermKind   *kind,
            char      **rest)
{
  const char *sign = strpbrk (text, "=>");
  if (sign != NULL)
    {
      *kind = *sign == '=' ? TERM_ONE_OF : TERM_MORE;
      *rest = g_strdup (sign + 1);
      return g_strndup (text, (gsize) (sign - text));
    }
  *kind = text[0] == '!' ? TERM_NO : TERM_YES;
  *rest = NULL;
  return g_strdup (text[0] == '!' ? text + 1 : text);
}

static Term *
parse_term (const char *text,
            GHashTable *questions,
            char      **message)
{
  g_autoptr (Term) term = g_new0 (Term, 1);
  if (g_str_equal (text, "*"))
    return g_steal_pointer (&term);
  g_autofree char *rest = NULL;
  g_autofree char *id = split_term (text, &term->kind, &rest);
  term->question = g_hash_table_lookup (questions, id);
  if (term->question == NULL)
    {
      *message = g_strdup_printf ("there is no [Question %s]", id);
      return NULL;
    }
  gboolean yes_no = term->kind == TERM_YES || term->kind == TERM_NO;
  if (yes_no != (term->question->kind == PLUMB_QUESTION_YES_NO))
    {
      *message = g_strdup_printf ("“%s” does not fit the kind of its question", text);
      return NULL;
    }
  if (term->kind == TERM_ONE_OF)
    {
      term->values = g_strsplit (rest, "|", -1);
      if (!check_values (term, message))
        return NULL;
    }
  if (term->kind == TERM_MORE
      && (term->question->kind != PLUMB_QUESTION_NUMBER
          || !g_ascii_string_to_signed (rest, 10, 0, 99, &term->limit, NULL)))
    {
      *message = g_strdup_printf ("“%s” does not compare with a number", text);
      return NULL;
    }
  return g_steal_pointer (&term);
}

static GPtrArray *
parse_alternative (const char *text,
                   GHashTable *questions,
                   char      **message)
{
  g_auto (GStrv) parts = g_strsplit (text, "+", -1);
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (free_term);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      Term *term = parse_term (g_strstrip (parts[i]), questions, message);
      if (term == NULL)
        return NULL;
      g_ptr_array_add (terms, term);
    }
  return g_steal_pointer (&terms);
}

PlumbPainCondition *
plumb_pain_condition_parse (const char *text,
                            GHashTable *questions,
                            char      **message)
{
  g_autoptr (PlumbPainCondition) condition = g_new0 (PlumbPainCondition, 1);
  condition->alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_strstrip (parts[i])[0] == '\0')
        continue;
      GPtrArray *terms = parse_alternative (parts[i], questions, message);
      if (terms == NULL)
        return NULL;
      g_ptr_array_add (condition->alternatives, terms);
    }
  return g_steal_pointer (&condition);
}

void
plumb_pain_condition_free (PlumbPainCondition *condition)
{
  if (condition == NULL)
    return;
  g_ptr_array_unref (condition->alternatives);
  g_free (condition);
}

static gboolean
does_term_hold (const Term *term,
                GHashTable *answers)
{
  if (term->kind == TERM_ALWAYS)
    return TRUE;
  const char *answer = g_hash_table_lookup (answers, term->question->id);
  if (answer == NULL)
    return FALSE;
  if (g_str_equal (answer, "unsure"))
    return term->question->red_flag && term->kind != TERM_NO
           && !(term->kind == TERM_ONE_OF
                && g_strv_contains ((const char *const *) term->values,
                                    term->question->options[0]));
  switch (term->kind)
    {
    case TERM_YES:
      return g_str_equal (answer, "yes");
    case TERM_NO:
      return g_str_equal (answer, "no");
    case TERM_ONE_OF:
      return g_strv_contains ((const char *const *) term->values, answer);
    default:
      return g_ascii_strtoll (answer, NULL, 10) > term->limit;
    }
}

/* (nullable) The first alternative that holds. */
static const GPtrArray *
find_held (const PlumbPainCondition *condition,
           GHashTable               *answers)
{
  for (guint i = 0; i < condition->alternatives->len; i++)
    {
      const GPtrArray *terms = g_ptr_array_index (condition->alternatives, i);
      guint holding = 0;
      while (holding < terms->len
             && does_term_hold (g_ptr_array_index (terms, holding), answers))
        holding++;
      if (holding == terms->len)
        return terms;
    }
  return NULL;
}

gboolean
plumb_pain_condition_holds (const PlumbPainCondition *condition,
                            GHashTable               *answers)
{
  return find_held (condition, answers) != NULL;
}

GPtrArray *
plumb_pain_condition_reasons (const PlumbPainCondition *condition,
                              GHashTable               *answers)
{
  const GPtrArray *terms = find_held (condition, answers);
  GPtrArray *questions = g_ptr_array_new ();
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const Term *term = g_ptr_array_index (terms, i);
      if (term->kind != TERM_ALWAYS)
        g_ptr_array_add (questions, (gpointer) term->question);
    }
  return questions;
}
