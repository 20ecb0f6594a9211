/* The engine: what the main thread sees of a recording. It numbers requests,
 * hands them to the worker and judges its answers when they arrive by way of the
 * slot, in the main context of the maker.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "engine.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>
#include <inttypes.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "answer-slot.h"
#include "decoder-choice.h"
#include "decoder.h"
#include "index-saver.h"
#include "media-error.h"
#include "thumbnails.h"
#include "worker.h"

#define WATCH_MS 500
#define LARGE_BLOCK_BYTES (4 * 1024 * 1024)
/* The main thread waits for the unit at hand; longer than for any that is decoded
 * it does not. */
#define CLOSE_PATIENCE_US G_USEC_PER_SEC

struct _PlumbEngine
{
  GObject          parent_instance;
  PlumbTrack      *track;
  PlumbFrameIndex *index;
  GMainContext    *context;
  PlumbAnswerSlot *answers;
  GMutex           lock; /* guards worker, which any thread may ask for */
  PlumbWorker     *worker;
  gsize            budget;
  guint64          generation;
  gint64           requested;
  PlumbIntent      intent;
  gint64           emitted; /* frame of the last picture; -1 before */
  int              emitted_width;
  gboolean         settled; /* the last request has its answer: nothing of an
                               older one may follow it */
  int              view_width, view_height;
  gint64           loop_first, loop_last;
  GArray          *pinned; /* gint64 */
  GCancellable    *closed;
  PlumbIndexKey    key;
  PlumbIndexSaver *saver; /* (nullable) */
  GSource         *watch; /* (nullable) looks after a decoder that hangs */
};

enum
{
  FRAME,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbEngine, plumb_engine, G_TYPE_OBJECT)

/* Whether a picture may be shown: the one asked for, or while dragging and
 * playing one that is nearer to it than what is on the screen. */
static gboolean
is_wanted (PlumbEngine       *self,
           const PlumbAnswer *answer)
{
  if (self->settled)
    return FALSE;
  if (answer->generation == self->generation && answer->frame == self->requested)
    return TRUE;
  if (answer->picture == NULL ||
      (self->intent != PLUMB_INTENT_SCRUB && self->intent != PLUMB_INTENT_PLAY))
    return FALSE;
  return self->emitted < 0 ||
         ABS (answer->frame - self->requested) < ABS (self->emitted - self->requested);
}

static void
emit_answer_cb (GObject           *owner,
                const PlumbAnswer *answer)
{
  PlumbEngine *self = PLUMB_ENGINE (owner);
  if (!is_wanted (self, answer))
    return;
  self->settled = answer->final && answer->generation == self->generation;
  if (answer->picture != NULL)
    {
      self->emitted = answer->picture->frame;
      self->emitted_width = answer->picture->width_px;
      g_signal_emit (self, signals[FRAME], 0, answer->picture);
    }
  else
    g_signal_emit (self, signals[FAILED], 0, answer->frame, answer->error);
}

static PlumbWorker *
make_worker (PlumbEngine *self)
{
  PlumbWorker *worker = plumb_worker_new (self->track, self->index, self->budget,
                                          plumb_answer_slot_put,
                                          plumb_answer_slot_ref (self->answers),
                                          plumb_answer_slot_unref);
  plumb_worker_set_view_size (worker, self->view_width, self->view_height);
  plumb_worker_set_loop (worker, self->loop_first, self->loop_last);
  plumb_worker_set_pinned (worker, (const gint64 *) (const void *) self->pinned->data,
                           self->pinned->len);
  return worker;
}

/* (transfer full) (nullable) */
static PlumbWorker *
ref_worker (PlumbEngine *self)
{
  g_mutex_lock (&self->lock);
  PlumbWorker *worker = self->worker != NULL ? plumb_worker_ref (self->worker) : NULL;
  g_mutex_unlock (&self->lock);
  return worker;
}

static void
stop_worker (PlumbEngine *self,
             gint64       patience_us)
{
  g_mutex_lock (&self->lock);
  PlumbWorker *worker = g_steal_pointer (&self->worker);
  g_mutex_unlock (&self->lock);
  if (worker == NULL)
    return;
  plumb_worker_stop (worker, patience_us);
  plumb_worker_unref (worker);
}

/* A decoder that hangs cannot be interrupted: its thread is left behind, and
 * the recording goes on with another one. From any thread; does nothing when
 * somebody else has replaced it already. */
