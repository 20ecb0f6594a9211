/* Loads and holds the criteria of one lift.
 *
 * Nothing changes after plumb_criteria_load() has returned, so one object may
 * be read from any thread. All strings live in one string chunk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "criteria.h"

#include <math.h>
#include <string.h>

#include "findings.h"
#include "key-reader.h"
#include "measure-specs.h"
#include "school.h"

/* For a coach's file that was written before lenses were known (P). */
#define LENS_DISTANCE_SD 0.1

G_DEFINE_QUARK (plumb-criteria-error-quark, plumb_criteria_error)

struct _PlumbCriteria
{
  gatomicrefcount refs;
  GStringChunk   *strings;
  const char     *lift;
  const char     *name;
  PlumbSchool     school;
  guint           n_school_bands;
  PlumbCapture    capture;
  double          click_sd_px[PLUMB_N_LANDMARKS];
  double          reclick_sd_px[PLUMB_N_LANDMARKS];
  GArray         *measures; /* of PlumbCriterion */
  GArray         *groups;   /* of PlumbCheckGroup; their lists are owned */
  GArray         *findings; /* of PlumbFindingText; likewise */
};

static void
clear_group (gpointer data)
{
  PlumbCheckGroup *group = data;

  g_free ((gpointer) group->measures);
  g_free ((gpointer) group->findings);
}

static void
clear_finding (gpointer data)
{
  PlumbFindingText *finding = data;

  g_free ((gpointer) finding->claims);
}

static PlumbCriteria *
new_criteria (void)
{
  PlumbCriteria *self = g_new0 (PlumbCriteria, 1);

  g_atomic_ref_count_init (&self->refs);
  self->strings = g_string_chunk_new (4096);
  self->measures = g_array_new (FALSE, TRUE, sizeof (PlumbCriterion));
  self->groups = g_array_new (FALSE, TRUE, sizeof (PlumbCheckGroup));
  g_array_set_clear_func (self->groups, clear_group);
  self->findings = g_array_new (FALSE, TRUE, sizeof (PlumbFindingText));
  g_array_set_clear_func (self->findings, clear_finding);
  return self;
}

/* Reads a text into the chunk. */
static gboolean
take_text (PlumbCriteria   *self,
           PlumbKeyReader  *reader,
           const char      *group,
           const char      *key,
           gboolean         translated,
           gboolean         optional,
           const char     **out,
           GError         **error)
{
  *out = NULL;
  if (optional && !plumb_key_reader_has (reader, group, key))
    return TRUE;

  g_autofree char *text = translated ? plumb_key_reader_translated (reader, group, key, error)
                                     : plumb_key_reader_text (reader, group, key, error);

  if (text == NULL)
    return FALSE;
  *out = g_string_chunk_insert (self->strings, text);
  return TRUE;
}

/* Reads a list; the array is owned by the caller, its strings by the chunk. A
 * missing key gives an empty list where `optional`. */
static gboolean
take_list (PlumbCriteria        *self,
           PlumbKeyReader       *reader,
           const char           *group,
           const char           *key,
           gboolean              optional,
           const char *const   **out,
           GError              **error)
{
  g_auto (GStrv) items = NULL;

  if (!optional || plumb_key_reader_has (reader, group, key))
    {
      items = plumb_key_reader_list (reader, group, key, error);
      if (items == NULL)
        return FALSE;
    }

  guint n = items != NULL ? g_strv_length (items) : 0;
  const char **list = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    list[i] = g_string_chunk_insert_const (self->strings, items[i]);
  *out = list;
  return TRUE;
}

/* A school without a band of its own would be a word and nothing else. */
static gboolean
check_school (PlumbCriteria   *self,
              PlumbKeyReader  *reader,
              GError         **error)
{
  if (self->school == PLUMB_SCHOOL_OVER || self->n_school_bands > 0)
    return TRUE;
  return plumb_key_reader_fail (reader, "Criteria", "School",
                                "no measure of this file has a band of that school", error);
}

static gboolean
read_confidence (PlumbKeyReader  *reader,
                 const char      *group,
                 double          *out,
                 GError         **error)
{
  if (!plumb_key_reader_numbers (reader, group, "Confidence", FALSE, out, 1, error))
    return FALSE;
  return (*out > 0.5 && *out < 1) ||
         plumb_key_reader_fail (reader, group, "Confidence",
                                "a number between 0.5 and 1 wanted", error);
}

