/* Bounded reading of boxes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mp4-boxes.h"

static gboolean
has_bytes (PlumbSpan span,
           gsize     at,
           gsize     n)
{
  return at <= span.size && span.size - at >= n;
}

guint8
plumb_span_u8 (PlumbSpan span,
               gsize     at)
{
  return has_bytes (span, at, 1) ? span.data[at] : 0;
}

guint16
plumb_span_u16 (PlumbSpan span,
                gsize     at)
{
  if (!has_bytes (span, at, 2))
    return 0;
  return (guint16) (span.data[at] << 8 | span.data[at + 1]);
}

guint32
plumb_span_u32 (PlumbSpan span,
                gsize     at)
{
  if (!has_bytes (span, at, 4))
    return 0;
  return (guint32) plumb_span_u16 (span, at) << 16 | plumb_span_u16 (span, at + 2);
}

guint64
plumb_span_u64 (PlumbSpan span,
                gsize     at)
{
  if (!has_bytes (span, at, 8))
    return 0;
  return (guint64) plumb_span_u32 (span, at) << 32 | plumb_span_u32 (span, at + 4);
}

PlumbSpan
plumb_span_from (PlumbSpan span,
                 gsize     at)
{
  if (at >= span.size)
    return (PlumbSpan){ NULL, 0 };
  return (PlumbSpan){ span.data + at, span.size - at };
}

gboolean
plumb_span_next_box (PlumbSpan *rest,
                     PlumbBox  *box)
{
  if (rest->size < 8)
    return FALSE;
  guint64 size = plumb_span_u32 (*rest, 0);
  gsize   header = 8;
  if (size == 1)
    {
      if (rest->size < 16)
        return FALSE;
      size = plumb_span_u64 (*rest, 8);
      header = 16;
    }
  else if (size == 0)
    size = rest->size;
  if (size < header)
    return FALSE;
  size = MIN (size, rest->size);
  box->type = plumb_span_u32 (*rest, 4);
  box->body = (PlumbSpan){ rest->data + header, (gsize) size - header };
  *rest = plumb_span_from (*rest, (gsize) size);
  return TRUE;
}

gboolean
plumb_span_find (PlumbSpan  parent,
                 guint32    type,
                 PlumbSpan *body)
{
  PlumbBox box;
  while (plumb_span_next_box (&parent, &box))
    if (box.type == type)
      {
        *body = box.body;
        return TRUE;
      }
  *body = (PlumbSpan){ NULL, 0 };
  return FALSE;
}
