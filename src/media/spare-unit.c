/* Reading of NAL unit headers.
 *
 * H.264: nal_ref_idc is 0 in all slices of a picture that is no reference.
 * HEVC: "sub-layer non-reference" pictures (types 0, 2, … 14) may still be
 * references of higher temporal sub-layers, so only those of the highest one
 * count, and only where the file says how many there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "spare-unit.h"

typedef struct
{
  gboolean hevc;
  guint    length_size;
  guint    top_layer; /* TemporalId of the highest sub-layer */
} Format;

/* avcC and hvcC, ISO/IEC 14496-15. */
static gboolean
read_format (const PlumbTrack *track,
             Format           *format)
{
  gsize size;
  if (track->codec_data == NULL)
    return FALSE;
  const guint8 *config = g_bytes_get_data (track->codec_data, &size);
  if (g_strcmp0 (track->codec, "h264") == 0 && size >= 7)
    {
      *format = (Format){ FALSE, (config[4] & 3u) + 1, 0 };
      return TRUE;
    }
  if (g_strcmp0 (track->codec, "hevc") == 0 && size >= 23)
    {
      guint n_layers = config[21] >> 3 & 7u;
      *format = (Format){ TRUE, (config[21] & 3u) + 1, n_layers - 1 };
      return n_layers > 0;
    }
  return FALSE;
}

typedef enum
{
  NAL_NO_PICTURE,
  NAL_SPARE,
  NAL_NEEDED,
} NalWorth;

static NalWorth
judge_nal (const Format *format,
           const guint8 *nal,
           gsize         size)
{
  if (!format->hevc)
    {
      guint type = nal[0] & 0x1fu;
      if (type == 0 || type > 5)
        return NAL_NO_PICTURE;
      return type == 1 && (nal[0] & 0x60u) == 0 ? NAL_SPARE : NAL_NEEDED;
    }
  guint type = nal[0] >> 1 & 0x3fu;
  if (type >= 32)
    return NAL_NO_PICTURE;
  if (size < 2 || type > 14 || type % 2 != 0)
    return NAL_NEEDED;
  return (nal[1] & 7u) == format->top_layer + 1 ? NAL_SPARE : NAL_NEEDED;
}

/* NULL at the end, and where a length leads outside. */
static const guint8 *
next_nal (const Format *format,
          const guint8 *bytes,
          gsize         size,
          gsize        *at,
          gsize        *length)
{
  if (*at + format->length_size >= size)
    return NULL;
  *length = 0;
  for (guint i = 0; i < format->length_size; i++)
    *length = *length << 8 | bytes[*at + i];
  *at += format->length_size;
  if (*length == 0 || *length > size - *at)
    return NULL;
  *at += *length;
  return bytes + *at - *length;
}

gboolean
plumb_unit_is_spare (const PlumbTrack *track,
                     GBytes           *unit)
{
  Format        format;
  gsize         size, length, at = 0;
  gboolean      spare = FALSE;
  const guint8 *bytes = g_bytes_get_data (unit, &size);
  const guint8 *nal;
  if (!read_format (track, &format))
    return FALSE;
  while ((nal = next_nal (&format, bytes, size, &at, &length)) != NULL)
    {
      NalWorth worth = judge_nal (&format, nal, length);
      if (worth == NAL_NEEDED)
        return FALSE;
      spare |= worth == NAL_SPARE;
    }
  return spare && at + format.length_size >= size;
}

gboolean
plumb_unit_is_mid_stream (const PlumbTrack *track,
                          GBytes           *unit)
{
  Format        format;
  gsize         size, length, at = 0;
  gboolean      picture = FALSE;
  const guint8 *bytes = g_bytes_get_data (unit, &size);
  const guint8 *nal;
  if (!read_format (track, &format))
    return FALSE;
  while ((nal = next_nal (&format, bytes, size, &at, &length)) != NULL)
    {
      if (format.hevc)
        picture |= (nal[0] >> 1 & 0x3fu) == 21; /* CRA */
      else if ((nal[0] & 0x1fu) == 5)
        return FALSE;
      picture |= !format.hevc && (nal[0] & 0x1fu) == 1;
    }
  return picture;
}
