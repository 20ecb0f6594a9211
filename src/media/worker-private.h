/* The inside of the two threads of a recording: the *reader* decodes into the
 * cache, the *painter* makes of what is there pictures for the screen. A picture
 * that is in the cache is so shown without waiting for the decoder, which may be
 * at a unit that takes a fifth of a second.
 *
 * Locking: everything in PlumbWorker below `lock` is guarded by it; the frame
 * reader belongs to the reading thread alone and is used with the lock released.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "frame-cache.h"
#include "frame-reader.h"
#include "frame-shelf.h"
#include "frame-strip.h"
#include "stall-clock.h"
#include "worker.h"

G_BEGIN_DECLS

/* Somebody waits for this frame at full size. Counted: one reference is the
 * waiting thread's, one the reading thread's while it reads. */
typedef struct
{
  gint64        frame;
  gboolean      done;
  gboolean      dropped; /* the caller has gone */
  PlumbPicture *picture;
  GError       *error;
} PlumbJob;

/* Why something is read: what may interrupt it depends on that. */
typedef enum
{
  READ_TARGET,  /* the request */
  READ_JOB,     /* somebody waits */
  READ_AHEAD,   /* it may be asked for soon */
  READ_SMALL,   /* the strip lacks it */
} PlumbReadReason;

/* A decoded picture and its number. */
typedef struct
{
  gint64        frame;
  PlumbPicture *picture; /* owned (nullable) */
} PlumbDecodedFrame;

struct _PlumbWorker
{
  gatomicrefcount   ref_count;
  PlumbTrack       *track;
  PlumbFrameIndex  *index;
  PlumbAnswerFunc   answer;
  gpointer          user_data;
  GDestroyNotify    destroy;
  GThread          *thread;
  GThread          *painter;
  PlumbFrameReader *reader; /* the reading thread's */

  GMutex           lock;
  GCond            wake;    /* something to read */
  GCond            paint;   /* something to paint … */
  gboolean         news;    /* … since the painter last looked */
  GCond            changed; /* a job is done, or the reading thread has ended */
  gboolean         stop;
  gboolean         ended;
  const char      *hardware; /* (nullable) interned: the decoder, if it is one */
  PlumbStallClock  stall;   /* runs while something is read */
  gboolean         at_file; /* the thread waits for the recording's bytes */
  guint64          told;    /* generation that heard of a file that stalls */
  gsize            budget;
  PlumbFrameCache *cache;
  PlumbFrameStrip *strip;
  PlumbFrameShelf *shelf;
  gint64           filling_us; /* spent on the strip so far */
  gint64           small_from; /* frames before it are done with … */
  gboolean         small_sync; /* … in the pass over sync frames */
  int              view_width, view_height;
  /* The request. */
  guint64     generation;
  gint64      target;
  PlumbIntent intent;
  gint64      asked_us; /* when it came */
  gboolean    answered;
  int         direction;
  gint64      pace; /* frames between the last two requests of playing, 1 or more */
  gint64      loop_first, loop_last; /* -1, -1 = none */
  gint64      shown;       /* frame of the last answer; -1 before */
  gint64      shown_at_us; /* when it was given */
  PlumbDecodedFrame found;   /* the target, if the cache did not keep it */
  PlumbDecodedFrame passing; /* one on the way there, worth showing */
  GQueue      jobs;   /* PlumbJob, borrowed from who waits */
  GHashTable *failed; /* frames that cannot be decoded: not prefetched */
  /* What the reading thread is at. */
  gint64          reading; /* -1 = nothing */
  PlumbReadReason reason;
  gint64          landing; /* frames to keep on each side of where somebody lands; 0
                              = all that find room */
  PlumbJob       *job;     /* (nullable) */
  PlumbPicture   *read;    /* (nullable) the picture of `reading` */
};

/* With the lock held, all of these. */

/* How pictures are delivered: full size, or as the view has room. */
PlumbPose plumb_worker_find_pose (PlumbWorker *self,
                                  gboolean     full);
/* How often the pictures to be kept are halved. */
guint     plumb_worker_find_halvings (PlumbWorker *self,
                                      gboolean     full);
/* What the reading thread has been stuck in for too long. */
PlumbStall plumb_worker_look_for_stall (PlumbWorker *self);
gboolean  plumb_worker_is_looping (PlumbWorker *self);
/* The frame `n` after the target in one direction, round the loop where one is
 * played; -1 when there is none. */
gint64    plumb_worker_find_neighbour (PlumbWorker *self,
                                       int          direction,
                                       gint64       n);
/* Whether the request waits for the decoder. */
gboolean  plumb_worker_must_read (PlumbWorker *self);
/* Whether this brings the canvas nearer to the target than what it shows. */
gboolean  plumb_worker_is_nearer (PlumbWorker *self,
                                  gint64       frame);
void      plumb_worker_wake_painter (PlumbWorker *self);
/* Shares the budget out among cache, strip and shelf; some is left to the decoder. */
void      plumb_worker_share_budget (PlumbWorker *self);
/* Keeps a small one of a picture that came by. Releases the lock meanwhile. */
void      plumb_worker_keep_small (PlumbWorker  *self,
                                   gint64        frame,
                                   PlumbPicture *picture);
/* What to decode for the strip of small pictures; -1 = nothing. */
gint64    plumb_worker_choose_small (PlumbWorker *self);
/* What to decode before it is asked for; -1 = nothing. */
gint64    plumb_worker_choose_prefetch (PlumbWorker *self);
/* Takes `made` (nullable) or `error`; releases the lock while they are handed
 * over. `final`: this is what was asked for. */
void      plumb_worker_give_frame (PlumbWorker *self,
                                   PlumbFrame  *made,
                                   guint64      generation,
                                   gboolean     final);
void      plumb_worker_give_error (PlumbWorker *self,
                                   guint64      generation,
                                   gint64       frame,
                                   GError      *error);
/* (transfer full) (nullable) From any thread, without the lock. */
PlumbFrame *plumb_worker_make_frame (PlumbWorker     *self,
                                     PlumbPicture    *picture,
                                     gint64           frame,
                                     const PlumbPose *pose);

void        plumb_worker_unref_job (PlumbJob *job);

/* The threads' functions; data is the PlumbWorker, of which each holds a
 * reference. */
gpointer  plumb_worker_read_thread (gpointer data);
gpointer  plumb_worker_paint_thread (gpointer data);

G_END_DECLS
