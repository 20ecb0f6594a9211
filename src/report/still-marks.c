/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "still-marks.h"

#include <math.h>
#include <string.h>

#include "paper-words.h"

#include "draw-checks.h"

#define PLUMB_LINE_SHARE 1.12 /* of the height from foot to the highest landmark */

#define BIT(name) (1u << PLUMB_LANDMARK_##name)
#define FEET (BIT (HEEL) | BIT (TOE) | BIT (ANKLE))

typedef struct
{
  guint32    set;
  guint32    carried; /* of those, from another still */
  PlumbPoint at[PLUMB_N_LANDMARKS];
} Landmarks;

/* Adds those of `wanted` that are not there yet; returns which it added. */
static guint32
add_landmarks (Landmarks        *found,
               const PlumbStill *still,
               guint32           wanted)
{
  guint32 added = 0;
  for (guint i = 0; i < still->n_marks; i++)
    for (guint j = 0; j < still->marks[i]->n_points; j++)
      {
        PlumbLandmark landmark = still->marks[i]->kind == PLUMB_MARK_OUTLINE
                                   ? PLUMB_LANDMARK_NONE
                                   : plumb_mark_point_landmark (still->marks[i], j);
        if (landmark < 0 || landmark >= PLUMB_N_LANDMARKS || (wanted & 1u << landmark) == 0)
          continue;
        added |= 1u << landmark;
        found->at[landmark] = still->marks[i]->points[j];
      }
  found->set |= added;
  return added;
}

/* The still's own landmarks; the feet, which stay where they are, also from the
 * other stills. */
static Landmarks
collect_landmarks (const PlumbStill  *still,
                   const PlumbReport *report)
{
  Landmarks found = { 0 };
  add_landmarks (&found, still, G_MAXUINT32);
  for (guint i = 0; report != NULL && i < report->n_stills; i++)
    if (&report->stills[i] != still)
      found.carried |= add_landmarks (&found, &report->stills[i], FEET & ~found.set);
  return found;
}

static gboolean
has_landmarks (const Landmarks *found,
               guint32          wanted)
{
  return (found->set & wanted) == wanted;
}

static const struct
{
  const char    *prefix; /* of measure ids */
  PlumbStillLine line;
} measure_lines[] = {
  { "M1.", PLUMB_STILL_LINE_FOOT },        { "M2.", PLUMB_STILL_LINE_ARM },
  { "M3.trunk", PLUMB_STILL_LINE_TRUNK },  { "M3.shank", PLUMB_STILL_LINE_SHANK },
  { "M3.", PLUMB_STILL_LINE_KNEE },        { "M4.", PLUMB_STILL_LINE_BACK },
  { "M5.", PLUMB_STILL_LINE_BACK },        { "M6.", PLUMB_STILL_LINE_TRUNK },
  { "M7.", PLUMB_STILL_LINE_FOOT },        { "M8.", PLUMB_STILL_LINE_ARM },
};

static const struct
{
  const char *name;
  guint32     needs;
} lines[PLUMB_N_STILL_LINES] = {
  [PLUMB_STILL_LINE_FOOT] = { N_("Bar to mid-foot"), BIT (HEEL) | BIT (TOE) },
  [PLUMB_STILL_LINE_KNEE] = { N_("Knee"), BIT (HIP) | BIT (KNEE) | BIT (ANKLE) },
  [PLUMB_STILL_LINE_TRUNK] = { N_("Trunk"), BIT (HIP) | BIT (ACROMION) },
  [PLUMB_STILL_LINE_ARM] = { N_("Arm"), BIT (ACROMION) | BIT (BAR) },
  [PLUMB_STILL_LINE_SHANK] = { N_("Shin"), BIT (KNEE) | BIT (ANKLE) },
  [PLUMB_STILL_LINE_BACK] = { N_("Back"), BIT (S1) | BIT (T12_L1) | BIT (C7) },
};

