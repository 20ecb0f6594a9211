/* The first bits of VP8, VP9 and AV1 units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "vpx-unit.h"

gboolean
plumb_vpx_is_hidden (const char *codec,
                     guint8      first,
                     guint8      last)
{
  /* RFC 6386, 9.1: show_frame is bit 4. */
  if (g_strcmp0 (codec, "vp8") == 0)
    return (first >> 4 & 1) == 0;
  if (g_strcmp0 (codec, "vp9") != 0)
    return FALSE;
  /* A superframe, known by its last byte, always ends in a shown picture. */
  gboolean super_frame = (last & 0xe0) == 0xc0;
  guint    profile = (first >> 5 & 1) | (first >> 4 & 1) << 1;
  guint    shift = profile == 3 ? 1 : 0;
  gboolean existing = (first >> (3 - shift) & 1) != 0;
  return !super_frame && !existing && (first >> (1 - shift) & 1) == 0;
}

/* Type of an AV1 OBU, by its first byte. */
#define OBU_SEQUENCE_HEADER 1
#define OBU_TEMPORAL_DELIMITER 2

gboolean
plumb_vpx_is_sync (const char   *codec,
                   const guint8 *bytes)
{
  if (g_strcmp0 (codec, "vp8") == 0)
    return (bytes[0] & 1) == 0;
  if (g_strcmp0 (codec, "vp9") == 0)
    {
      guint    profile = (bytes[0] >> 5 & 1) | (bytes[0] >> 4 & 1) << 1;
      guint    shift = profile == 3 ? 1 : 0;
      gboolean existing = (bytes[0] >> (3 - shift) & 1) != 0;
      return !existing && (bytes[0] >> (2 - shift) & 1) == 0;
    }
  if (g_strcmp0 (codec, "av1") == 0)
    {
      guint type = bytes[0] >> 3 & 15;
      if (type == OBU_TEMPORAL_DELIMITER)
        type = bytes[2] >> 3 & 15;
      return type == OBU_SEQUENCE_HEADER;
    }
  return TRUE;
}
