/* When a recording was filmed; see filmed-time.h.
 *
 * The file is a row of boxes (ISO/IEC 14496-12, 4.2): length, four letters,
 * content. "moov" holds "mvhd", which has the time of creation in seconds after
 * 1904, in 32 bits or, in version 1, in 64.
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
  filmed_s = read_time (fd);
  close (fd);
  return filmed_s >= FIRST_S && filmed_s <= now_s + DAY_S ? filmed_s : 0;
}
