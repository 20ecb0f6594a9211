/* Runs a libFuzzer target as an ordinary test: every file of the folder that
 * is given, whole, then cut short and with bytes changed by a fixed seed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

#ifndef PLUMB_LIBFUZZER

#define N_CHANGED 300

/* How often each file is changed: PLUMBLINE_FUZZ_CHANGED, by hand. */
static guint
count_changed (void)
{
  const char *wanted = g_getenv ("PLUMBLINE_FUZZ_CHANGED");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : N_CHANGED;
}

static void
run_changed (const char *text,
             gsize       length,
             GRand      *rand)
{
  static const char likely[] = "[]{}\",:;=-#\n0129.eE\\\xff";
  const guint n_changed = count_changed ();

  for (guint i = 0; i < n_changed && length > 0; i++)
    {
      g_autofree char *copy = g_memdup2 (text, length);
      gsize end = i % 4 == 0 ? (gsize) g_rand_int_range (rand, 0, length) : length;

      for (guint k = 0; k < i % 5; k++)
        copy[g_rand_int_range (rand, 0, length)] =
          likely[g_rand_int_range (rand, 0, sizeof likely - 1)];
      LLVMFuzzerTestOneInput ((const uint8_t *) copy, end);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  guint n = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (argv[i], 0, NULL);
      const char *name;

      g_assert_nonnull (dir);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (argv[i], name, NULL);
          g_autofree char *text = NULL;
          gsize length = 0;

          g_assert_true (g_file_get_contents (path, &text, &length, NULL));
          LLVMFuzzerTestOneInput ((const uint8_t *) text, length);
          run_changed (text, length, rand);
          n++;
        }
    }
  g_print ("1..1\n%s 1 - %u files of the corpus\n", n > 0 ? "ok" : "not ok", n);
  return n > 0 ? 0 : 1;
}

#endif
