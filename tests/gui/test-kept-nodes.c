/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept-nodes.h"
#include "stage.h"

/* Where a box of 10 × 10 is drawn. */
static void
draw_box (cairo_t *cr,
          gpointer data)
{
  const PlumbPoint *at = data;

  cairo_rectangle (cr, at->x_px, at->y_px, 10, 10);
  cairo_fill (cr);
}

static const PlumbDrawView plain = { .scale = 1, .unit = 1 };

/* (transfer full) One picture: a mark that stays, and a label at `label`. */
static GskRenderNode *
paint (PlumbKeptNodes      *kept,
       const PlumbDrawView *view,
       PlumbMark           *mark,
       guint                flags,
       PlumbPoint           label)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  PlumbPoint body = { 20, 30 };

  plumb_kept_nodes_begin (kept, snapshot, view, 400, 300);
  plumb_kept_nodes_append (kept, mark, flags, NULL, FALSE, draw_box, &body);
  plumb_kept_nodes_append (kept, NULL, 0, "12°", TRUE, draw_box, &label);
  plumb_kept_nodes_end (kept);
  return gtk_snapshot_free_to_node (snapshot);
}

static GskRenderNode *
child (GskRenderNode *node,
       guint          i)
{
  g_assert_cmpuint (gsk_container_node_get_n_children (node), ==, 2);
  return gsk_container_node_get_child (node, i);
}

static void
test_keeps (void)
{
  g_autoptr (PlumbKeptNodes) kept = plumb_kept_nodes_new ();
  g_autoptr (PlumbMark) mark = plumb_mark_new (1, 0, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP,
                                               &(PlumbPoint) { 1, 1 }, 1);
  g_autoptr (PlumbMark) other = plumb_mark_in_frame (mark, 0);
  const PlumbPoint here = { 100, 100 }, there = { 140, 100 };
  PlumbDrawView closer = plain;
  GskRenderNode *first = paint (kept, &plain, mark, 0, here);
  GskRenderNode *second = paint (kept, &plain, mark, 0, here);
  GskRenderNode *third = paint (kept, &plain, mark, 1, there);
  GskRenderNode *fourth = paint (kept, &plain, other, 1, there);
  GskRenderNode *fifth;
  graphene_rect_t bounds;

  gsk_render_node_get_bounds (child (first, 0), &bounds);
  g_assert_true (graphene_rect_equal (&bounds, &GRAPHENE_RECT_INIT (20, 30, 10, 10)));
  g_assert_true (child (second, 0) == child (first, 0));
  g_assert_true (child (second, 1) == child (first, 1));
  /* Selected, and its label has moved. */
  g_assert_true (child (third, 0) != child (first, 0));
  g_assert_true (child (third, 1) != child (first, 1));
  /* Another mark, the label where it was. */
  g_assert_true (child (fourth, 0) != child (third, 0));
  g_assert_true (child (fourth, 1) == child (third, 1));
  /* Seen otherwise all is drawn anew. */
  closer.scale = 2;
  fifth = paint (kept, &closer, other, 1, there);
  g_assert_true (child (fifth, 0) != child (fourth, 0));
  g_assert_cmpuint (plumb_kept_nodes_n_drawn (kept), ==, 2);

  gsk_render_node_unref (first);
  gsk_render_node_unref (second);
  gsk_render_node_unref (third);
  gsk_render_node_unref (fourth);
  gsk_render_node_unref (fifth);
}

int
main (int   argc,
      char *argv[])
{
  if (!stage_init (&argc, &argv))
    return 0;
  g_test_add_func ("/kept-nodes/keeps", test_keeps);
  return g_test_run ();
}