static gboolean
read_head (PlumbCriteria   *self,
           PlumbKeyReader  *reader,
           GError         **error)
{
  static const char *const keys[] = { "Version", "Lift", "Name", "Confidence", "School",
                                      NULL };
  const char *group = "Criteria";
  double version = 0;

  if (plumb_key_lines_find (reader->lines, group, NULL) == 0)
    return plumb_key_reader_fail (reader, group, NULL, "the group is missing", error);
  if (!plumb_key_reader_check_keys (reader, group, keys, error) ||
      !plumb_key_reader_numbers (reader, group, "Version", FALSE, &version, 1, error) ||
      !take_text (self, reader, group, "Lift", FALSE, FALSE, &self->lift, error) ||
      !take_text (self, reader, group, "Name", TRUE, FALSE, &self->name, error) ||
      !read_confidence (reader, group, &self->capture.confidence, error))
    return FALSE;
  if (version != 1)
    return plumb_key_reader_fail (reader, group, "Version",
                                  "this Plumbline reads version 1", error);
  return plumb_school_read (reader, &self->school, error);
}

static gboolean
read_capture (PlumbCriteria   *self,
              PlumbKeyReader  *reader,
              GError         **error)
{
  PlumbCapture *capture = &self->capture;
  const struct
  {
    const char *key;
    double     *out;
    guint       n;
    double      usual; /* where the key may lack; 0 = it may not */
  } fields[] = {
    { "PlateDepth", &capture->plate_depth_m, 1 },
    { "BodyDepth", &capture->body_depth_m, 1 },
    { "FootDepth", &capture->foot_depth_m, 1 },
    { "MinDistance", &capture->min_distance_m, 1 },
    { "NearestDistance", &capture->nearest_distance_m, 1 },
    { "MaxOffCentre", &capture->max_off_centre_mm, 1 },
    { "MaxYaw", &capture->max_yaw_deg, 1 },
    { "MaxYawAngles", &capture->max_yaw_angles_deg, 1 },
    { "MinRate", &capture->min_fps, 1 },
    { "RollSd", &capture->roll_sd_deg, 1 },
    { "RollSdUnknown", &capture->roll_sd_unknown_deg, 1 },
    { "YawSd", &capture->yaw_sd_deg, 1 },
    { "YawSdUnknown", &capture->yaw_sd_unknown_deg, 1 },
    { "PitchSd", &capture->pitch_sd_deg, 1 },
    { "DistanceSd", &capture->distance_sd_ratio, 1 },
    { "LensDistanceSd", &capture->lens_distance_sd_ratio, 1, LENS_DISTANCE_SD },
    { "PrincipalSd", &capture->principal_sd_ratio, 1 },
    { "BarStart", capture->bar_start_mm, 2 },
    { "BarStartSlack", &capture->bar_start_slack_mm, 1 },
    { "OutlineSd", &capture->outline_sd_px, 1 },
  };
  const char *keys[G_N_ELEMENTS (fields) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      keys[i] = fields[i].key;
      *fields[i].out = fields[i].usual;
      if (fields[i].usual > 0 && !plumb_key_reader_has (reader, "Capture", fields[i].key))
        continue;
      if (!plumb_key_reader_numbers (reader, "Capture", fields[i].key, FALSE,
                                     fields[i].out, fields[i].n, error))
        return FALSE;
      if (!(*fields[i].out >= 0))
        return plumb_key_reader_fail (reader, "Capture", fields[i].key,
                                      "a number that is not negative wanted", error);
    }
  if (!(capture->nearest_distance_m > capture->plate_depth_m))
    return plumb_key_reader_fail (reader, "Capture", "NearestDistance",
                                  "more than PlateDepth wanted", error);
  return plumb_key_reader_check_keys (reader, "Capture", keys, error);
}

/* One sd in pixels for each landmark, all wanted. */
static gboolean
read_sds (PlumbKeyReader  *reader,
          const char      *group,
          double          *out,
          GError         **error)
{
  const char *keys[PLUMB_N_LANDMARKS + 1] = { NULL };

  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    {
      keys[i] = plumb_landmark_key ((PlumbLandmark) i);
      if (!plumb_key_reader_numbers (reader, group, keys[i], FALSE, &out[i], 1, error))
        return FALSE;
      if (!(out[i] > 0))
        return plumb_key_reader_fail (reader, group, keys[i], "a number above 0 wanted", error);
    }
  return plumb_key_reader_check_keys (reader, group, keys, error);
}

