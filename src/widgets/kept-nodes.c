/* Two lists, of the picture before and of this one; see kept-nodes.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "kept-nodes.h"

#include <math.h>
#include <string.h>

typedef struct
{
  PlumbMark      *mark;   /* owned, nullable */
  guint           flags;
  char           *text;   /* owned, nullable */
  graphene_rect_t bounds; /* empty: nothing is seen of it */
  GskRenderNode  *node;   /* owned, nullable */
} Kept;

struct _PlumbKeptNodes
{
  GPtrArray    *before, *now; /* of Kept */
  PlumbDrawView view;
  double        width, height;
  GtkSnapshot  *snapshot;     /* borrowed, between begin and end */
  guint         n_drawn;
};

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_clear_pointer (&kept->mark, plumb_mark_unref);
  g_clear_pointer (&kept->node, gsk_render_node_unref);
  g_free (kept->text);
  g_free (kept);
}

PlumbKeptNodes *
plumb_kept_nodes_new (void)
{
  PlumbKeptNodes *kept = g_new0 (PlumbKeptNodes, 1);

  kept->before = g_ptr_array_new_with_free_func (free_kept);
  kept->now = g_ptr_array_new_with_free_func (free_kept);
  return kept;
}

void
plumb_kept_nodes_free (PlumbKeptNodes *kept)
{
  g_ptr_array_unref (kept->before);
  g_ptr_array_unref (kept->now);
  g_free (kept);
}

static gboolean
is_same_view (const PlumbDrawView *a,
              const PlumbDrawView *b)
{
  return a->scale == b->scale && a->x0 == b->x0 && a->y0 == b->y0 && a->unit == b->unit
         && a->roll_deg == b->roll_deg && a->is_mirrored == b->is_mirrored
         && a->text_scale == b->text_scale && a->pango == b->pango;
}

void
plumb_kept_nodes_begin (PlumbKeptNodes      *kept,
                        GtkSnapshot         *snapshot,
                        const PlumbDrawView *view,
                        double               width,
                        double               height)
{
  g_return_if_fail (kept->snapshot == NULL);

  if (!is_same_view (view, &kept->view) || width != kept->width || height != kept->height)
    g_ptr_array_set_size (kept->before, 0);
  kept->view = *view;
  kept->width = width;
  kept->height = height;
  kept->snapshot = snapshot;
  kept->n_drawn = 0;
}

static gboolean
is_same (const Kept      *one,
         const PlumbMark *mark,
         guint            flags,
         const char      *text)
{
  return one->mark == mark && one->flags == flags && g_strcmp0 (one->text, text) == 0;
}

/* (transfer full) (nullable) Out of those of the picture before. */
static Kept *
take_before (PlumbKeptNodes  *kept,
             const PlumbMark *mark,
             guint            flags,
             const char      *text)
{
  for (guint i = 0; i < kept->before->len; i++)
    if (is_same (kept->before->pdata[i], mark, flags, text))
      return g_ptr_array_steal_index (kept->before, i);
  return NULL;
}

/* (transfer full) What is drawn, and in `bounds` the whole pixels that it takes. */
static cairo_surface_t *
record (PlumbKeptNodes  *kept,
        PlumbNodeFunc    draw,
        gpointer         data,
        graphene_rect_t *bounds)
{
  const cairo_rectangle_t all = { 0, 0, kept->width, kept->height };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &all);
  cairo_t *cr = cairo_create (surface);
  double x, y, width, height;

  draw (cr, data);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  *bounds = GRAPHENE_RECT_INIT ((float) floor (x), (float) floor (y),
                                (float) (ceil (x + width) - floor (x)),
                                (float) (ceil (y + height) - floor (y)));
  kept->n_drawn++;
  return surface;
}

/* (transfer full) (nullable) */
static GskRenderNode *
make_node (cairo_surface_t       *surface,
           const graphene_rect_t *bounds)
{
  GskRenderNode *node;
  cairo_t *cr;

  if (bounds->size.width <= 0 || bounds->size.height <= 0)
    return NULL;
  node = gsk_cairo_node_new (bounds);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}

static void
show (PlumbKeptNodes *kept,
      Kept           *one)
{
  if (one->node != NULL)
    gtk_snapshot_append_node (kept->snapshot, one->node);
  g_ptr_array_add (kept->now, one);
}

void
plumb_kept_nodes_append (PlumbKeptNodes  *kept,
                         const PlumbMark *mark,
                         guint            flags,
                         const char      *text,
                         gboolean         moves,
                         PlumbNodeFunc    draw,
                         gpointer         data)
{
  Kept *one = take_before (kept, mark, flags, text);
  const gboolean is_known = one != NULL;
  graphene_rect_t bounds;
  cairo_surface_t *surface;

  g_return_if_fail (kept->snapshot != NULL);

  if (is_known && !moves)
    {
      show (kept, one);
      return;
    }
  surface = record (kept, draw, data, &bounds);
  if (!is_known)
    {
      one = g_new0 (Kept, 1);
      one->mark = mark != NULL ? plumb_mark_ref ((PlumbMark *) mark) : NULL;
      one->flags = flags;
      one->text = g_strdup (text);
    }
  if (!is_known || !graphene_rect_equal (&one->bounds, &bounds))
    {
      g_clear_pointer (&one->node, gsk_render_node_unref);
      one->bounds = bounds;
      one->node = make_node (surface, &bounds);
    }
  cairo_surface_destroy (surface);
  show (kept, one);
}

void
plumb_kept_nodes_append_once (PlumbKeptNodes *kept,
                              PlumbNodeFunc   draw,
                              gpointer        data)
{
  graphene_rect_t bounds;
  cairo_surface_t *surface = record (kept, draw, data, &bounds);
  GskRenderNode *node = make_node (surface, &bounds);

  cairo_surface_destroy (surface);
  if (node == NULL)
    return;
  gtk_snapshot_append_node (kept->snapshot, node);
  gsk_render_node_unref (node);
}

void
plumb_kept_nodes_end (PlumbKeptNodes *kept)
{
  GPtrArray *before = kept->before;

  g_ptr_array_set_size (before, 0);
  kept->before = kept->now;
  kept->now = before;
  kept->snapshot = NULL;
}

guint
plumb_kept_nodes_n_drawn (PlumbKeptNodes *kept)
{
  return kept->n_drawn;
}
