/* Flags: the key moments of the rep that is looked at, the coach's own ones, and
 * where other reps begin; see timeline-private.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define NOTE_REACH 6.0

void
plumb_flag_free (gpointer data)
{
  PlumbFlag *flag = data;

  g_free (flag->name);
  g_free (flag);
}

static gboolean
is_held (PlumbTimeline   *self,
         const PlumbFlag *flag)
{
  return self->hold == PLUMB_TIMELINE_HOLDS_FLAG && flag->kind == self->held.kind
         && flag->moment == self->held.moment && flag->id == self->held.id;
}

/* At its place by frame; one that is dragged is where the hand has it. */
static void
add_flag (PlumbTimeline *self,
          PlumbFlagKind  kind,
          PlumbMoment    moment,
          gint64         id,
          gint64         frame,
          const char    *name)
{
  PlumbFlag *flag = g_new0 (PlumbFlag, 1);
  guint place = self->flags->len;

  *flag = (PlumbFlag) { .kind = kind, .moment = moment, .id = id, .name = g_strdup (name) };
  flag->frame = is_held (self, flag) ? self->held_frame : frame;
  while (place > 0 && ((PlumbFlag *) self->flags->pdata[place - 1])->frame > flag->frame)
    place--;
  g_ptr_array_insert (self->flags, (int) place, flag);
}

static void
collect_reps (PlumbTimeline *self)
{
  const guint n_reps = plumb_review_n_reps (self->review);

  for (guint rep = 0; n_reps > 1 && rep < n_reps; rep++)
    {
      gint64 first = G_MAXINT64;
      g_autofree char *name = g_strdup_printf (_("Rep %u"), rep + 1);

      if (rep == plumb_review_rep (self->review))
        continue;
      for (int m = 0; m < PLUMB_MOMENT_NEUTRAL; m++)
        {
          const gint64 frame = plumb_review_rep_moment (self->review, rep, (PlumbMoment) m);

          if (frame >= 0)
            first = MIN (first, frame);
        }
      if (first < G_MAXINT64)
        add_flag (self, PLUMB_FLAG_REP, PLUMB_MOMENT_NONE, rep, first, name);
    }
}

/* A flag that stands where it stood is found by the pointer before it is drawn
 * again. */
static void
keep_places (PlumbTimeline *self,
             GPtrArray     *before)
{
  for (guint i = 0; i < self->flags->len; i++)
    for (guint j = 0; j < before->len; j++)
      {
        PlumbFlag *flag = self->flags->pdata[i];
        const PlumbFlag *old = before->pdata[j];

        if (flag->kind != old->kind || flag->moment != old->moment || flag->id != old->id
            || flag->frame != old->frame)
          continue;
        flag->x0 = old->x0;
        flag->x1 = old->x1;
        flag->y0 = old->y0;
        flag->y1 = old->y1;
      }
}

static void
collect_moments (PlumbTimeline *self)
{
  GPtrArray *remarks = plumb_review_remarks (self->review);

  for (int m = 0; m < PLUMB_N_MOMENTS; m++)
    {
      const gint64 frame = plumb_review_moment (self->review, (PlumbMoment) m);

      if (frame >= 0)
        add_flag (self, PLUMB_FLAG_MOMENT, (PlumbMoment) m, 0, frame,
                  _(plumb_moment_name ((PlumbMoment) m)));
    }
  for (guint i = 0; i < remarks->len; i++)
    {
      const PlumbRemark *remark = remarks->pdata[i];

      if (remark->kind == PLUMB_REMARK_MOMENT)
        add_flag (self, PLUMB_FLAG_OWN, PLUMB_MOMENT_NONE, remark->id, remark->frame,
                  remark->text);
    }
}

void
plumb_timeline_collect_flags (PlumbTimeline *self)
{
  g_autoptr (GPtrArray) before = self->flags;

  self->flags = g_ptr_array_new_with_free_func (plumb_flag_free);
  if (self->review == NULL || plumb_session_n_frames (self->session) < 1)
    return;
  collect_moments (self);
  collect_reps (self);
  keep_places (self, before);
}

/* A flag steps down where the one before still stands; with both rows full it
 * moves aside and keeps its line. */
