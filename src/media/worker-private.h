/* The inside of the decoding thread.
 *
 * Locking: everything in PlumbWorker below `lock` is guarded by it; the reader
 * belongs to the thread alone and is used with the lock released.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "frame-cache.h"
#include "frame-reader.h"
#include "frame-strip.h"
#include "worker.h"

G_BEGIN_DECLS

#define NOT_WAITING 0

/* Somebody waits for this frame at full size. Counted: one reference is the
 * waiting thread's, one the worker's while it reads. */
typedef struct
{
  gint64        frame;
  GCancellable *cancellable;
  gboolean      done;
  gboolean      dropped; /* the caller has gone */
  PlumbPicture *picture;
  GError       *error;
} Job;

struct _PlumbWorker
{
  gatomicrefcount  ref_count;
  PlumbTrack      *track;
  PlumbFrameIndex *index;
  PlumbAnswerFunc  answer;
  gpointer         user_data;
  GDestroyNotify   destroy;
  GThread         *thread;
  PlumbFrameReader *reader; /* the thread's */

  GMutex           lock;
  GCond            wake;    /* something to do */
  GCond            changed; /* a job is done, or the thread has ended */
  gboolean         stop;
  gboolean         ended;
  gint64           busy_since_us; /* NOT_WAITING while nothing is decoded */
  PlumbFrameCache *cache;
  PlumbFrameStrip *strip;
  gint64           asked_us;      /* when the last request came */
  gint64           filling_us;    /* spent on the strip so far */
  gint64           small_from;    /* frames before it are done with … */
  gboolean         small_sync;    /* … in the pass over sync frames */
  int              view_width, view_height;
  /* The request. */
  guint64     generation;
  gint64      target;
  PlumbIntent intent;
  gboolean    answered;
  int         direction;
  gint64      loop_first, loop_last; /* -1, -1 = none */
  gint64      shown;       /* frame of the last answer; -1 before */
  gint64      shown_at_us; /* when it was given */
  PlumbFrame *ahead;       /* (nullable) the next picture of playing, ready */
  GQueue      jobs;        /* Job, borrowed from who waits */
  GHashTable *failed;      /* frames that cannot be decoded: not prefetched */
  /* What the reader is at. */
  gint64        reading;
  guint64       reading_generation;
  Job          *reading_job; /* (nullable) */
  PlumbPicture *found;       /* (nullable) the picture of `reading` */
};

/* With the lock held, all of these. */

/* How pictures are delivered: full size, or as the view has room. */
PlumbPose plumb_worker_find_pose (PlumbWorker *self,
                                  gboolean     full);
/* How often the pictures to be kept are halved. */
guint     plumb_worker_find_halvings (PlumbWorker *self,
                                      gboolean     full);
gboolean  plumb_worker_is_looping (PlumbWorker *self);
/* The frame `n` after the target in one direction, round the loop where one is
 * played; -1 when there is none. */
gint64    plumb_worker_find_neighbour (PlumbWorker *self,
                                       int          direction,
                                       gint64       n);
/* Keeps a small one of a picture that came by. Releases the lock meanwhile. */
void      plumb_worker_keep_small (PlumbWorker  *self,
                                   gint64        frame,
                                   PlumbPicture *picture);
/* What to decode for the strip of small pictures; -1 = nothing. */
gint64    plumb_worker_choose_small (PlumbWorker *self);
/* What to decode before it is asked for; -1 = nothing. */
gint64    plumb_worker_choose_prefetch (PlumbWorker *self);

G_END_DECLS
