/* What no text of the program says, in any language that it speaks: that a lift
 * will hurt somebody, a score, a diagnosis. All texts are read: the data files,
 * the catalogues, and every string of the sources.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include <glib.h>

/* Stems, in lower case. */
static const char *const never[] = {
  "injur", "will hurt", "harm you", "dangerous", "score", "out of 100", "/100", "/ 100", "diagnos",
  "slipped disc", "herniat", "verletz", "wird weh tun", "gefährlich", "punktzahl",
  "von 100 punkten", "bandscheibenvorfall", "damage your back", "schadet dem rücken",
  "schadet deinem rücken",
};

/* That it says nothing of the kind may be said. */
static const char *const unless[] = {
  "nothing about injury", "über verletzungen sagt das nichts", "no diagnosis", "keine diagnose",
  "keine grenzen, jenseits derer sich jemand verletzt",
};

static guint n_read;

/* (transfer full) */
static char *
take_out (const char *text,
          const char *part)
{
  g_auto (GStrv) parts = g_strsplit (text, part, -1);
  return g_strjoinv ("", parts);
}

static void
check_text (const char *text,
            const char *where)
{
  g_autofree char *left = g_utf8_strdown (text, -1);
  n_read++;
  for (guint i = 0; i < G_N_ELEMENTS (unless); i++)
    {
      char *rest = take_out (left, unless[i]);
      g_free (left);
      left = rest;
    }
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    if (strstr (left, never[i]) != NULL)
      g_error ("%s: “%s” in: %s", where, never[i], text);
}

/* Strings in quotes that stand beside each other are one text. */
static void
check_quoted (const char *source,
              const char *path)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (const char *at = source; *at != '\0'; at++)
    if (*at == '"')
      {
        for (at++; *at != '"' && *at != '\0'; at++)
          if (*at == '\\' && at[1] != '\0')
            at++; /* a line's end, a quote */
          else
            g_string_append_c (text, *at);
        if (*at == '\0')
          break;
      }
    else if (!g_ascii_isspace (*at) && text->len > 0)
      {
        check_text (text->str, path);
        g_string_truncate (text, 0);
      }
}

/* (transfer full) Without comments, where quotes mean nothing. */
static char *
strip_comments (const char *source)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean quoted = FALSE;
  for (const char *at = source; *at != '\0'; at++)
    {
      if (!quoted && g_str_has_prefix (at, "/*"))
        {
          at = strstr (at, "*/");
          if (at == NULL)
            break;
          at++;
          continue;
        }
      if (!quoted && *at == '\'' && at[1] == '"')
        {
          at += 2;
          continue;
        }
      if (quoted && *at == '\\')
        g_string_append_c (out, *at++);
      else if (*at == '"')
        quoted = !quoted;
      g_string_append_c (out, *at);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Key files line by line, without what is meant for those who edit them. */
static void
check_lines (const char *text,
             const char *path)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#' && strchr (lines[i], '=') != NULL
        && !g_str_has_prefix (lines[i], "Source") && !g_str_has_prefix (lines[i], "Beyond")
        && !g_str_has_prefix (lines[i], "Where"))
      check_text (strchr (lines[i], '=') + 1, path);
}

static void
check_file (const char *path)
{
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  if (g_str_has_suffix (path, ".c"))
    {
      g_autofree char *code = strip_comments (text);
      check_quoted (code, path);
    }
  else if (g_str_has_suffix (path, ".po"))
    {
      /* Comments are for translators. */
      g_autoptr (GRegex) comments = g_regex_new ("^#.*$", G_REGEX_MULTILINE, 0, NULL);
      g_autofree char *told = g_regex_replace_literal (comments, text, -1, 0, "", 0, NULL);
      check_quoted (told, path);
    }
  else if (g_str_has_suffix (path, ".ui"))
    check_text (text, path);
  else
    check_lines (text, path);
}

static void
check_folder (const char *path,
              const char *const *endings)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      const char *ending = strrchr (name, '.');
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        check_folder (child, endings);
      else if (ending != NULL && g_strv_contains (endings, ending))
        check_file (child);
    }
  g_dir_close (folder);
}

static void
test_folder (gconstpointer data)
{
  static const char *const endings[]
    = { ".c", ".po", ".ui", ".plan", ".screen", ".claims", ".criteria", NULL };
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), data, NULL);
  n_read = 0;
  check_folder (path, endings);
  g_test_message ("%u texts", n_read);
  g_assert_cmpuint (n_read, >, 3);
}

/* The test itself: it finds what is there, and takes what is said of it. */
static void
test_finds (void)
{
  if (g_test_subprocess ())
    {
      check_quoted ("f (_(\"This will \"\n  \"injure you\"));", "x");
      return;
    }
  check_quoted ("f (_(\"It says nothing about \"\n  \"injury.\"));", "x");
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/plain-words/plans", "data/plans", test_folder);
  g_test_add_data_func ("/plain-words/criteria", "data/criteria", test_folder);
  g_test_add_data_func ("/plain-words/catalogues", "po", test_folder);
  g_test_add_data_func ("/plain-words/windows", "ui", test_folder);
  g_test_add_data_func ("/plain-words/sources", "src", test_folder);
  g_test_add_func ("/plain-words/finds", test_finds);
  return g_test_run ();
}
