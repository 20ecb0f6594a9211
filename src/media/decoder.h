/* One GStreamer decoder element, fed by hand. Lives in one thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gst/gst.h>
#include <gst/video/video.h>

#include "track.h"

G_BEGIN_DECLS

typedef struct _PlumbDecoder PlumbDecoder;

/* A picture as it comes out. */
typedef struct
{
  guint32      rank;      /* of the unit it was made of */
  gboolean     corrupted; /* the decoder had to make up parts of it */
  gboolean     gbr;       /* three planes of one size are green, blue, red, what
                             ever `info` calls them */
  GstBuffer   *buffer;
  GstVideoInfo info;
} PlumbDecoded;

/* Whether an element for this codec is installed; else an error that names codec
 * and package. Which there are is in decoder-choice.h. */
gboolean      plumb_decoder_check (const PlumbTrack *track,
                                   GError          **error);
/* With the best element that takes the units of this track. */
PlumbDecoder *plumb_decoder_new (const PlumbTrack *track,
                                 GError          **error);
/* The same, in software. */
PlumbDecoder *plumb_decoder_new_software (const PlumbTrack *track,
                                          GError          **error);
void          plumb_decoder_free (PlumbDecoder *decoder);
/* Forgets everything; the next unit fed must be a sync unit. */
void          plumb_decoder_flush (PlumbDecoder *decoder);
/* Takes no ownership of `unit`. FALSE: the decoder refused it for good. */
gboolean      plumb_decoder_feed (PlumbDecoder *decoder,
                                  GBytes       *unit,
                                  guint32       rank,
                                  gboolean      sync,
                                  GError      **error);
/* Pushes out what is inside; flush before feeding again. */
void          plumb_decoder_drain (PlumbDecoder *decoder);
/* (transfer full) (nullable) The next picture that came out. */
PlumbDecoded *plumb_decoder_pop (PlumbDecoder *decoder);
void          plumb_decoded_free (PlumbDecoded *decoded);
/* Pictures the decoder may hold back by working on several at a time. */
guint         plumb_decoder_n_threads (const PlumbDecoder *decoder);
/* Whether the graphics processor decodes. */
gboolean      plumb_decoder_is_hardware (const PlumbDecoder *decoder);
/* (transfer none) Of the element's factory; interned. */
const char   *plumb_decoder_name (const PlumbDecoder *decoder);
/* For tests: every codec is decoded by this element; NULL ends it. */
void          plumb_decoder_override (const char *factory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbDecoder, plumb_decoder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbDecoded, plumb_decoded_free)

/* libav since GStreamer 1.24 loses the picture that it starts with when numbers of
 * pictures before it are missing, as they are behind any but an IDR picture. */
gboolean plumb_decoder_wants_idr (const PlumbDecoder *self);

G_END_DECLS
