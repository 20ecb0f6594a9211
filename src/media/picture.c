/* Decoded pictures and their way to the screen: in luma and chroma as long as
 * possible, for that is less than half the bytes, to B, G, R, 255 last, turned
 * in the same pass.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "picture.h"

#include <string.h>

#include "colour.h"
#include "frame-private.h"
#include "picture-memory.h"

/* Rows converted before they are turned: one cache line of output a column. */
#define STRIP_ROWS 16

struct _PlumbPicture
{
  PlumbPlane    planes[3];
  int           shift_x, shift_y; /* chroma has 1 << shift fewer samples */
  guint         halvings;
  gboolean      corrupted;
  PlumbColour   colour;
  gsize         n_bytes;
  guint8       *memory; /* owned, or … */
  GstVideoFrame mapped; /* … the decoder's */
  gboolean      is_mapped;
};

static void
clear_picture (gpointer data)
{
  PlumbPicture *picture = data;
  plumb_picture_memory_give (picture->memory, picture->n_bytes);
  if (picture->is_mapped)
    gst_video_frame_unmap (&picture->mapped);
}

PlumbPicture *
plumb_picture_ref (PlumbPicture *picture)
{
  return g_atomic_rc_box_acquire (picture);
}

void
plumb_picture_unref (PlumbPicture *picture)
{
  g_atomic_rc_box_release_full (picture, clear_picture);
}

gsize
plumb_picture_n_bytes (const PlumbPicture *picture)
{
  return picture->n_bytes;
}

guint
plumb_picture_halvings (const PlumbPicture *picture)
{
  return picture->halvings;
}

gboolean
plumb_picture_is_corrupted (const PlumbPicture *picture)
{
  return picture->corrupted;
}

static int
reduce_size (int size,
             int shift)
{
  return (size + (1 << shift) - 1) >> shift;
}

/* Planes of own memory; FALSE when there is none. */
static gboolean
allocate_planes (PlumbPicture *picture,
                 int           width,
                 int           height)
{
  gsize offset[4] = { 0 };
  for (int i = 0; i < 3; i++)
    {
      PlumbPlane *plane = &picture->planes[i];
      plane->width = i == 0 ? width : reduce_size (width, picture->shift_x);
      plane->height = i == 0 ? height : reduce_size (height, picture->shift_y);
      plane->stride = (plane->width + 31) & ~31;
      offset[i + 1] = offset[i] + (gsize) plane->stride * plane->height;
    }
  picture->n_bytes = offset[3];
  picture->memory = plumb_picture_memory_take (picture->n_bytes);
  for (int i = 0; i < 3 && picture->memory != NULL; i++)
    picture->planes[i].data = picture->memory + offset[i];
  return picture->memory != NULL;
}

/* Formats that are read without the general converter: planes in the order
 * Y, U, V, samples of 8 bits, or of more in the low bits of 16. */
static gboolean
is_planar (const GstVideoFormatInfo *format)
{
  return GST_VIDEO_FORMAT_INFO_IS_YUV (format) && !GST_VIDEO_FORMAT_INFO_HAS_ALPHA (format) &&
         !GST_VIDEO_FORMAT_INFO_IS_COMPLEX (format) && !GST_VIDEO_FORMAT_INFO_IS_TILED (format) &&
         GST_VIDEO_FORMAT_INFO_N_PLANES (format) == 3 &&
         GST_VIDEO_FORMAT_INFO_PLANE (format, 1) == 1 &&
         GST_VIDEO_FORMAT_INFO_SHIFT (format, 0) == 0 &&
         (GST_VIDEO_FORMAT_INFO_DEPTH (format, 0) == 8 ||
          (GST_VIDEO_FORMAT_INFO_IS_LE (format) &&
           GST_VIDEO_FORMAT_INFO_DEPTH (format, 0) <= 16)) &&
         GST_VIDEO_FORMAT_INFO_W_SUB (format, 1) <= 1 &&
         GST_VIDEO_FORMAT_INFO_H_SUB (format, 1) <= 1;
}

