/* A page of camera noise deflated without loss is several megabytes; as JPEG
 * it is a tenth and looks the same on paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "still-picture.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#define JPEG_QUALITY 92
#define MARGIN_SHARE 0.16 /* of the marks' larger extent, on every side */
#define HEAD_SHARE 0.12   /* more at the top: the head has no landmark */

typedef struct
{
  struct jpeg_error_mgr base;
  jmp_buf               jump;
} JpegError;

static void
add_to_box (double     box[4],
            PlumbPoint at,
            double     radius)
{
  box[0] = MIN (box[0], at.x_px - radius);
  box[1] = MIN (box[1], at.y_px - radius);
  box[2] = MAX (box[2], at.x_px + radius);
  box[3] = MAX (box[3], at.y_px + radius);
}

static gboolean
is_foot_point (const PlumbMark *mark,
               guint            index)
{
  PlumbLandmark landmark = plumb_mark_point_landmark (mark, index);
  return landmark == PLUMB_LANDMARK_HEEL || landmark == PLUMB_LANDMARK_TOE
         || landmark == PLUMB_LANDMARK_ANKLE;
}

/* The marks of the body and the bar; level lines and free drawing may reach
 * over the whole picture and do not count. */
static void
add_marks (double            box[4],
           const PlumbStill *still,
           gboolean          feet_only)
{
  for (guint i = 0; i < still->n_marks; i++)
    {
      const PlumbMark *mark = still->marks[i];
      if (plumb_mark_kind_is_free (mark->kind))
        continue;
      double radius = 0.0;
      if (mark->kind == PLUMB_MARK_PLATE && mark->n_points >= 2)
        radius = hypot (mark->points[1].x_px - mark->points[0].x_px,
                        mark->points[1].y_px - mark->points[0].y_px);
      for (guint j = 0; j < mark->n_points; j++)
        if (isfinite (mark->points[j].x_px) && isfinite (mark->points[j].y_px)
            && (!feet_only || is_foot_point (mark, j)))
          add_to_box (box, mark->points[j], j == 0 ? radius : 0.0);
    }
}

/* FALSE if nothing is marked. */
static gboolean
find_marks_box (const PlumbStill  *still,
                const PlumbReport *report,
                double             box[4])
{
  box[0] = box[1] = G_MAXDOUBLE;
  box[2] = box[3] = -G_MAXDOUBLE;
  add_marks (box, still, FALSE);
  gboolean marked = box[2] > box[0] && box[3] > box[1];
  for (guint i = 0; marked && report != NULL && i < report->n_stills; i++)
    add_marks (box, &report->stills[i], TRUE);
  return marked;
}

/* [low, low + length] with its middle kept, made at least `wanted` long and
 * pushed into [0, limit]. */
static void
grow_range (double *low,
            double *length,
            double  wanted,
            double  limit)
{
  double middle = *low + *length / 2.0;
  *length = MIN (MAX (*length, wanted), limit);
  *low = CLAMP (middle - *length / 2.0, 0.0, limit - *length);
}

PlumbCrop
plumb_still_crop (const PlumbStill  *still,
                  const PlumbReport *report,
                  double             aspect)
{
  if (still->surface == NULL)
    return (PlumbCrop){ 0.0, 0.0, 1.0, 1.0 };
  double width = cairo_image_surface_get_width (still->surface);
  double height = cairo_image_surface_get_height (still->surface);
  double box[4];
  PlumbCrop crop = { 0.0, 0.0, width, height };
  if (find_marks_box (still, report, box) && box[0] < width && box[1] < height && box[2] > 0.0
      && box[3] > 0.0)
    {
      double extent = MAX (box[2] - box[0], box[3] - box[1]);
      double top = box[1] - (MARGIN_SHARE + HEAD_SHARE) * extent;
      crop = (PlumbCrop){ box[0] - MARGIN_SHARE * extent, top,
                          box[2] - box[0] + 2.0 * MARGIN_SHARE * extent,
                          box[3] + MARGIN_SHARE * extent - top };
      grow_range (&crop.x, &crop.width, crop.height * aspect, width);
      grow_range (&crop.y, &crop.height, crop.width / aspect, height);
    }
  return crop;
}

