/* Each claim of the article is in the program where the claims file says, or is
 * named as context.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include <glib/gstdio.h>

#include "claims.h"
#include "criteria.h"
#include "pain-screen.h"

static char *
build_path (const char *folder,
            const char *name)
{
  return g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", folder, name, NULL);
}

typedef struct
{
  PlumbClaims     *claims;
  PlumbCriteria   *criteria;
  PlumbPlanTable  *table;
  PlumbPainScreen *screen;
  GKeyFile        *plan; /* the lines of the plan file as they stand there */
} Program;

static Program
load_program (void)
{
  g_autofree char *claims = build_path ("plans", "article.claims");
  g_autofree char *criteria = build_path ("criteria", "conventional.criteria");
  g_autofree char *plan = build_path ("plans", "conventional.plan");
  g_autofree char *screen = build_path ("plans", "pain.screen");
  g_autoptr (GError) error = NULL;
  Program program = { plumb_claims_load (claims, NULL, &error),
                      plumb_criteria_load (criteria, NULL, NULL),
                      plumb_plan_table_load (plan, NULL, NULL),
                      plumb_pain_screen_load (screen, NULL, NULL), g_key_file_new () };
  g_assert_no_error (error);
  g_assert_true (g_key_file_load_from_file (program.plan, plan, G_KEY_FILE_NONE, NULL));
  return program;
}

static void
free_program (Program *program)
{
  plumb_claims_unref (program->claims);
  plumb_criteria_unref (program->criteria);
  plumb_plan_table_unref (program->table);
  plumb_pain_screen_unref (program->screen);
  g_key_file_unref (program->plan);
}

/* Whether "C18;C22" has the claim. */
static gboolean
lists (const char *list,
       const char *claim)
{
  g_auto (GStrv) parts = g_strsplit (list != NULL ? list : "", ";", -1);
  return g_strv_contains ((const char *const *) parts, claim);
}

static gboolean
is_in_check (const Program *program,
             const char    *id,
             const char    *claim)
{
  for (guint i = 0; i < plumb_criteria_n_groups (program->criteria); i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (program->criteria, i);
      if (g_str_equal (group->id, id))
        return lists (group->claims, claim);
    }
  return FALSE;
}

static gboolean
is_in_line (const Program *program,
            const char    *id,
            const char    *claim)
{
  g_autofree char *group = g_strdup_printf ("Line %s", id);
  g_autofree char *list = g_key_file_get_string (program->plan, group, "Claims", NULL);
  return lists (list, claim);
}

static gboolean
is_question (const Program *program,
             const char    *id)
{
  for (guint i = 0; i < plumb_pain_screen_n_questions (program->screen); i++)
    if (g_str_equal (plumb_pain_screen_question (program->screen, i)->id, id))
      return TRUE;
  return FALSE;
}

/* The row as the file has it: answers that lead to it are another test's. */
static gboolean
is_in_row (const Program *program,
           const char    *id,
           const char    *claim)
{
  g_autofree char *path = build_path ("plans", "pain.screen");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  g_autofree char *group = g_strdup_printf ("Row %s", id);
  g_autofree char *list = g_key_file_get_string (file, group, "Claims", NULL);
  return lists (list, claim);
}

static gboolean
is_answered (const Program *program,
             const char    *where,
             const char    *claim)
{
  const char *id = strchr (where, ':');
  if (id == NULL)
    return g_str_equal (where, "context");
  id++;
  if (g_str_has_prefix (where, "check:"))
    return is_in_check (program, id, claim);
  if (g_str_has_prefix (where, "measure:"))
    {
      const PlumbCriterion *criterion = plumb_criteria_find (program->criteria, id);
      return criterion != NULL && lists (criterion->claims, claim);
    }
  if (g_str_has_prefix (where, "line:"))
    return is_in_line (program, id, claim);
  if (g_str_has_prefix (where, "finding:"))
    return plumb_plan_table_knows (program->table, id);
  if (g_str_has_prefix (where, "question:"))
    return is_question (program, id);
  if (g_str_has_prefix (where, "row:"))
    return is_in_row (program, id, claim);
  if (g_str_has_prefix (where, "cause:"))
    {
      g_autofree char *group = g_strdup_printf ("Cause %s", id);
      return g_key_file_has_group (program->plan, group);
    }
  return FALSE;
}

