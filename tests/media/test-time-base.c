/* At what rate a recording was filmed, and when nobody can tell.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "frame-index-private.h"
#include "mp4-rate.h"
#include "time-base.h"

/* A track whose pictures are so many ticks apart, in turns: { ticks, count }. */
static PlumbTrack *
make_track (guint32      timescale,
            const gint64 turns[][2],
            guint        n_turns)
{
  PlumbTrack *track = plumb_track_new ();
  gint64      pts = 0;
  track->timescale = timescale;
  track->movie_timescale = timescale;
  track->codec = g_strdup ("h264");
  track->width_px = 640;
  track->height_px = 360;
  for (guint t = 0; t < n_turns; t++)
    for (gint64 i = 0; i < turns[t][1]; i++)
      {
        PlumbUnit unit = { .pts = pts, .size = 1, .flags = PLUMB_UNIT_SYNC };
        g_array_append_val (track->units, unit);
        pts += turns[t][0];
      }
  track->media_duration = pts;
  return track;
}

static PlumbFrameIndex *
make_index (const PlumbTrack *track)
{
  g_autoptr (GError) error = NULL;
  PlumbFrameIndex   *index = plumb_frame_index_new (track, &error);
  g_assert_no_error (error);
  return index;
}

static void
test_plain (void)
{
  static const gint64         turns[][2] = { { 10, 120 } };
  g_autoptr (PlumbTrack)      track = make_track (600, turns, 1);
  g_autoptr (PlumbFrameIndex) index = make_index (track);
  PlumbTimeBase               base = plumb_time_base_find (index, 0);
  g_assert_true (base.is_known && base.is_even);
  g_assert_cmpint (base.source, ==, PLUMB_RATE_TIMES);
  g_assert_cmpfloat_with_epsilon (plumb_time_base_fps (&base), 60, 1e-6);
  g_assert_cmpfloat (base.slow, ==, 1);
  g_assert_cmpuint (base.n_parts, ==, 1);
}

/* Stretched to 30 a second with the rate of filming beside it. */
static void
test_slow_motion (void)
{
  static const gint64         turns[][2] = { { 20, 120 } };
  g_autoptr (PlumbTrack)      track = make_track (600, turns, 1);
  track->capture_fps = 240;
  track->capture_source = PLUMB_RATE_ANDROID;
  g_autoptr (PlumbFrameIndex) index = make_index (track);
  PlumbTimeBase               base = plumb_time_base_find (index, 0);
  g_assert_true (base.is_known && base.is_even);
  g_assert_cmpint (base.source, ==, PLUMB_RATE_ANDROID);
  g_assert_cmpfloat (base.fps, ==, 240);
  g_assert_cmpfloat_with_epsilon (base.slow, 8, 1e-6);
}

/* A ramp that was rendered: 240 a second, 30, and 240 again. Nobody knows, until
 * the coach says it. */
static void
test_ramp (void)
{
  static const gint64         turns[][2] = { { 5, 60 }, { 40, 40 }, { 5, 60 } };
  static const gint64         firsts[] = { 0, 60, 100 };
  static const double         rates[] = { 240, 30, 240 };
  g_autoptr (PlumbTrack)      track = make_track (1200, turns, 3);
  g_autoptr (PlumbFrameIndex) index = make_index (track);
  g_autoptr (GArray)          parts = plumb_time_base_parts (index);
  PlumbTimeBase               base = plumb_time_base_find (index, 0);
  g_assert_cmpuint (parts->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const PlumbRatePart *part = &g_array_index (parts, PlumbRatePart, i);
      g_assert_cmpint (part->first, ==, firsts[i]);
      g_assert_cmpint (part->last, ==, i < 2 ? firsts[i + 1] - 1 : 159);
      g_assert_cmpfloat_with_epsilon (part->fps, rates[i], 0.01);
    }
  g_assert_false (base.is_known);
  g_assert_cmpfloat (plumb_time_base_fps (&base), ==, 0);
  base = plumb_time_base_find (index, 240);
  g_assert_true (base.is_known && base.is_even);
  g_assert_cmpint (base.source, ==, PLUMB_RATE_COACH);
  g_assert_cmpfloat (plumb_time_base_fps (&base), ==, 240);
}

/* The times of a camera that takes pictures as they come are true, but seconds
 * cannot be counted in pictures. */
static void
test_uneven (void)
{
  static const gint64 turns[][2] = { { 20, 3 }, { 50, 2 }, { 30, 4 }, { 70, 2 }, { 20, 5 },
                                     { 45, 1 }, { 20, 4 }, { 90, 3 }, { 20, 6 }, { 40, 2 } };
  g_autoptr (PlumbTrack)      track = make_track (600, turns, G_N_ELEMENTS (turns));
  g_autoptr (PlumbFrameIndex) index = make_index (track);
  PlumbTimeBase               base = plumb_time_base_find (index, 0);
  g_assert_cmpuint (base.n_parts, ==, 1);
  g_assert_true (base.is_known);
  g_assert_false (base.is_even);
  g_assert_cmpfloat (plumb_time_base_fps (&base), ==, 0);
}

