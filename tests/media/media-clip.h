/* Small clips with a bar code for the tests of this room, and waiting for what
 * the engine emits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clip.h"
#include "engine.h"

G_BEGIN_DECLS

/* 320 × 180, plain, with a bar code. */
void    media_clip_options_init (PlumbClipOptions *options,
                                 gint64            n_frames);
/* (transfer full) (nullable) The path of a new clip below the folder of this
 * program's tests; NULL, and the test is marked as skipped, when an encoder is
 * missing. */
char   *media_clip_make (const PlumbClipOptions *options,
                         const char             *file);
/* The number in the picture, -1 when it has none. */
gint64  media_clip_number (const PlumbFrame *frame);
/* Removes what media_clip_make() made. */
void    media_clip_clean (void);
/* Runs the main context until *done or for a long while; FALSE then. */
gboolean media_clip_wait (const gboolean *done);
/* Runs the main context for that long. */
void    media_clip_run (guint ms);

G_END_DECLS
