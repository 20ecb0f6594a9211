/* Commands about the library: athletes, reviews, checks, plan, backup.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "advice.h"
#include "change.h"
#include "checks-json.h"
#include "data-files.h"
#include "draw-checks.h"
#include "engine.h"
#include "time-base.h"
#include "library.h"
#include "plan-job.h"
#include "poses-json.h"
#include "sample.h"
#include "settings.h"
#include "usual.h"

PlumbLibrary *
plumb_cli_open_library (PlumbCliArguments *arguments,
                        gboolean           to_write,
                        GError           **error)
{
  g_autofree char *folder = plumb_data_dir (arguments->data_dir);
  g_autoptr (GSettings) settings = plumb_settings_new ();
  const PlumbLibraryDefaults defaults = plumb_usual_defaults (settings);
  PlumbLibrary *library;

  if (!plumb_usual_folder_is_there (arguments->data_dir, folder, error))
    return NULL;
  library = to_write ? plumb_library_open (folder, error)
                     : plumb_library_open_read_only (folder, error);
  if (library != NULL)
    plumb_library_set_defaults (library, &defaults);
  return library;
}

static void
print_node (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  g_print ("%s\n", text);
}

static void
print_checks (const PlumbChecks   *checks,
              const PlumbCriteria *criteria)
{
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (criteria, i);

      g_print ("%s: %s\n", group->name,
               _(plumb_verdict_name (plumb_checks_group_verdict (checks, group))));
      for (guint m = 0; group->measures[m] != NULL; m++)
        {
          const PlumbMeasure *measure = plumb_checks_find (checks, group->measures[m]);
          g_autofree char *value = measure != NULL ? plumb_format_measure (measure) : NULL;
          g_autofree char *advice
              = measure != NULL
                    ? plumb_advice_text (measure, plumb_criteria_find (criteria, measure->id))
                    : NULL;

          if (measure == NULL)
            continue;
          g_print ("  %-16s %-24s %s%s%s\n", measure->id, value != NULL ? value : "—",
                   _(plumb_verdict_name (measure->verdict)), advice != NULL ? ": " : "",
                   advice != NULL ? advice : "");
        }
    }
  for (guint i = 0; i < checks->findings->len; i++)
    {
      const PlumbFinding *finding = checks->findings->pdata[i];
      const char *title = plumb_criteria_finding_title (criteria, finding->id);
      g_autofree char *text = plumb_format_sentence (finding->text);

      g_print ("%s [%s]: %s\n", title != NULL ? title : finding->id,
               _(plumb_verdict_name (finding->verdict)), text);
    }
}

/* Changes are told of each measure that both films have. */
static void
print_changes (const PlumbChecks *checks,
               const PlumbChecks *before)
{
  for (guint i = 0; i < checks->measures->len; i++)
    {
      const PlumbMeasure *measure = checks->measures->pdata[i];
      PlumbChange change;

      if (plumb_checks_find (checks, measure->id) != measure ||
          !plumb_change_of_measures (plumb_checks_find (before, measure->id), measure, &change))
        continue;

      g_autofree char *by = plumb_format_value (measure->unit, change.change, change.detectable);
      g_autofree char *least
          = plumb_format_value (measure->unit, change.detectable, change.detectable);
      g_autofree char *text
          = g_strdup_printf (change.larger ? _("changed by %s, more than the error of up to %s")
                                           : _("changed by %s, within the error of up to %s"),
                             by, least);

      g_print ("  %-16s %s\n", measure->id, text);
    }
}

/* `before` may be NULL. */
static PlumbExit
report_checks (PlumbCliArguments   *arguments,
               const PlumbChecks   *checks,
               const PlumbChecks   *before,
               const PlumbCriteria *criteria)
{
  if (arguments->json)
    {
      g_autofree char *text = plumb_checks_to_json_since (checks, before);

      g_print ("%s\n", text);
      return PLUMB_EXIT_DONE;
    }
  print_checks (checks, criteria);
  if (before != NULL)
    print_changes (checks, before);
  return PLUMB_EXIT_DONE;
}

/* (transfer full) (nullable) */
static PlumbPoses *
read_marks (const char *path,
            GError    **error)
{
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, error)
             ? plumb_poses_from_json (text, (gssize) length, error) : NULL;
}

