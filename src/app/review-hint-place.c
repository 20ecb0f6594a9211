/* Where the hint stands over the canvas: never on what it asks for, as far as
 * that can be told. While something is dragged under it, it is not seen at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "review-page-private.h"

#define MARGIN 12
#define SIDE_WIDTH 280 /* beside the picture, at most */
#define LEAST_SIDE_WIDTH 190
#define ROUND 0.05     /* of the picture, round a mark that stands nearby in time */

/* Where a landmark is in most recordings, shares of the picture's height. */
static void
guess_band (PlumbLandmark  landmark,
            PlumbHintArea *area)
{
  static const struct
  {
    double from, to;
  } bands[PLUMB_N_LANDMARKS] = {
    [PLUMB_LANDMARK_HEEL] = { 0.6, 1 },        [PLUMB_LANDMARK_TOE] = { 0.6, 1 },
    [PLUMB_LANDMARK_ANKLE] = { 0.6, 1 },       [PLUMB_LANDMARK_KNEE] = { 0.45, 0.9 },
    [PLUMB_LANDMARK_HIP] = { 0.3, 0.75 },      [PLUMB_LANDMARK_ACROMION] = { 0.1, 0.6 },
    [PLUMB_LANDMARK_SCAPULA] = { 0.1, 0.6 },   [PLUMB_LANDMARK_C7] = { 0.1, 0.6 },
    [PLUMB_LANDMARK_T12_L1] = { 0.15, 0.6 },   [PLUMB_LANDMARK_S1] = { 0.2, 0.7 },
    [PLUMB_LANDMARK_BAR] = { 0.4, 1 },         [PLUMB_LANDMARK_ELBOW] = { 0.2, 0.8 },
  };

  area->y1 = bands[landmark].from;
  area->y2 = bands[landmark].to;
}

static gboolean
is_alike (const PlumbMark *mark,
          PlumbMarkKind    kind,
          PlumbLandmark    landmark)
{
  return mark->kind == kind && (kind != PLUMB_MARK_POINT || mark->landmark == landmark);
}

/* The mark of the same thing in the frame nearest in time; NULL = none. */
static const PlumbMark *
find_alike (PlumbReviewPage *self,
            PlumbMarkKind    kind,
            PlumbLandmark    landmark)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  const gint64 here = plumb_session_wanted (self->session);
  const PlumbMark *best = NULL;

  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (is_alike (mark, kind, landmark)
          && (best == NULL || ABS (mark->frame - here) < ABS (best->frame - here)))
        best = mark;
    }
  return best;
}

static void
include (PlumbHintArea         *area,
         const PlumbCanvasView *view,
         PlumbPoint             at,
         double                 radius_px)
{
  const double w = view->picture_width_px, h = view->picture_height_px;

  area->x1 = MIN (area->x1, (at.x_px - radius_px) / w - ROUND);
  area->x2 = MAX (area->x2, (at.x_px + radius_px) / w + ROUND);
  area->y1 = MIN (area->y1, (at.y_px - radius_px) / h - ROUND);
  area->y2 = MAX (area->y2, (at.y_px + radius_px) / h + ROUND);
}

static gboolean
find_known (PlumbReviewPage       *self,
            const PlumbCanvasView *view,
            PlumbMarkKind          kind,
            PlumbLandmark          landmark,
            PlumbHintArea         *area)
{
  const PlumbMark *mark = find_alike (self, kind, landmark);
  PlumbHintArea known = { 1, 1, 0, 0 };

  if (mark == NULL)
    return FALSE;
  if (kind == PLUMB_MARK_PLATE)
    include (&known, view, mark->points[0],
             hypot (mark->points[1].x_px - mark->points[0].x_px,
                    mark->points[1].y_px - mark->points[0].y_px));
  for (guint i = 0; i < mark->n_points; i++)
    include (&known, view, mark->points[i], 0);
  *area = known;
  return TRUE;
}

