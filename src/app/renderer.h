/* How windows are painted where there is no graphics processor.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Before the first window. GL done by the processor paints a window of pictures at
 * a fifth of the speed of cairo: where nobody has chosen, cairo is taken then. */
void plumb_renderer_choose (GdkDisplay *display);

G_END_DECLS
