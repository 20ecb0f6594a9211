/* Drawn clips of a deadlift whose every landmark is known: what tests, the
 * sample lift and `plumbline-cli sample` are made of. A lifter with known joint
 * angles moves through a set, a pull and a lockout, is seen by a pinhole camera
 * and encoded; the truth of every frame goes into a marks file.
 *
 * World coordinates are millimetres: X forward (towards the toes) from the
 * middle of the foot, Y up from the floor, Z from the lifter's sagittal
 * mid-plane towards the camera.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "mark.h"

G_BEGIN_DECLS

#define PLUMB_CLIP_ERROR (plumb_clip_error_quark ())
typedef enum
{
  PLUMB_CLIP_ERROR_OPTIONS, /* the options contradict each other */
  PLUMB_CLIP_ERROR_MISSING, /* an encoder or muxer is not installed */
  PLUMB_CLIP_ERROR_ENCODE,  /* the pipeline failed */
} PlumbClipError;
GQuark plumb_clip_error_quark (void);

typedef enum
{
  PLUMB_CLIP_CODEC_AUTO, /* H.264; VP9 or VP8 where no H.264 encoder is */
  PLUMB_CLIP_CODEC_H264,
  PLUMB_CLIP_CODEC_H265,
  PLUMB_CLIP_CODEC_VP9,
  PLUMB_CLIP_CODEC_VP8,
} PlumbClipCodec;

typedef enum
{
  PLUMB_CLIP_CONTAINER_AUTO, /* after the file's name */
  PLUMB_CLIP_CONTAINER_MP4,
  PLUMB_CLIP_CONTAINER_MOV,
  PLUMB_CLIP_CONTAINER_MKV,
  PLUMB_CLIP_CONTAINER_WEBM,
  PLUMB_CLIP_CONTAINER_TS,
} PlumbClipContainer;

typedef enum
{
  PLUMB_CLIP_STYLE_FULL,  /* gym, light, clothing */
  PLUMB_CLIP_STYLE_PLAIN, /* flat shapes, for tests that need many clips */
} PlumbClipStyle;

/* How the lift departs from a clean one; all 0 = clean. */
typedef struct
{
  double bar_forward_pct;    /* bar in front of mid-foot at the set, % foot */
  double hips;               /* at the set: +1 too high, -1 too low */
  double rounding_deg;       /* lumbar flexion between set and lift-off */
  double hips_before_pct;    /* hip rise before lift-off, % of the trunk */
  double hips_after_deg;     /* fall of the trunk after lift-off, degrees */
  double drift_pct;          /* bar away from the body in the pull, % foot */
  double knees_back_deg;     /* added to the angle of the shank at the set */
  double bent_arms_deg;      /* elbows bent at the set, straight at lift-off */
} PlumbLiftFaults;

/* Seconds of each phase; lower_s 0 = the bar is held until the end. */
typedef struct
{
  double still_s;
  double slack_s;
  double pull_s;
  double hold_s;
  double lower_s;
} PlumbLiftTempo;

typedef struct
{
  double     distance_m;    /* lens to the sagittal mid-plane */
  double     mm_per_px;     /* in the sagittal mid-plane; 0 = so that the
                               standing lifter fills the picture */
  double     height_mm;     /* lens above the floor */
  double     centre_mm;     /* world X that the lens looks at */
  double     roll_deg;      /* > 0: the true horizontal runs down to the right */
  double     yaw_deg;       /* the camera's way round the lifter */
  gboolean   has_principal; /* FALSE: the middle of the picture */
  PlumbPoint principal_px;
  double     noise;         /* standard deviation of grain, levels of 255 */
} PlumbClipCamera;