/* What has to be in sight for the tool in hand. */
static PlumbHintArea
find_wanted (PlumbReviewPage       *self,
             const PlumbCanvasView *view)
{
  const gboolean guided = plumb_session_guided (self->session);
  PlumbHintArea area = { 0.05, 0, 0.95, 1 };
  PlumbPoint cross;

  if (plumb_canvas_find_cross (self->canvas, &cross))
    {
      area = (PlumbHintArea) { 1, 1, 0, 0 };
      include (&area, view, cross, 0);
      return area;
    }
  switch (plumb_session_tool (self->session))
    {
    case PLUMB_TOOL_POINT:
      if (!find_known (self, view, PLUMB_MARK_POINT, plumb_session_landmark (self->session),
                       &area))
        guess_band (plumb_session_landmark (self->session), &area);
      break;
    case PLUMB_TOOL_PLATE:
      if (!find_known (self, view, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, &area))
        guess_band (PLUMB_LANDMARK_BAR, &area);
      break;
    case PLUMB_TOOL_OUTLINE:
    case PLUMB_TOOL_SPINE:
      if (!find_known (self, view, PLUMB_MARK_OUTLINE, PLUMB_LANDMARK_NONE, &area))
        guess_band (PLUMB_LANDMARK_T12_L1, &area);
      break;
    default:
      /* Who stands tall is judged by head and hips, who pulls by the floor. */
      if (guided && self->guide_step.kind == PLUMB_GUIDE_MOMENT)
        {
          area.y1 = self->guide_step.moment == PLUMB_MOMENT_LOCKOUT ? 0 : 0.3;
          area.y2 = self->guide_step.moment == PLUMB_MOMENT_LOCKOUT ? 0.7 : 1;
        }
      break;
    }
  return area;
}

static gboolean
is_beside (PlumbHintPlace place)
{
  return place == PLUMB_HINT_LEFT || place == PLUMB_HINT_RIGHT;
}

static int
measure (GtkWidget     *widget,
         GtkOrientation orientation,
         int            for_size,
         gboolean       natural)
{
  int least, wanted;

  gtk_widget_measure (widget, orientation, for_size, &least, &wanted, NULL, NULL);
  return natural ? wanted : least;
}

