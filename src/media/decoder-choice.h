/* Which decoder elements there are for a recording, best first: those of the
 * graphics processor, then those in software.
 *
 * A hardware decoder is trusted until it fails once, by refusing, by an error,
 * by pictures that do not fit the index, or by hanging: from then on the program
 * goes without it. The environment variable PLUMBLINE_DECODER=software leaves all
 * of them out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gst/gst.h>

#include "track.h"

G_BEGIN_DECLS

typedef struct
{
  GstElementFactory *factory; /* owned */
  gboolean           hardware;
} PlumbDecoderChoice;

/* (transfer full) PlumbDecoderChoice, to be tried in this order; none = the
 * codec's element is not installed. */
GArray  *plumb_decoder_choices (const PlumbTrack *track);
/* (transfer full) What the units are, for that element. */
GstCaps *plumb_decoder_make_caps (const PlumbTrack *track,
                                  gboolean          hardware);
/* A hardware decoder of this name is not chosen again. From any thread. */
void     plumb_decoder_distrust (const char *factory);
/* For tests: this element counts as the best hardware decoder of every codec, and
 * is trusted; NULL ends it. */
void     plumb_decoder_prefer (const char *factory);

G_END_DECLS
