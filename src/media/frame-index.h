/* A recording as a table: frame number → presentation time and sync sample.
 * Immutable once made; reference counted; times in integers only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PlumbFrameIndex PlumbFrameIndex;

/* Who says how fast the pictures were taken. */
typedef enum
{
  PLUMB_RATE_TIMES,   /* nobody: the times are taken as those of filming */
  PLUMB_RATE_ANDROID, /* com.android.capture.fps */
  PLUMB_RATE_SAMSUNG, /* a SlowMotion_Data trailer beside it */
  PLUMB_RATE_APPLE,   /* Apple's metadata or slowed edits */
  PLUMB_RATE_COACH,
} PlumbRateSource;

/* What the file says about its pictures; upright where it matters. */
typedef struct
{
  int      width_px, height_px; /* upright, square pixels */
  int      rotation_deg;        /* clockwise turn applied to stand upright */
  gboolean mirrored;
  char    *codec;               /* owned: "h264", "hevc", "vp9", "av1", … */
  gboolean has_audio;
  double   capture_fps;         /* slow motion; 0 = the file does not say */
  PlumbRateSource capture_source;
  gint64   n_damaged;           /* pictures left out: cut off or broken */
} PlumbVideoInfo;

PlumbFrameIndex      *plumb_frame_index_ref (PlumbFrameIndex *index);
void                  plumb_frame_index_unref (PlumbFrameIndex *index);
const PlumbVideoInfo *plumb_frame_index_info (const PlumbFrameIndex *index);
gint64                plumb_frame_index_n_frames (const PlumbFrameIndex *index);
/* Sync samples of the track, those before the edit list's beginning included. */
gint64                plumb_frame_index_n_sync (const PlumbFrameIndex *index);
/* Presentation time of a frame in ns; the frame must exist. */
gint64                plumb_frame_index_pts_ns (const PlumbFrameIndex *index,
                                                gint64                 frame);
/* Time of filming as the file has it, in ns from anywhere: another than that of
 * presentation only where an edit slows the media down. */
gint64                plumb_frame_index_filmed_ns (const PlumbFrameIndex *index,
                                                   gint64                 frame);
/* How long the last frame stands: as the file says, or as the one before. */
gint64                plumb_frame_index_last_duration_ns (const PlumbFrameIndex *index);
/* Parts that the phone plays more slowly, first and last frame of each; FALSE
 * when there are no more. `times` (nullable): how much slower. */
gboolean              plumb_frame_index_slowed (const PlumbFrameIndex *index,
                                                guint                  which,
                                                gint64                *first,
                                                gint64                *last,
                                                double                *times);
/* The last frame whose time is <= pts_ns; 0 before the first. */
gint64                plumb_frame_index_at (const PlumbFrameIndex *index,
                                            gint64                 pts_ns);
gboolean              plumb_frame_index_is_sync (const PlumbFrameIndex *index,
                                                 gint64                 frame);
gboolean              plumb_frame_index_is_variable (const PlumbFrameIndex *index);
/* Median rate, for display only. */
double                plumb_frame_index_nominal_fps (const PlumbFrameIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbFrameIndex, plumb_frame_index_unref)

G_END_DECLS