typedef struct
{
  int                width_px;    /* of the upright picture, even */
  int                height_px;
  int                fps_n, fps_d;
  double             duration_s;  /* 0 = the tempo's */
  gint64             n_frames;    /* > 0 wins over the duration */
  double             jitter;      /* 0 = constant rate; j: each interval is
                                     scattered from 1/(1+j) to 1+j times */
  guint32            seed;        /* of jitter and grain */
  gint64             first_pts_ns; /* in MP4 and MOV an empty edit, unless
                                      fragmented: then it is lost */
  int                lead_in;     /* MP4 and MOV: this many frames are in the file
                                     but cut off by the edit list; their bar code
                                     is 65536 minus their distance */
  PlumbClipCodec     codec;
  PlumbClipContainer container;
  int                gop;         /* frames between key frames, 0 = the encoder's */
  int                b_frames;
  gboolean           b_pyramid;    /* B-frames refer to B-frames */
  gboolean           open_gop;
  gboolean           intra_refresh; /* a column of intra blocks wanders through the
                                     picture in place of key frames */
  gboolean           ten_bit;      /* H.265 only */
  gboolean           fragmented;  /* MP4 and MOV only */
  int                rotation_deg; /* tag 0, 90, 180, 270: the picture is stored
                                     so that it is upright once turned so far
                                     clockwise */
  int                par_n, par_d; /* width : height of a pixel as stored; 0 = 1:1. The
                                     picture is drawn as if they were square */
  int                quality;     /* constant quantiser, 0 = 23 */
  gboolean           fast;        /* the encoder's fastest preset */
  gboolean           barcode;
  gboolean           counter;     /* the frame number in figures */
  PlumbClipStyle     style;
  int                facing;      /* +1 the lifter looks right, -1 left */
  PlumbLiftFaults    faults;
  PlumbLiftTempo     tempo;
  PlumbClipCamera    camera;
} PlumbClipOptions;

/* A clean lift, 1280x720 at 60 fps, H.264, closed GOP, no barcode. */
void plumb_clip_options_init (PlumbClipOptions *options);
/* The lift that comes with the program: clearly filmed, with faults. */
void plumb_clip_options_init_sample (PlumbClipOptions *options);

#define PLUMB_LIFT_N_OUTLINE 9

/* One frame's truth. Angles as in the criteria: degrees, trunk 0 = level. */
typedef struct
{
  double     t_s;                            /* from the first frame */
  PlumbPoint at_px[PLUMB_N_LANDMARKS];       /* upright picture */
  PlumbPoint outline_px[PLUMB_LIFT_N_OUTLINE]; /* S1 to C7 */
  PlumbPoint at_mm[PLUMB_N_LANDMARKS];       /* world X, Y */
  PlumbPoint outline_mm[PLUMB_LIFT_N_OUTLINE];
  double     plate_radius_px;
  double     shank_deg, thigh_deg, trunk_deg, knee_deg, hip_deg;
  double     arm_deg;                        /* from the vertical, + = in front */
  double     kappa_deg;                      /* S1-T12/L1-C7, + = flexion */
  double     lumbar_deg;                     /* flexion against the clean set */
  double     e_bar_pct;                      /* bar to mid-foot, % foot */
} PlumbLiftPose;

typedef struct _PlumbLift PlumbLift;

/* (transfer full) The lift that the options describe, not yet drawn. */
PlumbLift *plumb_lift_new (const PlumbClipOptions *options);
void       plumb_lift_free (PlumbLift *lift);
gint64     plumb_lift_n_frames (const PlumbLift *lift);
/* Presentation time of a frame as handed to the encoder. */
gint64     plumb_lift_pts_ns (const PlumbLift *lift,
                              gint64           frame);
/* The frame of a moment, -1 when the clip ends before it. Lift-off is the last
 * frame with the bar less than 10 mm above its rest (criteria 2.8). */
gint64     plumb_lift_moment (const PlumbLift *lift,
                              PlumbMoment      moment);
void       plumb_lift_pose_at (const PlumbLift *lift,
                               gint64           frame,
                               PlumbLiftPose   *pose);
/* (transfer full) The marks file of the whole clip, with member "truth". */
char      *plumb_lift_to_json (const PlumbLift *lift);

/* Draws frame `frame` upright as premultiplied BGRA (native-endian ARGB32). */
gboolean   plumb_lift_draw (PlumbLift *lift,
                            gint64     frame,
                            guint8    *bgra,
                            int        stride);

/* Writes the clip and, where `json_path` is given, its truth. Blocks; call it
 * off the main thread. An unfinished file is removed. */
gboolean plumb_clip_write (const PlumbClipOptions  *options,
                           const char              *video_path,
                           const char              *json_path,
                           GCancellable            *cancellable,
                           GError                 **error);

/* Paints `number` (0 to 65535) over the top edge of an upright picture. */
void   plumb_barcode_paint (guint8 *bgra,
                            int     width,
                            int     height,
                            int     stride,
                            gint64  number);
/* The number in an upright picture's bar code, -1 when there is none that can
 * be trusted. The picture may have been scaled and compressed. */
gint64 plumb_barcode_read (const guint8 *bgra,
                           int           width,
                           int           height,
                           int           stride);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbLift, plumb_lift_free)

G_END_DECLS
