/* Writes fix plans of every shape into a folder, for people to look at:
 * example-plans FOLDER
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdlib.h>

#include "plan-kinds.h"

#define LONG_NOTES \
  "Good bracing today. Before every rep: walk up to the bar, look down at your laces, put the " \
  "bar over them, grip, then bring the shins to the bar.\n\nWe stay at this weight until the " \
  "next film. If it feels easy, that is the point.\n"

static void
write_plan (const SampleReport *sample,
            const char         *folder,
            const char         *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (!plumb_report_write_pdf (&sample->report, path, NULL, &error))
    g_error ("%s", error->message);
}

#define PORTRAIT_X 470
#define PORTRAIT_WIDTH 560

/* The same lift filmed with the phone upright. */
static void
write_portrait (const char *folder)
{
  g_autoptr (SampleReport) sample = sample_report_new (NULL);
  for (guint i = 0; i < PICTURE_N_MARKS; i++)
    {
      PlumbMark *moved = plumb_mark_translated (sample->marks[i], -PORTRAIT_X, 0.0);
      plumb_mark_unref (sample->marks[i]);
      sample->marks[i] = moved;
    }
  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *upright
        = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PORTRAIT_WIDTH, 1080);
      cairo_t *cr = cairo_create (upright);
      cairo_set_source_surface (cr, sample->stills[i].surface, -PORTRAIT_X, 0.0);
      cairo_paint (cr);
      cairo_destroy (cr);
      cairo_surface_destroy (sample->stills[i].surface);
      sample->stills[i].surface = upright;
    }
  write_plan (sample, folder, "portrait.pdf");
}

int
main (int   argc,
      char *argv[])
{
  static const char *const none[] = { NULL };
  static const char *const six[]
    = { "hips-too-high", "bar-forward", "shoulders-too-far-in-front", "lumbar-rounding",
        "hips-rise-early", "bar-drifts-forward", NULL };
  static const char *const own[] = { "Grip too wide", NULL };
  if (argc != 2)
    {
      g_printerr ("usage: example-plans FOLDER\n");
      return EXIT_FAILURE;
    }
  g_autoptr (SampleReport) usual = sample_report_new (NULL);
  usual->report.notes = LONG_NOTES;
  write_plan (usual, argv[1], "usual.pdf");
  g_autoptr (SampleReport) nothing = sample_report_new (none);
  write_plan (nothing, argv[1], "nothing.pdf");
  g_autoptr (SampleReport) many = sample_report_new (six);
  many->report.athlete = "Maximiliana-Theodora Wolkenstein-Trostburg van der Bergh-Hohenzollern";
  many->report.coach = "Strength and Conditioning Department of the Northern University";
  write_plan (many, argv[1], "six.pdf");
  g_autoptr (SampleReport) bare = sample_report_new (own);
  bare->report.n_stills = 0;
  bare->report.athlete = NULL;
  bare->report.coach = NULL;
  bare->report.load_kg = 0.0;
  bare->report.checks = NULL;
  bare->report.notes = LONG_NOTES;
  write_plan (bare, argv[1], "bare.pdf");
  write_portrait (argv[1]);
  g_autoptr (SampleReport) referred = sample_report_new (NULL);
  sample_report_screen (referred, (const char *const[]){ "symptoms", "yes", "travel", "below-knee",
                                                         "pain-now", "6", NULL });
  write_plan (referred, argv[1], "referred.pdf");
  g_autoptr (SampleReport) sore = sample_report_new (NULL);
  sample_report_screen (sore, (const char *const[]){ "symptoms", "yes", "quality", "sharp", NULL });
  write_plan (sore, argv[1], "pain.pdf");
  for (guint i = 0; i < n_plan_kinds; i++)
    {
      g_autoptr (SampleReport) sample = plan_kinds[i].make ();
      g_autofree char *name = g_strconcat (plan_kinds[i].name, ".pdf", NULL);
      write_plan (sample, argv[1], name);
    }
  g_autofree char *still = g_build_filename (argv[1], "still.png", NULL);
  g_assert (plumb_report_write_still_png (&usual->stills[0], usual->checks,
                                          "Anna Kowalska, setup, 22 November 2026", still, NULL,
                                          NULL));
  return EXIT_SUCCESS;
}