/* An edit list that plays frames 60 to 99 of a recording at 240 a second eight
 * times slower: presented so, filmed as the media has it. */
static void
test_slowed_edits (void)
{
  static const gint64    turns[][2] = { { 5, 160 } };
  g_autoptr (PlumbTrack) track = make_track (1200, turns, 1);
  const PlumbEdit        edits[] = { { 0, 300, 65536 },
                                     { 300, 1600, 65536 / 8 },
                                     { 500, 300, 65536 } };
  g_array_append_vals (track->edits, edits, 3);
  g_autoptr (PlumbFrameIndex) index = make_index (track);
  PlumbTimeBase               base = plumb_time_base_find (index, 0);
  gint64                      first, last;
  double                      times;
  g_assert_cmpint (plumb_frame_index_n_frames (index), ==, 160);
  g_assert_cmpint (plumb_frame_index_pts_ns (index, 60), ==, 250000000);
  g_assert_cmpint (plumb_frame_index_pts_ns (index, 61), ==, 283333336);
  g_assert_cmpint (plumb_frame_index_pts_ns (index, 100), ==, 1583333333);
  g_assert_cmpint (plumb_frame_index_pts_ns (index, 101), ==, 1587500000);
  g_assert_cmpint (plumb_frame_index_filmed_ns (index, 100), ==, 416666667);
  g_assert_true (plumb_frame_index_slowed (index, 0, &first, &last, &times));
  g_assert_cmpint (first, ==, 60);
  g_assert_cmpint (last, ==, 99);
  g_assert_cmpfloat_with_epsilon (times, 8, 1e-9);
  g_assert_false (plumb_frame_index_slowed (index, 1, &first, &last, &times));
  g_assert_true (base.is_known && base.is_even);
  g_assert_cmpint (base.source, ==, PLUMB_RATE_APPLE);
  g_assert_cmpfloat_with_epsilon (plumb_time_base_fps (&base), 240, 0.01);
}

/* A held picture and rates that cannot be are no reason to lose frames. */
static void
test_odd_edits (void)
{
  static const gint64    turns[][2] = { { 5, 100 } };
  static const gint64    rates[] = { 0, -65536, 1, G_MAXINT32 };
  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr (PlumbTrack) track = make_track (1200, turns, 1);
      const PlumbEdit        edits[] = { { 0, 250, 65536 }, { 250, 250, rates[i] },
                                         { 250, 250, 65536 } };
      g_array_append_vals (track->edits, edits, 3);
      g_autoptr (PlumbFrameIndex) index = make_index (track);
      g_assert_cmpint (plumb_frame_index_n_frames (index), ==, 100);
    }
}

static void
put_be32 (GByteArray *bytes,
          guint32     value)
{
  guint32 swapped = GUINT32_TO_BE (value);
  g_byte_array_append (bytes, (const guint8 *) &swapped, 4);
}

static void
put_le32 (GByteArray *bytes,
          guint32     value)
{
  guint32 swapped = GUINT32_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &swapped, 4);
}

static void
put_box (GByteArray       *bytes,
         const char       *type,
         const GByteArray *body)
{
  put_be32 (bytes, 8 + body->len);
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  g_byte_array_append (bytes, body->data, body->len);
}

/* moov whose meta has one key of this type and value. */
static GByteArray *
make_moov (const char   *key,
           guint32       type,
           const guint8 *value,
           guint         n)
{
  GByteArray            *moov = g_byte_array_new ();
  g_autoptr (GByteArray) hdlr = g_byte_array_new (), entry = g_byte_array_new (),
                         keys = g_byte_array_new (), data = g_byte_array_new (),
                         item = g_byte_array_new (), ilst = g_byte_array_new (),
                         meta = g_byte_array_new ();
  g_byte_array_append (entry, (const guint8 *) key, (guint) strlen (key));
  put_be32 (keys, 0);
  put_be32 (keys, 1);
  put_box (keys, "mdta", entry);
  put_be32 (data, type);
  put_be32 (data, 0);
  g_byte_array_append (data, value, n);
  put_box (item, "data", data);
  put_box (ilst, "\0\0\0\1", item);
  put_box (meta, "hdlr", hdlr);
  put_box (meta, "keys", keys);
  put_box (meta, "ilst", ilst);
  put_box (moov, "meta", meta);
  return moov;
}

