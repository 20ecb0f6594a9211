/* Head and neck of the lifter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "lift-scene.h"

G_BEGIN_DECLS

void scene_draw_neck (cairo_t        *cr,
                      const LiftBody *body,
                      const Skin     *skin);
void scene_draw_head (cairo_t        *cr,
                      const LiftBody *body,
                      const Skin     *skin);

G_END_DECLS
