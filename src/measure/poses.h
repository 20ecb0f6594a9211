/* What the measurement core is given: the landmarks of each marked frame, the
 * key moments, the scale and what is known about the camera. Nothing that is
 * unknown is assumed; each optional member has a way to say so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mark.h"

G_BEGIN_DECLS

/* The landmarks of one frame. */
typedef struct
{
  gint64      frame;
  guint32     set;                   /* bit (1u << landmark) when marked */
  PlumbPoint  at[PLUMB_N_LANDMARKS]; /* video pixels, valid where set */
  PlumbPoint *outline;               /* owned, S1 to C7; NULL if none */
  guint       n_outline;
  guint32     copied;                /* bit (1u << landmark) of those that were copied
                                        from another frame and not moved since */
  gboolean    outline_copied;
} PlumbPose;

typedef enum
{
  PLUMB_SCALE_NONE,
  PLUMB_SCALE_ONE_PLANE, /* mm_per_px holds for everything */
  PLUMB_SCALE_PLATE,     /* a plate of known diameter in the near plane */
} PlumbScaleKind;

typedef struct
{
  PlumbScaleKind kind;
  double         mm_per_px;         /* ONE_PLANE */
  double         plate_diameter_mm; /* PLATE */
  PlumbPoint     plate_centre;      /* PLATE, video pixels */
  double         plate_radius_px;   /* PLATE */
} PlumbScale;

/* Each `has_` member FALSE means unknown. */
typedef struct
{
  gboolean   has_distance, has_roll, has_yaw, has_principal, has_fps, has_lens;
  double     distance_m; /* camera to the lifter's sagittal mid-plane */
  double     lens_mm;    /* its 35 mm equivalent, of the whole picture: tells the
                            distance where that is not known */
  double     roll_deg;   /* > 0: true horizontal runs down to the right */
  double     yaw_deg;
  PlumbPoint principal_px;
  double     fps;        /* capture rate */
} PlumbCamera;

typedef struct
{
  char       *lift;                            /* owned, (nullable) not told:
                                                  "conventional" */
  int         width_px, height_px;             /* the picture, 0 = unknown */
  PlumbScale  scale;
  PlumbCamera camera;
  gboolean    has_origin;
  PlumbPoint  origin_px;
  double      click_sd_px[PLUMB_N_LANDMARKS];  /* 0 = the criteria's default */
  double      outline_sd_px;                   /* across the edge; 0 = default */
  gint64      moments[PLUMB_N_MOMENTS];        /* frame, -1 = not set */
  GArray     *poses;                           /* of PlumbPose, by frame */
} PlumbPoses;

PlumbPoses      *plumb_poses_new (void);
void             plumb_poses_free (PlumbPoses *poses);
/* (transfer none) The pose of a frame, made when there is none. The pointer
 * holds until the next call that adds a frame. */
PlumbPose       *plumb_poses_ensure (PlumbPoses *poses,
                                     gint64      frame);
/* (transfer none) (nullable) */
const PlumbPose *plumb_poses_get (const PlumbPoses *poses,
                                  gint64            frame);
/* The landmark in `frame`. Heel, toe and ankle fall back to the nearest other
 * frame that has them (the feet stay where they are). FALSE if not marked. */
gboolean         plumb_poses_find (const PlumbPoses *poses,
                                   gint64            frame,
                                   PlumbLandmark     landmark,
                                   PlumbPoint       *out);
void             plumb_pose_set (PlumbPose    *pose,
                                 PlumbLandmark landmark,
                                 PlumbPoint    at);
/* Replaces the outline of the pose by a copy of `points`, S1 to C7; both this and
 * plumb_pose_set() take what they set for seen in the frame. */
void             plumb_pose_set_outline (PlumbPose        *pose,
                                         const PlumbPoint *points,
                                         guint             n_points);
/* Replaces all poses and, where a plate mark is among them and the plate
 * diameter is > 0, the scale, by what the marks say. The last drawn mark wins
 * where two name the same landmark in the same frame, but for a copy, which stands
 * for nothing that was seen there. A plate scale without a
 * plate mark is dropped; a scale in one plane stays. */
void             plumb_poses_set_marks (PlumbPoses        *poses,
                                        PlumbMark *const  *marks,
                                        guint              n_marks,
                                        double             plate_diameter_mm);

/* Focal length in pixels of a camera whose lens is given as its 35 mm
 * equivalent, for an uncropped picture `width_px` wide (its longer side). */
double           plumb_focal_px (double equivalent_mm,
                                 int    width_px);
/* The 35 mm equivalent of a lens that sees `view_deg` across that side, in 0…180. */
double           plumb_lens_mm (double view_deg);
/* Distance from camera to the lifter's mid-plane, metres, from the size at
 * which a plate of known diameter appears `plate_depth_m` in front of it. */
double           plumb_distance_m (double focal_px,
                                   double plate_diameter_mm,
                                   double plate_px,
                                   double plate_depth_m);
/* The distance that is told, else the one that lens and plate give; 0 = unknown. */
double           plumb_poses_distance_m (const PlumbPoses *poses,
                                         double            plate_depth_m);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPoses, plumb_poses_free)

G_END_DECLS