/* FALSE where the key is not there. */
static gboolean
read_switch (PlumbKeyReader  *reader,
             const char      *group,
             const char      *key,
             gboolean        *out,
             GError         **error)
{
  if (!plumb_key_reader_has (reader, group, key))
    return TRUE;

  g_autofree char *text = plumb_key_reader_text (reader, group, key, error);

  if (text == NULL)
    return FALSE;
  if (strcmp (text, "true") != 0 && strcmp (text, "false") != 0)
    return plumb_key_reader_fail (reader, group, key, "true or false wanted", error);
  *out = strcmp (text, "true") == 0;
  return TRUE;
}

static gboolean
read_measure (PlumbCriteria   *self,
              PlumbKeyReader  *reader,
              const char      *group,
              const char      *id,
              GError         **error)
{
  static const char *const keys[] = { "Name", "Unit", "Band", "Support", "Source", "Claims",
                                      "Remedy", "Refused", "Off", "Confidence",
                                      "BandInFront", "SourceInFront", NULL };
  const PlumbMeasureSpec *spec = plumb_measure_spec_find (id);
  g_autofree char *source = plumb_school_key (self->school, reader, group, "Source");
  PlumbCriterion criterion = { .band = { NAN, NAN, NAN, NAN } };
  gboolean has_own = FALSE;

  if (spec == NULL)
    return plumb_key_reader_fail (reader, group, NULL, "a measure that does not exist", error);
  criterion.id = g_intern_string (id);
  criterion.unit = g_intern_string (spec->unit);
  criterion.confidence = self->capture.confidence;
  if (!plumb_key_reader_check_keys (reader, group, keys, error) ||
      !take_text (self, reader, group, "Name", TRUE, FALSE, &criterion.name, error) ||
      !take_text (self, reader, group, source, FALSE, FALSE, &criterion.source, error) ||
      !take_text (self, reader, group, "Claims", FALSE, FALSE, &criterion.claims, error) ||
      !take_text (self, reader, group, "Remedy", TRUE, TRUE, &criterion.remedy, error) ||
      !take_text (self, reader, group, "Refused", TRUE, TRUE, &criterion.refused, error))
    return FALSE;
  if (*spec->unit != '\0')
    {
      g_autofree char *unit = plumb_key_reader_text (reader, group, "Unit", error);

      if (unit == NULL)
        return FALSE;
      if (strcmp (unit, spec->unit) != 0)
        return plumb_key_reader_fail (reader, group, "Unit",
                                      "not the unit of this measure", error);
    }
  if (!plumb_school_read_bands (self->school, reader, group, criterion.band, &has_own, error))
    return FALSE;
  self->n_school_bands += has_own;
  if (plumb_key_reader_has (reader, group, "Confidence") &&
      !read_confidence (reader, group, &criterion.confidence, error))
    return FALSE;
  if (!read_switch (reader, group, "Support", &criterion.support, error) ||
      !read_switch (reader, group, "Off", &criterion.off, error))
    return FALSE;
  g_array_append_val (self->measures, criterion);
  return TRUE;
}

static gboolean
read_rule (PlumbKeyReader  *reader,
           const char      *group,
           PlumbCheckRule  *rule,
           GError         **error)
{
  static const char *const names[] = { "first", "worst", "all", "agree" };
  g_autofree char *text = plumb_key_reader_text (reader, group, "Rule", error);

  if (text == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (text, names[i]) == 0)
      {
        *rule = (PlumbCheckRule) i;
        return TRUE;
      }
  return plumb_key_reader_fail (reader, group, "Rule", "first, worst, all or agree wanted", error);
}

static gboolean
read_check (PlumbCriteria   *self,
            PlumbKeyReader  *reader,
            const char      *group,
            const char      *id,
            GError         **error)
{
  static const char *const keys[] = { "Name", "Sentence", "Claims", "Rule", "Measures",
                                      "Findings", "NameInFront", NULL };
  g_autofree char *name = plumb_school_key (self->school, reader, group, "Name");
  PlumbCheckGroup check = { .id = g_intern_string (id) };
  gboolean good =
    plumb_key_reader_check_keys (reader, group, keys, error) &&
    take_text (self, reader, group, name, TRUE, FALSE, &check.name, error) &&
    take_text (self, reader, group, "Sentence", TRUE, FALSE, &check.sentence, error) &&
    take_text (self, reader, group, "Claims", FALSE, FALSE, &check.claims, error) &&
    read_rule (reader, group, &check.rule, error) &&
    take_list (self, reader, group, "Measures", FALSE, &check.measures, error) &&
    take_list (self, reader, group, "Findings", TRUE, &check.findings, error);

  if (good)
    g_array_append_val (self->groups, check);
  else
    clear_group (&check);
  return good;
}