/* The measure of this id that was taken on this very frame. */
static const PlumbMeasure *
find_on_frame (const PlumbChecks *checks,
               const char        *id,
               gint64             frame)
{
  for (guint i = 0; checks != NULL && i < checks->measures->len; i++)
    {
      const PlumbMeasure *measure = g_ptr_array_index (checks->measures, i);
      if (measure->has_value && measure->frame == frame && g_str_equal (measure->id, id))
        return measure;
    }
  return NULL;
}

/* What to print beside the finding's line. Of the shoulders it is the arm's
 * angle: the share of the shoulder blade says nothing to an athlete. */
static const PlumbMeasure *
find_for_finding (const PlumbChecks  *checks,
                  const PlumbMeasure *measure,
                  gint64              frame)
{
  if (measure == NULL)
    return NULL;
  const PlumbMeasure *arm
    = g_str_has_prefix (measure->id, "M2.") ? find_on_frame (checks, "M2.arm", frame) : NULL;
  if (arm != NULL)
    return arm;
  gboolean here = measure->has_value && measure->frame == frame;
  return here ? measure : find_on_frame (checks, measure->id, frame);
}

static guint
add_label (const Landmarks    *found,
           const PlumbMeasure *measure,
           PlumbStillLabel    *labels,
           guint               n)
{
  for (guint i = 0; measure != NULL && i < G_N_ELEMENTS (measure_lines); i++)
    {
      if (!g_str_has_prefix (measure->id, measure_lines[i].prefix))
        continue;
      PlumbStillLine line = measure_lines[i].line;
      for (guint j = 0; j < n; j++)
        if (labels[j].line == line)
          return n;
      if (!has_landmarks (found, lines[line].needs))
        return n;
      labels[n] = (PlumbStillLabel){ line, measure };
      return n + 1;
    }
  return n;
}

guint
plumb_still_choose_labels (const PlumbStill         *still,
                           const PlumbReportFinding *findings,
                           guint                     n_findings,
                           const PlumbReport        *report,
                           gboolean                  fill,
                           PlumbStillLabel           labels[PLUMB_STILL_MAX_LINES])
{
  static const char *const otherwise[]
    = { "M3.knee", "M1.e_bar", "M2.arm", "M3.trunk", "M5.dkappa" };
  const PlumbChecks *checks = report != NULL ? report->checks : NULL;
  Landmarks found = collect_landmarks (still, report);
  guint n = 0;
  for (guint i = 0; i < n_findings && n < PLUMB_STILL_MAX_LINES; i++)
    n = add_label (&found, find_for_finding (checks, findings[i].measure, still->frame), labels, n);
  for (guint i = 0; fill && i < G_N_ELEMENTS (otherwise) && n < PLUMB_STILL_MAX_LINES; i++)
    n = add_label (&found, find_on_frame (checks, otherwise[i], still->frame), labels, n);
  return n;
}

static void
draw_foot_line (cairo_t             *cr,
                const Landmarks     *found,
                double               roll_deg,
                const PlumbDrawView *view,
                PlumbDrawFlags       flags,
                const char          *text)
{
  PlumbPoint heel = found->at[PLUMB_LANDMARK_HEEL];
  PlumbPoint toe = found->at[PLUMB_LANDMARK_TOE];
  PlumbPoint middle = { (heel.x_px + toe.x_px) / 2.0, (heel.y_px + toe.y_px) / 2.0 };
  double top = middle.y_px;
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    if ((found->set & 1u << i) != 0)
      top = MIN (top, found->at[i].y_px);
  double height = PLUMB_LINE_SHARE * (middle.y_px - top);
  plumb_draw_plumb_line (cr, middle, height, roll_deg, view, flags);
  if (text == NULL)
    return;
  /* The pill stands at the foot, where the number is. */
  g_autoptr (PlumbMark) foot
    = plumb_mark_new (0, 0, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE,
                      (const PlumbPoint[]){ { toe.x_px, toe.y_px }, { toe.x_px, toe.y_px } }, 2);
  plumb_draw_mark (cr, foot, view, flags, text);
}

