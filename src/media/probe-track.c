/* The pass with GStreamer: filesrc ! demuxer ! parser ! fakesink with a probe
 * on the last pad. A probe and not an appsink, for a sink drops the units
 * outside the segment that decoding needs.
 *
 * The probe runs in the demuxer's thread; everything it touches in Probe is
 * guarded by the lock until the pipeline is stopped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "probe-track.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gst/base/base.h>
#include <gst/gst.h>
#include <unistd.h>

#include "cache-folder.h"
#include "media-error.h"
#include "mp4-samples.h"
#include "vpx-unit.h"

#define POLL_NS (50 * GST_MSECOND)
#define STALL_US (10 * G_USEC_PER_SEC)

/* More are not looked at. */
#define MAX_VIDEOS 16

typedef struct
{
  const char *media; /* as the type finder says */
  const char *demuxer;
  const char *package;
  gboolean    any_start; /* its clock begins anywhere */
} Container;

static const Container containers[] = {
  { "video/x-matroska", "matroskademux", "gstreamer1.0-plugins-good" },
  { "video/webm", "matroskademux", "gstreamer1.0-plugins-good" },
  { "video/mpegts", "tsdemux", "gstreamer1.0-plugins-bad", TRUE },
  { "video/mpeg", "mpegpsdemux", "gstreamer1.0-plugins-bad", TRUE },
  { "video/x-msvideo", "avidemux", "gstreamer1.0-plugins-good" },
  { "video/x-flv", "flvdemux", "gstreamer1.0-plugins-good" },
  { "video/quicktime", "qtdemux", "gstreamer1.0-plugins-good" },
  { "application/ogg", "oggdemux", "gstreamer1.0-plugins-base" },
};

typedef struct
{
  const char *caps;   /* name of the compressed format */
  const char *codec;
  const char *parser; /* (nullable) what cuts the stream into units */
} Elementary;

/* MPEG-1 and MPEG-2 have the same name as MPEG-4 part 2, and a version. */
static const Elementary mpeg2 = { "video/mpeg", "mpeg2", "mpegvideoparse" };

static const Elementary elementaries[] = {
  { "video/x-h264", "h264", "h264parse" },   { "video/x-h265", "hevc", "h265parse" },
  { "video/x-h266", "vvc", NULL },           { "video/x-vp8", "vp8", NULL },
  { "video/x-vp9", "vp9", NULL },            { "video/x-av1", "av1", NULL },
  { "video/mpeg", "mpeg4", "mpeg4videoparse" }, { "image/jpeg", "mjpeg", NULL },
  { "video/x-prores", "prores", NULL },      { "video/x-dnxhd", "dnxhd", NULL },
};

typedef struct
{
  GMutex      lock;
  GstElement *pipeline;
  gint64      file_size; /* at least 1 */
  PlumbTrack *track;
  gboolean    any_start;
  guint       wanted;   /* which of the video streams, as the demuxer finds them */
  guint       n_videos; /* found so far */
  guint       n_units[MAX_VIDEOS]; /* of those that are not wanted */
  gint64      spooled;
  gint64      last_pts;
  gint64      progress_us; /* when the last unit came */
  GError     *error;       /* (nullable) of writing */
} Probe;

/* A file without a name in the folder of the tables: it can be given one there
 * when the table is kept, and is gone otherwise. */
static int
open_spool (GError **error)
{
  plumb_cache_folder_make ("index", NULL);
  g_autofree char *folder = plumb_cache_folder_path ("index");
  int              fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    return fd;
  g_autofree char *name = g_build_filename (folder, "spool-XXXXXX", NULL);
  fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_clear_pointer (&name, g_free);
      fd = g_file_open_tmp ("plumbline-spool-XXXXXX", &name, NULL);
    }
  if (fd < 0)
    {
      g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ,
                   _("No room could be made in the cache folder to read this format: %s."),
                   g_strerror (errno));
      return -1;
    }
  unlink (name);
  return fd;
}

static gboolean
spool_bytes (Probe        *probe,
             const guint8 *data,
             gsize         size)
{
  gsize done = 0;
  while (done < size)
    {
      gssize n = write (probe->track->fd, data + done, size - done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          if (probe->error == NULL)
            g_set_error (&probe->error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ,
                         _("The recording could not be copied into the cache folder: %s."),
                         g_strerror (errno));
          return FALSE;
        }
      done += (gsize) n;
    }
  return TRUE;
}

