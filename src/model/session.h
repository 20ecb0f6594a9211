/* What is being looked at: the review, the frame on the canvas, the tool in
 * hand and the selected mark. Widgets bind to it and never to each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_TOOL_SELECT,
  PLUMB_TOOL_POINT, /* places session's landmark, then the next one */
  PLUMB_TOOL_LINE,
  PLUMB_TOOL_ANGLE,
  PLUMB_TOOL_HIP_ANGLE,
  PLUMB_TOOL_SPINE,
  PLUMB_TOOL_OUTLINE,
  PLUMB_TOOL_PLATE,
  PLUMB_TOOL_PLUMB,
  PLUMB_TOOL_TO_VERTICAL,
  PLUMB_TOOL_TO_HORIZONTAL,
  PLUMB_TOOL_DISTANCE,
  PLUMB_TOOL_ARROW,
  PLUMB_TOOL_RECTANGLE,
  PLUMB_TOOL_ELLIPSE,
  PLUMB_TOOL_FREEHAND,
  PLUMB_TOOL_TEXT, /* says where the words go */
  PLUMB_TOOL_LEVEL, /* draws along what is level or upright: the camera's roll */
  PLUMB_N_TOOLS,
} PlumbTool;

#define PLUMB_TYPE_SESSION (plumb_session_get_type ())
G_DECLARE_FINAL_TYPE (PlumbSession, plumb_session, PLUMB, SESSION, GObject)

/* Properties, all with notify: "review" (PlumbReview, nullable), "frame"
 * (int64, the number of the picture shown, -1 before the first), "wanted"
 * (int64, the frame asked for), "n-frames" (int64), "tool" (int, PlumbTool),
 * "landmark" (int, PlumbLandmark of the point tool), "selected" (int64, mark
 * id, 0 = none), "playing" (boolean), "guided" (boolean: the guided setup
 * says which tool comes next). */

PlumbSession *plumb_session_new (void);

/* (transfer none) (nullable) */
PlumbReview  *plumb_session_review (PlumbSession *self);
/* Also forgets frame, selection and tool of the review before. */
void          plumb_session_set_review (PlumbSession *self,
                                        PlumbReview  *review);
gint64        plumb_session_frame (PlumbSession *self);
void          plumb_session_set_frame (PlumbSession *self,
                                       gint64        frame);
gint64        plumb_session_wanted (PlumbSession *self);
void          plumb_session_set_wanted (PlumbSession *self,
                                        gint64        frame);
gint64        plumb_session_n_frames (PlumbSession *self);
void          plumb_session_set_n_frames (PlumbSession *self,
                                          gint64        n_frames);
PlumbTool     plumb_session_tool (PlumbSession *self);
void          plumb_session_set_tool (PlumbSession *self,
                                      PlumbTool     tool);
PlumbLandmark plumb_session_landmark (PlumbSession *self);
void          plumb_session_set_landmark (PlumbSession *self,
                                          PlumbLandmark landmark);
/* The mark selected last, 0 = none; setting it forgets all others. */
gint64        plumb_session_selected (PlumbSession *self);
void          plumb_session_set_selected (PlumbSession *self,
                                          gint64        mark_id);
/* Into the selection, or out of it. */
void          plumb_session_toggle_selected (PlumbSession *self,
                                             gint64        mark_id);
gboolean      plumb_session_is_selected (PlumbSession *self,
                                         gint64        mark_id);
/* (transfer none) (array length=n) The ids of all that is selected, in the order
 * of selecting; valid until the next change. */
const gint64 *plumb_session_selection (PlumbSession *self,
                                       guint        *n);
/* The point of the selected mark that keys move, -1 = all of them. Selecting
 * sets -1. */
int           plumb_session_held_point (PlumbSession *self);
void          plumb_session_set_held_point (PlumbSession *self,
                                            int           point);
/* How what is drawn next looks. */
PlumbMarkLook plumb_session_look (PlumbSession *self);
void          plumb_session_set_look (PlumbSession *self,
                                      PlumbMarkLook look);
gboolean      plumb_session_playing (PlumbSession *self);
void          plumb_session_set_playing (PlumbSession *self,
                                         gboolean      playing);
gboolean      plumb_session_guided (PlumbSession *self);
void          plumb_session_set_guided (PlumbSession *self,
                                        gboolean      guided);

G_END_DECLS
