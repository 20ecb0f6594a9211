/* Damages whole recordings, as a messenger, a full card or somebody who means
 * harm would: fuzz-clips [RUNS [FIRST]]. Each run makes one damaged copy out of a
 * clip of every container, by a seed that is its number, and reads its table; each
 * tenth damages a table of the cache instead, with a checksum that is right, and
 * each fiftieth opens the copy and decodes from it.
 *
 * A run that crashes or hangs is repeated with fuzz-clips 1 NUMBER.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cache-folder.h"
#include "clip.h"
#include "engine.h"
#include "index-cache.h"

#define N_FRAMES 24
#define DEFAULT_RUNS 1000
/* A run takes milliseconds. */
#define HANGS_S 60
#define CACHE_HEADER 40u

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

typedef struct
{
  char  *name;
  GBytes *bytes;
  gsize  tables; /* where the table of contents begins */
  GBytes *index; /* (nullable) what the cache keeps of it */
} Seed;

typedef struct
{
  GPtrArray *seeds;
  char      *folder;
  char      *path; /* of the damaged copy */
  guint      n_opened;
} Fuzz;

static void
free_seed (gpointer data)
{
  Seed *seed = data;
  g_free (seed->name);
  g_bytes_unref (seed->bytes);
  g_clear_pointer (&seed->index, g_bytes_unref);
  g_free (seed);
}

static void
add_seed (Fuzz       *fuzz,
          const char *path)
{
  char *text;
  gsize size;
  if (!g_file_get_contents (path, &text, &size, NULL))
    return;
  Seed         *seed = g_new0 (Seed, 1);
  PlumbIndexKey key;
  const char   *moov = memmem (text, size, "moov", 4);
  seed->name = g_path_get_basename (path);
  seed->tables = moov != NULL ? (gsize) (moov - text) : 0;
  seed->bytes = g_bytes_new_take (text, size);
  g_autoptr (PlumbTrack) track = plumb_index_cache_open (path, &key, NULL, NULL, NULL);
  if (track != NULL && plumb_index_cache_save (&key, track, NULL, NULL))
    {
      g_autofree char *folder = plumb_cache_folder_path ("index");
      g_autofree char *file = g_strdup_printf ("%s/%s.index", folder, key.hash);
      if (g_file_get_contents (file, &text, &size, NULL))
        seed->index = g_bytes_new_take (text, size);
      plumb_index_cache_forget (key.hash);
    }
  g_ptr_array_add (fuzz->seeds, seed);
}

