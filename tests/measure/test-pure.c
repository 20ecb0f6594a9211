/* A check is a pure function: the measures allocate nothing (what a check
 * allocates does not grow with the frames), and threads may share poses and
 * criteria.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>
#include <stdlib.h>

#include "worked.h"

#define N_THREADS 2
#define N_CHECKS 100

/* A sanitizer has an allocator of its own and must keep it. */
#if defined (__GLIBC__) && !defined (__SANITIZE_ADDRESS__) && !defined (__SANITIZE_THREAD__)
#define COUNTS_ALLOCATIONS 1

void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);

static _Thread_local guint n_allocations;

void *
malloc (size_t size)
{
  n_allocations++;
  return __libc_malloc (size);
}

void *
calloc (size_t n,
        size_t size)
{
  n_allocations++;
  return __libc_calloc (n, size);
}

void *
realloc (void  *memory,
         size_t size)
{
  n_allocations++;
  return __libc_realloc (memory, size);
}
#else
static guint n_allocations;
#endif

/* Setup A, pulled up evenly over `n_frames`, every frame of it marked. */
static PlumbPoses *
make_track (guint n_frames)
{
  PlumbPoses *poses = make_worked_poses ();

  for (guint f = 0; f < n_frames; f++)
    {
      PlumbPose *pose = plumb_poses_ensure (poses, f);
      double up_px = f < 5 ? 0 : 200.0 * (f - 5) / (n_frames - 6);

      add_worked_setup (poses, f, &worked_a);
      plumb_pose_set (pose, PLUMB_LANDMARK_ELBOW, (PlumbPoint) { 780, 730 });
      for (int k = PLUMB_LANDMARK_HIP; k < PLUMB_N_LANDMARKS; k++)
        pose->at[k].y_px -= up_px + 0.3 * (f % 3);
      plumb_pose_set_outline (pose, worked_outline_neutral,
                              G_N_ELEMENTS (worked_outline_neutral));
    }
  poses->moments[PLUMB_MOMENT_SET] = 0;
  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 5;
  poses->moments[PLUMB_MOMENT_KNEE_PASS] = (gint64) n_frames / 2;
  poses->moments[PLUMB_MOMENT_LOCKOUT] = (gint64) n_frames - 1;
  return poses;
}

static guint
count_check (const PlumbPoses *poses,
             PlumbCriteria    *criteria,
             guint            *n_values)
{
  guint before = n_allocations;
  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  guint count = n_allocations - before;

  *n_values = 0;
  for (guint i = 0; i < checks->measures->len; i++)
    *n_values += ((PlumbMeasure *) checks->measures->pdata[i])->has_value;
  return count;
}

static void
test_allocations (void)
{
#ifdef COUNTS_ALLOCATIONS
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) few = make_track (40);
  g_autoptr (PlumbPoses) many = make_track (160);
  guint n_few = 0, n_many = 0;

  /* Once before, for what GLib makes the first time. */
  count_check (few, criteria, &n_few);

  guint of_few = count_check (few, criteria, &n_few);
  guint of_many = count_check (many, criteria, &n_many);

  g_test_message ("%u values of 40 frames in %u allocations, %u of 160 in %u", n_few, of_few,
                  n_many, of_many);
  g_assert_cmpuint (n_few, >, 30);
  g_assert_cmpuint (n_many, ==, n_few);
  g_assert_cmpuint (of_few, >, n_few);
  g_assert_cmpuint (of_many, ==, of_few);
#else
  g_test_skip ("the allocator cannot be counted here");
#endif
}

typedef struct
{
  const PlumbPoses *poses;
  PlumbCriteria    *criteria;
  double            sum; /* of all values and uncertainties */
} Job;

static gpointer
run_checks (gpointer data)
{
  Job *job = data;

  for (guint k = 0; k < N_CHECKS; k++)
    {
      g_autoptr (PlumbChecks) checks = plumb_check (job->poses, job->criteria);

      job->sum = 0;
      for (guint i = 0; i < checks->measures->len; i++)
        {
          const PlumbMeasure *measure = checks->measures->pdata[i];

          job->sum += measure->has_value ? measure->value + measure->u : 0;
        }
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_track (60);
  Job alone = { poses, criteria, 0 };
  Job jobs[N_THREADS];
  GThread *threads[N_THREADS];

  run_checks (&alone);
  for (guint i = 0; i < N_THREADS; i++)
    {
      jobs[i] = (Job) { poses, criteria, 0 };
      threads[i] = g_thread_new ("check", run_checks, &jobs[i]);
    }
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_thread_join (threads[i]);
      assert_near (jobs[i].sum, alone.sum, 0);
    }
  g_assert_cmpfloat (alone.sum, !=, 0);
}

/* Where a comma stands before the decimals: the same criteria, the same figures, and
 * a sentence with a point, which whoever shows it turns into the locale's. */
static void
test_locale (void)
{
  static const char *const names[] = { "de_DE.UTF-8", "de_AT.UTF-8", "fr_FR.UTF-8", "cs_CZ.UTF-8",
                                       "es_ES.UTF-8", "ru_RU.UTF-8" };
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);
  g_autoptr (PlumbChecks) there = plumb_check (poses, criteria);
  gboolean has_comma = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names) && !has_comma; i++)
    has_comma = setlocale (LC_ALL, names[i]) != NULL &&
                *localeconv ()->decimal_point == ',';
  if (!has_comma)
    {
      setlocale (LC_ALL, before);
      g_test_skip ("no locale with a decimal comma on this system");
      return;
    }

  g_autoptr (PlumbCriteria) read = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbChecks) here = plumb_check (poses, read);
  setlocale (LC_ALL, before);

  g_assert_cmpfloat (plumb_criteria_find (read, "M3.h_idx")->band[1], ==, 0.42);
  for (guint i = 0; i < there->measures->len; i++)
    {
      const PlumbMeasure *a = there->measures->pdata[i];
      const PlumbMeasure *b = here->measures->pdata[i];

      g_assert_cmpfloat (b->value, ==, a->value);
      g_assert_cmpfloat (b->u, ==, a->u);
      g_assert_cmpint (b->verdict, ==, a->verdict);
    }
  for (guint i = 0; i < there->findings->len; i++)
    g_assert_cmpstr (((PlumbFinding *) here->findings->pdata[i])->text, ==,
                     ((PlumbFinding *) there->findings->pdata[i])->text);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pure/allocations", test_allocations);
  g_test_add_func ("/pure/threads", test_threads);
  g_test_add_func ("/pure/locale", test_locale);
  return g_test_run ();
}
