/* What the files of the timeline share; see timeline.h.
 *
 * From top to bottom: the lane of thumbnails (with ruler, loop and reps over
 * it), two rows of flags with the ticks of marks and notes, the plot.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "pose-series.h"
#include "timeline-axis.h"
#include "timeline.h"

G_BEGIN_DECLS

#define PLUMB_TIMELINE_MARGIN 12.0
#define PLUMB_TIMELINE_THUMBS 40.0
#define PLUMB_TIMELINE_PLOT 56.0 /* under its own row of words */
#define PLUMB_TIMELINE_N_FLAG_ROWS 2

typedef enum
{
  PLUMB_FLAG_MOMENT, /* of the rep looked at */
  PLUMB_FLAG_OWN,    /* a key moment with a name of the coach's own */
  PLUMB_FLAG_REP,    /* where another rep begins */
} PlumbFlagKind;

/* One flag, and where it stands in the widget. */
typedef struct
{
  PlumbFlagKind kind;
  PlumbMoment   moment; /* MOMENT */
  gint64        id;     /* OWN: of the remark; REP: its number */
  gint64        frame;
  char         *name;   /* owned */
  double        x0, x1, y0, y1;
} PlumbFlag;

typedef enum
{
  PLUMB_TIMELINE_HOLDS_NOTHING,
  PLUMB_TIMELINE_HOLDS_PLAYHEAD,
  PLUMB_TIMELINE_HOLDS_FLAG,
  PLUMB_TIMELINE_HOLDS_LOOP_FIRST,
  PLUMB_TIMELINE_HOLDS_LOOP_LAST,
} PlumbTimelineHold;

typedef struct
{
  gint64      frame;
  GdkTexture *texture; /* owned */
} PlumbThumb;

struct _PlumbTimeline
{
  GtkWidget         parent_instance;
  PlumbSession     *session; /* owned, nullable */
  PlumbReview      *review;  /* owned, nullable: the one listened to */
  PlumbFrameIndex  *index;   /* owned, nullable */
  GArray           *rates;   /* of PlumbRatePart, nullable: with the index */
  GPtrArray        *thumbs;  /* of PlumbThumb */
  PlumbTimelineAxis axis;
  GPtrArray        *flags;   /* of PlumbFlag, by frame */
  GArray           *series[PLUMB_N_POSE_SERIES]; /* of PlumbPoseSample, nullable:
                                                    made when the plot wants them */
  gint64            loop_first, loop_last;
  double            rate;
  gboolean          has_plot;
  double            row_height; /* of flags, by the size of text */

  PlumbTimelineHold hold;
  double            drag_x;     /* where the line of what is held was */
  double            pan_first;  /* of the axis, when the middle button went down */
  PlumbFlag         held;       /* a copy without a name: the flag that is dragged */
  gint64            held_frame; /* where what is held is now */
  double            hover_x;    /* < 0 = the pointer is elsewhere */
};

typedef struct
{
  GdkRGBA text, accent;
} PlumbTimelineInk;

/* timeline-layers.c */
void   plumb_timeline_append_thumbs (PlumbTimeline *self,
                                     GtkSnapshot   *snapshot);
void   plumb_timeline_draw_ruler (PlumbTimeline          *self,
                                  cairo_t                *cr,
                                  const PlumbTimelineInk *ink);
void   plumb_timeline_draw_rates (PlumbTimeline          *self,
                                  cairo_t                *cr,
                                  const PlumbTimelineInk *ink);
void   plumb_timeline_draw_loop (PlumbTimeline          *self,
                                 cairo_t                *cr,
                                 const PlumbTimelineInk *ink);
void   plumb_timeline_draw_ticks (PlumbTimeline          *self,
                                  cairo_t                *cr,
                                  const PlumbTimelineInk *ink);
void   plumb_timeline_draw_playhead (PlumbTimeline          *self,
                                     cairo_t                *cr,
                                     const PlumbTimelineInk *ink);
/* What the pointer is over: a line with frame and time. */
void   plumb_timeline_draw_hover (PlumbTimeline          *self,
                                  cairo_t                *cr,
                                  const PlumbTimelineInk *ink);
/* A pill with text, its left edge at x, or its right one near the end; the x of
 * its right edge. */
double plumb_timeline_draw_pill (PlumbTimeline *self,
                                 cairo_t       *cr,
                                 const char    *label,
                                 double         x,
                                 double         y,
                                 const GdkRGBA *ground,
                                 const GdkRGBA *ink);
/* (transfer full) "0:03.217" or "frame 193 · 0:03.217"; the frame alone where
 * times are unknown. */
char  *plumb_timeline_describe_frame (PlumbTimeline *self,
                                      gint64         frame);

/* timeline-flags.c */
void   plumb_timeline_collect_flags (PlumbTimeline *self);
void   plumb_timeline_draw_flags (PlumbTimeline          *self,
                                  cairo_t                *cr,
                                  const PlumbTimelineInk *ink);
/* (transfer none) (nullable) As drawn last. */
const PlumbFlag   *plumb_timeline_find_flag (PlumbTimeline *self,
                                             double         x,
                                             double         y);
/* (transfer none) (nullable) The note whose tick is there. */
const PlumbRemark *plumb_timeline_find_note (PlumbTimeline *self,
                                             double         x,
                                             double         y);
void   plumb_flag_free (gpointer flag);

/* timeline-plot.c */
void   plumb_timeline_draw_plot (PlumbTimeline          *self,
                                 cairo_t                *cr,
                                 const PlumbTimelineInk *ink);
void   plumb_timeline_draw_legend (PlumbTimeline *self,
                                    cairo_t       *cr);
void   plumb_timeline_forget_series (PlumbTimeline *self);
double plumb_timeline_plot_top (PlumbTimeline *self);

/* timeline-input.c */
void   plumb_timeline_add_input (PlumbTimeline *self);
void   plumb_timeline_bind_keys (GtkWidgetClass *klass);

/* timeline.c */
void   plumb_timeline_emit_scrub (PlumbTimeline *self,
                                  gint64         frame,
                                  gboolean       rests);
void   plumb_timeline_emit_step (PlumbTimeline *self,
                                 int            n);
void   plumb_timeline_emit_loop (PlumbTimeline *self,
                                 gint64         first,
                                 gint64         last);
void   plumb_timeline_emit_failed (PlumbTimeline *self,
                                   GError        *error);

G_END_DECLS
