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
  PlumbPoses  *poses;  /* owned, of these marks: says where the feet are */
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
  drawings->poses = plumb_poses_new ();
  plumb_poses_set_marks (drawings->poses, (PlumbMark *const *) (gpointer) marks->pdata,
                         marks->len, 0);
  if (criteria != NULL)
    drawings->checks = plumb_check (plumb_review_poses (review), criteria);
  drawings->roll_deg = isnan (roll_deg) ? 0 : roll_deg;
  return drawings;
}

void
plumb_drawings_free (PlumbDrawings *drawings)
{
  g_ptr_array_unref (drawings->marks);
  plumb_poses_free (drawings->poses);
  g_clear_pointer (&drawings->checks, plumb_checks_free);
  g_free (drawings);
}

/* Feet marked in another frame hold here too, as on the canvas. (transfer full) */
static GPtrArray *
add_feet (PlumbDrawings *drawings,
          PlumbStill    *still)
{
  static const PlumbLandmark feet[]
      = { PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE, PLUMB_LANDMARK_ANKLE };
  GPtrArray *carried = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  const PlumbPose *pose
      = drawings != NULL ? plumb_poses_get (drawings->poses, still->frame) : NULL;
  PlumbPoint at[G_N_ELEMENTS (feet)];
  guint n_found = 0;

  for (guint i = 0; drawings != NULL && i < G_N_ELEMENTS (feet); i++)
    {
      if (!plumb_poses_find (drawings->poses, still->frame, feet[i], &at[i]))
        continue;
      n_found += i < 2;
      if (pose == NULL || (pose->set & (1u << feet[i])) == 0)
        g_ptr_array_add (carried, plumb_mark_new (0, still->frame, PLUMB_MARK_POINT, feet[i],
                                                  &at[i], 1));
    }
  still->carried = (PlumbMark *const *) (gpointer) carried->pdata;
  still->n_carried = carried->len;
  still->has_mid_foot = n_found == 2;
  if (still->has_mid_foot)
    still->mid_foot_px = (PlumbPoint) { (at[0].x_px + at[1].x_px) / 2,
                                        (at[0].y_px + at[1].y_px) / 2 };
  return carried;
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
  PlumbStill still
      = make_still (drawings,
                    cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_RGB24, width_px,
                                                         height_px, stride),
                    frame, marks);
  g_autoptr (GPtrArray) carried = add_feet (drawings, &still);

  if (marks->len > 0 || carried->len > 0)
    plumb_report_draw_marks (&still, drawings->checks);
  cairo_surface_flush (still.surface);
  cairo_surface_destroy (still.surface);
  return marks->len > 0;
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
  PlumbStill still = make_still (drawings, surface, frame->frame, marks);
  g_autoptr (GPtrArray) carried G_GNUC_UNUSED = add_feet (drawings, &still);
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
  GPtrArray *carried[2];
  gboolean written;

  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create_for_data (
          (guchar *) g_bytes_get_data (frames[i]->pixels, NULL), CAIRO_FORMAT_RGB24,
          frames[i]->width_px, frames[i]->height_px, frames[i]->stride);

      marks[i] = list_marks (drawings, frames[i]->frame);
      stills[i] = make_still (drawings, surface, frames[i]->frame, marks[i]);
      carried[i] = add_feet (drawings, &stills[i]);
    }
  written = plumb_report_write_pair_png (&stills[0], &stills[1], drawings->checks, captions, path,
                                         error);
  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_destroy (stills[i].surface);
      g_ptr_array_unref (marks[i]);
      g_ptr_array_unref (carried[i]);
    }
  return written;
}