static void
replace_worker (PlumbEngine *self,
                PlumbWorker *hanging)
{
  plumb_worker_distrust_decoder (hanging);
  g_mutex_lock (&self->lock);
  gboolean ours = self->worker == hanging;
  if (ours)
    self->worker = make_worker (self);
  g_mutex_unlock (&self->lock);
  if (!ours)
    return;
  plumb_worker_stop (hanging, 0);
  plumb_worker_unref (hanging);
}

static gboolean
watch_cb (gpointer user_data)
{
  g_autoptr (PlumbEngine) self = g_object_ref (PLUMB_ENGINE (user_data));
  g_autoptr (PlumbWorker) worker = ref_worker (self);
  gboolean                waiting = FALSE;
  PlumbStall stall =
      worker != NULL ? plumb_worker_find_stall (worker, &waiting) : PLUMB_STALL_NONE;
  /* A file that gives no answer would give none to another worker. When it does,
   * this one goes on. */
  if (stall == PLUMB_STALL_DECODER)
    replace_worker (self, worker);
  if (stall != PLUMB_STALL_NONE && waiting)
    {
      g_autoptr (GError) error = NULL;
      plumb_worker_set_stall_error (stall, &error);
      g_signal_emit (self, signals[FAILED], 0, self->requested, error);
    }
  return G_SOURCE_CONTINUE;
}

static void
start_watch (PlumbEngine *self)
{
  if (self->watch != NULL)
    return;
  self->watch = g_timeout_source_new (WATCH_MS);
  g_source_set_callback (self->watch, watch_cb, self, NULL);
  g_source_attach (self->watch, self->context);
}

static void
plumb_engine_dispose (GObject *object)
{
  plumb_engine_close (PLUMB_ENGINE (object));
  G_OBJECT_CLASS (plumb_engine_parent_class)->dispose (object);
}

static void
plumb_engine_finalize (GObject *object)
{
  PlumbEngine *self = PLUMB_ENGINE (object);
  g_clear_object (&self->closed);
  g_clear_pointer (&self->pinned, g_array_unref);
  g_clear_pointer (&self->answers, plumb_answer_slot_unref);
  g_clear_pointer (&self->index, plumb_frame_index_unref);
  g_clear_pointer (&self->track, plumb_track_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (plumb_engine_parent_class)->finalize (object);
}

static void
plumb_engine_class_init (PlumbEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->dispose = plumb_engine_dispose;
  object_class->finalize = plumb_engine_finalize;

  signals[FRAME] = g_signal_new ("frame", PLUMB_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", PLUMB_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_ERROR);
}

static void
plumb_engine_init (PlumbEngine *self)
{
  g_mutex_init (&self->lock);
  self->closed = g_cancellable_new ();
  self->pinned = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->requested = -1;
  self->emitted = -1;
  self->loop_first = -1;
  self->loop_last = -1;
}

static gboolean
check_size (const PlumbTrack *track,
            GError          **error)
{
  if (track->width_px <= 0 || track->height_px <= 0)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DAMAGED,
                           _("The recording does not say how large its pictures are."));
      return FALSE;
    }
  if (track->width_px > PLUMB_MAX_SIDE_PX || track->height_px > PLUMB_MAX_SIDE_PX ||
      (gint64) track->width_px * track->height_px > PLUMB_MAX_AREA_PX)
    {
      g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_TOO_LARGE,
                   _("The recording claims pictures of %d × %d pixels; that is refused."),
                   track->width_px, track->height_px);
      return FALSE;
    }
  return TRUE;
}

/* Pictures of 4K come and go by the dozen. Out of the heap they leave holes that
 * are never given back; mapped each for itself they are. */
static void
tame_heap (void)
{
#ifdef __GLIBC__
  static gsize done;
  if (g_once_init_enter (&done))
    {
      mallopt (M_MMAP_THRESHOLD, LARGE_BLOCK_BYTES);
      g_once_init_leave (&done, 1);
    }
#endif
}