static void
make_seeds (Fuzz *fuzz)
{
  static const struct
  {
    const char    *file;
    PlumbClipCodec codec;
    gboolean       fragmented;
    int            b_frames, lead_in, rotation_deg;
    gint64         first_pts_ns;
  } kinds[] = {
    { "plain.mp4", PLUMB_CLIP_CODEC_H264, FALSE, 2, 0, 0, 0 },
    { "fragmented.mp4", PLUMB_CLIP_CODEC_H264, TRUE, 2, 0, 0, 0 },
    { "edited.mov", PLUMB_CLIP_CODEC_H264, FALSE, 2, 5, 90, 300000000 },
    { "hevc.mp4", PLUMB_CLIP_CODEC_H265, FALSE, 3, 0, 0, 0 },
    { "matroska.mkv", PLUMB_CLIP_CODEC_H264, FALSE, 2, 0, 0, 0 },
    { "web.webm", PLUMB_CLIP_CODEC_VP9, FALSE, 0, 0, 0, 0 },
    { "stream.ts", PLUMB_CLIP_CODEC_H264, FALSE, 2, 0, 0, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_build_filename (fuzz->folder, kinds[i].file, NULL);
      PlumbClipOptions options;
      plumb_clip_options_init (&options);
      options.width_px = 128;
      options.height_px = 96;
      options.n_frames = N_FRAMES;
      options.gop = 8;
      options.fast = TRUE;
      options.style = PLUMB_CLIP_STYLE_PLAIN;
      options.jitter = i % 2 == 0;
      options.codec = kinds[i].codec;
      options.fragmented = kinds[i].fragmented;
      options.b_frames = kinds[i].b_frames;
      options.lead_in = kinds[i].lead_in;
      options.rotation_deg = kinds[i].rotation_deg;
      options.first_pts_ns = kinds[i].first_pts_ns;
      if (plumb_clip_write (&options, path, NULL, NULL, NULL))
        add_seed (fuzz, path);
      g_unlink (path);
    }
}

/* Recordings of real phones, with what only they write, where they are. */
static void
take_shared (Fuzz *fuzz)
{
  static const char *const files[] = { "media_sample_sef_slow_motion.mp4",
                                       "media_sample_android_slow_motion.mp4",
                                       "media_edit_list_positive_shift.mp4",
                                       "media_sample_fragmented.mp4", "media_av1_video.mkv" };
  const char *shared = g_getenv ("PLUMBLINE_SHARED_DIR");
  for (gsize i = 0; shared != NULL && i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (shared, "videos", files[i], NULL);
      add_seed (fuzz, path);
    }
}

static void
write_number (GByteArray *copy,
              gsize       at,
              guint32     number)
{
  guint32 big = GUINT32_TO_BE (number);
  if (at + 4 <= copy->len)
    memcpy (copy->data + at, &big, 4);
}

/* A place, rather in the table of contents than in the pictures. */
static gsize
choose_place (GRand *rand,
              gsize  size,
              gsize  tables)
{
  gsize from = tables < size && g_rand_int_range (rand, 0, 4) > 0 ? tables : 0;
  gsize n = MIN (size - from, 6000);
  return from + (gsize) g_rand_int_range (rand, 0, (gint32) MAX (n, 1));
}

static void
damage (GByteArray *copy,
        gsize       tables,
        GRand      *rand)
{
  static const guint32 numbers[] = { 0, 1, 2, 8, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0,
                                     0x10000, 0x00ffffff };
  gsize                at = choose_place (rand, copy->len, tables);
  guint                n = (guint) g_rand_int_range (rand, 1, 200);
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      copy->data[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      copy->data[at] = (guint8) g_rand_int_range (rand, 0, 256);
      break;
    case 2:
    case 3:
      write_number (copy, at & ~(gsize) 3,
                    numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);
      break;
    case 4:
      write_number (copy, at, (guint32) g_rand_int_range (rand, 0, (gint32) copy->len * 2));
      break;
    case 5:
      if (at + n < copy->len && copy->len > 2 * n)
        g_byte_array_remove_range (copy, (guint) at, n);
      break;
    case 6:
      if (at + n < copy->len)
        memmove (copy->data + at, copy->data + choose_place (rand, copy->len - n, tables), n);
      break;
    default:
      g_byte_array_set_size (copy, (guint) MAX (at, 64));
      break;
    }
}

static GByteArray *
copy_bytes (GBytes *bytes)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  GByteArray   *copy = g_byte_array_new ();
  return g_byte_array_append (copy, data, (guint) size);
}

