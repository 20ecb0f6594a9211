/* A drawn lift, open in the real program: where its pixels are on the screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "checks.h"
#include "clip.h"
#include "robot.h"

G_BEGIN_DECLS

typedef struct
{
  Robot           *robot;    /* owned */
  PlumbLift       *lift;     /* owned: the truth */
  char            *folder;   /* owned */
  char            *data_dir; /* owned */
  PlumbClipOptions options;  /* to be set before it is opened */
  AtspiAccessible *position; /* owned: "… frame 3 of 89" */
  RobotRect        canvas;
} LiftOnScreen;

/* Draws the clip, opens it and leaves its athlete for later; FALSE without a
 * display. */
gboolean      lift_open (LiftOnScreen *screen,
                         const char   *name);
void          lift_close (LiftOnScreen *screen);
PlumbLiftPose lift_pose_at (LiftOnScreen *screen,
                            gint64        frame);
/* While the whole picture is shown. */
PlumbPoint    lift_to_screen (LiftOnScreen *screen,
                              PlumbPoint    video);
PlumbPoint    lift_to_video (LiftOnScreen *screen,
                             PlumbPoint    at);
gint64        lift_read_frame (LiftOnScreen *screen);
/* Both the label and the bar code in the picture. */
void          lift_wait_for_frame (LiftOnScreen *screen,
                                   gint64        frame);
/* The label alone, where a hint covers the bar code. */
void          lift_wait_for_number (LiftOnScreen *screen,
                                    gint64        frame);

G_END_DECLS
