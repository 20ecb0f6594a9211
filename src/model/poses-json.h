/* Marks files ("plumbline-marks", version 1): poses as JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "poses.h"

G_BEGIN_DECLS

#define PLUMB_MARKS_FORMAT "plumbline-marks"
#define PLUMB_MARKS_VERSION 1

#define PLUMB_JSON_ERROR (plumb_json_error_quark ())
typedef enum
{
  PLUMB_JSON_ERROR_SYNTAX,  /* not JSON; the message has line and column */
  PLUMB_JSON_ERROR_FORMAT,  /* JSON, but of another format or version */
  PLUMB_JSON_ERROR_CONTENT, /* a wrong member; the message begins with its path:
                               "frames.0.hip: two numbers wanted" */
} PlumbJsonError;
GQuark plumb_json_error_quark (void);

/* (transfer full) (nullable) `length` -1 = up to the terminating zero. */
PlumbPoses *plumb_poses_from_json (const char  *text,
                                   gssize       length,
                                   GError     **error);
/* (transfer full) What plumb_poses_from_json() reads back as the same poses;
 * numbers in full precision. */
char       *plumb_poses_to_json (const PlumbPoses *poses);

G_END_DECLS
