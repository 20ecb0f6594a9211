/* Marks: immutable, reference counted from any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mark.h"

#include <string.h>

/* The public part comes first: a PlumbMark pointer is a Mark pointer. */
typedef struct
{
  PlumbMark     mark;
  gatomicrefcount refs;
} Mark;

static const struct
{
  const char   *key;
  guint         n_points;
  PlumbLandmark stands_for[3];
} kinds[] = {
  [PLUMB_MARK_POINT] = { "point", 1, { PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_SPINE] = { "spine", 3,
    { PLUMB_LANDMARK_S1, PLUMB_LANDMARK_T12_L1, PLUMB_LANDMARK_C7 } },
  [PLUMB_MARK_HIP_ANGLE] = { "hip-angle", 3,
    { PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_KNEE } },
  [PLUMB_MARK_OUTLINE] = { "outline", 0, { PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_PLATE] = { "plate", 2, { PLUMB_LANDMARK_BAR, PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_LINE] = { "line", 2, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_ANGLE] = { "angle", 3,
    { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_PLUMB] = { "plumb", 1, { PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_TO_VERTICAL] = { "to-vertical", 2, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_TO_HORIZONTAL] = { "to-horizontal", 2, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_DISTANCE] = { "distance", 2, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_ARROW] = { "arrow", 2, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_RECTANGLE] = { "rectangle", 2, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_ELLIPSE] = { "ellipse", 2, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_FREEHAND] = { "freehand", 0, { PLUMB_LANDMARK_NONE } },
  [PLUMB_MARK_TEXT] = { "text", 1, { PLUMB_LANDMARK_NONE } },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == PLUMB_N_MARK_KINDS);

static const char *const colour_words[PLUMB_N_MARK_COLOURS]
    = { "", "white", "yellow", "orange", "red", "purple", "blue", "green" };
static const char *const width_words[PLUMB_N_MARK_WIDTHS] = { "", "thin", "wide" };

PlumbMark *
plumb_mark_new (gint64            id,
                gint64            frame,
                PlumbMarkKind     kind,
                PlumbLandmark     landmark,
                const PlumbPoint *points,
                guint             n_points)
{
  g_return_val_if_fail ((guint) kind < PLUMB_N_MARK_KINDS, NULL);
  g_return_val_if_fail (points != NULL || n_points == 0, NULL);

  Mark *self = g_new0 (Mark, 1);
  g_atomic_ref_count_init (&self->refs);
  self->mark.id = id;
  self->mark.frame = frame;
  self->mark.kind = kind;
  self->mark.landmark = kind == PLUMB_MARK_POINT ? landmark : PLUMB_LANDMARK_NONE;
  self->mark.n_points = n_points;
  self->mark.points = g_memdup2 (points, n_points * sizeof *points);
  return &self->mark;
}

PlumbMark *
plumb_mark_ref (PlumbMark *mark)
{
  g_return_val_if_fail (mark != NULL, NULL);

  g_atomic_ref_count_inc (&((Mark *) mark)->refs);
  return mark;
}

void
plumb_mark_unref (PlumbMark *mark)
{
  g_return_if_fail (mark != NULL);

  if (!g_atomic_ref_count_dec (&((Mark *) mark)->refs))
    return;
  g_free (mark->points);
  g_free (mark->text);
  g_free (mark);
}

static PlumbMark *
copy_mark (const PlumbMark *mark)
{
  PlumbMark *copy = plumb_mark_new (mark->id, mark->frame, mark->kind, mark->landmark,
                                    mark->points, mark->n_points);

  copy->look = mark->look;
  copy->text = g_strdup (mark->text);
  copy->copied = mark->copied;
  return copy;
}

PlumbMark *
plumb_mark_with_point (const PlumbMark *mark,
                       guint            index,
                       PlumbPoint       to)
{
  g_return_val_if_fail (mark != NULL && index < mark->n_points, NULL);

  PlumbMark *copy = copy_mark (mark);
  copy->points[index] = to;
  copy->copied = FALSE;
  return copy;
}

PlumbMark *
plumb_mark_translated (const PlumbMark *mark,
                       double           dx_px,
                       double           dy_px)
{
  g_return_val_if_fail (mark != NULL, NULL);

  PlumbMark *copy = copy_mark (mark);
  for (guint i = 0; i < copy->n_points; i++)
    {
      copy->points[i].x_px += dx_px;
      copy->points[i].y_px += dy_px;
    }
  copy->copied = FALSE;
  return copy;
}

PlumbMark *
plumb_mark_with_id (const PlumbMark *mark,
                    gint64           id)
{
  g_return_val_if_fail (mark != NULL, NULL);

  PlumbMark *copy = copy_mark (mark);
  copy->id = id;
  return copy;
}

PlumbMark *
plumb_mark_in_frame (const PlumbMark *mark,
                     gint64           frame)
{
  g_return_val_if_fail (mark != NULL, NULL);

  PlumbMark *copy = copy_mark (mark);
  copy->copied = mark->copied || frame != mark->frame;
  copy->frame = frame;
  return copy;
}

PlumbMark *
plumb_mark_with_copied (const PlumbMark *mark,
                        gboolean         copied)
{
  g_return_val_if_fail (mark != NULL, NULL);

  PlumbMark *copy = copy_mark (mark);
  copy->copied = copied;
  return copy;
}

PlumbMark *
plumb_mark_with_look (const PlumbMark *mark,
                      PlumbMarkLook    look)
{
  g_return_val_if_fail (mark != NULL, NULL);
  g_return_val_if_fail ((guint) look.colour < PLUMB_N_MARK_COLOURS, NULL);
  g_return_val_if_fail ((guint) look.width < PLUMB_N_MARK_WIDTHS, NULL);

  PlumbMark *copy = copy_mark (mark);
  copy->look = look;
  return copy;
}

PlumbMark *
plumb_mark_with_text (const PlumbMark *mark,
                      const char      *text)
{
  g_return_val_if_fail (mark != NULL, NULL);

  PlumbMark *copy = copy_mark (mark);
  g_free (copy->text);
  copy->text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  return copy;
}

gboolean
plumb_mark_equal (const PlumbMark *a,
                  const PlumbMark *b)
{
  return a->frame == b->frame && a->kind == b->kind && a->landmark == b->landmark
         && a->look.colour == b->look.colour && a->look.width == b->look.width
         && g_strcmp0 (a->text, b->text) == 0 && a->copied == b->copied
         && a->n_points == b->n_points
         && memcmp (a->points, b->points, a->n_points * sizeof *a->points) == 0;
}

char *
plumb_mark_look_to_key (PlumbMarkLook look)
{
  const char *colour = colour_words[look.colour];
  const char *width = width_words[look.width];

  return g_strconcat (colour, *colour != '\0' && *width != '\0' ? " " : "", width, NULL);
}

static gboolean
find_word (const char *const *words,
           guint              n_words,
           const char        *word,
           guint             *place)
{
  for (guint i = 1; i < n_words; i++)
    if (g_str_equal (words[i], word))
      {
        *place = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
plumb_mark_look_from_key (const char    *key,
                          PlumbMarkLook *look)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  PlumbMarkLook found = { PLUMB_MARK_COLOUR_USUAL, PLUMB_MARK_WIDTH_USUAL };

  *look = found;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint place;

      if (find_word (colour_words, PLUMB_N_MARK_COLOURS, words[i], &place))
        found.colour = (PlumbMarkColour) place;
      else if (find_word (width_words, PLUMB_N_MARK_WIDTHS, words[i], &place))
        found.width = (PlumbMarkWidth) place;
      else if (*words[i] != '\0')
        return FALSE;
    }
  *look = found;
  return TRUE;
}

const char *
plumb_mark_kind_key (PlumbMarkKind kind)
{
  g_return_val_if_fail ((guint) kind < PLUMB_N_MARK_KINDS, NULL);

  return kinds[kind].key;
}

gboolean
plumb_mark_kind_from_key (const char    *key,
                          PlumbMarkKind *kind)
{
  for (guint i = 0; i < PLUMB_N_MARK_KINDS; i++)
    if (g_strcmp0 (kinds[i].key, key) == 0)
      {
        *kind = (PlumbMarkKind) i;
        return TRUE;
      }

  return FALSE;
}

guint
plumb_mark_kind_n_points (PlumbMarkKind kind)
{
  g_return_val_if_fail ((guint) kind < PLUMB_N_MARK_KINDS, 0);

  return kinds[kind].n_points;
}

gboolean
plumb_mark_kind_is_free (PlumbMarkKind kind)
{
  return kind >= PLUMB_MARK_LINE;
}

PlumbLandmark
plumb_mark_point_landmark (const PlumbMark *mark,
                           guint            index)
{
  g_return_val_if_fail (mark != NULL, PLUMB_LANDMARK_NONE);

  if (mark->kind == PLUMB_MARK_POINT)
    return index == 0 ? mark->landmark : PLUMB_LANDMARK_NONE;
  if (index >= kinds[mark->kind].n_points)
    return PLUMB_LANDMARK_NONE;
  return kinds[mark->kind].stands_for[index];
}
