/* What is fed to the decoder on the way to a frame, and where its pictures lie.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>
#include <string.h>

#include "frame-reader.h"
#include "media-clip.h"
#include "picture-memory.h"
#include "picture-pool.h"
#include "spare-unit.h"

#define N_FRAMES 90
#define GOP 30

typedef struct
{
  GArray *frames; /* gint64, as delivered */
  gint64  number; /* of the last picture, by its bars */
} Delivered;

static int
want_cb (gint64   frame,
         gpointer user_data)
{
  return 0;
}

static void
deliver_cb (gint64        frame,
            PlumbPicture *picture,
            gpointer      user_data)
{
  Delivered             *delivered = user_data;
  PlumbPose              pose = { 320, 180, 0, FALSE };
  g_autoptr (PlumbFrame) made = plumb_picture_to_frame (picture, &pose, frame, 0);
  g_array_append_val (delivered->frames, frame);
  delivered->number = media_clip_number (made);
  g_assert_cmpint (delivered->number, ==, frame);
}

static gboolean
pause_cb (gpointer user_data)
{
  return FALSE;
}

static const PlumbReaderFuncs funcs = { want_cb, deliver_cb, pause_cb };

static void
read_one (PlumbFrameReader *reader,
          gint64            frame,
          PlumbReadHaste    haste,
          Delivered        *delivered)
{
  g_autoptr (GError) error = NULL;
  g_array_set_size (delivered->frames, 0);
  g_assert_cmpint (plumb_frame_reader_read (reader, frame, haste, &funcs, delivered, &error), ==,
                   PLUMB_READ_FOUND);
  g_assert_no_error (error);
  gboolean came = FALSE;
  for (guint i = 0; i < delivered->frames->len; i++)
    came |= g_array_index (delivered->frames, gint64, i) == frame;
  g_assert_true (came);
}

/* In a hurry fewer come, the wanted one always; what was left out is no longer
 * to be had from this run, and comes all the same when it is asked for. */
