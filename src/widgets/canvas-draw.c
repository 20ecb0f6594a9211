/* What the canvas looks like.
 *
 * The picture is one node (see canvas-picture.c), the overlay one cairo node.
 * Both are placed by the same PlumbCanvasView, so they cannot part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "canvas-private.h"
#include "draw-marks.h"
#include "loupe.h"
#include "mark-label.h"

/* 2 at 200 % text. */
static double
read_text_scale (GtkWidget *widget)
{
  int dpi = -1; /* 1024ths */

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96 : 1;
}

static PlumbDrawView
draw_view (PlumbCanvas *self)
{
  const double roll_deg = plumb_review_filming (self->review).camera_roll_deg;

  return (PlumbDrawView) {
    .scale = self->view.scale,
    .x0 = self->view.is_mirrored
              ? self->view.x0 + self->view.picture_width_px * self->view.scale
              : self->view.x0,
    .is_mirrored = self->view.is_mirrored,
    .text_scale = read_text_scale (GTK_WIDGET (self)),
    .y0 = self->view.y0,
    .unit = 1.0,
    .pango = gtk_widget_get_pango_context (GTK_WIDGET (self)),
    .roll_deg = isnan (roll_deg) ? 0 : roll_deg,
  };
}

static void
draw_one (PlumbCanvas     *self,
          cairo_t         *cr,
          const PlumbMark *mark,
          PlumbDrawFlags   flags)
{
  const PlumbDrawView view = draw_view (self);
  g_autofree char *label = plumb_mark_label (mark, self->review);

  plumb_draw_mark (cr, mark, &view, flags, label);
}

static void
draw_spread (PlumbCanvas     *self,
             cairo_t         *cr,
             const PlumbMark *mark)
{
  PlumbCriteria *criteria = plumb_review_criteria (self->review);
  const PlumbDrawView view = draw_view (self);

  for (guint i = 0; criteria != NULL && i < mark->n_points; i++)
    {
      const PlumbLandmark landmark = plumb_mark_point_landmark (mark, i);

      if (landmark != PLUMB_LANDMARK_NONE)
        plumb_draw_click_spread (cr, mark->points[i],
                                 plumb_criteria_click_sd_px (criteria, landmark), &view,
                                 PLUMB_DRAW_SELECTED);
    }
}

static gboolean
is_hidden (PlumbCanvas     *self,
           const PlumbMark *mark)
{
  return (plumb_hand_hidden (self->hand) & (1u << mark->kind)) != 0;
}

/* The nearest marked frame before or after `frame`; -1 = none. */
static gint64
find_marked_near (PlumbCanvas *self,
                  gint64       frame,
                  gboolean     before)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  gint64 found = -1;

  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (plumb_mark_kind_is_free (mark->kind))
        continue;
      if (before ? mark->frame < frame && mark->frame > found
                 : mark->frame > frame && (found < 0 || mark->frame < found))
        found = mark->frame;
    }
  return found;
}

static void
draw_faded (PlumbCanvas *self,
            cairo_t     *cr,
            gint64       frame,
            double       alpha)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  const PlumbDrawView view = draw_view (self);

  cairo_push_group (cr);
  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (mark->frame == frame && !plumb_mark_kind_is_free (mark->kind) && !is_hidden (self, mark))
        plumb_draw_mark (cr, mark, &view, PLUMB_DRAW_COMPUTED, NULL);
    }
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, alpha);
}

/* What was marked in the two frames before and the one after, the farther the
 * fainter. */
static void
draw_ghosts (PlumbCanvas *self,
             cairo_t     *cr)
{
  gint64 frame = self->picture->frame;
  const gint64 after = find_marked_near (self, frame, FALSE);

  if (after >= 0)
    draw_faded (self, cr, after, 0.35);
  for (double alpha = 0.5; alpha > 0.2; alpha /= 2)
    {
      frame = find_marked_near (self, frame, TRUE);
      if (frame < 0)
        return;
      draw_faded (self, cr, frame, alpha);
    }
}

