/* What the files of the canvas share; see canvas.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "canvas-view.h"
#include "canvas.h"
#include "hand.h"

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
  PlumbCanvasView view;
  PlumbPoint      pointer; /* video pixels */
  PlumbPoint      pan_from;
  double          pinch_scale;
  gboolean        is_panning;
  gboolean        has_pointer; /* it is over the canvas */
  gboolean        is_looking;  /* through the loupe, while Z is held */
  gboolean        has_ghosts;
  double          brightness;  /* -0.5 to 0.5, 0 = as filmed */
  double          contrast;    /* 1 = as filmed */
};

/* The vfunc. */
void plumb_canvas_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot);

G_END_DECLS