static gboolean
read_finding (PlumbCriteria   *self,
              PlumbKeyReader  *reader,
              const char      *group,
              const char      *id,
              GError         **error)
{
  static const char *const keys[] = { "Title", "Text", "Claims", NULL };
  PlumbFindingText finding = { .id = g_intern_string (id) };

  if (!plumb_finding_exists (id))
    return plumb_key_reader_fail (reader, group, NULL, "a finding that does not exist", error);
  if (!plumb_key_reader_check_keys (reader, group, keys, error) ||
      !take_text (self, reader, group, "Title", TRUE, FALSE, &finding.title, error) ||
      !take_text (self, reader, group, "Text", TRUE, FALSE, &finding.text, error) ||
      !take_list (self, reader, group, "Claims", FALSE, &finding.claims, error))
    return FALSE;
  g_array_append_val (self->findings, finding);
  return TRUE;
}

static gboolean
read_group (PlumbCriteria   *self,
            PlumbKeyReader  *reader,
            const char      *group,
            GError         **error)
{
  if (g_str_has_prefix (group, "Measure "))
    return read_measure (self, reader, group, group + strlen ("Measure "), error);
  if (g_str_has_prefix (group, "Check "))
    return read_check (self, reader, group, group + strlen ("Check "), error);
  if (g_str_has_prefix (group, "Finding "))
    return read_finding (self, reader, group, group + strlen ("Finding "), error);
  if (strcmp (group, "Criteria") == 0 || strcmp (group, "Capture") == 0 ||
      strcmp (group, "Click") == 0 || strcmp (group, "Reclick") == 0)
    return TRUE;
  return plumb_key_reader_fail (reader, group, NULL, "an unknown group", error);
}

/* What a check names has to be in the file. */
static gboolean
check_references (PlumbCriteria   *self,
                  PlumbKeyReader  *reader,
                  GError         **error)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const PlumbCheckGroup *check = &g_array_index (self->groups, PlumbCheckGroup, i);
      g_autofree char *group = g_strdup_printf ("Check %s", check->id);

      for (guint k = 0; check->measures[k] != NULL; k++)
        if (plumb_criteria_find (self, check->measures[k]) == NULL)
          return plumb_key_reader_fail (reader, group, "Measures",
                                        "names a measure that has no group", error);
      for (guint k = 0; check->findings[k] != NULL; k++)
        if (plumb_criteria_finding (self, check->findings[k]) == NULL)
          return plumb_key_reader_fail (reader, group, "Findings",
                                        "names a finding that has no group", error);
    }
  return TRUE;
}

/* What the coach turned off goes from the checks too, and with its last measure a
 * check: nobody else has to know that there was one. */
static void
drop_what_is_off (PlumbCriteria *self)
{
  for (guint i = self->groups->len; i-- > 0;)
    {
      PlumbCheckGroup *check = &g_array_index (self->groups, PlumbCheckGroup, i);
      const char **measures = (const char **) check->measures;
      guint n = 0;

      for (guint k = 0; measures[k] != NULL; k++)
        if (!plumb_criteria_find (self, measures[k])->off)
          measures[n++] = measures[k];
      measures[n] = NULL;
      if (n == 0)
        g_array_remove_index (self->groups, i);
    }
  for (guint i = self->measures->len; i-- > 0;)
    if (g_array_index (self->measures, PlumbCriterion, i).off)
      g_array_remove_index (self->measures, i);
}

/* (nullable) Takes nothing; `reader` may be NULL with the error set. */
static PlumbCriteria *
read_criteria (PlumbKeyReader  *reader,
               GError         **error)
{
  if (reader == NULL)
    return NULL;

  g_autoptr (PlumbCriteria) self = new_criteria ();
  g_auto (GStrv) groups = g_key_file_get_groups (reader->file, NULL);

  if (!read_head (self, reader, error) ||
      !read_capture (self, reader, error) ||
      !read_sds (reader, "Click", self->click_sd_px, error) ||
      !read_sds (reader, "Reclick", self->reclick_sd_px, error))
    return NULL;
  for (guint i = 0; groups[i] != NULL; i++)
    if (!read_group (self, reader, groups[i], error))
      return NULL;
  if (!check_school (self, reader, error) || !check_references (self, reader, error))
    return NULL;
  drop_what_is_off (self);
  return g_steal_pointer (&self);
}

