/* The marks of the canvas, each a node of its own (see kept-nodes.h): under a hand
 * that drags a point most of them stay what they were. Names and values lie over
 * all marks and keep off joints, lines and each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "canvas-private.h"
#include "label-field.h"
#include "mark-label.h"

/* Beside the flags of drawing, what makes one node of a mark another. */
#define NODE_FADED (1u << 16)
#define NODE_FEET (1u << 17)
#define NODE_PLUMB (1u << 18)
#define NODE_HELD (1u << 20) /* and above: which point */

/* One mark and how it is shown. */
typedef struct
{
  const PlumbMark *mark;
  PlumbDrawFlags   flags;
  char            *label; /* owned, nullable */
  gboolean         is_held;
} Shown;

typedef struct
{
  PlumbCanvas     *canvas;
  PlumbDrawView    view;
  const PlumbMark *mark;
  PlumbDrawFlags   flags;
  const char      *label;
  PlumbPoint       at;
  double           alpha;
} Brush;

static void
clear_shown (gpointer data)
{
  g_free (((Shown *) data)->label);
}

/* 2 at 200 % text. */
static double
read_text_scale (GtkWidget *widget)
{
  int dpi = -1; /* 1024ths */

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96 : 1;
}

PlumbDrawView
plumb_canvas_draw_view (PlumbCanvas *self)
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

static double
find_click_sd (PlumbCanvas     *self,
               const PlumbMark *mark,
               guint            point)
{
  PlumbCriteria *criteria = plumb_review_criteria (self->review);
  const PlumbLandmark landmark = plumb_mark_point_landmark (mark, point);

  if (criteria == NULL || landmark == PLUMB_LANDMARK_NONE)
    return 0;
  return plumb_criteria_click_sd_px (criteria, landmark);
}

/* How far off it may be, under a selected mark. */
static void
draw_doubt (const Brush *brush,
            cairo_t     *cr)
{
  const double u_deg = plumb_mark_u_deg (brush->mark, brush->canvas->review);

  if (u_deg > 0)
    plumb_draw_angle_fan (cr, brush->mark, u_deg, &brush->view, PLUMB_DRAW_NORMAL);
  for (guint i = 0; i < brush->mark->n_points; i++)
    {
      const double sd_px = find_click_sd (brush->canvas, brush->mark, i);

      if (sd_px > 0)
        plumb_draw_click_spread (cr, brush->mark->points[i], sd_px, &brush->view,
                                 PLUMB_DRAW_SELECTED);
    }
}

static void
draw_mark_cb (cairo_t *cr,
              gpointer data)
{
  const Brush *brush = data;
  const gboolean is_body = (brush->flags & PLUMB_DRAW_BODIES) != 0;

  if (is_body && (brush->flags & PLUMB_DRAW_SELECTED) != 0)
    draw_doubt (brush, cr);
  plumb_draw_mark (cr, brush->mark, &brush->view, brush->flags, brush->label);
}

static void
draw_held_cb (cairo_t *cr,
              gpointer data)
{
  const Brush *brush = data;

  plumb_draw_held_point (cr, brush->at, &brush->view);
}

static void
draw_faded_cb (cairo_t *cr,
               gpointer data)
{
  const Brush *brush = data;

  cairo_push_group (cr);
  plumb_draw_mark (cr, brush->mark, &brush->view, PLUMB_DRAW_COMPUTED, NULL);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, brush->alpha);
}

static void
draw_plumb_cb (cairo_t *cr,
               gpointer data)
{
  const Brush *brush = data;

  plumb_draw_plumb_line (cr, brush->at, brush->canvas->view.picture_height_px,
                         brush->view.roll_deg, &brush->view, PLUMB_DRAW_NORMAL);
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
append_faded (PlumbCanvas *self,
              gint64       frame,
              double       alpha)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  Brush brush = { .canvas = self, .view = plumb_canvas_draw_view (self), .alpha = alpha };

  for (guint i = 0; i < marks->len; i++)
    {
      brush.mark = marks->pdata[i];
      if (brush.mark->frame == frame && !plumb_mark_kind_is_free (brush.mark->kind)
          && !is_hidden (self, brush.mark))
        plumb_kept_nodes_append (self->nodes, brush.mark,
                                 NODE_FADED | (guint) lround (alpha * 1000), NULL, FALSE,
                                 draw_faded_cb, &brush);
    }
}

