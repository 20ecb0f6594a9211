/* Bounded reading of ISO base media boxes. Nothing here trusts a length: a
 * read outside a span gives 0, a box that is longer than its parent ends with
 * the parent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLUMB_FOURCC(a, b, c, d)                                              \
  ((guint32) (guchar) (a) << 24 | (guint32) (guchar) (b) << 16 |              \
   (guint32) (guchar) (c) << 8 | (guint32) (guchar) (d))

/* Borrowed bytes. */
typedef struct
{
  const guint8 *data;
  gsize         size;
} PlumbSpan;

typedef struct
{
  guint32   type;
  PlumbSpan body; /* without the header */
} PlumbBox;

guint8    plumb_span_u8 (PlumbSpan span,
                         gsize     at);
guint16   plumb_span_u16 (PlumbSpan span,
                          gsize     at);
guint32   plumb_span_u32 (PlumbSpan span,
                          gsize     at);
guint64   plumb_span_u64 (PlumbSpan span,
                          gsize     at);
/* What is left from `at` on; empty when there is nothing. */
PlumbSpan plumb_span_from (PlumbSpan span,
                           gsize     at);
/* Takes the next box off `rest`; FALSE at the end. */
gboolean  plumb_span_next_box (PlumbSpan *rest,
                               PlumbBox  *box);
/* The first child of that type; FALSE when there is none. */
gboolean  plumb_span_find (PlumbSpan  parent,
                           guint32    type,
                           PlumbSpan *body);

G_END_DECLS
