/* Clips for the tests of this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "media-clip.h"

#include <glib/gstdio.h>

#define WAIT_S 60

static char *folder;

void
media_clip_options_init (PlumbClipOptions *options,
                         gint64            n_frames)
{
  plumb_clip_options_init (options);
  options->width_px = 320;
  options->height_px = 180;
  options->fps_n = 30;
  options->n_frames = n_frames;
  options->gop = 12;
  options->seed = 7;
  options->fast = TRUE;
  options->barcode = TRUE;
  options->style = PLUMB_CLIP_STYLE_PLAIN;
}

char *
media_clip_make (const PlumbClipOptions *options,
                 const char             *file)
{
  g_autoptr (GError) error = NULL;
  if (folder == NULL)
    folder = g_dir_make_tmp ("plumbline-media-XXXXXX", NULL);
  char *path = g_build_filename (folder, file, NULL);
  if (plumb_clip_write (options, path, NULL, NULL, &error))
    return path;
  if (!g_error_matches (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_MISSING))
    g_assert_no_error (error);
  g_test_skip (error->message);
  g_free (path);
  return NULL;
}

gint64
media_clip_number (const PlumbFrame *frame)
{
  gsize         size;
  const guint8 *pixels = g_bytes_get_data (frame->pixels, &size);
  g_assert_cmpuint (size, >=, (gsize) frame->stride * frame->height_px);
  return plumb_barcode_read (pixels, frame->width_px, frame->height_px, frame->stride);
}

void
media_clip_clean (void)
{
  if (folder == NULL)
    return;
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char      *name;
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

static gboolean
set_done_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
run_until (const gboolean *done,
           guint           ms)
{
  gboolean late = FALSE;
  GMainContext *context = g_main_context_get_thread_default ();
  GSource      *source = g_timeout_source_new (ms);
  g_source_set_callback (source, set_done_cb, &late, NULL);
  g_source_attach (source, context);
  while (!late && (done == NULL || !*done))
    g_main_context_iteration (context, TRUE);
  g_source_destroy (source);
  g_source_unref (source);
  return done != NULL && *done;
}

gboolean
media_clip_wait (const gboolean *done)
{
  return run_until (done, WAIT_S * 1000);
}

void
media_clip_run (guint ms)
{
  run_until (NULL, ms);
}