/* Everything else, by GStreamer's converter: (transfer full) (nullable). */
static GstBuffer *
convert_buffer (GstBuffer    *buffer,
                GstVideoInfo *info)
{
  GstVideoInfo   out;
  GstVideoFrame  from, to;
  GstVideoFormat format = GST_VIDEO_FORMAT_INFO_IS_RGB (info->finfo) ? GST_VIDEO_FORMAT_Y444
                                                                     : GST_VIDEO_FORMAT_I420;
  gst_video_info_set_format (&out, format, GST_VIDEO_INFO_WIDTH (info),
                             GST_VIDEO_INFO_HEIGHT (info));
  if (GST_VIDEO_FORMAT_INFO_IS_YUV (info->finfo))
    out.colorimetry = info->colorimetry;
  /* The converter wants all the rest to be the same. */
  out.fps_n = info->fps_n;
  out.fps_d = info->fps_d;
  out.par_n = info->par_n;
  out.par_d = info->par_d;
  out.interlace_mode = info->interlace_mode;
  out.chroma_site = info->chroma_site;
  GstVideoConverter *converter = gst_video_converter_new (info, &out, NULL);
  if (converter == NULL)
    return NULL;
  GstBuffer *result = gst_buffer_new_and_alloc (GST_VIDEO_INFO_SIZE (&out));
  gboolean   done = FALSE;
  if (gst_video_frame_map (&from, info, buffer, GST_MAP_READ))
    {
      if (gst_video_frame_map (&to, &out, result, GST_MAP_WRITE))
        {
          gst_video_converter_frame (converter, &from, &to);
          gst_video_frame_unmap (&to);
          done = TRUE;
        }
      gst_video_frame_unmap (&from);
    }
  gst_video_converter_free (converter);
  if (!done)
    gst_clear_buffer (&result);
  *info = out;
  return result;
}

static void
describe_mapped (PlumbPlane          planes[3],
                 const GstVideoFrame *mapped)
{
  for (int i = 0; i < 3; i++)
    planes[i] = (PlumbPlane){ GST_VIDEO_FRAME_PLANE_DATA (mapped, i),
                              GST_VIDEO_FRAME_PLANE_STRIDE (mapped, i),
                              GST_VIDEO_FRAME_COMP_WIDTH (mapped, i),
                              GST_VIDEO_FRAME_COMP_HEIGHT (mapped, i) };
}

static const guint16 *
get_deep_row (const PlumbPlane *plane,
              int               y)
{
  return (const guint16 *) (const void *) (plane->data +
                                           (gsize) MIN (y, plane->height - 1) * plane->stride);
}

/* More than 8 bits to 8, through the tone curve. */
static gboolean
narrow_planes (PlumbPicture       *picture,
               const PlumbPlane    from[3],
               int                 depth)
{
  if (!allocate_planes (picture, from[0].width, from[0].height))
    return FALSE;
  const PlumbNarrowing *tables = plumb_colour_narrowing (&picture->colour, depth);
  const guint16         mask = (guint16) ((1u << depth) - 1);
  for (int p = 0; p < 3; p++)
    for (int y = 0; y < from[p].height; y++)
      {
        guint8        *to = picture->planes[p].data + (gsize) y * picture->planes[p].stride;
        const guint16 *row = get_deep_row (&from[p], y);
        if (p > 0 && tables->gains != NULL)
          plumb_pixels_narrow_chroma (to, row, get_deep_row (&from[0], y << picture->shift_y),
                                      tables->gains, depth, picture->shift_x, from[p].width);
        else
          plumb_pixels_narrow (to, row, p == 0 ? tables->luma : tables->chroma, mask,
                               from[p].width);
      }
  return TRUE;
}

/* Replaces planes of green, blue and red by luma and chroma. */
static gboolean
recode_gbr (PlumbPicture *picture)
{
  PlumbPlane from[3];
  /* Held until the end, because `from` points into it. */
  guint8 *memory = g_steal_pointer (&picture->memory);
  gsize   n_bytes = picture->n_bytes;
  memcpy (from, picture->planes, sizeof from);
  gboolean done = allocate_planes (picture, from[0].width, from[0].height);
  for (int y = 0; y < from[0].height && done; y++)
    {
      PlumbPlane *to = picture->planes;
      plumb_colour_from_gbr (to[0].data + (gsize) y * to[0].stride,
                             to[1].data + (gsize) y * to[1].stride,
                             to[2].data + (gsize) y * to[2].stride,
                             from[0].data + (gsize) y * from[0].stride,
                             from[1].data + (gsize) y * from[1].stride,
                             from[2].data + (gsize) y * from[2].stride,
                             picture->colour.full_range, from[0].width);
    }
  plumb_picture_memory_give (memory, n_bytes);
  if (picture->is_mapped)
    gst_video_frame_unmap (&picture->mapped);
  picture->is_mapped = FALSE;
  picture->colour.matrix = 1;
  return done;
}

/* Replaces the planes by ones of half the size. */
static gboolean
halve_picture (PlumbPicture *picture)
{
  PlumbPlane from[3];
  guint8    *memory = g_steal_pointer (&picture->memory);
  gsize      n_bytes = picture->n_bytes;
  memcpy (from, picture->planes, sizeof from);
  gboolean done = allocate_planes (picture, reduce_size (from[0].width, 1),
                                   reduce_size (from[0].height, 1));
  for (int i = 0; i < 3 && done; i++)
    plumb_pixels_halve (&picture->planes[i], &from[i]);
  plumb_picture_memory_give (memory, n_bytes);
  if (picture->is_mapped)
    gst_video_frame_unmap (&picture->mapped);
  picture->is_mapped = FALSE;
  return done;
}

