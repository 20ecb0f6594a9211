/* A recording on a disk that is slow, or gives no answer any more, as a card that
 * was pulled half out or a network that is gone: a sentence after five seconds,
 * what is in the cache is still shown, and when the disk answers again so does
 * the recording. This program's pread() stands for the disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <dlfcn.h>
#include <gst/gst.h>
#include <unistd.h>

#include "media-clip.h"

#define N_FRAMES 60

static char  *clip;
static GMutex disk_lock;
static GCond  disk_cond;
static gboolean disk_hangs;
static gulong   disk_delay_us;

ssize_t pread64 (int     fd,
                 void   *bytes,
                 size_t  n,
                 off64_t offset);

ssize_t
pread64 (int     fd,
         void   *bytes,
         size_t  n,
         off64_t offset)
{
  static ssize_t (*real) (int, void *, size_t, off64_t);
  g_mutex_lock (&disk_lock);
  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "pread64");
  while (disk_hangs)
    g_cond_wait (&disk_cond, &disk_lock);
  gulong delay_us = disk_delay_us;
  g_mutex_unlock (&disk_lock);
  if (delay_us > 0)
    g_usleep (delay_us);
  return real (fd, bytes, n, offset);
}

static void
set_disk (gboolean hangs,
          gulong   delay_us)
{
  g_mutex_lock (&disk_lock);
  disk_hangs = hangs;
  disk_delay_us = delay_us;
  g_cond_broadcast (&disk_cond);
  g_mutex_unlock (&disk_lock);
}

typedef struct
{
  gboolean done;
  gint64   frame; /* -1 = none yet */
  GError  *error;
  guint    n_failed;
} Heard;

static void
frame_cb (PlumbEngine *engine,
          PlumbFrame  *frame,
          Heard       *heard)
{
  g_assert_cmpint (media_clip_number (frame), ==, frame->frame);
  heard->frame = frame->frame;
  heard->done = TRUE;
}

static void
failed_cb (PlumbEngine *engine,
           gint64       frame,
           GError      *error,
           Heard       *heard)
{
  g_clear_error (&heard->error);
  heard->error = g_error_copy (error);
  heard->n_failed++;
  heard->done = TRUE;
}

static PlumbEngine *
open_clip (Heard *heard)
{
  g_autoptr (GError) error = NULL;
  PlumbEngine       *engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  *heard = (Heard){ .frame = -1 };
  g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), heard);
  g_signal_connect (engine, "failed", G_CALLBACK (failed_cb), heard);
  return engine;
}

static void
ask (PlumbEngine *engine,
     Heard       *heard,
     gint64       frame)
{
  heard->done = FALSE;
  plumb_engine_request (engine, frame, PLUMB_INTENT_LAND);
  g_assert_true (media_clip_wait (&heard->done));
}

/* Slow is not broken. */
static void
test_slow (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  plumb_engine_set_cache_budget (engine, 1);
  set_disk (FALSE, 60000);
  for (gint64 frame = 50; frame >= 0; frame -= 25)
    {
      ask (engine, &heard, frame);
      g_assert_cmpint (heard.frame, ==, frame);
    }
  g_assert_cmpuint (heard.n_failed, ==, 0);
  set_disk (FALSE, 0);
  g_assert_finalize_object (engine);
}

static void
test_gone_for_a_while (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  /* Room for a few round the playhead. */
  plumb_engine_set_cache_budget (engine, 2 * 1024 * 1024);
  ask (engine, &heard, 3);
  media_clip_run (300);
  set_disk (TRUE, 0);
  gint64 begin_us = g_get_monotonic_time ();
  heard.frame = -1;
  ask (engine, &heard, 50);
  gint64 took_us = g_get_monotonic_time () - begin_us;
  g_assert_error (heard.error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ);
  g_assert_nonnull (strstr (heard.error->message, "no answer"));
  g_assert_cmpint (took_us, >, 4 * G_USEC_PER_SEC);
  g_assert_cmpint (took_us, <, 8 * G_USEC_PER_SEC);
  g_assert_cmpint (heard.frame, ==, -1);
  /* Said once, and what is there can be looked at. */
  media_clip_run (1200);
  g_assert_cmpuint (heard.n_failed, ==, 1);
  ask (engine, &heard, 4);
  g_assert_cmpint (heard.frame, ==, 4);
  g_assert_cmpuint (heard.n_failed, ==, 1);
  /* What is not there fails anew, at once. */
  begin_us = g_get_monotonic_time ();
  ask (engine, &heard, 40);
  g_assert_cmpuint (heard.n_failed, ==, 2);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 3 * G_USEC_PER_SEC);
  /* It answers again: the picture asked for last comes, of itself. */
  heard.done = FALSE;
  set_disk (FALSE, 0);
  g_assert_true (media_clip_wait (&heard.done));
  g_assert_cmpint (heard.frame, ==, 40);
  g_assert_cmpuint (heard.n_failed, ==, 2);
  g_clear_error (&heard.error);
  g_assert_finalize_object (engine);
}

/* A window that is closed does not wait for a disk. */
static void
test_closed (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  plumb_engine_set_cache_budget (engine, 1);
  ask (engine, &heard, 0);
  set_disk (TRUE, 0);
  plumb_engine_request (engine, 55, PLUMB_INTENT_LAND);
  media_clip_run (100);
  gint64 begin_us = g_get_monotonic_time ();
  g_assert_finalize_object (engine);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 2 * G_USEC_PER_SEC);
  g_assert_cmpint (heard.frame, ==, 0);
  set_disk (FALSE, 0);
  /* The thread that was left behind comes to its end. */
  media_clip_run (200);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  options.gop = 20;
  clip = media_clip_make (&options, "slow-file.mp4");
  if (clip != NULL)
    {
      g_test_add_func ("/media/slow-file/slow", test_slow);
      g_test_add_func ("/media/slow-file/gone-for-a-while", test_gone_for_a_while);
      g_test_add_func ("/media/slow-file/closed", test_closed);
    }
  int status = g_test_run ();
  media_clip_clean ();
  g_free (clip);
  return status;
}
