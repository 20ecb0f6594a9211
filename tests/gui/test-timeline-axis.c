/* The axis of the timeline: frames to pixels and back, closer and farther.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline-axis.h"

/* 101 frames over 600 px from 12 on: 6 px from one to the next. */
static PlumbTimelineAxis
make_axis (void)
{
  PlumbTimelineAxis axis = { 0 };

  plumb_timeline_axis_set_n_frames (&axis, 101);
  plumb_timeline_axis_place (&axis, 12, 600);
  return axis;
}

static void
test_maps (void)
{
  PlumbTimelineAxis axis = make_axis ();

  g_assert_cmpfloat (plumb_timeline_axis_px_per_frame (&axis), ==, 6);
  g_assert_cmpfloat (plumb_timeline_axis_x (&axis, 0), ==, 12);
  g_assert_cmpfloat (plumb_timeline_axis_x (&axis, 100), ==, 612);
  g_assert_cmpint (plumb_timeline_axis_frame (&axis, 252), ==, 40);
  g_assert_cmpint (plumb_timeline_axis_frame (&axis, 254.9), ==, 40);
  g_assert_cmpint (plumb_timeline_axis_frame (&axis, 255.1), ==, 41);
  g_assert_cmpint (plumb_timeline_axis_frame (&axis, -50), ==, 0);
  g_assert_cmpint (plumb_timeline_axis_frame (&axis, 9000), ==, 100);
  g_assert_false (plumb_timeline_axis_is_zoomed (&axis));
}

/* No frames, one frame: nothing divides by nothing. */
static void
test_small (void)
{
  for (gint64 n = 0; n <= 1; n++)
    {
      PlumbTimelineAxis axis = make_axis ();

      plumb_timeline_axis_set_n_frames (&axis, n);
      g_assert_cmpfloat (plumb_timeline_axis_x (&axis, 0), ==, 12);
      g_assert_cmpint (plumb_timeline_axis_frame (&axis, 300), ==, 0);
      plumb_timeline_axis_zoom (&axis, 2, 300);
      plumb_timeline_axis_scroll (&axis, 5);
      g_assert_false (plumb_timeline_axis_reveal (&axis, 0));
      g_assert_cmpint (plumb_timeline_axis_frame (&axis, 300), ==, 0);
      g_assert_cmpint (plumb_timeline_axis_label_step (&axis, 50), >=, 1);
    }
}

/* What is under the pointer stays there; frame 40 lies at 252 px. */
static void
test_zoom (void)
{
  PlumbTimelineAxis axis = make_axis ();

  plumb_timeline_axis_zoom (&axis, 4, 252);
  g_assert_true (plumb_timeline_axis_is_zoomed (&axis));
  g_assert_cmpfloat_with_epsilon (plumb_timeline_axis_px_per_frame (&axis), 24, 1e-9);
  g_assert_cmpfloat_with_epsilon (plumb_timeline_axis_x (&axis, 40), 252, 1e-6);
  g_assert_cmpfloat_with_epsilon (axis.first, 30, 1e-6);
  plumb_timeline_axis_zoom (&axis, 1000, 252);
  g_assert_cmpfloat_with_epsilon (plumb_timeline_axis_px_per_frame (&axis), 48, 1e-9);
  g_assert_cmpint (plumb_timeline_axis_frame (&axis, 252), ==, 40);
  plumb_timeline_axis_zoom (&axis, 0.001, 252);
  g_assert_false (plumb_timeline_axis_is_zoomed (&axis));
  g_assert_cmpfloat (axis.first, ==, 0);
  g_assert_cmpfloat (axis.last, ==, 100);
}

/* Never beyond either end. */
static void
test_scroll (void)
{
  PlumbTimelineAxis axis = make_axis ();

  plumb_timeline_axis_scroll (&axis, 10);
  g_assert_cmpfloat (axis.first, ==, 0);
  plumb_timeline_axis_zoom (&axis, 4, 12); /* 0 … 25 */
  plumb_timeline_axis_scroll (&axis, 10);
  g_assert_cmpfloat (axis.first, ==, 10);
  g_assert_cmpfloat (axis.last, ==, 35);
  plumb_timeline_axis_scroll (&axis, 1000);
  g_assert_cmpfloat (axis.first, ==, 75);
  g_assert_cmpfloat (axis.last, ==, 100);
  plumb_timeline_axis_fit (&axis);
  g_assert_false (plumb_timeline_axis_is_zoomed (&axis));
}

static void
test_reveal (void)
{
  PlumbTimelineAxis axis = make_axis ();

  plumb_timeline_axis_zoom (&axis, 4, 12); /* 0 … 25 */
  g_assert_false (plumb_timeline_axis_reveal (&axis, 25));
  g_assert_true (plumb_timeline_axis_reveal (&axis, 60));
  g_assert_cmpfloat (axis.first, ==, 60 - 22.5);
  g_assert_true (plumb_timeline_axis_reveal (&axis, 3));
  g_assert_cmpfloat (axis.first, ==, 0.5);
  g_assert_true (plumb_timeline_axis_reveal (&axis, 100));
  g_assert_cmpfloat (axis.last, ==, 100);
  g_assert_false (plumb_timeline_axis_reveal (&axis, -1));
}

static void
test_labels (void)
{
  PlumbTimelineAxis axis = make_axis ();

  g_assert_cmpint (plumb_timeline_axis_label_step (&axis, 56), ==, 10);
  g_assert_cmpint (plumb_timeline_axis_label_step (&axis, 61), ==, 20);
  plumb_timeline_axis_zoom (&axis, 8, 12);
  g_assert_cmpint (plumb_timeline_axis_label_step (&axis, 56), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline-axis/maps", test_maps);
  g_test_add_func ("/timeline-axis/small", test_small);
  g_test_add_func ("/timeline-axis/zoom", test_zoom);
  g_test_add_func ("/timeline-axis/scroll", test_scroll);
  g_test_add_func ("/timeline-axis/reveal", test_reveal);
  g_test_add_func ("/timeline-axis/labels", test_labels);
  return g_test_run ();
}
