/* ITU-R BT.2446-1, method A, from 1000 cd/m² to the 100 of an ordinary screen. It
 * works on luma and chroma of display light to the power of 1/2.4, which fits what
 * decoders give: a table for luma, and a factor for chroma that goes by luma.
 *
 * Display light is what ITU-R BT.2100 makes of the signal: for HLG the inverse
 * OETF and the OOTF with a gamma of 1.2, for PQ the EOTF of SMPTE ST 2084, cut off
 * at 1000. Chroma is coded against the signal, not against that light: it is taken
 * over by the slope of the curve between luma a little below and above, which is
 * right for what is not strongly coloured, skin among it. Of the method the tenth
 * that luma loses to red is left out: two levels for skin.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tone-curve.h"

#include <math.h>

/* Numbers of ISO/IEC 23091-2. */
#define TRANSFER_PQ 16
#define TRANSFER_HLG 18

#define PEAK_NITS 1000.0
#define SCREEN_NITS 100.0
#define PQ_PEAK_NITS 10000.0
#define SCREEN_GAMMA 2.4
/* Colours of things lie about so far from their luma. */
#define SPREAD 0.05
#define DARKEST 1e-4

PlumbTone
plumb_tone_of_transfer (int transfer)
{
  return transfer == TRANSFER_HLG  ? PLUMB_TONE_HLG
         : transfer == TRANSFER_PQ ? PLUMB_TONE_PQ
                                   : PLUMB_TONE_SDR;
}

/* Display light of a coded HLG grey, relative to the peak: ITU-R BT.2100. */
static double
decode_hlg (double signal)
{
  const double a = 0.17883277, b = 0.28466892, c = 0.55991073;
  double scene = signal <= 0.5 ? signal * signal / 3.0 : (exp ((signal - c) / a) + b) / 12.0;
  return pow (scene, 1.2);
}

/* Of a coded PQ grey: SMPTE ST 2084. */
static double
decode_pq (double signal)
{
  const double m1 = 0.1593017578125, m2 = 78.84375;
  const double c1 = 0.8359375, c2 = 18.8515625, c3 = 18.6875;
  double       power = pow (signal, 1.0 / m2);
  double nits = PQ_PEAK_NITS * pow (fmax (power - c1, 0.0) / (c2 - c3 * power), 1.0 / m1);
  return fmin (nits / PEAK_NITS, 1.0);
}

/* Y' of the method. */
static double
decode (PlumbTone tone,
        double    signal)
{
  double coded = CLAMP (signal, 0.0, 1.0);
  double light = tone == PLUMB_TONE_HLG ? decode_hlg (coded) : decode_pq (coded);
  return pow (light, 1.0 / SCREEN_GAMMA);
}

/* Y'SDR from Y'. */
static double
map_luma (double luma)
{
  double hdr = 1.0 + 32.0 * pow (PEAK_NITS / 10000.0, 1.0 / 2.4);
  double sdr = 1.0 + 32.0 * pow (SCREEN_NITS / 10000.0, 1.0 / 2.4);
  double perceived = log (1.0 + (hdr - 1.0) * luma) / log (hdr);
  double curved;
  if (perceived <= 0.7399)
    curved = 1.0770 * perceived;
  else if (perceived < 0.9909)
    curved = -1.1510 * perceived * perceived + 2.7811 * perceived - 0.6302;
  else
    curved = 0.5 * perceived + 0.5;
  return (pow (sdr, curved) - 1.0) / (sdr - 1.0);
}

double
plumb_tone_luma (PlumbTone tone,
                 double    signal)
{
  return tone == PLUMB_TONE_SDR ? signal : map_luma (decode (tone, signal));
}

double
plumb_tone_chroma_gain (PlumbTone tone,
                        double    signal)
{
  if (tone == PLUMB_TONE_SDR)
    return 1.0;
  double low = CLAMP (signal - SPREAD, 0.0, 1.0), high = CLAMP (signal + SPREAD, 0.0, 1.0);
  double slope = high > low ? (decode (tone, high) - decode (tone, low)) / (high - low) : 0.0;
  double luma = fmax (decode (tone, signal), DARKEST);
  return slope * map_luma (luma) / (1.1 * luma);
}