PlumbExit
plumb_cli_check (PlumbCliArguments *arguments)
{
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPoses) poses = read_marks (arguments->rest[0], &error);
  g_autoptr (PlumbPoses) earlier = NULL;
  g_autoptr (PlumbCriteria) criteria = NULL;
  g_autoptr (PlumbChecks) checks = NULL;
  g_autoptr (PlumbChecks) before = NULL;

  if (poses == NULL)
    return plumb_cli_fail (error, arguments->rest[0]);
  if (arguments->before != NULL)
    earlier = read_marks (arguments->before, &error);
  if (error != NULL)
    return plumb_cli_fail (error, arguments->before);
  if (arguments->criteria != NULL)
    criteria = plumb_criteria_load (arguments->criteria, g_get_language_names (), &error);
  else
    criteria = plumb_data_load_criteria (poses->lift != NULL ? poses->lift : "conventional",
                                         &complaint, &error);
  if (complaint != NULL)
    g_printerr ("plumbline-cli: %s\n", complaint);
  if (criteria == NULL)
    return plumb_cli_fail (error, NULL);
  checks = plumb_check (poses, criteria);
  before = earlier != NULL ? plumb_check (earlier, criteria) : NULL;
  return report_checks (arguments, checks, before, criteria);
}

PlumbExit
plumb_cli_athletes (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_cli_open_library (arguments, FALSE, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  GListModel *athletes;

  if (library == NULL)
    return plumb_cli_fail (error, NULL);
  athletes = plumb_library_athletes (library);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (athletes); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (athletes, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_int_value (builder, plumb_athlete_id (athlete));
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, plumb_athlete_name (athlete));
      json_builder_end_object (builder);
      if (!arguments->json)
        g_print ("%" G_GINT64_FORMAT "  %s\n", plumb_athlete_id (athlete),
                 plumb_athlete_name (athlete));
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  if (arguments->json)
    print_node (root);
  return PLUMB_EXIT_DONE;
}

gint64
plumb_cli_find_athlete (PlumbLibrary *library,
                        const char   *given)
{
  GListModel *athletes = plumb_library_athletes (library);
  gint64 id = -1;

  if (g_ascii_string_to_signed (given, 10, 0, G_MAXINT64, &id, NULL))
    return id;
  for (guint i = 0; i < g_list_model_get_n_items (athletes); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (athletes, i);

      if (g_str_equal (plumb_athlete_name (athlete), given))
        return plumb_athlete_id (athlete);
    }
  return -1;
}

/* In kilograms, whatever the athlete counts in; nothing where nobody knows. */
static void
add_lift (JsonBuilder     *builder,
          PlumbReviewItem *item)
{
  if (plumb_review_item_lift (item) != NULL)
    {
      json_builder_set_member_name (builder, "lift");
      json_builder_add_string_value (builder, plumb_review_item_lift (item));
    }
  if (plumb_review_item_load_kg (item) > 0)
    {
      json_builder_set_member_name (builder, "load_kg");
      json_builder_add_double_value (builder, plumb_review_item_load_kg (item));
    }
  if (plumb_review_item_set_reps (item) > 0)
    {
      json_builder_set_member_name (builder, "reps");
      json_builder_add_int_value (builder, plumb_review_item_set_reps (item));
    }
}

/* The load in what the athlete is used to. */
static void
print_review (PlumbReviewItem *item)
{
  const gint64 reps = plumb_review_item_set_reps (item);
  g_autofree char *load = plumb_format_mass (plumb_review_item_load_kg (item),
                                             plumb_review_item_mass_unit (item));

  g_print ("%" G_GINT64_FORMAT "  %s", plumb_review_item_id (item),
           plumb_review_item_path (item));
  if (plumb_review_item_load_kg (item) > 0)
    g_print ("  %s", load);
  if (plumb_review_item_load_kg (item) > 0 && reps > 0)
    g_print (" × %" G_GINT64_FORMAT, reps);
  g_print ("\n");
}

PlumbExit
plumb_cli_reviews (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_cli_open_library (arguments, FALSE, &error);
  g_autoptr (GListModel) reviews = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gint64 athlete;

  if (library == NULL)
    return plumb_cli_fail (error, NULL);
  athlete = plumb_cli_find_athlete (library, arguments->rest[0]);
  if (athlete < 0)
    {
      g_printerr (_("plumbline-cli: there is no athlete “%s”; see plumbline-cli athletes\n"),
                  arguments->rest[0]);
      return PLUMB_EXIT_BAD_INPUT;
    }
  reviews = plumb_library_reviews (library, athlete, &error);
  if (reviews == NULL)
    return plumb_cli_fail (error, NULL);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (reviews); i++)
    {
      g_autoptr (PlumbReviewItem) item = g_list_model_get_item (reviews, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_int_value (builder, plumb_review_item_id (item));
      json_builder_set_member_name (builder, "path");
      json_builder_add_string_value (builder, plumb_review_item_path (item));
      json_builder_set_member_name (builder, "created_s");
      json_builder_add_int_value (builder, plumb_review_item_created_s (item));
      add_lift (builder, item);
      json_builder_end_object (builder);
      if (!arguments->json)
        print_review (item);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  if (arguments->json)
    print_node (root);
  return PLUMB_EXIT_DONE;
}

/* The review by its number, or the sample lift, with its criteria and, where
 * its recording can be opened, the picture's size. */
static PlumbReview *
load_review (PlumbLibrary  *library,
             const char    *given,
             PlumbEngine  **engine,
             GError       **error)
{
  g_autoptr (PlumbReview) review = NULL;
  g_autoptr (PlumbCriteria) criteria = NULL;
  const char *lift;
  gint64 id;

  if (g_str_equal (given, "sample"))
    review = plumb_sample_open (library, error);
  else if (g_ascii_string_to_signed (given, 10, 1, G_MAXINT64, &id, NULL))
    review = plumb_library_load_review (library, id, error);
  else
    g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                 _("“%s” is no review; plumbline-cli reviews lists them"), given);
  if (review == NULL)
    return NULL;
  lift = plumb_review_filming (review).lift;
  criteria = plumb_data_load_criteria (lift != NULL ? lift : "conventional", NULL, error);
  if (criteria == NULL)
    return NULL;
  *engine = plumb_engine_open (plumb_review_path (review), NULL, NULL);
  if (*engine != NULL)
    {
      PlumbFrameIndex *index = plumb_engine_index (*engine);
      const PlumbVideoInfo *info = plumb_frame_index_info (index);
      const PlumbTimeBase base = plumb_time_base_find (index, 0);

      plumb_review_set_picture (review, info->width_px, info->height_px,
                                plumb_time_base_fps (&base));
    }
  plumb_review_set_criteria (review, criteria);
  return g_steal_pointer (&review);
}

static void
close_engine (PlumbEngine *engine)
{
  if (engine != NULL)
    plumb_engine_close (engine);
  g_clear_object (&engine);
}

PlumbExit
plumb_cli_show (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library
      = plumb_cli_open_library (arguments, g_str_equal (arguments->rest[0], "sample"), &error);
  g_autoptr (PlumbReview) review = NULL;
  PlumbEngine *engine = NULL;

  if (library != NULL)
    review = load_review (library, arguments->rest[0], &engine, &error);
  close_engine (engine);
  if (review == NULL)
    return plumb_cli_fail (error, NULL);
  return report_checks (arguments, plumb_review_checks (review), NULL,
                        plumb_review_criteria (review));
}

PlumbExit
plumb_cli_plan (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library
      = plumb_cli_open_library (arguments, g_str_equal (arguments->rest[0], "sample"), &error);
  g_autoptr (PlumbReview) review = NULL;
  g_autoptr (PlumbPlanTexts) texts = NULL;
  g_autoptr (PlumbPlanJob) job = NULL;
  PlumbEngine *engine = NULL;
  gboolean written = FALSE;

  if (library != NULL)
    review = load_review (library, arguments->rest[0], &engine, &error);
  if (review != NULL)
    texts = plumb_plan_texts_load_for (review, NULL, &error);
  if (texts != NULL)
    {
      if (engine == NULL)
        g_printerr (_("plumbline-cli: “%s” cannot be shown now; the plan has no pictures.\n"),
                    plumb_review_path (review));
      job = plumb_plan_job_new (review, engine, texts);
      written = plumb_plan_job_write (job, arguments->output, NULL, &error);
    }
  close_engine (engine);
  if (!written)
    return plumb_cli_fail (error, NULL);
  g_print ("%s\n", arguments->output);
  return PLUMB_EXIT_DONE;
}

PlumbExit
plumb_cli_backup (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_cli_open_library (arguments, FALSE, &error);

  if (library == NULL || !plumb_library_backup (library, arguments->output, &error))
    return plumb_cli_fail (error, NULL);
  g_print ("%s\n", arguments->output);
  return PLUMB_EXIT_DONE;
}

PlumbExit
plumb_cli_verify (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_cli_open_library (arguments, FALSE, &error);

  if (library == NULL || !plumb_library_verify (library, &error))
    return plumb_cli_fail (error, NULL);
  g_print (_("The library is whole.\n"));
  return PLUMB_EXIT_DONE;
}