static void
draw_held_point (PlumbCanvas     *self,
                 cairo_t         *cr,
                 const PlumbMark *mark)
{
  const int held = plumb_session_held_point (self->session);
  const PlumbDrawView view = draw_view (self);

  if (mark->id == plumb_session_selected (self->session) && held >= 0
      && (guint) held < mark->n_points)
    plumb_draw_held_point (cr, mark->points[held], &view);
}

static void
draw_stored_marks (PlumbCanvas *self,
                   cairo_t     *cr)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  const PlumbMark *written = plumb_hand_written (self->hand);

  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = g_ptr_array_index (marks, i);
      PlumbDrawFlags flags = PLUMB_DRAW_NORMAL;

      const gboolean is_selected = plumb_session_is_selected (self->session, mark->id);
      const PlumbMark *moved = plumb_hand_moved (self->hand, mark->id);

      if (mark->frame != self->picture->frame || is_hidden (self, mark)
          || (written != NULL && written->id == mark->id))
        continue;
      if (is_selected)
        flags |= PLUMB_DRAW_SELECTED | PLUMB_DRAW_LABEL;
      if (mark->id == plumb_hand_hovered (self->hand))
        flags |= PLUMB_DRAW_HOVERED | PLUMB_DRAW_LABEL;
      if (moved != NULL)
        mark = moved;
      if (is_selected)
        draw_spread (self, cr, mark);
      draw_one (self, cr, mark, flags);
      draw_held_point (self, cr, mark);
    }
}

/* Feet marked in another frame hold here too: shown dotted, with the plumb
 * line through mid-foot that the bar is judged by. */
static void
draw_feet (PlumbCanvas *self,
           cairo_t     *cr)
{
  static const PlumbLandmark feet[]
      = { PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE, PLUMB_LANDMARK_ANKLE };
  const PlumbPoses *poses = plumb_review_poses (self->review);
  const PlumbPose *pose = plumb_poses_get (poses, self->picture->frame);
  const PlumbDrawView view = draw_view (self);
  PlumbPoint at[G_N_ELEMENTS (feet)];
  guint n_found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (feet); i++)
    {
      if (!plumb_poses_find (poses, self->picture->frame, feet[i], &at[i]))
        continue;
      n_found += i < 2;
      if (pose == NULL || (pose->set & (1u << feet[i])) == 0)
        {
          g_autoptr (PlumbMark) carried = plumb_mark_new (0, self->picture->frame,
                                                          PLUMB_MARK_POINT, feet[i], &at[i], 1);

          plumb_draw_mark (cr, carried, &view, PLUMB_DRAW_COMPUTED, NULL);
        }
    }
  if (n_found == 2)
    plumb_draw_plumb_line (cr,
                           (PlumbPoint) { (at[0].x_px + at[1].x_px) / 2,
                                          (at[0].y_px + at[1].y_px) / 2 },
                           self->view.picture_height_px,
                           view.roll_deg, &view, PLUMB_DRAW_NORMAL);
}

/* Dotted until a hand has touched or taken them. */
static void
draw_offers (PlumbCanvas *self,
             cairo_t     *cr)
{
  GPtrArray *offers = plumb_hand_offers (self->hand);
  const PlumbDrawView view = draw_view (self);

  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      const PlumbMark *offer = offers->pdata[i];

      if (offer->frame != self->picture->frame)
        continue;
      if (offer == plumb_hand_held_offer (self->hand) && plumb_hand_moved (self->hand, 0) != NULL)
        plumb_draw_mark (cr, plumb_hand_moved (self->hand, 0), &view,
                         PLUMB_DRAW_SELECTED | PLUMB_DRAW_LABEL, NULL);
      else
        plumb_draw_mark (cr, offer, &view, PLUMB_DRAW_COMPUTED, NULL);
    }
}

/* In the lower corner away from what it looks at; hints stand at the top. */
static void
draw_loupe (PlumbCanvas *self,
            cairo_t     *cr,
            PlumbPoint   at)
{
  const PlumbPoint screen = plumb_canvas_view_to_screen (&self->view, at);
  const char *name = "";
  g_autofree char *text = NULL;

  if (plumb_session_tool (self->session) == PLUMB_TOOL_POINT)
    name = _(plumb_landmark_name (plumb_session_landmark (self->session)));
  text = g_strdup_printf ("%s %" G_GINT64_FORMAT, name, self->picture->frame);
  plumb_loupe_draw (cr, self->sharp != NULL ? self->sharp : self->picture, at,
                    self->view.is_mirrored,
                    screen.x_px > self->view.width / 2
                        ? PLUMB_LOUPE_MARGIN
                        : self->view.width - PLUMB_LOUPE_MARGIN - PLUMB_LOUPE_SIZE,
                    self->view.height - PLUMB_LOUPE_HEIGHT - PLUMB_LOUPE_MARGIN,
                    gtk_widget_get_pango_context (GTK_WIDGET (self)), g_strstrip (text));
}