PlumbPicture *
plumb_picture_new (const PlumbDecoded *decoded,
                   const PlumbColour  *file_colour,
                   guint               halvings)
{
  g_autoptr (PlumbPicture) picture = g_atomic_rc_box_new0 (PlumbPicture);
  g_autoptr (GstBuffer)    buffer = gst_buffer_ref (decoded->buffer);
  GstVideoInfo             info = decoded->info;
  picture->corrupted = decoded->corrupted;
  picture->colour = plumb_colour_resolve (file_colour, &info, decoded->gbr);
  if (!is_planar (info.finfo))
    {
      GstBuffer *converted = convert_buffer (buffer, &info);
      gst_clear_buffer (&buffer);
      buffer = converted;
      if (buffer == NULL)
        return NULL;
      if (GST_VIDEO_FORMAT_INFO_IS_RGB (decoded->info.finfo))
        picture->colour = plumb_colour_resolve (&(PlumbColour){ 0 }, &info, FALSE);
    }
  if (!gst_video_frame_map (&picture->mapped, &info, buffer, GST_MAP_READ))
    return NULL;
  picture->is_mapped = TRUE;
  picture->shift_x = GST_VIDEO_FORMAT_INFO_W_SUB (info.finfo, 1);
  picture->shift_y = GST_VIDEO_FORMAT_INFO_H_SUB (info.finfo, 1);
  picture->n_bytes = gst_buffer_get_size (buffer);
  describe_mapped (picture->planes, &picture->mapped);
  int depth = (int) GST_VIDEO_FORMAT_INFO_DEPTH (info.finfo, 0);
  if (depth > 8)
    {
      PlumbPlane from[3];
      memcpy (from, picture->planes, sizeof from);
      gboolean done = narrow_planes (picture, from, depth);
      gst_video_frame_unmap (&picture->mapped);
      picture->is_mapped = FALSE;
      if (!done)
        return NULL;
    }
  if (plumb_colour_is_gbr (&picture->colour) && !recode_gbr (picture))
    return NULL;
  for (guint i = 0; i < halvings; i++)
    if (!halve_picture (picture))
      return NULL;
  picture->halvings = halvings;
  return g_steal_pointer (&picture);
}

/* A picture of just that size, or the same. (transfer full) (nullable) */
static PlumbPicture *
scale_picture (const PlumbPicture *picture,
               int                 width,
               int                 height)
{
  const PlumbPicture      *from = picture;
  g_autoptr (PlumbPicture) step = NULL;
  while (from->planes[0].width != width || from->planes[0].height != height)
    {
      g_autoptr (PlumbPicture) next = g_atomic_rc_box_new0 (PlumbPicture);
      next->colour = from->colour;
      next->shift_x = from->shift_x;
      next->shift_y = from->shift_y;
      gboolean halve = from->planes[0].width >= 2 * width && from->planes[0].height >= 2 * height;
      int      w = halve ? reduce_size (from->planes[0].width, 1) : width;
      int      h = halve ? reduce_size (from->planes[0].height, 1) : height;
      if (!allocate_planes (next, w, h))
        return NULL;
      for (int i = 0; i < 3; i++)
        if (halve)
          plumb_pixels_halve (&next->planes[i], &from->planes[i]);
        else
          plumb_pixels_scale (&next->planes[i], &from->planes[i]);
      g_clear_pointer (&step, plumb_picture_unref);
      step = g_steal_pointer (&next);
      from = step;
    }
  if (step != NULL)
    return g_steal_pointer (&step);
  return plumb_picture_ref ((PlumbPicture *) picture);
}

PlumbPicture *
plumb_picture_shrink (PlumbPicture *picture,
                      guint         halvings)
{
  int width = picture->planes[0].width, height = picture->planes[0].height;
  for (guint i = picture->halvings; i < halvings; i++)
    {
      width = reduce_size (width, 1);
      height = reduce_size (height, 1);
    }
  PlumbPicture *shrunk = scale_picture (picture, width, height);
  if (shrunk != NULL && shrunk != picture)
    {
      shrunk->halvings = halvings;
      shrunk->corrupted = picture->corrupted;
    }
  return shrunk;
}

void
plumb_picture_get_size (const PlumbPicture *picture,
                        int                *width_px,
                        int                *height_px)
{
  *width_px = picture->planes[0].width;
  *height_px = picture->planes[0].height;
}