static PlumbEngine *
open_engine (const char          *path,
             GMainContext        *context,
             const PlumbProgress *progress,
             GCancellable        *cancellable,
             GError             **error)
{
  PlumbIndexKey key;
  if (!gst_init_check (NULL, NULL, error))
    return NULL;
  tame_heap ();
  g_autoptr (PlumbTrack) track =
      plumb_index_cache_open (path, &key, progress, cancellable, error);
  if (track == NULL || !check_size (track, error) || !plumb_decoder_check (track, error))
    return NULL;
  g_autoptr (PlumbFrameIndex) index = plumb_frame_index_new (track, error);
  if (index == NULL)
    return NULL;
  PlumbEngine *self = g_object_new (PLUMB_TYPE_ENGINE, NULL);
  self->track = g_steal_pointer (&track);
  self->index = g_steal_pointer (&index);
  self->context = g_main_context_ref (context);
  self->budget = PLUMB_ENGINE_DEFAULT_BUDGET;
  self->answers = plumb_answer_slot_new (G_OBJECT (self), context, emit_answer_cb);
  self->worker = make_worker (self);
  self->key = key;
  self->saver = plumb_index_saver_start (&key, self->track, self->index);
  return self;
}

typedef struct
{
  char *path;
  int  *per_mille; /* (nullable) a reference */
} OpenJob;

static void
free_open_job (OpenJob *job)
{
  g_free (job->path);
  g_clear_pointer (&job->per_mille, g_atomic_rc_box_release);
  g_free (job);
}

static void
tell_progress (double   fraction,
               gpointer user_data)
{
  g_atomic_int_set ((int *) user_data, (int) (fraction * 1000));
}

static void
open_cb (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  OpenJob            *job = task_data;
  GError             *error = NULL;
  const PlumbProgress progress = { tell_progress, job->per_mille };
  PlumbEngine        *engine =
      open_engine (job->path, g_task_get_context (task),
                   job->per_mille != NULL ? &progress : NULL, cancellable, &error);
  if (engine != NULL)
    g_task_return_pointer (task, engine, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
plumb_engine_open_async (const char         *path,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  plumb_engine_open_watched_async (path, NULL, cancellable, callback, user_data);
}

void
plumb_engine_open_watched_async (const char         *path,
                                 int                *per_mille,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (path != NULL);
  OpenJob *job = g_new0 (OpenJob, 1);
  job->path = g_strdup (path);
  if (per_mille != NULL)
    job->per_mille = g_atomic_rc_box_acquire (per_mille);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, plumb_engine_open_async);
  g_task_set_task_data (task, job, (GDestroyNotify) free_open_job);
  g_task_run_in_thread (task, open_cb);
}

PlumbEngine *
plumb_engine_open_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

PlumbEngine *
plumb_engine_open (const char   *path,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  return open_engine (path, context, NULL, cancellable, error);
}

PlumbFrameIndex *
plumb_engine_index (PlumbEngine *self)
{
  g_return_val_if_fail (PLUMB_IS_ENGINE (self), NULL);
  return self->index;
}

void
plumb_engine_request (PlumbEngine *self,
                      gint64       frame,
                      PlumbIntent  intent)
{
  g_return_if_fail (PLUMB_IS_ENGINE (self));
  g_autoptr (PlumbWorker) worker = ref_worker (self);
  if (worker == NULL)
    return;
  self->requested = CLAMP (frame, 0, plumb_frame_index_n_frames (self->index) - 1);
  self->intent = intent;
  self->settled = FALSE;
  self->generation++;
  start_watch (self);
  plumb_worker_request (worker, self->generation, self->requested, intent);
}

gint64
plumb_engine_requested (PlumbEngine *self)
{
  g_return_val_if_fail (PLUMB_IS_ENGINE (self), -1);
  return self->requested;
}

PlumbFrame *
plumb_engine_peek (PlumbEngine *self,
                   gint64       frame)
{
  g_return_val_if_fail (PLUMB_IS_ENGINE (self), NULL);
  g_autoptr (PlumbWorker) worker = ref_worker (self);
  if (worker == NULL || frame < 0 || frame >= plumb_frame_index_n_frames (self->index))
    return NULL;
  return plumb_worker_peek (worker, frame);
}

PlumbFrame *
plumb_engine_get_frame (PlumbEngine  *self,
                        gint64        frame,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_ENGINE (self), NULL);
  gint64                  n = plumb_frame_index_n_frames (self->index);
  g_autoptr (PlumbWorker) worker = ref_worker (self);
  if (worker == NULL)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ,
                           _("The recording is closed."));
      return NULL;
    }
  if (frame < 0 || frame >= n)
    {
      g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ,
                   _("There is no picture %" PRId64 ": the recording has %" PRId64
                     ", counted from 0."),
                   frame, n);
      return NULL;
    }
  g_autoptr (GError) problem = NULL;
  PlumbFrame        *made = plumb_worker_get (worker, frame, cancellable, &problem);
  if (g_error_matches (problem, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_STALLED))
    replace_worker (self, worker);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return made;
}