static void
take_unit (Probe     *probe,
           GstBuffer *buffer)
{
  GstMapInfo map;
  if (probe->error != NULL || probe->track->units->len >= PLUMB_MP4_MAX_UNITS ||
      !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  PlumbUnit    unit = { .offset = probe->spooled, .size = (guint32) map.size };
  GstClockTime time = GST_BUFFER_PTS_IS_VALID (buffer) ? GST_BUFFER_PTS (buffer)
                                                       : GST_BUFFER_DTS (buffer);
  unit.pts = GST_CLOCK_TIME_IS_VALID (time) ? (gint64) time : probe->last_pts + 1;
  probe->last_pts = unit.pts;
  probe->track->order_unknown |= !GST_BUFFER_PTS_IS_VALID (buffer);
  if (!GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT))
    unit.flags |= PLUMB_UNIT_SYNC;
  if (GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DECODE_ONLY) ||
      (map.size > 0 &&
       plumb_vpx_is_hidden (probe->track->codec, map.data[0], map.data[map.size - 1])))
    unit.flags |= PLUMB_UNIT_HIDDEN;
  if (map.size > 0 && map.size <= G_MAXUINT32 && spool_bytes (probe, map.data, map.size))
    {
      probe->spooled += (gint64) map.size;
      g_array_append_val (probe->track->units, unit);
    }
  gst_buffer_unmap (buffer, &map);
}

static void
take_orientation (PlumbTrack       *track,
                  const GstTagList *tags)
{
  g_autofree char *name = NULL;
  if (!gst_tag_list_get_string (tags, GST_TAG_IMAGE_ORIENTATION, &name))
    return;
  const char *degrees = g_str_has_prefix (name, "flip-rotate-") ? name + 12 : name + 7;
  gboolean    known = g_str_has_prefix (name, "flip-rotate-") || g_str_has_prefix (name, "rotate-");
  if (!known)
    return;
  track->mirrored = g_str_has_prefix (name, "flip-");
  track->rotation_deg = (int) g_ascii_strtoll (degrees, NULL, 10) % 360;
  /* There the mirroring comes first, here it comes last. */
  if (track->mirrored && track->rotation_deg % 180 == 90)
    track->rotation_deg = 360 - track->rotation_deg;
}

static GstPadProbeReturn
unit_cb (GstPad          *pad,
         GstPadProbeInfo *info,
         gpointer         user_data)
{
  Probe *probe = user_data;
  g_mutex_lock (&probe->lock);
  probe->progress_us = g_get_monotonic_time ();
  if (GST_PAD_PROBE_INFO_TYPE (info) & GST_PAD_PROBE_TYPE_BUFFER)
    take_unit (probe, GST_PAD_PROBE_INFO_BUFFER (info));
  else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_TAG)
    {
      GstTagList *tags;
      gst_event_parse_tag (GST_PAD_PROBE_INFO_EVENT (info), &tags);
      take_orientation (probe->track, tags);
    }
  else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_CAPS)
    {
      GstCaps *caps;
      gst_event_parse_caps (GST_PAD_PROBE_INFO_EVENT (info), &caps);
      const GstStructure *fields = gst_caps_get_structure (caps, 0);
      gst_structure_get_int (fields, "width", &probe->track->width_px);
      gst_structure_get_int (fields, "height", &probe->track->height_px);
      gst_structure_get_fraction (fields, "pixel-aspect-ratio", &probe->track->par_n,
                                  &probe->track->par_d);
      g_free (probe->track->caps);
      probe->track->caps = gst_caps_to_string (caps);
    }
  g_mutex_unlock (&probe->lock);
  return GST_PAD_PROBE_OK;
}

static void
link_video (Probe            *probe,
            GstPad           *pad,
            const Elementary *elementary)
{
  GstElement *parser = NULL;
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  if (elementary->parser != NULL)
    parser = gst_element_factory_make (elementary->parser, NULL);
  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  gst_bin_add (GST_BIN (probe->pipeline), sink);
  g_autoptr (GstPad) last = gst_element_get_static_pad (sink, "sink");
  gst_pad_add_probe (last, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM,
                     unit_cb, probe, NULL);
  if (parser != NULL)
    {
      gst_bin_add (GST_BIN (probe->pipeline), parser);
      g_autoptr (GstCaps) whole = gst_caps_new_empty_simple (elementary->caps);
      if (g_str_has_prefix (elementary->parser, "h26"))
        gst_caps_set_simple (whole, "alignment", G_TYPE_STRING, "au", NULL);
      gst_element_link_filtered (parser, sink, whole);
      g_autoptr (GstPad) first = gst_element_get_static_pad (parser, "sink");
      gst_pad_link (pad, first);
      gst_element_sync_state_with_parent (parser);
    }
  else
    gst_pad_link (pad, last);
  gst_element_sync_state_with_parent (sink);
}

typedef struct
{
  Probe *probe;
  guint  number;
} Other;