/* Rows [first, first + n) as B, G, R, 255, one after the other in `out`. */
static void
colour_rows (const PlumbPicture      *picture,
             const PlumbColourMatrix *matrix,
             int                      first,
             int                      n,
             guint8                  *out,
             gsize                    stride,
             guint8                  *wide)
{
  int width = picture->planes[0].width;
  for (int row = first; row < first + n; row++)
    {
      const guint8 *chroma[2];
      for (int i = 0; i < 2; i++)
        {
          const PlumbPlane *plane = &picture->planes[i + 1];
          int               y = MIN (row >> picture->shift_y, plane->height - 1);
          chroma[i] = plane->data + (gsize) y * plane->stride;
          if (picture->shift_x > 0)
            {
              plumb_pixels_double_row (wide + (gsize) i * width, chroma[i], width);
              chroma[i] = wide + (gsize) i * width;
            }
        }
      plumb_pixels_colour_row (out + (gsize) (row - first) * stride,
                               picture->planes[0].data + (gsize) row * picture->planes[0].stride,
                               chroma[0], chroma[1], matrix, width);
    }
}

/* Puts a strip of rows of the stored picture where they belong upright. */
static void
turn_strip (const guint32 *strip,
            int            width,
            int            height,
            int            first,
            int            n,
            int            rotation_deg,
            gboolean       mirrored,
            guint32       *out,
            int            out_width)
{
  /* Upright place of stored (x, y): origin + x * step_x + y * step_y. */
  gssize origin = 0, step_x = 1, step_y = out_width;
  if (rotation_deg == 90)
    origin = height - 1, step_x = out_width, step_y = -1;
  else if (rotation_deg == 180)
    origin = (gssize) (height - 1) * out_width + width - 1, step_x = -1, step_y = -out_width;
  else if (rotation_deg == 270)
    origin = (gssize) (width - 1) * out_width, step_x = -out_width, step_y = 1;
  if (mirrored)
    {
      /* x' → out_width - 1 - x': what moved along the row moves back. */
      gssize column = origin % out_width;
      origin += out_width - 1 - 2 * column;
      step_x = ABS (step_x) == 1 ? -step_x : step_x;
      step_y = ABS (step_y) == 1 ? -step_y : step_y;
    }
  origin += first * step_y;
  if (ABS (step_x) == 1)
    {
      for (int y = 0; y < n; y++)
        for (int x = 0; x < width; x++)
          out[origin + y * step_y + x * step_x] = strip[(gsize) y * width + x];
      return;
    }
  for (int x = 0; x < width; x++)
    for (int y = 0; y < n; y++)
      out[origin + y * step_y + x * step_x] = strip[(gsize) y * width + x];
}

typedef struct
{
  guint8 *pixels;
  gsize   size;
} Pixels;

static void
free_pixels (gpointer data)
{
  Pixels *given = data;
  plumb_picture_memory_give (given->pixels, given->size);
  g_free (given);
}

static GBytes *
wrap_pixels (guint8 *pixels,
             gsize   size)
{
  Pixels *taken = g_new (Pixels, 1);
  *taken = (Pixels) { pixels, size };
  return g_bytes_new_with_free_func (pixels, size, free_pixels, taken);
}

PlumbFrame *
plumb_picture_to_frame (const PlumbPicture *picture,
                        const PlumbPose    *pose,
                        gint64              frame,
                        gint64              pts_ns)
{
  int width, height;
  plumb_pose_stored_size (pose, &width, &height);
  gsize    size = (gsize) width * height * 4;
  guint8  *pixels = plumb_picture_memory_take (size);
  g_autoptr (PlumbPicture) fitting = scale_picture (picture, width, height);
  if (pixels == NULL || fitting == NULL)
    {
      plumb_picture_memory_give (pixels, size);
      return NULL;
    }
  PlumbColourMatrix matrix;
  plumb_colour_matrix (&picture->colour, &matrix);
  g_autofree guint8 *wide = g_malloc ((gsize) width * 2);
  if (pose->rotation_deg == 0 && !pose->mirrored)
    colour_rows (fitting, &matrix, 0, height, pixels, (gsize) width * 4, wide);
  else
    {
      g_autofree guint32 *strip = g_new (guint32, (gsize) width * STRIP_ROWS);
      for (int row = 0; row < height; row += STRIP_ROWS)
        {
          int n = MIN (STRIP_ROWS, height - row);
          colour_rows (fitting, &matrix, row, n, (guint8 *) strip, (gsize) width * 4, wide);
          turn_strip (strip, width, height, row, n, pose->rotation_deg, pose->mirrored,
                      (guint32 *) (void *) pixels, pose->width_px);
        }
    }
  return plumb_frame_new (frame, pts_ns, pose->width_px, pose->height_px, pose->width_px * 4,
                          wrap_pixels (pixels, size));
}
