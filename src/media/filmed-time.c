/* When a recording was filmed; see filmed-time.h.
 *
 * The file is a row of boxes (ISO/IEC 14496-12, 4.2): length, four letters,
 * content. "moov" holds "mvhd", which has the time of creation in seconds after
 * 1904, in 32 bits or, in version 1, in 64.
 *
 * Matroska and WebM are a row of elements (RFC 8794): id, length, content, the
 * first two of variable length. "Segment" holds "Info", and that "DateUTC", in
 * nanoseconds after 2001 (RFC 9559, 5.1.2.12).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "filmed-time.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define EPOCH_1904_S G_GINT64_CONSTANT (2082844800)
#define FIRST_S G_GINT64_CONSTANT (631152000) /* 1990: before it no phone filmed */
#define DAY_S (24 * 60 * 60)
#define MAX_BOXES 1000

#define EPOCH_2001_S G_GINT64_CONSTANT (978307200)
#define MKV_HEADER 0x1A45DFA3
#define MKV_SEGMENT 0x18538067
#define MKV_INFO 0x1549A966
#define MKV_DATE 0x4461
#define MAX_HEAD 12 /* bytes of an id and a length */

static guint32
read_u32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static guint64
read_u64 (const guint8 *bytes)
{
  return (guint64) read_u32 (bytes) << 32 | read_u32 (bytes + 4);
}

/* Looks among the boxes from `at` up to `end` for the one of this name; TRUE
 * with the place and the end of its content. */
static gboolean
find_box (int         fd,
          gint64     *at,
          gint64     *end,
          const char *name)
{
  gint64 place = *at;

  for (int i = 0; i < MAX_BOXES && place >= 0 && place < *end; i++)
    {
      guint8 head[16];
      const gssize n = pread (fd, head, sizeof head, place);
      gint64 header = 8;
      gint64 length;

      if (n < 8)
        return FALSE;
      length = read_u32 (head);
      if (length == 1 && n == sizeof head)
        {
          if (read_u64 (head + 8) > G_MAXINT64 / 2)
            return FALSE;
          length = (gint64) read_u64 (head + 8);
          header = 16;
        }
      else if (length == 0)
        length = *end - place;
      if (length < header || length > *end - place)
        return FALSE;
      if (memcmp (head + 4, name, 4) == 0)
        {
          *at = place + header;
          *end = place + length;
          return TRUE;
        }
      place += length;
    }
  return FALSE;
}

/* Reads a number of variable length at the start of the bytes: the place of its
 * first bit says how many. How many they are; 0 = there is none. */
static int
read_number (const guint8 *bytes,
             gssize        n_bytes,
             gboolean      is_id,
             gint64       *number)
{
  int length = 1;
  gboolean is_unknown;

  while (length <= 8 && n_bytes > 0 && (bytes[0] & 0x80 >> (length - 1)) == 0)
    length++;
  if (length > n_bytes || length > (is_id ? 4 : 8))
    return 0;
  *number = is_id ? bytes[0] : bytes[0] & (0xff >> length);
  is_unknown = !is_id && *number == 0xff >> length;
  for (int i = 1; i < length; i++)
    {
      is_unknown = is_unknown && bytes[i] == 0xff;
      *number = *number << 8 | bytes[i];
    }
  /* As long as what it is in: a film that was being sent. */
  if (is_unknown)
    *number = G_MAXINT64;
  return length;
}

/* As find_box(), for elements. */
static gboolean
find_element (int     fd,
              gint64 *at,
              gint64 *end,
              gint64  wanted)
{
  gint64 place = *at;

  for (int i = 0; i < MAX_BOXES && place < *end; i++)
    {
      guint8 head[MAX_HEAD];
      const gssize n = pread (fd, head, sizeof head, place);
      gint64 id, size;
      const int of_id = n > 0 ? read_number (head, n, TRUE, &id) : 0;
      const int of_size = of_id > 0 ? read_number (head + of_id, n - of_id, FALSE, &size) : 0;

      if (of_size == 0)
        return FALSE;
      place += of_id + of_size;
      size = MIN (size, *end - place);
      if (id == wanted)
        {
          *at = place;
          *end = place + size;
          return TRUE;
        }
      place += size;
    }
  return FALSE;
}

/* 0 = it does not say. */
static gint64
read_matroska_time (int fd)
{
  gint64 at = 0;
  gint64 end = lseek (fd, 0, SEEK_END);
  guint8 content[8];

  if (!find_element (fd, &at, &end, MKV_SEGMENT) || !find_element (fd, &at, &end, MKV_INFO)
      || !find_element (fd, &at, &end, MKV_DATE) || end - at != (gint64) sizeof content
      || pread (fd, content, sizeof content, at) != (gssize) sizeof content)
    return 0;
  return EPOCH_2001_S + (gint64) read_u64 (content) / G_GINT64_CONSTANT (1000000000);
}

static gboolean
is_matroska (int fd)
{
  guint8 start[4];

  return pread (fd, start, sizeof start, 0) == (gssize) sizeof start
         && read_u32 (start) == MKV_HEADER;
}

static gint64
read_time (int fd)
{
  gint64 at = 0;
  gint64 end = lseek (fd, 0, SEEK_END);
  guint8 content[12];
  guint64 created;

  if (!find_box (fd, &at, &end, "moov") || !find_box (fd, &at, &end, "mvhd")
      || end - at < (gint64) sizeof content
      || pread (fd, content, sizeof content, at) != (gssize) sizeof content)
    return 0;
  created = content[0] == 1 ? read_u64 (content + 4) : read_u32 (content + 4);
  return created < (guint64) G_MAXINT64 ? (gint64) created - EPOCH_1904_S : 0;
}

gint64
plumb_filmed_time (const char *path)
{
  const gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  gint64 filmed_s;
  int fd;

  g_return_val_if_fail (path != NULL, 0);

  /* O_NONBLOCK: opening a pipe by that name must not wait for its writer. */
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return 0;
  filmed_s = is_matroska (fd) ? read_matroska_time (fd) : read_time (fd);
  close (fd);
  return filmed_s >= FIRST_S && filmed_s <= now_s + DAY_S ? filmed_s : 0;
}
