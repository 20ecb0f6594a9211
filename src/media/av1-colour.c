/* The way to color_config() in sequence_header_obu(), AV1 Bitstream & Decoding
 * Process Specification, 5.5; the av1C record around it, 4 bytes and then OBUs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "av1-colour.h"

#define CONFIG_HEADER 4u
#define OBU_SEQUENCE_HEADER 1u

typedef struct
{
  const guint8 *bytes;
  gsize         n_bits;
  gsize         at; /* beyond n_bits: it was too short */
} Bits;

static guint
read_bits (Bits *bits,
           guint n)
{
  guint value = 0;
  for (guint i = 0; i < n; i++, bits->at++)
    value = value << 1 |
            (bits->at < bits->n_bits ? bits->bytes[bits->at / 8] >> (7 - bits->at % 8) & 1u : 0u);
  return value;
}

/* Returns the length of decoder delays, 0 where there is no model. */
static guint
skip_timing (Bits *bits)
{
  if (!read_bits (bits, 1))
    return 0;
  bits->at += 64;
  if (read_bits (bits, 1))
    {
      guint zeros = 0;
      while (bits->at < bits->n_bits && !read_bits (bits, 1))
        zeros++;
      bits->at += zeros;
    }
  if (!read_bits (bits, 1))
    return 0;
  guint length = read_bits (bits, 5) + 1;
  bits->at += 32 + 5 + 5;
  return length;
}

static void
skip_operating_points (Bits *bits)
{
  guint    delay_bits = skip_timing (bits);
  gboolean has_display_delay = read_bits (bits, 1) != 0;
  guint    n = read_bits (bits, 5) + 1;
  for (guint i = 0; i < n && bits->at < bits->n_bits; i++)
    {
      bits->at += 12;
      if (read_bits (bits, 5) > 7)
        bits->at++;
      if (delay_bits > 0 && read_bits (bits, 1))
        bits->at += 2 * delay_bits + 1;
      if (has_display_delay && read_bits (bits, 1))
        bits->at += 4;
    }
}

/* The switches of coding tools between the picture's size and its colours. */
static void
skip_tools (Bits    *bits,
            gboolean still)
{
  if (!still && read_bits (bits, 1))
    bits->at += 4 + 3;
  bits->at += 3;
  if (!still)
    {
      bits->at += 4;
      gboolean ordered = read_bits (bits, 1) != 0;
      if (ordered)
        bits->at += 2;
      gboolean screen = read_bits (bits, 1) != 0 || read_bits (bits, 1) != 0;
      if (screen && !read_bits (bits, 1))
        bits->at++;
      if (ordered)
        bits->at += 3;
    }
  bits->at += 3;
}

static gboolean
read_header (Bits *bits)
{
  guint profile = read_bits (bits, 3);
  bits->at++;
  gboolean still = read_bits (bits, 1) != 0;
  if (still)
    bits->at += 5;
  else
    skip_operating_points (bits);
  guint width_bits = read_bits (bits, 4) + 1, height_bits = read_bits (bits, 4) + 1;
  bits->at += width_bits + height_bits;
  skip_tools (bits, still);
  if (read_bits (bits, 1) && profile == 2)
    bits->at++;
  if (profile != 1)
    bits->at++;
  if (!read_bits (bits, 1))
    return FALSE;
  bits->at += 16;
  return read_bits (bits, 8) == 0 && bits->at <= bits->n_bits;
}

gboolean
plumb_av1_is_gbr (GBytes *config)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (config, &size);
  gsize         at = CONFIG_HEADER;
  while (at + 2 <= size)
    {
      guint    type = bytes[at] >> 3 & 15u;
      gboolean extended = (bytes[at] & 4) != 0, sized = (bytes[at] & 2) != 0;
      gsize    length = 0;
      at += extended ? 2 : 1;
      for (guint i = 0; sized && i < 4 && at < size; i++, at++)
        {
          length |= (gsize) (bytes[at] & 0x7f) << (7 * i);
          if ((bytes[at] & 0x80) == 0)
            {
              at++;
              break;
            }
        }
      if (at > size)
        return FALSE;
      length = sized ? MIN (length, size - at) : size - at;
      Bits bits = { bytes + at, length * 8, 0 };
      if (type == OBU_SEQUENCE_HEADER)
        return read_header (&bits);
      at += length;
    }
  return FALSE;
}