/* What was marked in the two frames before and the one after, the farther the
 * fainter. */
static void
append_ghosts (PlumbCanvas *self)
{
  gint64 frame = self->picture->frame;
  const gint64 after = find_marked_near (self, frame, FALSE);

  if (after >= 0)
    append_faded (self, after, 0.35);
  for (double alpha = 0.5; alpha > 0.2; alpha /= 2)
    {
      frame = find_marked_near (self, frame, TRUE);
      if (frame < 0)
        return;
      append_faded (self, frame, alpha);
    }
}

/* Feet marked in another frame hold here too: shown dotted, with the plumb
 * line through mid-foot that the bar is judged by. */
static void
append_feet (PlumbCanvas     *self,
             PlumbLabelField *field)
{
  static const PlumbLandmark feet[]
      = { PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE, PLUMB_LANDMARK_ANKLE };
  const PlumbPoses *poses = plumb_review_poses (self->review);
  const PlumbPose *pose = plumb_poses_get (poses, self->picture->frame);
  Brush brush = { .canvas = self, .view = plumb_canvas_draw_view (self),
                  .flags = PLUMB_DRAW_COMPUTED };
  PlumbPoint at[G_N_ELEMENTS (feet)];
  guint n_found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (feet); i++)
    {
      g_autoptr (PlumbMark) carried = NULL;
      g_autofree char *key = NULL;

      if (!plumb_poses_find (poses, self->picture->frame, feet[i], &at[i]))
        continue;
      n_found += i < 2;
      if (pose != NULL && (pose->set & (1u << feet[i])) != 0)
        continue;
      carried = plumb_mark_new (0, self->picture->frame, PLUMB_MARK_POINT, feet[i], &at[i], 1);
      key = g_strdup_printf ("%a %a", at[i].x_px, at[i].y_px);
      brush.mark = carried;
      plumb_label_field_add_mark (field, carried, &brush.view);
      plumb_kept_nodes_append (self->nodes, NULL, NODE_FEET | (guint) feet[i], key, FALSE,
                               draw_mark_cb, &brush);
    }
  if (n_found == 2)
    {
      g_autofree char *key = NULL;

      brush.at = (PlumbPoint) { (at[0].x_px + at[1].x_px) / 2, (at[0].y_px + at[1].y_px) / 2 };
      key = g_strdup_printf ("%a %a", brush.at.x_px, brush.at.y_px);
      plumb_kept_nodes_append (self->nodes, NULL, NODE_PLUMB, key, FALSE, draw_plumb_cb, &brush);
    }
}

static void
add_shown (PlumbCanvas     *self,
           GArray          *shown,
           const PlumbMark *mark,
           PlumbDrawFlags   flags)
{
  const gboolean is_stored = (flags & PLUMB_DRAW_COMPUTED) == 0;
  const Shown one = { mark, flags, is_stored ? plumb_mark_label (mark, self->review) : NULL,
                      FALSE };

  g_array_append_val (shown, one);
}

static void
add_stored (PlumbCanvas *self,
            GArray      *shown)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  const PlumbMark *written = plumb_hand_written (self->hand);

  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];
      const PlumbMark *moved;
      PlumbDrawFlags flags = PLUMB_DRAW_NORMAL;

      if (mark->frame != self->picture->frame || is_hidden (self, mark)
          || (written != NULL && written->id == mark->id))
        continue;
      moved = plumb_hand_moved (self->hand, mark->id);
      if (plumb_session_is_selected (self->session, mark->id))
        flags |= PLUMB_DRAW_SELECTED | PLUMB_DRAW_LABEL;
      /* Dotted as what is carried: nobody has said yet that it is there. */
      if ((moved != NULL ? moved : mark)->copied)
        flags |= PLUMB_DRAW_COMPUTED;
      if (mark->id == plumb_hand_hovered (self->hand))
        flags |= PLUMB_DRAW_HOVERED | PLUMB_DRAW_LABEL;
      add_shown (self, shown, moved != NULL ? moved : mark, flags);
      g_array_index (shown, Shown, shown->len - 1).is_held
          = mark->id == plumb_session_selected (self->session);
    }
}

