/* What the files of the canvas share; see canvas.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "canvas-view.h"
#include "canvas.h"
#include "hand.h"
#include "kept-nodes.h"

G_BEGIN_DECLS

struct _PlumbCanvas
{
  GtkWidget       parent_instance;
  PlumbSession   *session; /* owned, nullable */
  PlumbHand      *hand;    /* owned, nullable */
  PlumbReview    *review;  /* owned, nullable: the one listened to */
  PlumbFrame     *picture; /* owned, nullable */
  PlumbFrame     *sharp;   /* owned, nullable: of the same frame, as filmed */
  GdkTexture     *texture; /* owned, nullable: of picture */
  GskRenderNode  *kept;    /* owned, nullable: the picture as shown in kept_view */
  PlumbCanvasView kept_view;
  int             kept_factor; /* pixels of the screen a pixel of the toolkit */
  PlumbKeptNodes *nodes;   /* owned: what lies over the picture */
  GtkWidget      *editor;  /* owned, nullable: of the words of a text */
  PlumbCanvasView view;
  PlumbPoint      pointer; /* video pixels */
  PlumbPoint      pan_from;
  double          pinch_scale;
  PlumbPoint      pinch_at;    /* screen pixels: the middle of the fingers */
  PlumbPoint      cross;       /* video pixels: where Enter places a point */
  gboolean        has_cross;
  gboolean        is_panning;
  gboolean        has_pointer; /* it is over the canvas */
  gboolean        is_looking;  /* through the loupe, while Z is held */
  gboolean        has_ghosts;
  graphene_rect_t covered;     /* empty = nothing */
  double          brightness;  /* -0.5 to 0.5, 0 = as filmed */
  double          contrast;    /* 1 = as filmed */
};

/* The size or place of the picture is another. */
void plumb_canvas_view_changed (PlumbCanvas *self);
/* Emit "edit-failed" (error may be NULL) and "step". */
void plumb_canvas_report (PlumbCanvas *self,
                          GError      *error);
void plumb_canvas_ask_step (PlumbCanvas *self,
                            int          n);
/* Ends a press of the hand. */
void plumb_canvas_release (PlumbCanvas *self,
                           PlumbPoint   at,
                           double       reach_px);
gboolean plumb_canvas_end_outline (PlumbCanvas *self);

/* canvas-input.c */
void   plumb_canvas_add_input (PlumbCanvas *self);
/* How far from a mark a press still meets it, in pixels of the screen. */
double plumb_canvas_hit_radius (GdkInputSource source);
/* Two fingers with this middle on the canvas, and `scale` times as far apart as
 * they were in the beginning. */
void   plumb_canvas_begin_pinch (PlumbCanvas *self,
                                 PlumbPoint   at);
void   plumb_canvas_pinch (PlumbCanvas *self,
                           double       scale,
                           PlumbPoint   at);

/* canvas-words.c: an entry where the words of the hand's text stand. */
void plumb_canvas_begin_words (PlumbCanvas *self);
void plumb_canvas_end_words (PlumbCanvas *self,
                             gboolean     keep);
void plumb_canvas_place_words (PlumbCanvas *self);

/* canvas-picture.c: with the light that the coach wants; forget when there is
 * another picture. */
void plumb_canvas_append_picture (PlumbCanvas *self,
                                  GtkSnapshot *snapshot);
void plumb_canvas_forget_kept (PlumbCanvas *self);

/* canvas-marks.c: between begin and end of the nodes. */
PlumbDrawView plumb_canvas_draw_view (PlumbCanvas *self);
void          plumb_canvas_append_marks (PlumbCanvas *self);

/* The vfunc. */
void plumb_canvas_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot);

G_END_DECLS
