/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan-kinds.h"

#include <pango/pangocairo.h>

#define N_OWN_LINES 45

static SampleReport *
make_seen (const char *const *ids)
{
  SampleReport *sample = sample_report_new (ids);
  sample_report_explain (sample);
  return sample;
}

static SampleReport *
make_red_flag (void)
{
  SampleReport *sample = make_seen (NULL);
  sample_report_screen (sample, (const char *const[]){ "symptoms", "yes", "shooting", "yes",
                                                       "weakness", "unsure", "pain-now", "8",
                                                       NULL });
  return sample;
}

static SampleReport *
make_soreness (void)
{
  SampleReport *sample = make_seen ((const char *const[]){ "soreness", NULL });
  sample->report.n_findings = 0;
  sample_report_screen (sample,
                        (const char *const[]){ "symptoms", "yes", "onset", "next-day", "quality",
                                               "dull", "area", "broad", "course", "fading", NULL });
  return sample;
}

static SampleReport *
make_cause_1 (void)
{
  return make_seen ((const char *const[]){ "lumbar-rounding", NULL });
}

static SampleReport *
make_cause_2 (void)
{
  return make_seen ((const char *const[]){ "hips-too-high", NULL });
}

static SampleReport *
make_cause_3 (void)
{
  return make_seen ((const char *const[]){ "hips-rise-early", NULL });
}

static SampleReport *
make_all_good (void)
{
  return make_seen ((const char *const[]){ NULL });
}

static SampleReport *
make_too_close (void)
{
  SampleReport *sample = make_seen ((const char *const[]){ "lumbar-too-close", NULL });
  sample->report.n_findings = 0;
  return sample;
}

static void
add_own_line (SampleReport    *sample,
              PlumbPlanSection section,
              const char      *text)
{
  PlumbPlanLine *line = g_new0 (PlumbPlanLine, 1);
  line->section = section;
  line->id = g_strdup ("own");
  line->text = g_strdup (text);
  line->because = g_strsplit ("coach", " ", -1);
  guint at = 0;
  while (at < sample->plan->lines->len
         && ((PlumbPlanLine *) sample->plan->lines->pdata[at])->section <= section)
    at++;
  g_ptr_array_insert (sample->plan->lines, (int) at, line);
}

static SampleReport *
make_long (void)
{
  SampleReport *sample = sample_report_new (
    (const char *const[]){ "hips-too-high", "bar-forward", "shoulders-too-far-in-front",
                           "lumbar-rounding", "hips-rise-early", "bar-drifts-forward", NULL });
  for (guint i = 0; i < N_OWN_LINES; i++)
    {
      g_autofree char *text
        = g_strdup_printf ("Line %u of the coach's own: slowly down, a pause, and up again with "
                           "the chest, the same every time, until it needs no thought.",
                           i + 1);
      add_own_line (sample, (PlumbPlanSection) (i % PLUMB_PLAN_REFILM), text);
    }
  sample->report.letter = TRUE;
  sample_report_explain (sample);
  return sample;
}

static SampleReport *
make_long_name (void)
{
  SampleReport *sample = make_seen (NULL);
  sample->report.athlete = "Maximiliana-Theodora Wolkenstein-Trostburg van der Bergh-Hohenzollern "
                           "und zu Donaudampfschifffahrtsgesellschaftskapitänswitwenrente";
  sample->report.coach = "Strength and Conditioning Department of the Northern University of "
                         "Applied Sciences and Rehabilitation";
  sample->report.contact = "strength-and-conditioning@northern-university.example.org";
  return sample;
}

static SampleReport *
make_arabic (void)
{
  SampleReport *sample = make_seen (NULL);
  sample->report.athlete = "ليلى الحسيني";
  sample->report.coach = "سامر";
  sample->report.notes = "ثبّت ظهرك قبل أن تتحرك البار. الوزن نفسه حتى الفيديو القادم.\n";
  add_own_line (sample, PLUMB_PLAN_CUES, "ضع البار فوق منتصف القدم (20 kg) ثم اسحب.");
  sample_report_explain (sample);
  return sample;
}

static SampleReport *
make_japanese (void)
{
  SampleReport *sample = make_seen (NULL);
  sample->report.athlete = "山田 花子";
  sample->report.language = "ja";
  sample->report.notes = "引く前に腹圧をかけてください。次の動画まで重さは変えません。\n";
  add_own_line (sample, PLUMB_PLAN_CUES, "バーを足の真ん中に置いてから握る。");
  sample_report_explain (sample);
  return sample;
}

static SampleReport *
make_no_stills (void)
{
  SampleReport *sample = make_seen (NULL);
  sample->report.n_stills = 0;
  return sample;
}

static SampleReport *
make_again (void)
{
  static const PlumbReportProgress progress[] = {
    { "Hip height", PLUMB_PROGRESS_FIXED, "156.0° ± 7.4°", "122.0° ± 7.2°", "−34.0° ± 10.3°",
      TRUE },
    { "Bar over mid-foot", PLUMB_PROGRESS_STAYED, "12.0 ± 6.8 % of foot", "11.0 ± 6.9 % of foot",
      "−1.0", FALSE },
    { "Hip rise", PLUMB_PROGRESS_NEW, NULL, NULL, NULL, FALSE },
  };
  SampleReport *sample = make_seen (NULL);
  sample->report.progress = progress;
  sample->report.n_progress = G_N_ELEMENTS (progress);
  sample->report.last = sample->report.date;
  return sample;
}

const PlanKind plan_kinds[] = {
  { "red-flag", "See a clinician first", "What to tell the clinician", 1, 1, NULL, make_red_flag },
  { "soreness", "Soreness is normal adaptation", "Go on with your programme", 4, 9, NULL,
    make_soreness },
  { "cause-1", "Lift a lighter bar", "Cause 1 of 3", 5, 9, NULL, make_cause_1 },
  { "cause-2", "Start with your hips lower", "Cause 2 of 3", 5, 9, NULL, make_cause_2 },
  { "cause-3", "Lift chest and hips together", "Cause 3 of 3", 5, 9, NULL, make_cause_3 },
  { "all-good", "Nothing to fix on this film.", "Keep your glute and hamstring work", 4, 9, NULL,
    make_all_good },
  { "too-close", "Film again: this film could not tell", "tape three marks on a tight shirt", 4, 9,
    NULL, make_too_close },
  { "long", "3 more on the pages that follow", "Line 45 of the coach", 10, 20, NULL, make_long },
  { "long-name", "Maximiliana-Theodora", "Northern University", 5, 10, NULL, make_long_name },
  { "arabic", "Start with your hips lower", "Your week", 5, 10, "ليلىضع", make_arabic },
  { "japanese", "山田 花子", "バーを足の真ん中", 5, 10, "山田花子バー", make_japanese },
  { "no-stills", "Hips too high", "Your week", 4, 10, NULL, make_no_stills },
  { "again", "Anna Kowalska", "more than the error", 5, 10, NULL, make_again },
};
const guint n_plan_kinds = G_N_ELEMENTS (plan_kinds);

gboolean
plan_kind_can_be_shown (const PlanKind *kind)
{
  if (kind->letters == NULL)
    return TRUE;
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout = pango_layout_new (context);
  pango_layout_set_text (layout, kind->letters, -1);
  gboolean shown = pango_layout_get_unknown_glyphs_count (layout) == 0;
  g_object_unref (layout);
  g_object_unref (context);
  return shown;
}