static void
test_every_claim_has_its_place (void)
{
  Program program = load_program ();
  guint n_context = 0;
  for (guint number = 1; number <= PLUMB_N_CLAIMS; number++)
    {
      const PlumbClaim *claim = plumb_claims_get (program.claims, number);
      g_assert_cmpstr (claim->text, !=, "");
      for (guint i = 0; claim->where[i] != NULL; i++)
        if (!is_answered (&program, claim->where[i], claim->id))
          g_error ("%s is not answered at %s", claim->id, claim->where[i]);
      gboolean context = g_str_equal (claim->where[0], "context");
      n_context += context;
      /* What can be measured, asked or advised is not passed off as context. */
      g_assert_true (!context || g_str_equal (claim->kind, "C"));
    }
  /* C01, C03, C04, C09, C10, C26, C27, C29, C49: criteria.md section 1. */
  g_assert_cmpuint (n_context, ==, 9);
  free_program (&program);
}

/* And back: no line, row or check names a claim whose file does not know. */
static void
test_every_named_claim_is_known (void)
{
  Program program = load_program ();
  g_auto (GStrv) groups = g_key_file_get_groups (program.plan, NULL);
  guint n = 0;
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) claims = g_key_file_get_string_list (program.plan, groups[i], "Claims", NULL,
                                                          NULL);
      for (guint j = 0; claims != NULL && claims[j] != NULL; j++, n++)
        g_assert_nonnull (plumb_claims_find (program.claims, claims[j]));
      /* Every line of the shipped plan stands on the article, but one. */
      if (g_str_has_prefix (groups[i], "Line ") && !g_str_equal (groups[i], "Line cue-notes"))
        g_assert_true (claims != NULL && claims[0] != NULL);
    }
  g_assert_cmpuint (n, >, 60);
  g_assert_null (plumb_claims_find (program.claims, "C50"));
  g_assert_nonnull (strstr (plumb_claims_article (program.claims), "Deadlifts"));
  free_program (&program);
}

static void
test_translated (void)
{
  static const char *const german[] = { "de", NULL };
  g_autofree char *path = build_path ("plans", "article.claims");
  g_autoptr (PlumbClaims) claims = plumb_claims_load (path, german, NULL);
  g_assert_cmpstr (plumb_claims_get (claims, 20)->text, ==,
                   "Die Hantel sollte über der Fußmitte sein.");
}

static void
assert_refused (const char *from,
                const char *to,
                const char *message)
{
  g_autofree char *path = build_path ("plans", "article.claims");
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) parts = g_strsplit (text, from, 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_autofree char *broken = g_strjoinv (to, parts);
  int fd = g_file_open_tmp ("plumb-XXXXXX.claims", &other, NULL);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (other, broken, -1, NULL));
  g_assert_null (plumb_claims_load (other, NULL, &error));
  g_unlink (other);
  g_assert_error (error, PLUMB_PLAN_ERROR, PLUMB_PLAN_ERROR_CONTENT);
  if (strstr (error->message, message) == NULL)
    g_error ("“%s” lacks “%s”", error->message, message);
}

static void
test_bad_files (void)
{
  assert_refused ("[Claim C18]", "[Claim C51]", "[Claim C18] Class: is missing");
  assert_refused ("Class=S", "Class=Q", "“Q” is none of");
  assert_refused ("Where=context", "Wher=context", "Wher: this key is not known");
  assert_refused ("plumbline-claims", "soup", "is not plumbline-claims");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claims/every-claim", test_every_claim_has_its_place);
  g_test_add_func ("/claims/known", test_every_named_claim_is_known);
  g_test_add_func ("/claims/translated", test_translated);
  g_test_add_func ("/claims/bad-files", test_bad_files);
  return g_test_run ();
}