void
plumb_engine_set_view_size (PlumbEngine *self,
                            int          width_px,
                            int          height_px)
{
  g_return_if_fail (PLUMB_IS_ENGINE (self));
  g_autoptr (PlumbWorker) worker = ref_worker (self);
  if (worker == NULL || (self->view_width == width_px && self->view_height == height_px))
    return;
  self->view_width = width_px;
  self->view_height = height_px;
  plumb_worker_set_view_size (worker, width_px, height_px);
  /* What is on the screen is too coarse now: the same frame once more. */
  int width, height;
  plumb_worker_get_delivered_size (worker, &width, &height);
  if (self->requested >= 0 && self->emitted >= 0 && width > self->emitted_width)
    plumb_engine_request (self, self->requested, self->intent);
}

void
plumb_engine_set_loop (PlumbEngine *self,
                       gint64       first,
                       gint64       last)
{
  g_return_if_fail (PLUMB_IS_ENGINE (self));
  self->loop_first = first;
  self->loop_last = last;
  g_autoptr (PlumbWorker) worker = ref_worker (self);
  if (worker != NULL)
    plumb_worker_set_loop (worker, first, last);
}

void
plumb_engine_set_pinned (PlumbEngine  *self,
                         const gint64 *frames,
                         guint         n)
{
  g_return_if_fail (PLUMB_IS_ENGINE (self));
  gint64                  n_frames = plumb_frame_index_n_frames (self->index);
  g_autoptr (PlumbWorker) worker = ref_worker (self);
  g_array_set_size (self->pinned, 0);
  for (guint i = 0; i < n; i++)
    if (frames[i] >= 0 && frames[i] < n_frames)
      g_array_append_val (self->pinned, frames[i]);
  if (worker != NULL)
    plumb_worker_set_pinned (worker, (const gint64 *) (const void *) self->pinned->data,
                             self->pinned->len);
}

void
plumb_engine_set_cache_budget (PlumbEngine *self,
                               gsize        n_bytes)
{
  g_return_if_fail (PLUMB_IS_ENGINE (self));
  self->budget = n_bytes;
  g_autoptr (PlumbWorker) worker = ref_worker (self);
  if (worker != NULL)
    plumb_worker_set_budget (worker, n_bytes);
}

void
plumb_engine_get_state (PlumbEngine      *self,
                        PlumbEngineState *state)
{
  g_return_if_fail (PLUMB_IS_ENGINE (self));
  g_autoptr (PlumbWorker) worker = ref_worker (self);
  g_autoptr (GArray)      choices = plumb_decoder_choices (self->track);
  *state = (PlumbEngineState) {
    .decoder = choices->len == 0
                   ? ""
                   : g_intern_string (GST_OBJECT_NAME (
                         g_array_index (choices, PlumbDecoderChoice, 0).factory)),
    .n_bytes = worker != NULL ? plumb_worker_n_bytes (worker) : 0,
    .budget = self->budget,
  };
}

void
plumb_engine_load_thumbnails (PlumbEngine       *self,
                              guint              n,
                              int                height_px,
                              GCancellable      *cancellable,
                              PlumbThumbnailFunc func,
                              gpointer           user_data)
{
  g_return_if_fail (PLUMB_IS_ENGINE (self));
  g_return_if_fail (func != NULL);
  if (!g_cancellable_is_cancelled (self->closed))
    plumb_thumbnails_start (self->track, self->index, self->context, n, height_px, self->closed,
                            cancellable, func, user_data);
}

/* What decoding has found out about the table is kept for the next time. */
static void
save_mended (PlumbEngine *self)
{
  if (self->index == NULL || plumb_frame_index_n_mended (self->index) == 0)
    return;
  PlumbIndexSaver *saver = plumb_index_saver_start (&self->key, self->track, self->index);
  g_clear_pointer (&saver, plumb_index_saver_finish);
  /* Once: a second closing has nothing to add. */
  self->key.hash[0] = '\0';
}

void
plumb_engine_close (PlumbEngine *self)
{
  g_return_if_fail (PLUMB_IS_ENGINE (self));
  g_cancellable_cancel (self->closed);
  if (self->answers != NULL)
    plumb_answer_slot_close (self->answers);
  if (self->watch != NULL)
    {
      g_source_destroy (self->watch);
      g_clear_pointer (&self->watch, g_source_unref);
    }
  stop_worker (self, CLOSE_PATIENCE_US);
  g_clear_pointer (&self->saver, plumb_index_saver_finish);
  save_mended (self);
}
