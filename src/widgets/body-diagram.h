/* A small figure of a lifter from the side, with the place that is asked for
 * lit: where on the body the next click belongs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "guide.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_BODY_DIAGRAM (plumb_body_diagram_get_type ())
G_DECLARE_FINAL_TYPE (PlumbBodyDiagram, plumb_body_diagram, PLUMB, BODY_DIAGRAM, GtkWidget)

/* Shows the posture of the step's moment and lights what the step asks for. */
void plumb_body_diagram_set_step (PlumbBodyDiagram     *self,
                                  const PlumbGuideStep *step);
/* As the lifter does in the recording; to the right at first. */
void plumb_body_diagram_set_faces_left (PlumbBodyDiagram *self,
                                        gboolean          faces_left);

G_END_DECLS
