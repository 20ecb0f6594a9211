/* Points snap to points; see hand-private.h.
 *
 * A point of the body snaps only to one that stands for the same place or for
 * none: two different landmarks are never at one place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hand-private.h"

#define SNAP_SHARE (1.0 / 3.0) /* of the hit radius */

static gboolean
may_meet (PlumbLandmark one,
          PlumbLandmark other)
{
  return one == PLUMB_LANDMARK_NONE || other == PLUMB_LANDMARK_NONE || one == other;
}

PlumbPoint
plumb_hand_snap (PlumbHand    *hand,
                 PlumbPoint    at,
                 PlumbLandmark landmark,
                 gint64        mark_id,
                 double        reach_px)
{
  GPtrArray *marks = plumb_review_marks (plumb_session_review (hand->session));
  double best = reach_px * SNAP_SHARE;

  hand->has_snapped = FALSE;
  if (hand->is_free)
    return at;
  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (mark->frame != plumb_session_frame (hand->session) || mark->id == mark_id
          || (hand->hidden & (1u << mark->kind)) != 0 || mark->kind == PLUMB_MARK_FREEHAND
          || mark->kind == PLUMB_MARK_TEXT)
        continue;
      for (guint p = 0; p < mark->n_points; p++)
        {
          const double far = plumb_point_distance (mark->points[p], at);

          if (far > best || !may_meet (landmark, plumb_mark_point_landmark (mark, p)))
            continue;
          best = far;
          hand->has_snapped = TRUE;
          hand->snapped_to = mark->points[p];
        }
    }
  return hand->has_snapped ? hand->snapped_to : at;
}
