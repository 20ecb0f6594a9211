/* A part of a recording as a film of its own, for messages: pictures upright
 * at full size, each with its time in the recording, no sound.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "engine.h"

G_BEGIN_DECLS

#define PLUMB_CLIP_WRITER_ERROR (plumb_clip_writer_error_quark ())
typedef enum
{
  PLUMB_CLIP_WRITER_ERROR_MISSING, /* the message names element and package */
  PLUMB_CLIP_WRITER_ERROR_ENCODE,  /* the encoder gave up */
  PLUMB_CLIP_WRITER_ERROR_WRITE,   /* the file cannot be written */
} PlumbClipWriterError;
GQuark plumb_clip_writer_error_quark (void);

typedef struct
{
  /* (nullable) Draws over a picture of B, G, R, x pixels; gives the time for
   * which it stays longer than in the recording, ns. */
  gint64 (*paint) (const PlumbFrame *frame,
                   guint8           *pixels,
                   int               stride,
                   gpointer          user_data);
  /* (nullable) After each picture. */
  void (*progress) (gint64   n_done,
                    gint64   n_frames,
                    gpointer user_data);
  gpointer user_data;
  int      slowdown; /* each picture stays so many times as long; 0 = as it is */
} PlumbClipWriterFuncs; /* both called in the thread that writes */

/* "mp4", or "webm" where no H.264 encoder is installed. */
const char *plumb_clip_writer_extension (void);
/* Frames `first` to `last`, both included, VP9 in WebM where the path ends so,
 * else H.264 in MP4. Frames that cannot be decoded are left out. Blocks: call it
 * off the main thread. Writes to a temporary name in the same folder, then fsync
 * and rename; on error nothing is left and an older file is untouched. Errors:
 * PLUMB_CLIP_WRITER_ERROR, PLUMB_MEDIA_ERROR, or G_IO_ERROR_CANCELLED. */
gboolean plumb_clip_writer_write (PlumbEngine                *engine,
                                  gint64                      first,
                                  gint64                      last,
                                  const char                 *path,
                                  const PlumbClipWriterFuncs *funcs,
                                  GCancellable               *cancellable,
                                  GError                    **error);

G_END_DECLS