static GstPadProbeReturn
count_unit_cb (GstPad          *pad,
               GstPadProbeInfo *info,
               gpointer         user_data)
{
  const Other *other = user_data;
  g_mutex_lock (&other->probe->lock);
  other->probe->n_units[other->number]++;
  g_mutex_unlock (&other->probe->lock);
  return GST_PAD_PROBE_DROP;
}

/* Another video stream: how many pictures it has says whether it is the real one. */
static void
count_units (Probe  *probe,
             GstPad *pad,
             guint   number)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  if (sink == NULL || number >= MAX_VIDEOS)
    {
      g_clear_object (&sink);
      return;
    }
  Other *other = g_new (Other, 1);
  *other = (Other){ probe, number };
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, count_unit_cb, other, g_free);
  g_object_set (sink, "async", FALSE, "sync", FALSE, NULL);
  gst_bin_add (GST_BIN (probe->pipeline), sink);
  g_autoptr (GstPad) input = gst_element_get_static_pad (sink, "sink");
  gst_pad_link (pad, input);
  gst_element_sync_state_with_parent (sink);
}

static void
pad_added_cb (GstElement *demuxer,
              GstPad     *pad,
              gpointer    user_data)
{
  Probe              *probe = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  if (caps == NULL)
    caps = gst_pad_query_caps (pad, NULL);
  if (gst_caps_get_size (caps) == 0)
    return;
  const char       *name = gst_structure_get_name (gst_caps_get_structure (caps, 0));
  const Elementary *found = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (elementaries); i++)
    if (g_strcmp0 (elementaries[i].caps, name) == 0)
      found = &elementaries[i];
  int version = 4;
  gst_structure_get_int (gst_caps_get_structure (caps, 0), "mpegversion", &version);
  if (version < 4)
    found = &mpeg2;

  g_mutex_lock (&probe->lock);
  probe->progress_us = g_get_monotonic_time ();
  gboolean video = g_str_has_prefix (name, "video/") || found != NULL;
  guint    number = probe->n_videos;
  gboolean take = video && number == probe->wanted;
  probe->n_videos += video;
  probe->track->has_audio |= g_str_has_prefix (name, "audio/");
  if (take)
    probe->track->codec = g_strdup (found != NULL ? found->codec : name);
  g_mutex_unlock (&probe->lock);
  static const Elementary other = { NULL, NULL, NULL };
  if (take)
    link_video (probe, pad, found != NULL ? found : &other);
  else if (video)
    count_units (probe, pad, number);
}

static const Container *
find_container (const char *path,
                GError    **error)
{
  guint8           head[64 * 1024];
  int              fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize           n = fd >= 0 ? read (fd, head, sizeof head) : -1;
  const Container *found = NULL;
  if (fd >= 0)
    close (fd);
  if (n > 0)
    {
      g_autoptr (GstCaps) caps = gst_type_find_helper_for_data (NULL, head, (gsize) n, NULL);
      const char         *name = caps == NULL
                                     ? NULL
                                     : gst_structure_get_name (gst_caps_get_structure (caps, 0));
      for (gsize i = 0; i < G_N_ELEMENTS (containers); i++)
        if (g_strcmp0 (containers[i].media, name) == 0)
          found = &containers[i];
    }
  if (found == NULL)
    g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NOT_VIDEO,
                         _("This file is not a video of a format that is known here."));
  return found;
}

static GstElement *
build_pipeline (Probe      *probe,
                const char *path,
                GError    **error)
{
  const Container *container = find_container (path, error);
  if (container == NULL)
    return NULL;
  GstElement *source = gst_element_factory_make ("filesrc", NULL);
  GstElement *demuxer = gst_element_factory_make (container->demuxer, NULL);
  if (source == NULL || demuxer == NULL)
    {
      g_clear_object (&source);
      g_clear_object (&demuxer);
      g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NO_DECODER,
                   _("Nothing installed reads this kind of file: install the package %s."),
                   container->package);
      return NULL;
    }
  probe->any_start = container->any_start;
  GstElement *pipeline = gst_pipeline_new (NULL);
  g_object_set (source, "location", path, NULL);
  gst_bin_add_many (GST_BIN (pipeline), source, demuxer, NULL);
  gst_element_link (source, demuxer);
  g_signal_connect (demuxer, "pad-added", G_CALLBACK (pad_added_cb), probe);
  return pipeline;
}

static gboolean
check_progress (Probe        *probe,
                GCancellable *cancellable,
                GError      **error)
{
  g_mutex_lock (&probe->lock);
  gint64 idle_us = g_get_monotonic_time () - probe->progress_us;
  GError *problem = g_steal_pointer (&probe->error);
  g_mutex_unlock (&probe->lock);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (idle_us > STALL_US)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_STALLED,
                           _("Reading this recording came to a standstill."));
      return FALSE;
    }
  return TRUE;
}

