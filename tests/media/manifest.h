/* The table of the shared clips: what a widely used reader says of each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char   *file;
  char   *codec;
  int     width_px, height_px; /* as stored */
  int     rotation_deg;        /* clockwise, to stand upright */
  gint64  packets;
  gint64  presented;
  gint64  keyframes;
  double  first_pts_s, last_pts_s;
} ManifestClip;

/* (transfer full) The folder of the shared clips, NULL when it is not there. */
char      *manifest_folder (void);
/* (transfer full) (element-type ManifestClip*) NULL when it is not there. */
GPtrArray *manifest_load (void);

G_END_DECLS