void
plumb_timeline_draw_flags (PlumbTimeline          *self,
                           cairo_t                *cr,
                           const PlumbTimelineInk *ink)
{
  static const GdkRGBA grounds[] = {
    [PLUMB_FLAG_MOMENT] = { 0.38f, 0.63f, 0.92f, 1 },
    [PLUMB_FLAG_OWN] = { 0.86f, 0.54f, 0.87f, 1 },
    [PLUMB_FLAG_REP] = { 0.75f, 0.75f, 0.75f, 1 },
  };
  static const GdkRGBA dark = { 0.06f, 0.06f, 0.1f, 1 };
  const double right = self->axis.x_px + self->axis.width_px;
  double taken[PLUMB_TIMELINE_N_FLAG_ROWS] = { -1, -1 }; /* right end of the last in each row */
  const PlumbFlag *above = NULL; /* the last in the upper row, from there on */
  double above_from = 0;

  for (guint i = 0; i < self->flags->len; i++)
    {
      PlumbFlag *flag = self->flags->pdata[i];
      const GdkRGBA *ground = &grounds[flag->kind];
      const double x = plumb_timeline_axis_x (&self->axis, (double) flag->frame);
      const int row = x < taken[0] ? 1 : 0;
      const double from = MAX (x, taken[row]);
      const double y = PLUMB_TIMELINE_THUMBS + 1 + row * self->row_height;
      double to;

      flag->x0 = flag->x1 = -1;
      if (x < self->axis.x_px - 1 || x > right + 1)
        continue;
      gdk_cairo_set_source_rgba (cr, ground);
      cairo_rectangle (cr, x - 0.75, 0, 1.5, PLUMB_TIMELINE_THUMBS + row * self->row_height);
      cairo_fill (cr);
      /* The line of a flag below goes behind the one above. */
      if (row > 0 && above != NULL)
        plumb_timeline_draw_pill (self, cr, above->name, above_from, PLUMB_TIMELINE_THUMBS + 1,
                                  &grounds[above->kind], &dark);
      to = plumb_timeline_draw_pill (self, cr, flag->name, from, y, ground, &dark);
      if (row == 0)
        {
          above = flag;
          above_from = from;
        }
      /* Near the end the text stands before its line. */
      flag->x0 = MIN (from, x) - 3;
      flag->x1 = MAX (to, x) + 3;
      flag->y0 = y;
      flag->y1 = y + self->row_height;
      taken[row] = to + 4;
    }
}

const PlumbFlag *
plumb_timeline_find_flag (PlumbTimeline *self,
                          double         x,
                          double         y)
{
  /* What was drawn last lies on top. */
  for (guint i = self->flags->len; i > 0; i--)
    {
      const PlumbFlag *flag = self->flags->pdata[i - 1];

      if (flag->x1 > flag->x0 && x >= flag->x0 && x < flag->x1 && y >= flag->y0 && y < flag->y1)
        return flag;
    }
  return NULL;
}

const PlumbRemark *
plumb_timeline_find_note (PlumbTimeline *self,
                          double         x,
                          double         y)
{
  GPtrArray *remarks = self->review != NULL ? plumb_review_remarks (self->review) : NULL;
  const PlumbRemark *nearest = NULL;
  double best = NOTE_REACH;

  if (fabs (y - (PLUMB_TIMELINE_THUMBS - 4)) > NOTE_REACH)
    return NULL;
  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    {
      const PlumbRemark *remark = remarks->pdata[i];
      const double away
          = fabs (plumb_timeline_axis_x (&self->axis, (double) remark->frame) - x);

      if (remark->kind == PLUMB_REMARK_NOTE && away <= best)
        {
          best = away;
          nearest = remark;
        }
    }
  return nearest;
}

/* TRUE when `frame` lies between `from` and the nearest one found yet. */
static void
offer (gint64  frame,
       gint64  from,
       int     direction,
       gint64 *best)
{
  if ((frame - from) * direction > 0
      && (*best < 0 || (*best - frame) * direction > 0))
    *best = frame;
}

gint64
plumb_timeline_next_flag (PlumbTimeline *self,
                          gint64         frame,
                          int            direction)
{
  GPtrArray *remarks;
  gint64 best = -1;

  g_return_val_if_fail (PLUMB_IS_TIMELINE (self), -1);

  if (self->review == NULL)
    return -1;
  plumb_timeline_collect_flags (self);
  for (guint i = 0; i < self->flags->len; i++)
    offer (((PlumbFlag *) self->flags->pdata[i])->frame, frame, direction, &best);
  remarks = plumb_review_remarks (self->review);
  for (guint i = 0; i < remarks->len; i++)
    offer (((PlumbRemark *) remarks->pdata[i])->frame, frame, direction, &best);
  return best;
}
