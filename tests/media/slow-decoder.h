/* A decoder that takes its time: what races on a loaded computer shows at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Registers it and has every codec decoded by it: `factory` behind a pause of up
 * to `most_us` before each unit, from a fixed seed. FALSE when it is missing. */
gboolean slow_decoder_begin (const char *factory,
                             guint       most_us);
void     slow_decoder_end   (void);

G_END_DECLS