static void
test_hurry (gconstpointer data)
{
  PlumbClipCodec   codec = GPOINTER_TO_INT (data);
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  options.gop = GOP;
  options.b_frames = 2;
  options.codec = codec;
  g_autofree char *path = media_clip_make (&options, "reader.mp4");
  if (path == NULL)
    return;
  g_autoptr (GError)           error = NULL;
  g_autoptr (PlumbTrack)       track = plumb_track_open (path, NULL, &error);
  g_autoptr (PlumbFrameIndex)  index = plumb_frame_index_new (track, &error);
  g_autoptr (PlumbFrameReader) reader = plumb_frame_reader_new (track, index, &error);
  g_assert_no_error (error);
  Delivered delivered = { .frames = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  guint     n_spare = 0;
  for (guint i = 0; i < track->units->len; i++)
    {
      g_autoptr (GBytes) unit = plumb_track_read_unit (track, i, NULL);
      n_spare += plumb_unit_is_spare (track, unit);
    }
  g_test_message ("%u of %u units are spare", n_spare, track->units->len);
  g_assert_cmpuint (n_spare, >=, N_FRAMES / 4);
  g_assert_cmpuint (n_spare, <, N_FRAMES * 3 / 4);

  read_one (reader, GOP + 25, PLUMB_READ_ALL, &delivered);
  guint all = delivered.frames->len;
  read_one (reader, 2 * GOP + 25, PLUMB_READ_HURRY, &delivered);
  g_test_message ("%u pictures, in a hurry %u", all, delivered.frames->len);
  g_assert_cmpuint (delivered.frames->len, <, all);
  for (gint64 frame = 2 * GOP; frame < 2 * GOP + 28; frame++)
    read_one (reader, frame, frame % 2 == 0 ? PLUMB_READ_HURRY : PLUMB_READ_ALL, &delivered);
  for (int i = 0; i < 60; i++)
    read_one (reader, g_test_rand_int_range (0, N_FRAMES), (PlumbReadHaste) (i % 3), &delivered);
  g_array_unref (delivered.frames);
}

/* Landing decodes nothing beyond the frame: what follows begins anew, and is right. */
static void
test_land (gconstpointer data)
{
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  options.gop = GOP;
  options.b_frames = 2;
  options.codec = GPOINTER_TO_INT (data);
  g_autofree char *path = media_clip_make (&options, "land.mp4");
  if (path == NULL)
    return;
  g_autoptr (GError)           error = NULL;
  g_autoptr (PlumbTrack)       track = plumb_track_open (path, NULL, &error);
  g_autoptr (PlumbFrameIndex)  index = plumb_frame_index_new (track, &error);
  g_autoptr (PlumbFrameReader) reader = plumb_frame_reader_new (track, index, &error);
  g_assert_no_error (error);
  Delivered delivered = { .frames = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  read_one (reader, GOP + 20, PLUMB_READ_HURRY, &delivered);
  g_assert_cmpuint (plumb_frame_reader_cost (reader, GOP + 28), <, 15);
  read_one (reader, 2 * GOP + 20, PLUMB_READ_LAND, &delivered);
  g_assert_cmpuint (plumb_frame_reader_cost (reader, 2 * GOP + 28), >, 25);
  for (gint64 frame = 0; frame < N_FRAMES; frame += 7)
    {
      read_one (reader, frame, PLUMB_READ_LAND, &delivered);
      if (frame + 1 < N_FRAMES)
        read_one (reader, frame + 1, PLUMB_READ_ALL, &delivered);
    }
  g_array_unref (delivered.frames);
}

/* Idle buffers are kept for use, but few of them. */
static void
test_pool (void)
{
  g_autoptr (GstBufferPool) pool = plumb_picture_pool_new ();
  g_autoptr (GstCaps)       caps =
      gst_caps_from_string ("video/x-raw,format=I420,width=64,height=64,framerate=0/1");
  GstBuffer    *buffers[20];
  GstStructure *config = gst_buffer_pool_get_config (pool);
  gst_buffer_pool_config_set_params (config, caps, 64 * 64 * 3 / 2, 0, 0);
  g_assert_true (gst_buffer_pool_set_config (pool, config));
  g_assert_true (gst_buffer_pool_set_active (pool, TRUE));
  for (int round = 0; round < 3; round++)
    {
      for (int i = 0; i < 20; i++)
        g_assert_cmpint (gst_buffer_pool_acquire_buffer (pool, &buffers[i], NULL), ==,
                         GST_FLOW_OK);
      g_assert_cmpint (plumb_picture_pool_n_idle (PLUMB_PICTURE_POOL (pool)), ==, 0);
      for (int i = 0; i < 20; i++)
        gst_buffer_unref (buffers[i]);
      g_assert_cmpint (plumb_picture_pool_n_idle (PLUMB_PICTURE_POOL (pool)), ==,
                       PLUMB_PICTURE_POOL_IDLE);
    }
  /* A buffer that is used again is one of those. */
  gst_buffer_pool_acquire_buffer (pool, &buffers[0], NULL);
  g_assert_cmpint (plumb_picture_pool_n_idle (PLUMB_PICTURE_POOL (pool)), ==,
                   PLUMB_PICTURE_POOL_IDLE - 1);
  gst_buffer_unref (buffers[0]);
  gst_buffer_pool_set_active (pool, FALSE);
}

/* A block that was given back is taken again by the next of its size; what is kept
 * is bounded, and of every size. */
static void
test_memory (void)
{
  enum { SIZE = 3 * 1024 * 1024, N = 40 };
  gpointer blocks[N];
  for (int i = 0; i < N; i++)
    {
      blocks[i] = plumb_picture_memory_take (SIZE);
      g_assert_nonnull (blocks[i]);
      memset (blocks[i], i, SIZE);
    }
  for (int i = 0; i < N; i++)
    for (int k = 0; k < SIZE; k += 4096)
      g_assert_cmpint (((guint8 *) blocks[i])[k], ==, i);
  for (int i = 0; i < N; i++)
    {
      plumb_picture_memory_give (blocks[i], SIZE);
      g_assert_cmpuint (plumb_picture_memory_n_idle_bytes (), <=,
                        PLUMB_PICTURE_MEMORY_IDLE_BYTES);
    }
  gsize idle = plumb_picture_memory_n_idle_bytes ();
  g_assert_cmpuint (idle, >=, PLUMB_PICTURE_MEMORY_IDLE_BYTES - SIZE);
  g_assert_true (plumb_picture_memory_take (SIZE) == blocks[N - 1]);
  g_assert_cmpuint (plumb_picture_memory_n_idle_bytes (), ==, idle - SIZE);
  plumb_picture_memory_give (blocks[N - 1], SIZE);
  /* One that is larger than all that may be kept. */
  gpointer large = plumb_picture_memory_take (PLUMB_PICTURE_MEMORY_IDLE_BYTES + 1);
  plumb_picture_memory_give (large, PLUMB_PICTURE_MEMORY_IDLE_BYTES + 1);
  g_assert_cmpuint (plumb_picture_memory_n_idle_bytes (), <=, PLUMB_PICTURE_MEMORY_IDLE_BYTES);
  g_assert_null (plumb_picture_memory_take (G_MAXSIZE - 1));
  gpointer small = plumb_picture_memory_take (100);
  memset (small, 1, 100);
  plumb_picture_memory_give (small, 100);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/media/frame-reader/hurry/h264",
                        GINT_TO_POINTER (PLUMB_CLIP_CODEC_H264), test_hurry);
  g_test_add_data_func ("/media/frame-reader/hurry/hevc",
                        GINT_TO_POINTER (PLUMB_CLIP_CODEC_H265), test_hurry);
  g_test_add_data_func ("/media/frame-reader/land/h264",
                        GINT_TO_POINTER (PLUMB_CLIP_CODEC_H264), test_land);
  g_test_add_data_func ("/media/frame-reader/land/hevc",
                        GINT_TO_POINTER (PLUMB_CLIP_CODEC_H265), test_land);
  g_test_add_func ("/media/frame-reader/pool", test_pool);
  g_test_add_func ("/media/frame-reader/memory", test_memory);
  int status = g_test_run ();
  media_clip_clean ();
  return status;
}