/* (transfer full) A file that holds these bytes. */
static int
make_file (const GByteArray *bytes)
{
  g_autofree char *name = NULL;
  int              fd = g_file_open_tmp ("plumbline-rate-XXXXXX", &name, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_unlink (name);
  g_assert_cmpint (write (fd, bytes->data, bytes->len), ==, (gssize) bytes->len);
  return fd;
}

static void
test_metadata (void)
{
  static const guint8 float_240[] = { 0x43, 0x70, 0, 0 }, one[] = { 1 };
  const struct
  {
    const char      *key;
    guint32          type;
    const guint8    *value;
    guint            n;
    double           fps;
    PlumbRateSource  source;
  } cases[] = {
    { "com.android.capture.fps", 23, float_240, 4, 240, PLUMB_RATE_ANDROID },
    { "com.android.capture.fps", 1, (const guint8 *) "120.0", 5, 120, PLUMB_RATE_ANDROID },
    { "com.android.capture.fps", 1, (const guint8 *) "nan", 3, 0, PLUMB_RATE_TIMES },
    { "com.android.capture.fps", 1, (const guint8 *) "-5", 2, 0, PLUMB_RATE_TIMES },
    { "com.android.capture.fpsx", 23, float_240, 4, 0, PLUMB_RATE_TIMES },
    { "com.apple.quicktime.full-frame-rate-playback-intent", 21, one, 1, 0, PLUMB_RATE_APPLE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlumbTrack) track = plumb_track_new ();
      g_autoptr (GByteArray) moov =
          make_moov (cases[i].key, cases[i].type, cases[i].value, cases[i].n);
      int fd = make_file (moov);
      plumb_mp4_read_rate (track, (PlumbSpan){ moov->data, moov->len }, fd, moov->len);
      g_assert_cmpfloat (track->capture_fps, ==, cases[i].fps);
      g_assert_cmpint (track->capture_source, ==, cases[i].source);
      close (fd);
    }
}

/* Samsung's trailer, whole and then cut or changed at every byte. */
static void
test_trailer (void)
{
  static const char      name[] = "SlowMotion_Data", text[] = "100:200:2*300:500:4";
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_byte_array_append (file, (const guint8 *) "some pictures before", 20);
  guint block = file->len;
  put_le32 (file, 0x08900000);
  put_le32 (file, sizeof name - 1);
  g_byte_array_append (file, (const guint8 *) name, sizeof name - 1);
  g_byte_array_append (file, (const guint8 *) text, sizeof text - 1);
  guint directory = file->len;
  g_byte_array_append (file, (const guint8 *) "SEFH", 4);
  put_le32 (file, 106);
  put_le32 (file, 1);
  put_le32 (file, 0x08900000);
  put_le32 (file, directory - block);
  put_le32 (file, directory - block);
  put_le32 (file, file->len - directory);
  g_byte_array_append (file, (const guint8 *) "SEFT", 4);
  for (guint changed = 0; changed <= file->len; changed++)
    {
      g_autoptr (PlumbTrack) track = plumb_track_new ();
      if (changed < file->len)
        file->data[changed] ^= 0x81;
      int fd = make_file (file);
      plumb_mp4_read_rate (track, (PlumbSpan){ NULL, 0 }, fd, file->len);
      close (fd);
      if (changed < file->len)
        file->data[changed] ^= 0x81;
      else
        {
          const PlumbSlowed *parts = (const PlumbSlowed *) track->slowed->data;
          g_assert_cmpint (track->capture_source, ==, PLUMB_RATE_SAMSUNG);
          g_assert_cmpuint (track->slowed->len, ==, 2);
          g_assert_cmpint (parts[1].from_ns, ==, 300000000);
          g_assert_cmpint (parts[1].to_ns, ==, 500000000);
          g_assert_cmpint (parts[0].times, ==, 2);
          g_assert_cmpint (parts[1].times, ==, 8);
        }
    }
}

/* The last frame stands as long as the media goes on. */
static void
test_last_duration (void)
{
  static const gint64         turns[][2] = { { 20, 30 }, { 50, 1 } };
  static const gint64         plain[][2] = { { 20, 30 } };
  g_autoptr (PlumbTrack)      said = make_track (600, turns, 2);
  g_autoptr (PlumbTrack)      unsaid = make_track (600, plain, 1);
  unsaid->media_duration = 20 * 29;
  g_autoptr (PlumbFrameIndex) long_last = make_index (said);
  g_autoptr (PlumbFrameIndex) zero_last = make_index (unsaid);
  g_assert_cmpint (plumb_frame_index_last_duration_ns (long_last), ==, 83333333);
  g_assert_cmpint (plumb_frame_index_last_duration_ns (zero_last), ==, 33333334);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/time-base/plain", test_plain);
  g_test_add_func ("/media/time-base/slow-motion", test_slow_motion);
  g_test_add_func ("/media/time-base/ramp", test_ramp);
  g_test_add_func ("/media/time-base/uneven", test_uneven);
  g_test_add_func ("/media/time-base/slowed-edits", test_slowed_edits);
  g_test_add_func ("/media/time-base/odd-edits", test_odd_edits);
  g_test_add_func ("/media/time-base/metadata", test_metadata);
  g_test_add_func ("/media/time-base/trailer", test_trailer);
  g_test_add_func ("/media/time-base/last-duration", test_last_duration);
  return g_test_run ();
}
