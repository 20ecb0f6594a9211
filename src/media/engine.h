/* The frame engine of one open recording: index, decoder, cache, worker.
 * All functions are called from the thread that made the engine (its main
 * context gets the callbacks), except the _sync ones of the command line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "frame-index.h"
#include "frame.h"

G_BEGIN_DECLS

#define PLUMB_MEDIA_ERROR (plumb_media_error_quark ())
typedef enum
{
  PLUMB_MEDIA_ERROR_READ,       /* the file cannot be read, or vanished */
  PLUMB_MEDIA_ERROR_NOT_VIDEO,  /* no video in it */
  PLUMB_MEDIA_ERROR_DAMAGED,    /* it breaks the rules of its format */
  PLUMB_MEDIA_ERROR_NO_DECODER, /* the message names codec and package */
  PLUMB_MEDIA_ERROR_TOO_LARGE,  /* absurd picture size, refused */
  PLUMB_MEDIA_ERROR_DECODE,     /* this frame cannot be decoded */
  PLUMB_MEDIA_ERROR_STALLED,    /* the decoder gave no answer */
} PlumbMediaError;
GQuark plumb_media_error_quark (void);

typedef enum
{
  PLUMB_INTENT_STEP,  /* one frame beside the last one asked for */
  PLUMB_INTENT_SCRUB, /* dragging: pictures on the way are welcome */
  PLUMB_INTENT_LAND,  /* this very frame */
  PLUMB_INTENT_PLAY,
} PlumbIntent;

#define PLUMB_TYPE_ENGINE (plumb_engine_get_type ())
G_DECLARE_FINAL_TYPE (PlumbEngine, plumb_engine, PLUMB, ENGINE, GObject)

/* Signals:
 *   "frame" (PlumbFrame *): a picture to show; its number is the number of the
 *       picture. Late answers to superseded requests are never emitted, except
 *       while scrubbing and playing, when nearer to the target than the last.
 *       While dragging a small picture of the very frame may come first, and
 *       the sharp one after it with the same number.
 *   "failed" (gint64 frame, GError *): this frame cannot be shown. */

/* Indexes and prepares in a thread; `path` is a local file name.
 * Finish gives (transfer full) or an error of PLUMB_MEDIA_ERROR. */
void             plumb_engine_open_async (const char         *path,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
/* The same for who wants to show how far it is: `per_mille` (nullable), made with
 * g_atomic_rc_box_new0 (int) and read with g_atomic_int_get(), goes to 1000 while
 * a long recording is read through; a reference is taken. */
void             plumb_engine_open_watched_async (const char         *path,
                                                  int                *per_mille,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
PlumbEngine     *plumb_engine_open_finish (GAsyncResult *result,
                                           GError      **error);
/* The same, waiting. */
PlumbEngine     *plumb_engine_open (const char   *path,
                                    GCancellable *cancellable,
                                    GError      **error);
/* (transfer none) */
PlumbFrameIndex *plumb_engine_index (PlumbEngine *engine);
/* Latest wins; clamped to the recording. */
void             plumb_engine_request (PlumbEngine *engine,
                                       gint64       frame,
                                       PlumbIntent  intent);
/* The frame last asked for, from which a step counts; -1 before the first. */
gint64           plumb_engine_requested (PlumbEngine *engine);
/* (transfer full) (nullable) That frame if it is in the cache: no waiting. */
PlumbFrame      *plumb_engine_peek (PlumbEngine *engine,
                                    gint64       frame);
/* (transfer full) That frame at full size, waiting for the decoder. May be
 * called from any thread. */
PlumbFrame      *plumb_engine_get_frame (PlumbEngine  *engine,
                                         gint64        frame,
                                         GCancellable *cancellable,
                                         GError      **error);
/* Pictures are delivered no larger than this (video pixels on the screen);
 * 0, 0 = full size. */
void             plumb_engine_set_view_size (PlumbEngine *engine,
                                             int          width_px,
                                             int          height_px);
/* While playing from `first` to `last` and round again, both frames included:
 * what follows `last` is kept ready. -1, -1 = no loop. */
void             plumb_engine_set_loop (PlumbEngine *engine,
                                        gint64       first,
                                        gint64       last);
/* Frames that people come back to, as key moments are: kept at hand wherever the
 * playhead is. Those that are no frames of the recording are left out. */
void             plumb_engine_set_pinned (PlumbEngine  *engine,
                                          const gint64 *frames,
                                          guint         n);
/* Memory for decoded pictures, those at the size of the view and small ones
 * included. Any time; what is too much then goes at once. */
#define PLUMB_ENGINE_DEFAULT_BUDGET ((gsize) 512 * 1024 * 1024)
void             plumb_engine_set_cache_budget (PlumbEngine *engine,
                                                gsize        n_bytes);
typedef struct
{
  const char *decoder; /* an element of GStreamer; "" where there is none */
  gsize       n_bytes; /* of pictures kept */
  gsize       budget;
} PlumbEngineState;

/* For people who want to know what limits it. */
void             plumb_engine_get_state (PlumbEngine      *engine,
                                         PlumbEngineState *state);
/* A small picture of a frame, in the main context of the engine; NULL after the
 * last. (transfer none) */
typedef void (*PlumbThumbnailFunc) (PlumbFrame *thumbnail,
                                    gpointer    user_data);
/* `n` pictures spread evenly over the recording, moved to the nearest sync frame
 * where that is near, in a thread of low priority with a decoder of its own. No
 * call after cancelling or closing. */
void             plumb_engine_load_thumbnails (PlumbEngine       *engine,
                                               guint              n,
                                               int                height_px,
                                               GCancellable      *cancellable,
                                               PlumbThumbnailFunc func,
                                               gpointer           user_data);
/* Stops the worker and joins it; further calls give errors. */
void             plumb_engine_close (PlumbEngine *engine);

G_END_DECLS
