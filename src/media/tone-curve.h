/* HLG and PQ brought to an ordinary screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLUMB_TONE_SDR, /* shown as it is */
  PLUMB_TONE_HLG,
  PLUMB_TONE_PQ,
} PlumbTone;

/* For a transfer characteristic of ISO/IEC 23091-2. */
PlumbTone plumb_tone_of_transfer (int transfer);
/* The luma that a screen shows for a coded grey, both 0…1. */
double    plumb_tone_luma (PlumbTone tone,
                           double    signal);
/* What chroma is multiplied by beside that luma. */
double    plumb_tone_chroma_gain (PlumbTone tone,
                                  double    signal);

G_END_DECLS
