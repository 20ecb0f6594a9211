/* The canvas: the picture of one frame and, over it, the marks. Reads and
 * edits the session's review; shows what it is given and knows no engine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "canvas-view.h"
#include "frame.h"
#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_CANVAS (plumb_canvas_get_type ())
G_DECLARE_FINAL_TYPE (PlumbCanvas, plumb_canvas, PLUMB, CANVAS, GtkWidget)

/* Signals:
 *   "view-changed": the size at which the picture is shown is another.
 *   "edit-failed" (GError *): an edit could not be stored.
 *   "step" (int): the wheel asks for another frame.
 *   "rim-missed": a plate was drawn and no rim was found near it. */

void plumb_canvas_set_session (PlumbCanvas  *self,
                               PlumbSession *session);
/* Shows this picture, NULL = none. */
void plumb_canvas_set_picture (PlumbCanvas *self,
                               PlumbFrame  *frame);
/* Whether somebody is about to look at single pixels, through the loupe, of a
 * picture that was given smaller than filmed; and those pixels, of the frame that
 * is shown. Others are ignored. The picture itself stays as small as it is: it
 * is painted again at every move of the hand. */
gboolean plumb_canvas_wants_sharp (PlumbCanvas *self);
void     plumb_canvas_set_sharp (PlumbCanvas *self,
                                 PlumbFrame  *frame);
/* The size in device pixels at which the whole picture is shown now; 0, 0 when
 * nothing less than the full size will do. */
void plumb_canvas_needed_size (PlumbCanvas *self,
                               int         *width_px,
                               int         *height_px);
/* About the pointer when it is over the canvas, else about the middle. */
void plumb_canvas_zoom (PlumbCanvas *self,
                        double       factor);
void plumb_canvas_fit (PlumbCanvas *self);
/* One video pixel a pixel of the screen, about the pointer. */
void plumb_canvas_show_actual (PlumbCanvas *self);
/* How bright (-0.5 to 0.5, 0 = as filmed) and how contrasty (1 = as filmed) the
 * picture is shown; the marks stay as they are. */
void plumb_canvas_set_light (PlumbCanvas *self,
                             double       brightness,
                             double       contrast);
/* Left and right change places on the screen alone. */
void plumb_canvas_set_mirrored (PlumbCanvas *self,
                                gboolean     is_mirrored);
gboolean plumb_canvas_is_mirrored (PlumbCanvas *self);
/* Moves the picture by shares of the canvas. */
void plumb_canvas_pan (PlumbCanvas *self,
                       double       dx,
                       double       dy);
/* What arrow keys mean here, in pixels of the video as it is seen: the cross
 * that places points, or what is selected; FALSE when there is neither. */
gboolean plumb_canvas_arrow (PlumbCanvas *self,
                             double       dx_px,
                             double       dy_px);
gboolean plumb_canvas_has_cross (PlumbCanvas *self);
/* Where it is, in video pixels; FALSE when there is none. */
gboolean plumb_canvas_find_cross (PlumbCanvas *self,
                                  PlumbPoint  *at);
/* (transfer none) Where the picture lies. */
const PlumbCanvasView *plumb_canvas_view (PlumbCanvas *self);
/* (nullable) What of the canvas lies under something else: the loupe keeps out. */
void plumb_canvas_set_covered (PlumbCanvas           *self,
                               const graphene_rect_t *covered);
/* The marks of the marked frames before and after, faded. */
void plumb_canvas_set_ghosts (PlumbCanvas *self,
                              gboolean     has_ghosts);
/* Bits (1u << PlumbMarkKind) of what is not shown. */
void plumb_canvas_set_hidden (PlumbCanvas *self,
                              guint        kinds);
/* Drops what has been begun; FALSE when nothing was. */
gboolean plumb_canvas_cancel (PlumbCanvas *self);
/* (nullable) (element-type PlumbMark) Marks that are offered; see hand.h. */
void plumb_canvas_set_offers (PlumbCanvas *self,
                              GPtrArray   *offers);
/* Looks for the rim of a plate near this one in the picture shown: its centre and a
 * point on it. FALSE when there is none, or another frame is shown. */
gboolean plumb_canvas_find_rim (PlumbCanvas     *self,
                                const PlumbMark *plate,
                                PlumbPoint       circle[2]);
/* Enter: places a point at the cross, else ends an outline, else shows the
 * cross. With `at_once` an outline ends in any case. */
void plumb_canvas_finish (PlumbCanvas *self,
                          gboolean     at_once);

G_END_DECLS
