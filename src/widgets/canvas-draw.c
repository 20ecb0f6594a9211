/* What the canvas looks like.
 *
 * The picture is one texture node (nearest-pixel when magnified, so that a
 * pixel can be pointed at), the overlay one cairo node. Both are placed by the
 * same PlumbCanvasView, so they cannot part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "canvas-private.h"
#include "draw-marks.h"
#include "loupe.h"
#include "mark-label.h"

#define CRISP_SCALE 2.5 /* from here on pixels are shown as squares */

static PlumbDrawView
draw_view (PlumbCanvas *self)
{
  const double roll_deg = plumb_review_filming (self->review).camera_roll_deg;

  return (PlumbDrawView) {
    .scale = self->view.scale,
    .x0 = self->view.x0,
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

/* The last marked frame before `frame`; -1 = none. */
static gint64
find_marked_before (PlumbCanvas *self,
                    gint64       frame)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  gint64 found = -1;

  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (mark->frame < frame && mark->frame > found && !plumb_mark_kind_is_free (mark->kind))
        found = mark->frame;
    }
  return found;
}

/* What was marked in the frames before, the farther back the fainter. */
static void
draw_ghosts (PlumbCanvas *self,
             cairo_t     *cr)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  const PlumbDrawView view = draw_view (self);
  gint64 frame = self->picture->frame;

  for (double alpha = 0.5; alpha > 0.2; alpha /= 2)
    {
      frame = find_marked_before (self, frame);
      if (frame < 0)
        return;
      cairo_push_group (cr);
      for (guint i = 0; i < marks->len; i++)
        {
          const PlumbMark *mark = marks->pdata[i];

          if (mark->frame == frame && !plumb_mark_kind_is_free (mark->kind)
              && !is_hidden (self, mark))
            plumb_draw_mark (cr, mark, &view, PLUMB_DRAW_COMPUTED, NULL);
        }
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, alpha);
    }
}

static void
draw_stored_marks (PlumbCanvas *self,
                   cairo_t     *cr)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  const PlumbMark *dragged = plumb_hand_dragged (self->hand);
  const gint64 selected = plumb_session_selected (self->session);

  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = g_ptr_array_index (marks, i);
      PlumbDrawFlags flags = PLUMB_DRAW_NORMAL;

      if (mark->frame != self->picture->frame || is_hidden (self, mark))
        continue;
      if (mark->id == selected)
        flags |= PLUMB_DRAW_SELECTED | PLUMB_DRAW_LABEL;
      if (mark->id == plumb_hand_hovered (self->hand))
        flags |= PLUMB_DRAW_HOVERED | PLUMB_DRAW_LABEL;
      if (dragged != NULL && dragged->id == mark->id)
        mark = dragged;
      if (mark->id == selected)
        draw_spread (self, cr, mark);
      draw_one (self, cr, mark, flags);
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
      if (offer == plumb_hand_held_offer (self->hand) && plumb_hand_dragged (self->hand) != NULL)
        plumb_draw_mark (cr, plumb_hand_dragged (self->hand), &view,
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
                    screen.x_px > self->view.width / 2
                        ? PLUMB_LOUPE_MARGIN
                        : self->view.width - PLUMB_LOUPE_MARGIN - PLUMB_LOUPE_SIZE,
                    self->view.height - PLUMB_LOUPE_HEIGHT - PLUMB_LOUPE_MARGIN,
                    gtk_widget_get_pango_context (GTK_WIDGET (self)), g_strstrip (text));
}

static void
draw_overlay (PlumbCanvas *self,
              GtkSnapshot *snapshot)
{
  const graphene_rect_t all
      = GRAPHENE_RECT_INIT (0, 0, (float) self->view.width, (float) self->view.height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &all);
  const PlumbMark *draft = plumb_hand_draft (self->hand);
  PlumbPoint placed;

  if (self->has_ghosts)
    draw_ghosts (self, cr);
  draw_feet (self, cr);
  draw_stored_marks (self, cr);
  draw_offers (self, cr);
  if (draft != NULL)
    draw_one (self, cr, draft, PLUMB_DRAW_SELECTED | PLUMB_DRAW_LABEL);
  if (plumb_hand_is_placing (self->hand, &placed))
    draw_loupe (self, cr, placed);
  else if (self->is_looking && self->has_pointer)
    draw_loupe (self, cr, self->pointer);
  cairo_destroy (cr);
}

/* With the light that the coach wants; the overlay keeps its colours. */
static void
append_picture (PlumbCanvas *self,
                GtkSnapshot *snapshot)
{
  const PlumbCanvasView *view = &self->view;
  const graphene_rect_t all
      = GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height);
  const graphene_rect_t rect
      = GRAPHENE_RECT_INIT ((float) view->x0, (float) view->y0,
                            (float) (view->picture_width_px * view->scale),
                            (float) (view->picture_height_px * view->scale));
  const gboolean is_lit = self->brightness != 0 || self->contrast != 1;

  if (is_lit)
    {
      const float gain = (float) self->contrast;
      /* Contrast turns about the middle grey. */
      const float lift = (float) (self->brightness + (1 - self->contrast) / 2);
      graphene_matrix_t matrix;
      graphene_vec4_t offset;

      graphene_matrix_init_scale (&matrix, gain, gain, gain);
      graphene_vec4_init (&offset, lift, lift, lift, 0);
      gtk_snapshot_push_color_matrix (snapshot, &matrix, &offset);
    }
  if (view->scale >= CRISP_SCALE)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &all);

      plumb_loupe_paint_crisp (cr, self->picture, view->scale, view->x0, view->y0);
      cairo_destroy (cr);
    }
  else
    gtk_snapshot_append_texture (snapshot, self->texture, &rect);
  if (is_lit)
    gtk_snapshot_pop (snapshot);
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
      append_picture (self, snapshot);
      if (self->review != NULL)
        draw_overlay (self, snapshot);
    }
  gtk_snapshot_pop (snapshot);
}
