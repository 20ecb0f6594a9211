/* Marks over pictures; see drawings.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "drawings.h"

#include <math.h>

struct _PlumbDrawings
{
  GPtrArray   *marks;  /* of PlumbMark, owned references */
  PlumbChecks *checks; /* owned, nullable: computed again, so that it is ours */
  double       roll_deg;
};

PlumbDrawings *
plumb_drawings_new (PlumbReview *review)
{
  PlumbDrawings *drawings = g_new0 (PlumbDrawings, 1);
  GPtrArray *marks = plumb_review_marks (review);
  PlumbCriteria *criteria = plumb_review_criteria (review);
  const double roll_deg = plumb_review_filming (review).camera_roll_deg;

  drawings->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  for (guint i = 0; i < marks->len; i++)
    g_ptr_array_add (drawings->marks, plumb_mark_ref (marks->pdata[i]));
  if (criteria != NULL)
    drawings->checks = plumb_check (plumb_review_poses (review), criteria);
  drawings->roll_deg = isnan (roll_deg) ? 0 : roll_deg;
  return drawings;
}

void
plumb_drawings_free (PlumbDrawings *drawings)
{
  g_ptr_array_unref (drawings->marks);
  g_clear_pointer (&drawings->checks, plumb_checks_free);
  g_free (drawings);
}

/* (transfer container) The marks of the frame; empty without drawings. */
static GPtrArray *
list_marks (PlumbDrawings *drawings,
            gint64         frame)
{
  GPtrArray *marks = g_ptr_array_new ();

  for (guint i = 0; drawings != NULL && i < drawings->marks->len; i++)
    if (((PlumbMark *) drawings->marks->pdata[i])->frame == frame)
      g_ptr_array_add (marks, drawings->marks->pdata[i]);
  return marks;
}

static PlumbStill
make_still (PlumbDrawings   *drawings,
            cairo_surface_t *surface,
            gint64           frame,
            GPtrArray       *marks)
{
  return (PlumbStill) {
    .surface = surface,
    .frame = frame,
    .marks = (PlumbMark *const *) (gpointer) marks->pdata,
    .n_marks = marks->len,
    .roll_deg = drawings != NULL ? drawings->roll_deg : 0,
  };
}

gboolean
plumb_drawings_paint (PlumbDrawings *drawings,
                      gint64         frame,
                      guint8        *pixels,
                      int            width_px,
                      int            height_px,
                      int            stride)
{
  g_autoptr (GPtrArray) marks = list_marks (drawings, frame);
  PlumbStill still;

  if (marks->len == 0)
    return FALSE;
  still = make_still (drawings,
                      cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_RGB24, width_px,
                                                           height_px, stride),
                      frame, marks);
  plumb_report_draw_marks (&still, drawings->checks);
  cairo_surface_flush (still.surface);
  cairo_surface_destroy (still.surface);
  return TRUE;
}

gboolean
plumb_drawings_write_png (PlumbDrawings    *drawings,
                          const PlumbFrame *frame,
                          const char       *path,
                          GCancellable     *cancellable,
                          GError          **error)
{
  g_autoptr (GPtrArray) marks = list_marks (drawings, frame->frame);
  /* Only read from: the pixels belong to the frame. */
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guchar *) g_bytes_get_data (frame->pixels, NULL), CAIRO_FORMAT_RGB24, frame->width_px,
      frame->height_px, frame->stride);
  const PlumbStill still = make_still (drawings, surface, frame->frame, marks);
  const PlumbChecks *checks = drawings != NULL ? drawings->checks : NULL;
  const gboolean written
      = g_str_has_suffix (path, ".svg")
            ? plumb_report_write_still_svg (&still, checks, NULL, path, cancellable, error)
            : plumb_report_write_still_png (&still, checks, NULL, path, cancellable, error);

  cairo_surface_destroy (surface);
  return written;
}

gboolean
plumb_drawings_write_pair (PlumbDrawings     *drawings,
                           const PlumbFrame  *left,
                           const PlumbFrame  *right,
                           const char *const  captions[2],
                           const char        *path,
                           GError           **error)
{
  const PlumbFrame *const frames[] = { left, right };
  PlumbStill stills[2];
  GPtrArray *marks[2];
  gboolean written;

  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create_for_data (
          (guchar *) g_bytes_get_data (frames[i]->pixels, NULL), CAIRO_FORMAT_RGB24,
          frames[i]->width_px, frames[i]->height_px, frames[i]->stride);

      marks[i] = list_marks (drawings, frames[i]->frame);
      stills[i] = make_still (drawings, surface, frames[i]->frame, marks[i]);
    }
  written = plumb_report_write_pair_png (&stills[0], &stills[1], drawings->checks, captions, path,
                                         error);
  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_destroy (stills[i].surface);
      g_ptr_array_unref (marks[i]);
    }
  return written;
}
