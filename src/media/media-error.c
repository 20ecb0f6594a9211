/* Errors of the room: one sentence, what and why, and where it helps the
 * package to install.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "media-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *codec;
  const char *name;
  const char *package;
} CodecPackage;

static const CodecPackage codec_packages[] = {
  { "h264", "H.264 (AVC)", "gstreamer1.0-libav" },
  { "hevc", "H.265 (HEVC)", "gstreamer1.0-libav" },
  { "vvc", "H.266 (VVC)", "gstreamer1.0-libav" },
  { "vp8", "VP8", "gstreamer1.0-plugins-good" },
  { "vp9", "VP9", "gstreamer1.0-plugins-good" },
  { "av1", "AV1", "gstreamer1.0-plugins-bad" },
  { "mpeg4", "MPEG-4 part 2", "gstreamer1.0-libav" },
  { "mpeg2", "MPEG-2", "gstreamer1.0-libav" },
  { "h263", "H.263", "gstreamer1.0-libav" },
  { "mjpeg", "Motion JPEG", "gstreamer1.0-libav" },
  { "prores", "Apple ProRes", "gstreamer1.0-libav" },
  { "dnxhd", "DNxHD", "gstreamer1.0-libav" },
};

GQuark
plumb_media_error_quark (void)
{
  return g_quark_from_static_string ("plumb-media-error");
}

static const CodecPackage *
find_codec (const char *codec)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codec_packages); i++)
    if (g_strcmp0 (codec_packages[i].codec, codec) == 0)
      return &codec_packages[i];
  return NULL;
}

const char *
plumb_media_codec_name (const char *codec)
{
  const CodecPackage *known = find_codec (codec);
  return known != NULL ? known->name : codec;
}

void
plumb_media_set_no_decoder (GError    **error,
                            const char *codec)
{
  const CodecPackage *known = find_codec (codec);
  if (known == NULL)
    g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NO_DECODER,
                 _("The pictures are stored as “%s”, which no installed decoder reads; the "
                   "package gstreamer1.0-libav brings the most decoders."),
                 codec);
  else if (g_strcmp0 (codec, "vvc") == 0)
    g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NO_DECODER,
                 _("The pictures are stored as %s, for which no decoder is installed: "
                   "%s brings one from version 1.26 on (Debian 13)."),
                 known->name, known->package);
  else
    g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NO_DECODER,
                 _("The pictures are stored as %s, for which no decoder is installed: "
                   "install the package %s."),
                 known->name, known->package);
}