/* A table of the cache that is wrong but whole. */
static void
run_cache (Fuzz       *fuzz,
           const Seed *seed,
           GRand      *rand)
{
  g_autoptr (GByteArray) copy = copy_bytes (seed->index);
  g_autoptr (GChecksum)  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char       *folder = plumb_cache_folder_path ("index");
  gsize                  n = 32, size;
  PlumbIndexKey          key;
  for (int k = g_rand_int_range (rand, 1, 4); k > 0; k--)
    {
      gsize at = (gsize) g_rand_int_range (rand, CACHE_HEADER + 24, (gint32) copy->len);
      if (g_rand_boolean (rand))
        copy->data[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
      else
        write_number (copy, at & ~(gsize) 3, g_rand_boolean (rand) ? 0xffffffff : 0x7fffffff);
    }
  g_checksum_update (checksum, copy->data + CACHE_HEADER, copy->len - CACHE_HEADER);
  g_checksum_get_digest (checksum, copy->data + 8, &n);

  gconstpointer data = g_bytes_get_data (seed->bytes, &size);
  g_assert_true (g_file_set_contents (fuzz->path, data, (gssize) size, NULL));
  g_autoptr (PlumbTrack) first G_GNUC_UNUSED
      = plumb_index_cache_open (fuzz->path, &key, NULL, NULL, NULL);
  /* The time of change lies behind the size in the body. */
  memcpy (copy->data + CACHE_HEADER + 8, &key.mtime_ns, 8);
  g_checksum_reset (checksum);
  g_checksum_update (checksum, copy->data + CACHE_HEADER, copy->len - CACHE_HEADER);
  g_checksum_get_digest (checksum, copy->data + 8, &n);
  g_autofree char *file = g_strdup_printf ("%s/%s.index", folder, key.hash);
  g_assert_true (
      g_file_set_contents (file, (const char *) copy->data, (gssize) copy->len, NULL));
  g_autoptr (PlumbEngine) engine = plumb_engine_open (fuzz->path, NULL, NULL);
  if (engine != NULL)
    {
      g_autoptr (PlumbFrame) frame G_GNUC_UNUSED
          = plumb_engine_get_frame (engine, 0, NULL, NULL);
      plumb_engine_close (engine);
      fuzz->n_opened++;
    }
  plumb_index_cache_forget (key.hash);
}

/* The whole way: opened and decoded. */
static void
run_engine (Fuzz             *fuzz,
            const GByteArray *copy)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (
      g_file_set_contents (fuzz->path, (const char *) copy->data, (gssize) copy->len, NULL));
  g_autoptr (PlumbEngine) engine = plumb_engine_open (fuzz->path, NULL, &error);
  g_assert_true ((engine == NULL) == (error != NULL));
  if (engine == NULL)
    return;
  fuzz->n_opened++;
  gint64       n = plumb_frame_index_n_frames (plumb_engine_index (engine));
  const gint64 wanted[] = { n - 1, 0, n / 2 };
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (GError)     problem = NULL;
      g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, wanted[i], NULL, &problem);
      g_assert_true ((frame == NULL) == (problem != NULL));
      g_assert_true (frame == NULL || frame->frame == wanted[i]);
    }
  plumb_engine_close (engine);
}

static void
run_one (Fuzz   *fuzz,
         guint32 number)
{
  g_autoptr (GRand)      rand = g_rand_new_with_seed (number);
  const Seed            *seed = fuzz->seeds->pdata[number % fuzz->seeds->len];
  g_autoptr (GByteArray) copy = copy_bytes (seed->bytes);
  alarm (HANGS_S);
  if (number % 10 == 7 && seed->index != NULL)
    run_cache (fuzz, seed, rand);
  else
    {
      for (int k = g_rand_int_range (rand, 1, 9); k > 0 && copy->len > 64; k--)
        damage (copy, seed->tables, rand);
      LLVMFuzzerTestOneInput (copy->data, copy->len);
      if (number % 50 == 3)
        run_engine (fuzz, copy);
    }
  alarm (0);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  guint32 runs = argc > 1 ? (guint32) strtoul (argv[1], NULL, 10) : DEFAULT_RUNS;
  guint32 first = argc > 2 ? (guint32) strtoul (argv[2], NULL, 10) : 0;
  Fuzz    fuzz = { .seeds = g_ptr_array_new_with_free_func (free_seed) };
  fuzz.folder = g_dir_make_tmp ("plumbline-fuzz-XXXXXX", NULL);
  /* Tables of damaged copies are nobody's business. */
  g_setenv ("XDG_CACHE_HOME", fuzz.folder, TRUE);
  gst_init (&argc, &argv);
  fuzz.path = g_build_filename (fuzz.folder, "damaged.mp4", NULL);
  make_seeds (&fuzz);
  take_shared (&fuzz);
  for (guint32 i = 0; i < runs && fuzz.seeds->len > 0; i++)
    {
      if (i % 1000 == 0)
        g_print ("# run %u\n", first + i);
      run_one (&fuzz, first + i);
    }
  g_print ("1..1\n");
  if (fuzz.seeds->len == 0)
    g_print ("ok 1 # SKIP no encoder is installed\n");
  else
    g_print ("ok 1 - %u damaged copies of %u recordings, %u of those opened were still readable\n",
             runs, fuzz.seeds->len, fuzz.n_opened);
  remove_folder (fuzz.folder);
  g_ptr_array_unref (fuzz.seeds);
  g_free (fuzz.folder);
  g_free (fuzz.path);
  gst_deinit ();
  return 0;
}
