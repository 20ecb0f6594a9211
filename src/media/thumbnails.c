/* Small pictures in the background: one thread, one decoder, one pass forwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "thumbnails.h"

#include <sys/resource.h>
#include <unistd.h>

#include "frame-reader.h"

/* Units worth decoding for pictures between sync frames: a dozen seconds of
 * work at most; beyond that the sync frames alone must do. */
#define MAX_UNITS 3000u
#define NICENESS 10

typedef struct
{
  gatomicrefcount    ref_count;
  PlumbTrack        *track;
  PlumbFrameIndex   *index;
  GMainContext      *context;
  guint              n;
  PlumbPose          pose;
  GCancellable      *closed;
  GCancellable      *cancellable; /* (nullable) */
  PlumbThumbnailFunc func;
  gpointer           user_data;
  gint64             wanted; /* the frame being read */
  PlumbPicture      *found;  /* (nullable) */
} Run;

typedef struct
{
  Run        *run;
  PlumbFrame *thumbnail; /* (nullable) */
} Message;

static void
unref_run (Run *run)
{
  if (!g_atomic_ref_count_dec (&run->ref_count))
    return;
  plumb_track_unref (run->track);
  plumb_frame_index_unref (run->index);
  g_main_context_unref (run->context);
  g_clear_object (&run->closed);
  g_clear_object (&run->cancellable);
  g_free (run);
}

static gboolean
is_cancelled (Run *run)
{
  return g_cancellable_is_cancelled (run->closed) ||
         g_cancellable_is_cancelled (run->cancellable);
}

static gboolean
pass_cb (gpointer user_data)
{
  Message *message = user_data;
  if (!is_cancelled (message->run))
    message->run->func (message->thumbnail, message->run->user_data);
  return G_SOURCE_REMOVE;
}

static void
free_message (gpointer data)
{
  Message *message = data;
  g_clear_pointer (&message->thumbnail, plumb_frame_unref);
  unref_run (message->run);
  g_free (message);
}

static void
pass_thumbnail (Run        *run,
                PlumbFrame *thumbnail)
{
  Message *message = g_new0 (Message, 1);
  message->run = run;
  g_atomic_ref_count_inc (&run->ref_count);
  message->thumbnail = thumbnail;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_callback (source, pass_cb, message, free_message);
  g_source_attach (source, run->context);
}

static int
want_cb (gint64   frame,
         gpointer user_data)
{
  Run *run = user_data;
  if (frame != run->wanted)
    return -1;
  return (int) plumb_pose_halvings (&run->pose, run->track->width_px, run->track->height_px);
}

static void
deliver_cb (gint64        frame,
            PlumbPicture *picture,
            gpointer      user_data)
{
  Run *run = user_data;
  if (frame != run->wanted)
    return;
  g_clear_pointer (&run->found, plumb_picture_unref);
  run->found = plumb_picture_ref (picture);
}

static gboolean
pause_cb (gpointer user_data)
{
  return is_cancelled (user_data);
}

/* The sync frame nearest to `frame` within `reach`; -1 when there is none. */
static gint64
find_sync_near (Run   *run,
                gint64 frame,
                gint64 reach)
{
  gint64 last = plumb_frame_index_n_frames (run->index) - 1;
  for (gint64 i = 0; i <= reach; i++)
    {
      if (frame - i >= 0 && plumb_frame_index_is_sync (run->index, frame - i))
        return frame - i;
      if (frame + i <= last && plumb_frame_index_is_sync (run->index, frame + i))
        return frame + i;
    }
  return -1;
}

/* Numbers of the frames to show, rising. (transfer full) */
static GArray *
choose_frames (Run *run)
{
  GArray  *chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64   n_frames = plumb_frame_index_n_frames (run->index);
  gint64   n = MIN ((gint64) run->n, n_frames);
  gint64   reach = n_frames / MAX (2 * n, 1);
  gboolean exact = plumb_frame_index_n_units (run->index) <= MAX_UNITS;
  gint64   previous = -1;
  for (gint64 i = 0; i < n; i++)
    {
      gint64 frame = (2 * i + 1) * n_frames / (2 * n);
      gint64 sync = find_sync_near (run, frame, reach);
      if (sync >= 0)
        frame = sync;
      else if (!exact)
        continue;
      if (frame > previous)
        g_array_append_val (chosen, frame);
      previous = MAX (previous, frame);
    }
  return chosen;
}

static gpointer
run_thumbnails (gpointer data)
{
  static const PlumbReaderFuncs funcs = { want_cb, deliver_cb, pause_cb };
  Run                          *run = data;
  /* On Linux this is about the thread, not the process. */
  setpriority (PRIO_PROCESS, (id_t) gettid (), NICENESS);
  g_autoptr (PlumbFrameReader) reader = plumb_frame_reader_new (run->track, run->index, NULL);
  g_autoptr (GArray)           chosen = choose_frames (run);
  for (guint i = 0; reader != NULL && i < chosen->len && !is_cancelled (run); i++)
    {
      run->wanted = g_array_index (chosen, gint64, i);
      plumb_frame_reader_read (reader, run->wanted,
                               plumb_frame_index_is_sync (run->index, run->wanted)
                                   ? PLUMB_READ_LAND
                                   : PLUMB_READ_HURRY,
                               &funcs, run, NULL);
      g_autoptr (PlumbPicture) found = g_steal_pointer (&run->found);
      PlumbFrame              *thumbnail = NULL;
      if (found != NULL)
        thumbnail = plumb_picture_to_frame (found, &run->pose, run->wanted,
                                            plumb_frame_index_pts_ns (run->index, run->wanted));
      if (thumbnail == NULL)
        continue;
      const PlumbVideoInfo *info = plumb_frame_index_info (run->index);
      thumbnail->full_width_px = info->width_px;
      thumbnail->full_height_px = info->height_px;
      pass_thumbnail (run, thumbnail);
    }
  pass_thumbnail (run, NULL);
  unref_run (run);
  return NULL;
}

void
plumb_thumbnails_start (PlumbTrack        *track,
                        PlumbFrameIndex   *index,
                        GMainContext      *context,
                        guint              n,
                        int                height_px,
                        GCancellable      *closed,
                        GCancellable      *cancellable,
                        PlumbThumbnailFunc func,
                        gpointer           user_data)
{
  Run *run = g_new0 (Run, 1);
  g_atomic_ref_count_init (&run->ref_count);
  run->track = plumb_track_ref (track);
  run->index = plumb_frame_index_ref (index);
  run->context = g_main_context_ref (context);
  run->n = n;
  run->pose = plumb_pose_fit (plumb_frame_index_info (index), G_MAXINT, MAX (height_px, 1));
  run->closed = g_object_ref (closed);
  g_set_object (&run->cancellable, cancellable);
  run->func = func;
  run->user_data = user_data;
  g_thread_unref (g_thread_new ("plumb-thumbnails", run_thumbnails, run));
}
