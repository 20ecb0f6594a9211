/* kill -9 in the middle of writing. A child process edits marks and says so on
 * a pipe after each edit that was acknowledged; it is killed at a moment of
 * chance. Everything acknowledged is there afterwards, each mark whole, and the
 * database is in order. PLUMBLINE_CRASH_RUNS sets how often.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"
#include "marks.h"
#include "recordings.h"
#include "reviews.h"

#define DEFAULT_RUNS 12
#define N_MARKS 20

/* Written to the pipe in one piece. */
typedef struct
{
  gint64 id;
  double value; /* of every coordinate of the mark */
} Said;

static gint64
make_review (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (folder, &error);
  PlumbFilmingRow filming = { 450, 4, 0, 100 };

  g_assert_no_error (error);
  gint64 recording = plumb_store_add_recording (store, "/a.mp4", 1, "hash", 1, &error);
  gint64 review = plumb_store_add_review (store, recording, 0, &filming, 1, &error);
  g_assert_no_error (error);
  return review;
}

/* Two rows an edit, so that half an edit could be seen. */
static gint64
put_pair (PlumbStore *store,
          gint64      review,
          gint64      id,
          double      value)
{
  double coordinates[] = { value, value, value, value };
  PlumbMarkRow row = { id, 1, (char *) "line", NULL, coordinates, 2 };

  if (!plumb_store_begin (store, NULL))
    return 0;
  id = plumb_store_put_mark (store, review, &row, NULL);
  row.id = id != 0 ? id + 1 : 0;
  if (id != 0 && plumb_store_put_mark (store, review, &row, NULL) != 0 &&
      plumb_store_commit (store, NULL))
    return id;
  return 0;
}

static void
edit_until_killed (const char *folder,
                   gint64      review,
                   double      start,
                   int         pipe)
{
  PlumbStore *store = plumb_store_open (folder, NULL);
  gint64 ids[N_MARKS] = { 0 };

  for (guint i = 0; store != NULL; i++)
    {
      gint64 *id = &ids[i % N_MARKS];
      Said said = { 0, start + i / 7.0 };

      *id = put_pair (store, review, *id, said.value);
      said.id = *id;
      if (*id == 0 || write (pipe, &said, sizeof said) != sizeof said)
        break;
    }
  _exit (1);
}

/* Reads what the child says, kills it after `n` edits, and reads the rest. */
static guint
kill_after (pid_t       child,
            int         pipe,
            guint       n,
            GHashTable *values)
{
  Said said;
  guint count = 0;

  while (read (pipe, &said, sizeof said) == sizeof said)
    {
      gint64 *key = g_new (gint64, 1);
      double *value = g_new (double, 1);

      *key = said.id;
      *value = said.value;
      g_hash_table_replace (values, key, value);
      if (++count == n)
        {
          g_usleep ((gulong) g_test_rand_int_range (0, 3000));
          kill (child, SIGKILL);
        }
    }

  int status = 0;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return count;
}

static void
assert_whole (PlumbStore *store,
              gint64      review,
              GHashTable *values)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = plumb_store_load_marks (store, review, &error);
  g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer key, value;
  guint ahead = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMarkRow *mark = marks->pdata[i];

      g_assert_cmpfloat (mark->coordinates[0], ==, mark->coordinates[3]);
      g_hash_table_insert (found, (gpointer) &mark->id, mark->coordinates);
    }

  /* The edit that was stored but could not be acknowledged any more may be a
   * newer value of one mark. */
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const double *first = g_hash_table_lookup (found, key);
      gint64 next = *(gint64 *) key + 1;
      const double *second = g_hash_table_lookup (found, &next);

      g_assert_nonnull (first);
      g_assert_nonnull (second);
      g_assert_cmpfloat (*first, ==, *second);
      g_assert_cmpfloat (*first, >=, *(double *) value);
      ahead += *first > *(double *) value;
      *(double *) value = *first;
    }
  g_assert_cmpuint (ahead, <=, 1);
}

static void
run_once (const char *folder,
          gint64      review,
          guint       run,
          GHashTable *values)
{
  g_autoptr (GError) error = NULL;
  int pipe_ends[2];

  g_assert_cmpint (pipe (pipe_ends), ==, 0);
  pid_t child = fork ();
  if (child == 0)
    {
      close (pipe_ends[0]);
      edit_until_killed (folder, review, run * 1e6, pipe_ends[1]);
    }
  close (pipe_ends[1]);
  guint n = (guint) g_test_rand_int_range (1, 60);
  guint said = kill_after (child, pipe_ends[0], n, values);
  close (pipe_ends[0]);
  g_assert_cmpuint (said, >=, n);

  g_autoptr (PlumbStore) store = plumb_store_open (folder, &error);
  g_assert_no_error (error);
  assert_whole (store, review, values);
  g_assert_true (plumb_store_verify (store, &error));
}

static void
test_kill (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GHashTable) values
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  const char *wanted = g_getenv ("PLUMBLINE_CRASH_RUNS");
  guint runs = wanted != NULL ? (guint) atoi (wanted) : DEFAULT_RUNS;
  gint64 review = make_review (folder);

  for (guint run = 0; run < runs; run++)
    run_once (folder, review, run, values);
  g_test_message ("%u kills, %u acknowledged marks", runs, g_hash_table_size (values));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crash/kill", test_kill);

  return g_test_run ();
}
