/* The shared clips decoded: going straight through, and jumping about with no
 * cache to speak of, give the same pixels for the same number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>
#include <string.h>

#include "engine.h"
#include "manifest.h"

/* Decoding all of a long clip at full size would take minutes. */
#define LINEAR_MAX 50
#define N_RANDOM 12

/* From 1.24 on libav's decoder makes up what is missing of the damaged clip without
 * saying so, each time by what it decoded before, or gives a picture up. */
static gboolean
is_made_up (const ManifestClip *clip)
{
  guint major, minor, micro, nano;
  gst_version (&major, &minor, &micro, &nano);
  return minor >= 24 && strstr (clip->file, "corrupted") != NULL;
}

static char *
hash_frame (const ManifestClip *clip,
            PlumbEngine        *engine,
            gint64              number)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, number, NULL, &error);
  if (is_made_up (clip) && g_error_matches (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE))
    return g_strdup ("damaged");
  g_assert_no_error (error);
  g_assert_nonnull (frame);
  g_assert_cmpint (frame->frame, ==, number);
  const PlumbVideoInfo *info = plumb_frame_index_info (plumb_engine_index (engine));
  g_assert_cmpint (frame->width_px, ==, info->width_px);
  g_assert_cmpint (frame->height_px, ==, info->height_px);
  return g_compute_checksum_for_bytes (G_CHECKSUM_MD5, frame->pixels);
}

static PlumbEngine *
open_clip (const char *file,
           GError    **error)
{
  g_autofree char *folder = manifest_folder ();
  g_autofree char *path = g_build_filename (folder, file, NULL);
  return plumb_engine_open (path, NULL, error);
}

static void
test_clip (gconstpointer data)
{
  const ManifestClip     *clip = data;
  g_autoptr (GError)      error = NULL;
  g_autoptr (PlumbEngine) engine = open_clip (clip->file, &error);
  if (clip->presented == 0)
    {
      /* VVC, which decoders know from FFmpeg 7.1 on. Where there is none the sentence
       * names the codec and the package. */
      if (engine != NULL)
        {
          g_test_skip ("this system can decode VVC");
          return;
        }
      g_assert_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NO_DECODER);
      g_assert_nonnull (strstr (error->message, "VVC"));
      g_assert_nonnull (strstr (error->message, "gstreamer1.0-"));
      return;
    }
  g_assert_no_error (error);
  gint64 n = MIN (plumb_frame_index_n_frames (plumb_engine_index (engine)), LINEAR_MAX);
  plumb_engine_set_cache_budget (engine, 1);
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  for (gint64 i = 0; i < n; i++)
    g_ptr_array_add (hashes, hash_frame (clip, engine, i));
  for (int i = 0; i < N_RANDOM; i++)
    {
      gint64           number = g_test_rand_int_range (0, (gint32) n);
      g_autofree char *hash = hash_frame (clip, engine, number);
      if (!is_made_up (clip))
        g_assert_cmpstr (hash, ==, hashes->pdata[number]);
    }
  g_autofree char *last G_GNUC_UNUSED =
      hash_frame (clip, engine, plumb_frame_index_n_frames (plumb_engine_index (engine)) - 1);
}

static void
test_absent (void)
{
  g_test_skip ("the shared clips are not here");
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_autoptr (GPtrArray) clips = manifest_load ();
  if (clips == NULL)
    g_test_add_func ("/media/shared/absent", test_absent);
  for (guint i = 0; clips != NULL && i < clips->len; i++)
    {
      const ManifestClip *clip = clips->pdata[i];
      g_autofree char    *name = g_strdup_printf ("/media/shared/%s", clip->file);
      g_test_add_data_func (name, clip, test_clip);
    }
  return g_test_run ();
}