/* Dotted until a hand has touched or taken them. */
static void
add_offers (PlumbCanvas *self,
            GArray      *shown)
{
  GPtrArray *offers = plumb_hand_offers (self->hand);
  const PlumbMark *moved = plumb_hand_moved (self->hand, 0);

  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      const PlumbMark *offer = offers->pdata[i];

      if (offer->frame != self->picture->frame)
        continue;
      if (offer == plumb_hand_held_offer (self->hand) && moved != NULL)
        add_shown (self, shown, moved, PLUMB_DRAW_SELECTED | PLUMB_DRAW_LABEL);
      else
        add_shown (self, shown, offer, PLUMB_DRAW_COMPUTED);
    }
}

static void
append_held (PlumbCanvas *self,
             const Shown *shown,
             Brush       *brush)
{
  const int held = plumb_session_held_point (self->session);

  if (!shown->is_held || held < 0 || (guint) held >= shown->mark->n_points)
    return;
  brush->at = shown->mark->points[held];
  plumb_kept_nodes_append (self->nodes, shown->mark, NODE_HELD * (1 + (guint) held), NULL, FALSE,
                           draw_held_cb, brush);
}

static void
append_bodies (PlumbCanvas     *self,
               GArray          *shown,
               PlumbLabelField *field)
{
  for (guint i = 0; i < shown->len; i++)
    {
      const Shown *one = &g_array_index (shown, Shown, i);
      Brush brush = { .canvas = self, .view = plumb_canvas_draw_view (self), .mark = one->mark,
                      .flags = one->flags | PLUMB_DRAW_BODIES };

      plumb_label_field_add_mark (field, one->mark, &brush.view);
      plumb_kept_nodes_append (self->nodes, one->mark, brush.flags, NULL, FALSE, draw_mark_cb,
                               &brush);
      append_held (self, one, &brush);
    }
}

/* What a hand is at comes last: the labels of the others stay where they are. */
static void
append_pills (PlumbCanvas     *self,
              GArray          *shown,
              PlumbLabelField *field)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < shown->len; i++)
      {
        const Shown *one = &g_array_index (shown, Shown, i);
        const gboolean is_at_hand = (one->flags & PLUMB_DRAW_LABEL) != 0;
        Brush brush = { .canvas = self, .view = plumb_canvas_draw_view (self), .mark = one->mark,
                        .flags = one->flags | PLUMB_DRAW_PILLS, .label = one->label };

        if (is_at_hand != (pass == 1) || (one->label == NULL && !is_at_hand))
          continue;
        brush.view.field = field;
        plumb_kept_nodes_append (self->nodes, one->mark, brush.flags, one->label, TRUE,
                                 draw_mark_cb, &brush);
      }
}

void
plumb_canvas_append_marks (PlumbCanvas *self)
{
  const PlumbMark *draft = plumb_hand_draft (self->hand);
  g_autoptr (PlumbLabelField) field
      = plumb_label_field_new (self->view.width, self->view.height);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (Shown));

  g_array_set_clear_func (shown, clear_shown);
  add_stored (self, shown);
  add_offers (self, shown);
  if (draft != NULL)
    add_shown (self, shown, draft, PLUMB_DRAW_SELECTED | PLUMB_DRAW_LABEL);
  if (self->has_ghosts)
    append_ghosts (self);
  append_feet (self, field);
  append_bodies (self, shown, field);
  append_pills (self, shown, field);
}