static void
tell_position (Probe               *probe,
               const PlumbProgress *progress)
{
  g_mutex_lock (&probe->lock);
  gint64 at = probe->spooled;
  g_mutex_unlock (&probe->lock);
  /* Of a recording nearly everything is pictures. */
  plumb_progress_tell (progress, (double) at / (double) probe->file_size);
}

/* Waits for the end of the file. What was found before an error counts: a
 * recording that was cut off is shown as far as it goes. */
static gboolean
run_pipeline (Probe               *probe,
              const PlumbProgress *progress,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (probe->pipeline);
  gst_element_set_state (probe->pipeline, GST_STATE_PLAYING);
  for (;;)
    {
      g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (
          bus, POLL_NS, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
      if (!check_progress (probe, cancellable, error))
        return FALSE;
      tell_position (probe, progress);
      if (message == NULL)
        continue;
      if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
        return TRUE;
      g_mutex_lock (&probe->lock);
      guint found = probe->track->units->len;
      g_mutex_unlock (&probe->lock);
      if (found > 0)
        return TRUE;
      g_autoptr (GError) reason = NULL;
      gst_message_parse_error (message, &reason, NULL);
      g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DAMAGED,
                   _("No picture could be read from this file: %s"), reason->message);
      return FALSE;
    }
}

static void
begin_at_zero (PlumbTrack *track)
{
  gint64 first = G_MAXINT64;
  for (guint i = 0; i < track->units->len; i++)
    first = MIN (first, g_array_index (track->units, PlumbUnit, i).pts);
  for (guint i = 0; i < track->units->len; i++)
    g_array_index (track->units, PlumbUnit, i).pts -= first;
}

/* The first stream, unless it has but a handful of pictures. */
static guint
find_better (const Probe *probe)
{
  guint best = probe->wanted, most = probe->track->units->len;
  for (guint i = 0; i < MIN (probe->n_videos, MAX_VIDEOS); i++)
    if (i != probe->wanted && probe->n_units[i] / 8 > most)
      {
        best = i;
        most = probe->n_units[i];
      }
  return best;
}

/* Reads one video stream; *better is the number of the one that rather is the
 * main one. */
static PlumbTrack *
probe_stream (const char          *path,
              guint                wanted,
              guint               *better,
              const PlumbProgress *progress,
              GCancellable        *cancellable,
              GError             **error)
{
  Probe probe = { .progress_us = g_get_monotonic_time (), .last_pts = -1, .wanted = wanted };
  g_autoptr (PlumbTrack) track = plumb_track_new ();
  g_mutex_init (&probe.lock);
  probe.track = track;
  track->timescale = 1000000000;
  track->is_spooled = TRUE;
  track->fd = open_spool (error);
  if (track->fd < 0)
    return NULL;
  GStatBuf about;
  probe.file_size = g_stat (path, &about) == 0 ? MAX (about.st_size, 1) : 1;
  probe.pipeline = build_pipeline (&probe, path, error);
  if (probe.pipeline == NULL)
    return NULL;
  gboolean read = run_pipeline (&probe, progress, cancellable, error);
  gst_element_set_state (probe.pipeline, GST_STATE_NULL);
  gst_object_unref (probe.pipeline);
  g_clear_error (&probe.error);
  g_mutex_clear (&probe.lock);
  if (!read)
    return NULL;
  *better = find_better (&probe);
  if (probe.any_start)
    begin_at_zero (track);
  return g_steal_pointer (&track);
}

PlumbTrack *
plumb_probe_track (const char          *path,
                   const PlumbProgress *progress,
                   GCancellable        *cancellable,
                   GError             **error)
{
  guint                  main_one = 0, same;
  g_autoptr (PlumbTrack) track =
      probe_stream (path, 0, &main_one, progress, cancellable, error);
  if (track != NULL && main_one != 0)
    {
      plumb_track_unref (track);
      track = probe_stream (path, main_one, &same, progress, cancellable, error);
    }
  if (track == NULL)
    return NULL;
  if (track->units->len == 0 || track->codec == NULL)
    {
      g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NOT_VIDEO,
                           _("There is no video in this file."));
      return NULL;
    }
  return g_steal_pointer (&track);
}

guint64
plumb_probe_version (void)
{
  guint major, minor, micro, nano;
  gst_version (&major, &minor, &micro, &nano);
  return (guint64) major << 48 | (guint64) minor << 32 | (guint64) micro << 16 | nano;
}
