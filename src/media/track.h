/* The one video track that is read: its compressed units in decode order and
 * what the file says about the pictures. Filled by a reader (MP4 tables, MP4
 * fragments, or a pass with GStreamer), then never changed: reference
 * counted and read from any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "frame-index.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_UNIT_SYNC = 1 << 0,    /* decoding can start here */
  PLUMB_UNIT_DAMAGED = 1 << 1, /* cannot give a picture: not presented */
  PLUMB_UNIT_HIDDEN = 1 << 2,  /* never meant to be presented */
} PlumbUnitFlags;

/* A compressed access unit: one picture. */
typedef struct
{
  gint64  pts;    /* composition time in ticks of the track */
  gint64  offset; /* in the byte source */
  guint32 size;
  guint32 flags; /* PlumbUnitFlags */
} PlumbUnit;

/* One entry of an edit list. */
typedef struct
{
  gint64 media_time; /* ticks of the track; -1 = nothing is shown */
  gint64 duration;   /* ticks of the movie; 0 = to the end */
  gint64 rate_16;    /* of the media, 65536 = as filmed, less = slowed down */
} PlumbEdit;

/* A part that the phone plays slowly, as it says itself. */
typedef struct
{
  gint64 from_ns, to_ns; /* of presentation, not of the phone's own replay */
  gint32 times;          /* slower than the rest: 2, 4, 8 */
} PlumbSlowed;

/* The way pictures are coloured, in the numbers of ISO/IEC 23091-2. */
typedef struct
{
  gboolean known;
  int      primaries;
  int      transfer;
  int      matrix;
  gboolean full_range;
} PlumbColour;

typedef struct
{
  char       *codec;      /* owned; "h264", "hevc", … or the file's own code */
  char       *caps;       /* owned (nullable): GStreamer caps, where a pass found them */
  GBytes     *codec_data; /* (nullable) */
  int         width_px;   /* as stored: before rotation and pixel aspect */
  int         height_px;
  int         par_n, par_d; /* pixel aspect; 1:1 where unknown */
  int         rotation_deg; /* clockwise; first turned, … */
  gboolean    mirrored;     /* … then mirrored left to right */
  gboolean    has_audio;
  double      capture_fps; /* 0 = the file does not say */
  int         capture_source; /* PlumbRateSource */
  PlumbColour colour;
  guint32     timescale;       /* ticks a second */
  guint32     movie_timescale; /* of the edits' durations */
  gint64      media_duration;  /* sum of the decoding steps, ticks of the track */
  GArray     *units;           /* PlumbUnit, decode order */
  GArray     *edits;           /* PlumbEdit; empty = show all as it is */
  GArray     *slowed;          /* PlumbSlowed, in order */
  gboolean    sync_unknown;    /* the file marks no sync units */
  gboolean    order_unknown;   /* the times are those of decoding */
  gboolean    is_spooled;      /* the units were copied out of the recording */
  int         fd;              /* owned: where the units' bytes are */
} PlumbTrack;

/* How far reading has come, 0 to 1; called in the thread that reads. */
typedef struct
{
  void (*func) (double   fraction,
                gpointer user_data);
  gpointer user_data;
} PlumbProgress;

/* `progress` is (nullable): then nobody is told. */
void        plumb_progress_tell (const PlumbProgress *progress,
                                 double               fraction);

PlumbTrack *plumb_track_new (void);
PlumbTrack *plumb_track_ref (PlumbTrack *track);
void        plumb_track_unref (PlumbTrack *track);
/* Opens a local file and reads its main video track, by its own tables where
 * it is MP4, MOV, Matroska or WebM, by one pass with GStreamer otherwise. (transfer full)
 * (nullable) with an error of PLUMB_MEDIA_ERROR or G_IO_ERROR_CANCELLED. */
PlumbTrack *plumb_track_open (const char   *path,
                              GCancellable *cancellable,
                              GError      **error);
PlumbTrack *plumb_track_open_with_progress (const char          *path,
                                            const PlumbProgress *progress,
                                            GCancellable        *cancellable,
                                            GError             **error);
/* (transfer full) (nullable) The bytes of a unit, by decode position. */
GBytes     *plumb_track_read_unit (const PlumbTrack *track,
                                   guint32           unit,
                                   GError          **error);
/* No camera of today records a longer side; what claims to is refused before
 * memory is taken for it. */
#define PLUMB_MAX_SIDE_PX 16384
#define PLUMB_MAX_AREA_PX (8192 * 8192)
/* value * num / den, rounded to the nearest; den > 0. */
gint64      plumb_scale_round (gint64 value,
                               gint64 num,
                               gint64 den);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbTrack, plumb_track_unref)

G_END_DECLS