static void
draw_band (PlumbCanvas *self,
           cairo_t     *cr)
{
  const PlumbPoint *band = plumb_hand_band (self->hand);
  PlumbPoint from, to;

  if (band == NULL)
    return;
  from = plumb_canvas_view_to_screen (&self->view, band[0]);
  to = plumb_canvas_view_to_screen (&self->view, band[1]);
  cairo_rectangle (cr, from.x_px, from.y_px, to.x_px - from.x_px, to.y_px - from.y_px);
  cairo_set_source_rgba (cr, 0.38, 0.63, 0.92, 0.15);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0.38, 0.63, 0.92, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* Where Enter places a point. */
static void
draw_cross (PlumbCanvas *self,
            cairo_t     *cr)
{
  const PlumbPoint at = plumb_canvas_view_to_screen (&self->view, self->cross);

  for (int pass = 0; pass < 2; pass++)
    {
      cairo_set_source_rgba (cr, pass, pass, pass, pass ? 1 : 0.6);
      cairo_set_line_width (cr, pass ? 1.5 : 3.5);
      for (int i = 0; i < 4; i++)
        {
          const double dx = (i % 2) * (i - 2), dy = ((i + 1) % 2) * (i - 1);

          cairo_move_to (cr, at.x_px + 4 * dx, at.y_px + 4 * dy);
          cairo_line_to (cr, at.x_px + 22 * dx, at.y_px + 22 * dy);
        }
      cairo_stroke (cr);
    }
}

/* What the hand is about: a band, a cue that a point has snapped, the cross of
 * the keys, the loupe. */
static void
draw_hand (PlumbCanvas *self,
           cairo_t     *cr)
{
  const PlumbDrawView view = draw_view (self);
  PlumbPoint at;

  draw_band (self, cr);
  if (plumb_hand_snapped (self->hand, &at))
    plumb_draw_snap (cr, at, &view);
  if (self->has_cross)
    draw_cross (self, cr);
  if (plumb_hand_is_placing (self->hand, &at))
    draw_loupe (self, cr, at);
  else if (self->is_looking && self->has_pointer)
    draw_loupe (self, cr, self->pointer);
  else if (self->has_cross)
    draw_loupe (self, cr, self->cross);
}

static void
draw_overlay (PlumbCanvas *self,
              GtkSnapshot *snapshot)
{
  const graphene_rect_t all
      = GRAPHENE_RECT_INIT (0, 0, (float) self->view.width, (float) self->view.height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &all);
  const PlumbMark *draft = plumb_hand_draft (self->hand);

  if (self->has_ghosts)
    draw_ghosts (self, cr);
  draw_feet (self, cr);
  draw_stored_marks (self, cr);
  draw_offers (self, cr);
  if (draft != NULL)
    draw_one (self, cr, draft, PLUMB_DRAW_SELECTED | PLUMB_DRAW_LABEL);
  draw_hand (self, cr);
  cairo_destroy (cr);
}

void
plumb_canvas_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  PlumbCanvas *self = PLUMB_CANVAS (widget);
  const PlumbCanvasView *view = &self->view;
  const graphene_rect_t all
      = GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height);
  const GdkRGBA ground = { 0x1d / 255.f, 0x1d / 255.f, 0x20 / 255.f, 1 };

  gtk_snapshot_push_clip (snapshot, &all);
  gtk_snapshot_append_color (snapshot, &ground, &all);
  if (self->texture != NULL)
    {
      plumb_canvas_append_picture (self, snapshot);
      if (self->review != NULL)
        draw_overlay (self, snapshot);
    }
  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
  gtk_snapshot_pop (snapshot);
}