PlumbCriteria *
plumb_criteria_load (const char         *path,
                     const char *const  *languages,
                     GError            **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (PlumbKeyReader) reader = plumb_key_reader_new (path, languages, error);

  return read_criteria (reader, error);
}

PlumbCriteria *
plumb_criteria_parse (const char         *name,
                      const char         *text,
                      gsize               length,
                      const char *const  *languages,
                      GError            **error)
{
  g_return_val_if_fail (name != NULL && text != NULL, NULL);

  g_autoptr (PlumbKeyReader) reader = plumb_key_reader_new_for_text (name, text, length,
                                                                     languages, error);

  return read_criteria (reader, error);
}

PlumbCriteria *
plumb_criteria_ref (PlumbCriteria *criteria)
{
  g_return_val_if_fail (criteria != NULL, NULL);

  g_atomic_ref_count_inc (&criteria->refs);
  return criteria;
}

void
plumb_criteria_unref (PlumbCriteria *criteria)
{
  g_return_if_fail (criteria != NULL);

  if (!g_atomic_ref_count_dec (&criteria->refs))
    return;
  g_array_unref (criteria->measures);
  g_array_unref (criteria->groups);
  g_array_unref (criteria->findings);
  g_string_chunk_free (criteria->strings);
  g_free (criteria);
}

const char *
plumb_criteria_lift (const PlumbCriteria *criteria)
{
  g_return_val_if_fail (criteria != NULL, NULL);

  return criteria->lift;
}

const char *
plumb_criteria_name (const PlumbCriteria *criteria)
{
  g_return_val_if_fail (criteria != NULL, NULL);

  return criteria->name;
}

const PlumbCriterion *
plumb_criteria_find (const PlumbCriteria *criteria,
                     const char          *measure_id)
{
  g_return_val_if_fail (criteria != NULL, NULL);

  for (guint i = 0; i < criteria->measures->len; i++)
    {
      const PlumbCriterion *criterion = &g_array_index (criteria->measures, PlumbCriterion, i);

      if (g_strcmp0 (criterion->id, measure_id) == 0)
        return criterion;
    }
  return NULL;
}

guint
plumb_criteria_n_groups (const PlumbCriteria *criteria)
{
  g_return_val_if_fail (criteria != NULL, 0);

  return criteria->groups->len;
}

const PlumbCheckGroup *
plumb_criteria_group (const PlumbCriteria *criteria,
                      guint                index)
{
  g_return_val_if_fail (criteria != NULL && index < criteria->groups->len, NULL);

  return &g_array_index (criteria->groups, PlumbCheckGroup, index);
}

const char *
plumb_criteria_school (const PlumbCriteria *criteria)
{
  g_return_val_if_fail (criteria != NULL, NULL);

  return plumb_school_name (criteria->school);
}

double
plumb_criteria_click_sd_px (const PlumbCriteria *criteria,
                            PlumbLandmark        landmark)
{
  g_return_val_if_fail (criteria != NULL && (guint) landmark < PLUMB_N_LANDMARKS, 0);

  return criteria->click_sd_px[landmark];
}

double
plumb_criteria_reclick_sd_px (const PlumbCriteria *criteria,
                              PlumbLandmark        landmark)
{
  g_return_val_if_fail (criteria != NULL && (guint) landmark < PLUMB_N_LANDMARKS, 0);

  return criteria->reclick_sd_px[landmark];
}

const PlumbCapture *
plumb_criteria_capture (const PlumbCriteria *criteria)
{
  g_return_val_if_fail (criteria != NULL, NULL);

  return &criteria->capture;
}

const PlumbFindingText *
plumb_criteria_finding (const PlumbCriteria *criteria,
                        const char          *finding_id)
{
  g_return_val_if_fail (criteria != NULL, NULL);

  for (guint i = 0; i < criteria->findings->len; i++)
    {
      const PlumbFindingText *finding = &g_array_index (criteria->findings, PlumbFindingText, i);

      if (g_strcmp0 (finding->id, finding_id) == 0)
        return finding;
    }
  return NULL;
}

const char *
plumb_criteria_finding_title (const PlumbCriteria *criteria,
                              const char          *finding_id)
{
  const PlumbFindingText *finding = plumb_criteria_finding (criteria, finding_id);

  return finding != NULL ? finding->title : NULL;
}