/* In the strip beside the picture, close to it, or in the middle of an end. */
static gboolean
place_cb (GtkOverlay      *overlay,
          GtkWidget       *child,
          GtkAllocation   *place,
          PlumbReviewPage *self)
{
  const PlumbCanvasView *view = plumb_canvas_view (self->canvas);
  const int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  const int height = gtk_widget_get_height (GTK_WIDGET (overlay));
  const int least = measure (child, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  const int room = (int) plumb_hint_place_room (view, self->hint_place);

  if (child != self->hint)
    return FALSE;
  if (is_beside (self->hint_place))
    place->width = MIN (room - 2 * MARGIN, SIDE_WIDTH);
  else
    place->width = MIN (measure (child, GTK_ORIENTATION_HORIZONTAL, -1, TRUE),
                        width - 2 * MARGIN);
  place->width = MAX (place->width, least);
  place->height = measure (child, GTK_ORIENTATION_VERTICAL, place->width, TRUE);
  place->x = (width - place->width) / 2;
  if (self->hint_place == PLUMB_HINT_LEFT)
    place->x = MAX (room - MARGIN - place->width, 0);
  else if (self->hint_place == PLUMB_HINT_RIGHT)
    place->x = MIN (width - room + MARGIN, width - place->width);
  place->y = self->hint_place == PLUMB_HINT_BOTTOM ? MAX (height - MARGIN - place->height, 0)
                                                   : MARGIN;
  plumb_canvas_set_covered (self->canvas,
                            &GRAPHENE_RECT_INIT ((float) place->x, (float) place->y,
                                                 (float) place->width, (float) place->height));
  return TRUE;
}

/* The arrow points to where the button moves the hint; those of right and left turn
 * with the language. */
static const char *
find_arrow (PlumbReviewPage *self)
{
  const gboolean is_rtl = gtk_widget_get_direction (self->hint) == GTK_TEXT_DIR_RTL;

  switch (self->hint_place)
    {
    case PLUMB_HINT_BOTTOM:
      return "go-up-symbolic";
    case PLUMB_HINT_LEFT:
      return is_rtl ? "go-previous-symbolic" : "go-next-symbolic";
    case PLUMB_HINT_RIGHT:
      return is_rtl ? "go-next-symbolic" : "go-previous-symbolic";
    case PLUMB_HINT_TOP:
    default:
      return "go-down-symbolic";
    }
}

static void
set_place (PlumbReviewPage *self,
           PlumbHintPlace   place)
{
  const gboolean turns = is_beside (place) != is_beside (self->hint_place);

  if (self->hint_place == place)
    return;
  self->hint_place = place;
  gtk_button_set_icon_name (self->move_button, find_arrow (self));
  /* Narrow beside the picture: diagram, words and buttons below each other. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->hint),
                                  is_beside (place) ? GTK_ORIENTATION_VERTICAL
                                                    : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_queue_resize (self->hint);
  if (turns) /* it has another size now */
    plumb_review_hint_update_place (self);
}

static gboolean
update_cb (gpointer user_data)
{
  PlumbReviewPage *self = user_data;
  const PlumbCanvasView *view = plumb_canvas_view (self->canvas);
  GtkWidget *words = gtk_widget_get_last_child (self->hint);
  PlumbHintPlace found, now = self->hint_place;
  PlumbHintArea wanted;
  double beside, width, height;

  self->hint_idle = 0;
  if (!gtk_widget_get_visible (self->hint) || self->review == NULL
      || !(view->picture_width_px > 0))
    {
      self->is_hint_moved = FALSE;
      plumb_canvas_set_covered (self->canvas, NULL);
      return G_SOURCE_REMOVE;
    }
  wanted = find_wanted (self, view);
  beside = MAX (measure (words, GTK_ORIENTATION_HORIZONTAL, -1, FALSE) + 2 * MARGIN,
                LEAST_SIDE_WIDTH)
           + 2 * MARGIN;
  width = MIN (measure (self->hint, GTK_ORIENTATION_HORIZONTAL, -1, TRUE),
               view->width - 2 * MARGIN);
  height = measure (self->hint, GTK_ORIENTATION_VERTICAL, (int) width, TRUE) + MARGIN;
  if (self->is_hint_moved)
    now = plumb_hint_place_opposite (now);
  found = plumb_hint_place_find (view, beside, width, height, &wanted, now);
  /* The coach's move holds as long as nothing else asks for another place. */
  if (found != now)
    self->is_hint_moved = FALSE;
  set_place (self, self->is_hint_moved ? plumb_hint_place_opposite (found) : found);
  return G_SOURCE_REMOVE;
}

void
plumb_review_hint_update_place (PlumbReviewPage *self)
{
  /* Not at once: sizes may be on their way to the widgets. */
  if (self->hint_idle == 0)
    self->hint_idle = g_idle_add_full (G_PRIORITY_HIGH, update_cb, self, NULL);
}

void
plumb_review_hint_move (PlumbReviewPage *self)
{
  self->is_hint_moved = !self->is_hint_moved;
  set_place (self, plumb_hint_place_opposite (self->hint_place));
}

/* What is dragged under the hint is seen. */
static void
dragged_cb (PlumbReviewPage *self,
            double           dx,
            double           dy,
            GtkGestureDrag  *drag)
{
  graphene_rect_t hint;
  double x, y;

  if (!gtk_widget_get_visible (self->hint) || !gtk_gesture_drag_get_start_point (drag, &x, &y)
      || !gtk_widget_compute_bounds (self->hint, GTK_WIDGET (self->canvas), &hint))
    return;
  gtk_widget_set_opacity (self->hint,
                          graphene_rect_contains_point (
                              &hint, &GRAPHENE_POINT_INIT ((float) (x + dx), (float) (y + dy)))
                              ? 0
                              : 1);
}

static void
let_go_cb (PlumbReviewPage *self)
{
  gtk_widget_set_opacity (self->hint, 1);
}

void
plumb_review_hint_setup (PlumbReviewPage *self)
{
  GtkWidget *overlay = gtk_widget_get_parent (self->hint);
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (overlay, "get-child-position", G_CALLBACK (place_cb), self, 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (dragged_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (let_go_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (let_go_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), GTK_EVENT_CONTROLLER (drag));
}
