/* Decodes wanted frames of a track: where to start, what to feed, when to stop.
 * Lives in one thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "decoder.h"
#include "frame-index-private.h"
#include "picture.h"

G_BEGIN_DECLS

typedef struct _PlumbFrameReader PlumbFrameReader;

typedef struct
{
  /* How often the picture of this frame is to be halved; negative: it is not
   * wanted at all. */
  int (*want) (gint64   frame,
               gpointer user_data);
  /* A frame came out; the picture is (transfer none). */
  void (*deliver) (gint64        frame,
                   PlumbPicture *picture,
                   gpointer      user_data);
  /* Asked after each unit; TRUE leaves off. What was begun is kept: asking for
   * a frame further on goes on from there. */
  gboolean (*pause) (gpointer user_data);
  /* (nullable) Bytes of the recording are waited for, or have come. */
  void (*at_file) (gboolean at_file,
                   gpointer user_data);
} PlumbReaderFuncs;

typedef enum
{
  PLUMB_READ_FOUND,
  PLUMB_READ_PAUSED,
  PLUMB_READ_FAILED, /* an error says why */
} PlumbReadResult;

/* A way is short up to so many units: on a longer one those after it weigh nothing. */
#define PLUMB_READ_LAND_UNITS 64u

typedef enum
{
  PLUMB_READ_ALL,   /* every unit on the way is decoded */
  PLUMB_READ_HURRY, /* those that no other leans on are left out */
  PLUMB_READ_LAND,  /* in a hurry, and after a short way nothing beyond the frame is
                       decoded to get it out: what comes next begins anew */
} PlumbReadHaste;

/* `track` and `index` must outlive it. */
PlumbFrameReader *plumb_frame_reader_new (const PlumbTrack      *track,
                                          const PlumbFrameIndex *index,
                                          GError               **error);
void              plumb_frame_reader_free (PlumbFrameReader *reader);
/* Decodes until `frame` came out, delivering all wanted frames on the way. */
PlumbReadResult   plumb_frame_reader_read (PlumbFrameReader       *reader,
                                           gint64                  frame,
                                           PlumbReadHaste          haste,
                                           const PlumbReaderFuncs *funcs,
                                           gpointer                user_data,
                                           GError                **error);
/* (transfer none) (nullable) The name of the hardware decoder it uses; interned. */
const char       *plumb_frame_reader_hardware (const PlumbFrameReader *reader);
/* Units to be decoded until `frame` comes out, from where it stands now. */
guint32           plumb_frame_reader_cost (PlumbFrameReader *reader,
                                           gint64            frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbFrameReader, plumb_frame_reader_free)

G_END_DECLS