static void
draw_landmark_line (cairo_t             *cr,
                    const Landmarks     *found,
                    PlumbMarkKind        kind,
                    PlumbLandmark        colour,
                    const PlumbLandmark *ends,
                    guint                n,
                    const PlumbDrawView *view,
                    PlumbDrawFlags       flags,
                    const char          *text)
{
  PlumbPoint points[3];
  for (guint i = 0; i < n; i++)
    points[i] = found->at[ends[i]];
  g_autoptr (PlumbMark) mark = plumb_mark_new (0, 0, kind, PLUMB_LANDMARK_NONE, points, n);
  mark->landmark = colour; /* not shared with anyone: only says which chain */
  plumb_draw_mark (cr, mark, view, flags, text);
}

static void
draw_label (cairo_t               *cr,
            const Landmarks       *found,
            double                 roll_deg,
            const PlumbStillLabel *label,
            const PlumbDrawView   *view,
            PlumbDrawFlags         flags)
{
  static const PlumbLandmark knee[]
    = { PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_KNEE, PLUMB_LANDMARK_ANKLE };
  static const PlumbLandmark trunk[] = { PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_ACROMION };
  static const PlumbLandmark arm[] = { PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_BAR };
  static const PlumbLandmark back[]
    = { PLUMB_LANDMARK_S1, PLUMB_LANDMARK_T12_L1, PLUMB_LANDMARK_C7 };
  g_autofree char *value = plumb_format_measure (label->measure);
  g_autofree char *text = g_strdup_printf ("%s %s", _(lines[label->line].name), value);
  switch (label->line)
    {
    case PLUMB_STILL_LINE_FOOT:
      draw_foot_line (cr, found, roll_deg, view, flags, text);
      break;
    case PLUMB_STILL_LINE_KNEE:
      draw_landmark_line (cr, found, PLUMB_MARK_ANGLE, PLUMB_LANDMARK_KNEE, knee, 3, view,
                          flags, text);
      break;
    case PLUMB_STILL_LINE_TRUNK:
      draw_landmark_line (cr, found, PLUMB_MARK_LINE, PLUMB_LANDMARK_HIP, trunk, 2, view,
                          flags, text);
      break;
    case PLUMB_STILL_LINE_ARM:
      draw_landmark_line (cr, found, PLUMB_MARK_LINE, PLUMB_LANDMARK_ELBOW, arm, 2, view,
                          flags, text);
      break;
    case PLUMB_STILL_LINE_SHANK:
      draw_landmark_line (cr, found, PLUMB_MARK_LINE, PLUMB_LANDMARK_KNEE, knee + 1, 2, view, flags,
                          text);
      break;
    case PLUMB_STILL_LINE_BACK:
    default:
      draw_landmark_line (cr, found, PLUMB_MARK_SPINE, PLUMB_LANDMARK_NONE, back, 3, view,
                          flags, text);
      break;
    }
}

void
plumb_still_draw_marks (cairo_t               *cr,
                        const PlumbStill      *still,
                        const PlumbReport     *report,
                        const PlumbStillLabel *labels,
                        guint                  n_labels,
                        const PlumbDrawView   *view,
                        PlumbDrawFlags         flags)
{
  Landmarks found = collect_landmarks (still, report);
  for (guint i = 0; i < still->n_marks; i++)
    plumb_draw_mark (cr, still->marks[i], view, flags, NULL);
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    if ((found.carried & 1u << i) != 0)
      {
        g_autoptr (PlumbMark) foot
          = plumb_mark_new (0, 0, PLUMB_MARK_POINT, (PlumbLandmark) i, &found.at[i], 1);
        plumb_draw_mark (cr, foot, view, PLUMB_DRAW_COMPUTED | flags, NULL);
      }
  /* From the last to the first: what matters most lies on top. */
  for (guint i = n_labels; i > 0; i--)
    draw_label (cr, &found, still->roll_deg, &labels[i - 1], view, flags);
}
