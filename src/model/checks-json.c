/* Check results as JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks-json.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "change.h"

#define FORMAT "plumbline-checks"
#define VERSION 1

static void
add_text (JsonBuilder *builder,
          const char  *member,
          const char  *text)
{
  json_builder_set_member_name (builder, member);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder,
            const char  *member,
            gboolean     has,
            double       value)
{
  json_builder_set_member_name (builder, member);
  if (has)
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_frame (JsonBuilder *builder,
           gint64       frame)
{
  json_builder_set_member_name (builder, "frame");
  if (frame >= 0)
    json_builder_add_int_value (builder, frame);
  else
    json_builder_add_null_value (builder);
}

static void
add_list (JsonBuilder       *builder,
          const char        *member,
          const char *const *items)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    json_builder_add_string_value (builder, items[i]);
  json_builder_end_array (builder);
}

static void
write_measure (JsonBuilder        *builder,
               const PlumbMeasure *measure)
{
  gboolean judged = measure->has_value && measure->verdict != PLUMB_VERDICT_DATA;

  json_builder_begin_object (builder);
  add_text (builder, "id", measure->id);
  add_text (builder, "moment", plumb_moment_key (measure->moment));
  add_frame (builder, measure->frame);
  add_number (builder, "value", measure->has_value, measure->value);
  add_number (builder, "u", measure->has_value, measure->u);
  add_number (builder, "u_marks", measure->has_value, measure->u_marks);
  add_number (builder, "u_camera", measure->has_value, measure->u_camera);
  add_text (builder, "unit", measure->unit);
  add_text (builder, "verdict", plumb_verdict_key (measure->verdict));
  add_number (builder, "p_good", judged, measure->p_good);
  add_number (builder, "p_fault", judged, measure->p_fault);
  json_builder_set_member_name (builder, "band");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (measure->band); i++)
    if (isnan (measure->band[i]))
      json_builder_add_null_value (builder);
    else
      json_builder_add_double_value (builder, measure->band[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "support");
  json_builder_add_boolean_value (builder, measure->support);
  add_list (builder, "missing", (const char *const *) measure->missing);
  add_text (builder, "refused", measure->refused);
  json_builder_end_object (builder);
}

static void
write_finding (JsonBuilder        *builder,
               const PlumbFinding *finding)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", finding->id);
  add_text (builder, "verdict", plumb_verdict_key (finding->verdict));
  add_frame (builder, finding->frame);
  add_list (builder, "claims", (const char *const *) finding->claims);
  add_list (builder, "because", (const char *const *) finding->because);
  add_text (builder, "text", finding->text);
  json_builder_end_object (builder);
}

static void
write_change (JsonBuilder        *builder,
              const PlumbMeasure *measure,
              const PlumbMeasure *before,
              const PlumbChange  *change)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", measure->id);
  add_number (builder, "before", TRUE, before->value);
  add_number (builder, "after", TRUE, measure->value);
  add_number (builder, "change", TRUE, change->change);
  add_number (builder, "u", TRUE, change->u);
  add_number (builder, "mdc95", TRUE, change->detectable);
  json_builder_set_member_name (builder, "larger_than_error");
  json_builder_add_boolean_value (builder, change->larger);
  json_builder_end_object (builder);
}

/* The deciding one of each measure, once. */
static void
write_changes (JsonBuilder       *builder,
               const PlumbChecks *checks,
               const PlumbChecks *before)
{
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < checks->measures->len; i++)
    {
      const PlumbMeasure *measure = checks->measures->pdata[i];
      const PlumbMeasure *earlier = plumb_checks_find (before, measure->id);
      PlumbChange change;

      if (plumb_checks_find (checks, measure->id) == measure &&
          plumb_change_of_measures (earlier, measure, &change))
        write_change (builder, measure, earlier, &change);
    }
  json_builder_end_array (builder);
}

char *
plumb_checks_to_json (const PlumbChecks *checks)
{
  return plumb_checks_to_json_since (checks, NULL);
}

char *
plumb_checks_to_json_since (const PlumbChecks *checks,
                            const PlumbChecks *before)
{
  g_return_val_if_fail (checks != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_text (builder, "format", FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  add_text (builder, "school", checks->school);
  json_builder_set_member_name (builder, "measures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < checks->measures->len; i++)
    write_measure (builder, checks->measures->pdata[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < checks->findings->len; i++)
    write_finding (builder, checks->findings->pdata[i]);
  json_builder_end_array (builder);
  if (before != NULL)
    write_changes (builder, checks, before);
  json_builder_end_object (builder);

  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
