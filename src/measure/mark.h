/* One mark as the coach drew it: a kind, a frame and points in video pixels
 * (upright, square pixels, origin top left). Immutable once shared; reference
 * counted, so that undo, canvas, database and report can hold the same one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "landmark.h"

G_BEGIN_DECLS

typedef struct
{
  double x_px;
  double y_px;
} PlumbPoint;

typedef enum
{
  PLUMB_MARK_POINT,     /* 1 point; landmark says which */
  PLUMB_MARK_SPINE,     /* 3 points: S1, T12/L1, C7 */
  PLUMB_MARK_HIP_ANGLE, /* 3 points: acromion, hip (vertex), knee */
  PLUMB_MARK_OUTLINE,   /* 7 or more points of the back edge, S1 to C7 */
  PLUMB_MARK_PLATE,     /* 2 points: centre, a point on the rim */
  PLUMB_MARK_LINE,      /* 2 points */
  PLUMB_MARK_ANGLE,     /* 3 points, the second is the vertex */
  PLUMB_MARK_PLUMB,     /* 1 point that a plumb line goes through */
  PLUMB_MARK_TO_VERTICAL,   /* 2 points: vertex, end of the arm */
  PLUMB_MARK_TO_HORIZONTAL, /* 2 points: vertex, end of the arm */
  PLUMB_MARK_DISTANCE,  /* 2 points */
  PLUMB_MARK_ARROW,     /* 2 points: tail, head */
  PLUMB_MARK_RECTANGLE, /* 2 points: opposite corners */
  PLUMB_MARK_ELLIPSE,   /* 2 points: opposite corners of its box */
  PLUMB_MARK_FREEHAND,  /* 2 or more points of a line drawn by hand */
  PLUMB_MARK_TEXT,      /* 1 point: where the coach's words begin */
  PLUMB_N_MARK_KINDS,
} PlumbMarkKind;

/* What the coach may choose instead of the colour that a mark has by itself. */
typedef enum
{
  PLUMB_MARK_COLOUR_USUAL,
  PLUMB_MARK_COLOUR_WHITE,
  PLUMB_MARK_COLOUR_YELLOW,
  PLUMB_MARK_COLOUR_ORANGE,
  PLUMB_MARK_COLOUR_RED,
  PLUMB_MARK_COLOUR_PURPLE,
  PLUMB_MARK_COLOUR_BLUE,
  PLUMB_MARK_COLOUR_GREEN,
  PLUMB_N_MARK_COLOURS,
} PlumbMarkColour;

typedef enum
{
  PLUMB_MARK_WIDTH_USUAL,
  PLUMB_MARK_WIDTH_THIN,
  PLUMB_MARK_WIDTH_WIDE,
  PLUMB_N_MARK_WIDTHS,
} PlumbMarkWidth;

/* How one mark is drawn. */
typedef struct
{
  PlumbMarkColour colour;
  PlumbMarkWidth  width;
} PlumbMarkLook;

typedef struct
{
  gint64        id;       /* database row; 0 = not stored yet */
  gint64        frame;
  PlumbMarkKind kind;
  PlumbLandmark landmark; /* PLUMB_LANDMARK_NONE unless kind is POINT */
  guint         n_points;
  PlumbPoint   *points;   /* owned */
  PlumbMarkLook look;
  char         *text;     /* owned, nullable: the words of a TEXT */
  gboolean      copied;   /* from another frame, and not moved since: nobody has
                             said that it is there in this one */
} PlumbMark;

/* A new mark with one reference; `points` (length n_points) is copied. */
PlumbMark  *plumb_mark_new (gint64            id,
                            gint64            frame,
                            PlumbMarkKind     kind,
                            PlumbLandmark     landmark,
                            const PlumbPoint *points,
                            guint             n_points);
PlumbMark  *plumb_mark_ref (PlumbMark *mark);
void        plumb_mark_unref (PlumbMark *mark);
/* (transfer full) The same mark with point `index` moved to `to`. */
PlumbMark  *plumb_mark_with_point (const PlumbMark *mark,
                                   guint            index,
                                   PlumbPoint       to);
/* (transfer full) The same mark moved by (dx, dy) video pixels. */
PlumbMark  *plumb_mark_translated (const PlumbMark *mark,
                                   double           dx_px,
                                   double           dy_px);
/* (transfer full) The same mark under another id or in another frame, where it is
 * a copy until a point of it is moved. */
PlumbMark  *plumb_mark_with_id (const PlumbMark *mark,
                                gint64           id);
PlumbMark  *plumb_mark_in_frame (const PlumbMark *mark,
                                 gint64           frame);

/* (transfer full) The same mark drawn otherwise, or with other words ("" = none). */
PlumbMark  *plumb_mark_with_look (const PlumbMark *mark,
                                  PlumbMarkLook    look);
PlumbMark  *plumb_mark_with_text (const PlumbMark *mark,
                                  const char      *text);
/* (transfer full) The same mark as a copy, or as one that was seen where it is. */
PlumbMark  *plumb_mark_with_copied (const PlumbMark *mark,
                                    gboolean         copied);
/* All but the id. */
gboolean    plumb_mark_equal (const PlumbMark *a,
                              const PlumbMark *b);

/* Stable words, "red wide"; "" for the usual look. (transfer full) */
char       *plumb_mark_look_to_key (PlumbMarkLook look);
/* FALSE, and the usual look, when a word is unknown. */
gboolean    plumb_mark_look_from_key (const char    *key,
                                      PlumbMarkLook *look);

/* Stable keys "point", "spine", "hip-angle", "outline", "plate", "line",
 * "angle", "plumb", "to-vertical", "to-horizontal", "distance", "arrow",
 * "rectangle", "ellipse", "freehand", "text"; FALSE when unknown. */
const char *plumb_mark_kind_key (PlumbMarkKind kind);
gboolean    plumb_mark_kind_from_key (const char    *key,
                                      PlumbMarkKind *kind);
/* Points that a mark of this kind needs; 0 = open ended (outline, freehand). */
guint       plumb_mark_kind_n_points (PlumbMarkKind kind);
/* TRUE for what is drawn freely and stands for no part of body or bar. */
gboolean    plumb_mark_kind_is_free (PlumbMarkKind kind);
/* The landmark that point `index` of the mark stands for, or NONE:
 * a spine line gives S1, T12/L1, C7; a hip angle acromion, hip, knee;
 * a plate's centre the bar. */
PlumbLandmark plumb_mark_point_landmark (const PlumbMark *mark,
                                         guint            index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbMark, plumb_mark_unref)

G_END_DECLS