G_NORETURN static void
leave_jpeg_cb (j_common_ptr jpeg)
{
  longjmp (((JpegError *) jpeg->err)->jump, 1);
}

static void
ignore_message_cb (j_common_ptr jpeg)
{
}

static void
write_rows (struct jpeg_compress_struct *jpeg,
            cairo_surface_t             *image,
            guint8                      *row)
{
  const guint8 *pixels = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  for (guint y = 0; y < jpeg->image_height; y++)
    {
      const guint32 *source = (const guint32 *) (const void *) (pixels + (gsize) y * stride);
      for (guint x = 0; x < jpeg->image_width; x++)
        {
          row[3 * x] = source[x] >> 16 & 0xff;
          row[3 * x + 1] = source[x] >> 8 & 0xff;
          row[3 * x + 2] = source[x] & 0xff;
        }
      JSAMPROW rows[] = { row };
      jpeg_write_scanlines (jpeg, rows, 1);
    }
}

/* FALSE when libjpeg gave up; the picture is then embedded as it is. `data`
 * is libjpeg's, from malloc(). */
static gboolean
compress_image (cairo_surface_t *image,
                unsigned char  **data,
                unsigned long   *length)
{
  struct jpeg_compress_struct jpeg;
  JpegError error;
  guint8 *row = g_malloc ((gsize) cairo_image_surface_get_width (image) * 3);
  jpeg.err = jpeg_std_error (&error.base);
  error.base.error_exit = leave_jpeg_cb;
  error.base.output_message = ignore_message_cb;
  if (setjmp (error.jump) != 0)
    {
      jpeg_destroy_compress (&jpeg);
      g_free (row);
      return FALSE;
    }
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, data, length);
  jpeg.image_width = (JDIMENSION) cairo_image_surface_get_width (image);
  jpeg.image_height = (JDIMENSION) cairo_image_surface_get_height (image);
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, JPEG_QUALITY, TRUE);
  jpeg.optimize_coding = TRUE;
  jpeg_start_compress (&jpeg, TRUE);
  write_rows (&jpeg, image, row);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  g_free (row);
  return TRUE;
}

/* A finished surface would paint nothing and not say so; a context on it does. */
gboolean
plumb_still_has_picture (const PlumbStill *still,
                         GError          **error)
{
  if (still->surface != NULL)
    {
      cairo_t *probe = cairo_create (still->surface);
      gboolean usable = cairo_status (probe) == CAIRO_STATUS_SUCCESS;
      cairo_destroy (probe);
      if (usable)
        return TRUE;
    }
  g_set_error (error, PLUMB_REPORT_ERROR, PLUMB_REPORT_ERROR_STILL,
               _("The still of frame %" PRId64 " has no picture"), still->frame);
  return FALSE;
}

cairo_surface_t *
plumb_still_picture (const PlumbStill *still,
                     const PlumbCrop  *crop,
                     int               max_width,
                     GError          **error)
{
  if (!plumb_still_has_picture (still, error))
    return NULL;
  double scale = MIN (1.0, max_width / crop->width);
  int width = MAX (1, (int) round (crop->width * scale));
  int height = MAX (1, (int) round (crop->height * scale));
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (image);
  cairo_scale (cr, width / crop->width, height / crop->height);
  cairo_set_source_surface (cr, still->surface, -crop->x, -crop->y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, PLUMB_REPORT_ERROR, PLUMB_REPORT_ERROR_STILL,
                   _("The still of frame %" PRId64 " cannot be drawn: %s"), still->frame,
                   cairo_status_to_string (status));
      cairo_surface_destroy (image);
      return NULL;
    }
  cairo_surface_flush (image);
  unsigned char *data = NULL;
  unsigned long length = 0;
  if (!compress_image (image, &data, &length)
      || cairo_surface_set_mime_data (image, CAIRO_MIME_TYPE_JPEG, data, length, free, data)
           != CAIRO_STATUS_SUCCESS)
    free (data);
  return image;
}
