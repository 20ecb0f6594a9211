/* The threads that decode and paint: one each a recording. Requests go in by one slot, the
 * newest wins; pictures come out by a callback.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "engine.h"
#include "frame-index-private.h"
#include "picture.h"

G_BEGIN_DECLS

typedef struct _PlumbWorker PlumbWorker;

/* An answer: a picture, or an error and the frame it is about. */
typedef struct
{
  guint64     generation; /* of the request it answers or was met on the way to */
  PlumbFrame *picture;    /* (nullable) */
  gint64      frame;
  GError     *error; /* (nullable) */
  gboolean    final; /* what was asked for, at the size of the view; nothing else
                        will come for this request */
} PlumbAnswer;

typedef enum
{
  PLUMB_STALL_NONE,
  PLUMB_STALL_DECODER, /* at one unit */
  PLUMB_STALL_FILE,    /* at reading the recording's bytes */
} PlumbStall;

/* Called in a thread of the worker, or right in the request where the picture was
 * ready; without the worker's lock. Takes the answer. */
typedef void (*PlumbAnswerFunc) (PlumbAnswer *answer,
                                 gpointer     user_data);

void         plumb_answer_free (PlumbAnswer *answer);

PlumbWorker *plumb_worker_new (PlumbTrack      *track,
                               PlumbFrameIndex *index,
                               gsize            budget_bytes,
                               PlumbAnswerFunc  answer,
                               gpointer         user_data,
                               GDestroyNotify   destroy);
PlumbWorker *plumb_worker_ref (PlumbWorker *worker);
void         plumb_worker_unref (PlumbWorker *worker);
/* Ends the thread and waits for it; one that hangs in its decoder is left to
 * itself after `patience_us`. No answers come afterwards. */
void         plumb_worker_stop (PlumbWorker *worker,
                                gint64       patience_us);
void         plumb_worker_request (PlumbWorker *worker,
                                   guint64      generation,
                                   gint64       frame,
                                   PlumbIntent  intent);
/* (transfer full) (nullable) From the cache alone, at the size of the view. */
PlumbFrame  *plumb_worker_peek (PlumbWorker *worker,
                                gint64       frame);
/* (transfer full) At full size; waits. From any thread but the worker's. */
PlumbFrame  *plumb_worker_get (PlumbWorker  *worker,
                               gint64        frame,
                               GCancellable *cancellable,
                               GError      **error);
void         plumb_worker_set_view_size (PlumbWorker *worker,
                                         int          width_px,
                                         int          height_px);
/* Size of pictures delivered now. */
void         plumb_worker_get_delivered_size (PlumbWorker *worker,
                                              int         *width_px,
                                              int         *height_px);
void         plumb_worker_set_loop (PlumbWorker *worker,
                                    gint64       first,
                                    gint64       last);
void         plumb_worker_set_pinned (PlumbWorker  *worker,
                                      const gint64 *frames,
                                      guint         n);
void         plumb_worker_set_budget (PlumbWorker *worker,
                                      gsize        budget_bytes);
/* Memory that pictures take now. */
gsize        plumb_worker_n_bytes (PlumbWorker *worker);
/* What has given no sign of life for five seconds; a file is told of once a
 * request. `waiting`: the last request has no answer. */
PlumbStall   plumb_worker_find_stall (PlumbWorker *worker,
                                      gboolean    *waiting);
/* After a stall: if it was a hardware decoder, it is not chosen again. */
void         plumb_worker_distrust_decoder (PlumbWorker *worker);
void         plumb_worker_set_stall_error (PlumbStall stall,
                                           GError   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbWorker, plumb_worker_unref)

G_END_DECLS
