/* What a step of undo did; see edit-name.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "edit-name.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  DRAW,
  MOVE,
  RESTYLE,
  DELETE,
} Verb;

/* As it stands within a sentence. */
static const char *
name_mark (const PlumbMark *mark)
{
  static const char *const landmarks[PLUMB_N_LANDMARKS] = {
    [PLUMB_LANDMARK_HEEL] = NC_ ("in a sentence", "heel"),
    [PLUMB_LANDMARK_TOE] = NC_ ("in a sentence", "toe"),
    [PLUMB_LANDMARK_ANKLE] = NC_ ("in a sentence", "ankle"),
    [PLUMB_LANDMARK_KNEE] = NC_ ("in a sentence", "knee"),
    [PLUMB_LANDMARK_HIP] = NC_ ("in a sentence", "hip"),
    [PLUMB_LANDMARK_ACROMION] = NC_ ("in a sentence", "shoulder"),
    [PLUMB_LANDMARK_SCAPULA] = NC_ ("in a sentence", "shoulder blade"),
    [PLUMB_LANDMARK_C7] = NC_ ("in a sentence", "base of the neck"),
    [PLUMB_LANDMARK_T12_L1] = NC_ ("in a sentence", "lowest rib"),
    [PLUMB_LANDMARK_S1] = NC_ ("in a sentence", "top of the sacrum"),
    [PLUMB_LANDMARK_BAR] = NC_ ("in a sentence", "bar"),
    [PLUMB_LANDMARK_ELBOW] = NC_ ("in a sentence", "elbow"),
  };
  static const char *const kinds[PLUMB_N_MARK_KINDS] = {
    [PLUMB_MARK_POINT] = NC_ ("in a sentence", "point"),
    [PLUMB_MARK_SPINE] = NC_ ("in a sentence", "spine line"),
    [PLUMB_MARK_HIP_ANGLE] = NC_ ("in a sentence", "hip angle"),
    [PLUMB_MARK_OUTLINE] = NC_ ("in a sentence", "back outline"),
    [PLUMB_MARK_PLATE] = NC_ ("in a sentence", "plate"),
    [PLUMB_MARK_LINE] = NC_ ("in a sentence", "line"),
    [PLUMB_MARK_ANGLE] = NC_ ("in a sentence", "angle"),
    [PLUMB_MARK_PLUMB] = NC_ ("in a sentence", "plumb line"),
    [PLUMB_MARK_TO_VERTICAL] = NC_ ("in a sentence", "angle to the vertical"),
    [PLUMB_MARK_TO_HORIZONTAL] = NC_ ("in a sentence", "angle to the horizontal"),
    [PLUMB_MARK_DISTANCE] = NC_ ("in a sentence", "distance"),
    [PLUMB_MARK_ARROW] = NC_ ("in a sentence", "arrow"),
    [PLUMB_MARK_RECTANGLE] = NC_ ("in a sentence", "rectangle"),
    [PLUMB_MARK_ELLIPSE] = NC_ ("in a sentence", "ellipse"),
    [PLUMB_MARK_FREEHAND] = NC_ ("in a sentence", "freehand line"),
    [PLUMB_MARK_TEXT] = NC_ ("in a sentence", "text"),
  };
  const char *name = mark->kind == PLUMB_MARK_POINT && mark->landmark != PLUMB_LANDMARK_NONE
                         ? landmarks[mark->landmark]
                         : kinds[mark->kind];

  return g_dpgettext2 (NULL, "in a sentence", name);
}

static Verb
verb_of (const PlumbEdit *edit)
{
  const PlumbMark *before = edit->before.mark, *after = edit->after.mark;

  if (before == NULL)
    return DRAW;
  if (after == NULL)
    return DELETE;
  return before->look.colour != after->look.colour || before->look.width != after->look.width
             ? RESTYLE
             : MOVE;
}

static char *
name_one (const PlumbEdit *edit)
{
  const PlumbMark *mark = edit->after.mark != NULL ? edit->after.mark : edit->before.mark;
  const Verb verb = verb_of (edit);

  if (verb == MOVE && mark->kind == PLUMB_MARK_TEXT
      && g_strcmp0 (edit->before.mark->text, mark->text) != 0)
    return g_strdup (_("change words"));
  switch (verb)
    {
    case DRAW:
      return g_strdup_printf (_("draw %s"), name_mark (mark));
    case DELETE:
      return g_strdup_printf (_("delete %s"), name_mark (mark));
    case RESTYLE:
      return g_strdup_printf (_("restyle %s"), name_mark (mark));
    case MOVE:
    default:
      return g_strdup_printf (_("move %s"), name_mark (mark));
    }
}

static char *
name_many (Verb  verb,
           guint n)
{
  switch (verb)
    {
    case DRAW:
      return g_strdup_printf (ngettext ("draw %u mark", "draw %u marks", n), n);
    case DELETE:
      return g_strdup_printf (ngettext ("delete %u mark", "delete %u marks", n), n);
    case RESTYLE:
      return g_strdup_printf (ngettext ("restyle %u mark", "restyle %u marks", n), n);
    case MOVE:
    default:
      return g_strdup_printf (ngettext ("move %u mark", "move %u marks", n), n);
    }
}

static char *
name_edit (const PlumbEdit *edit)
{
  switch (edit->kind)
    {
    case PLUMB_EDIT_MARK:
      return name_one (edit);
    case PLUMB_EDIT_MOMENT:
      return g_strdup_printf (edit->after.frame >= 0 ? _("set “%s”") : _("clear “%s”"),
                              _(plumb_moment_name (edit->moment)));
    case PLUMB_EDIT_FILMING:
      return g_strdup (_("change of scale and camera"));
    case PLUMB_EDIT_DECISION:
      return g_strdup (_("decision"));
    case PLUMB_EDIT_NOTES:
      return g_strdup (_("typing"));
    case PLUMB_EDIT_PAIN:
      return g_strdup (_("answer"));
    case PLUMB_EDIT_PLAN:
      return g_strdup (_("change of the plan"));
    case PLUMB_EDIT_REPS:
      return g_strdup (_("change of reps"));
    case PLUMB_EDIT_REMARK:
      return g_strdup (_("note or moment"));
    default:
      return g_strdup (_("change"));
    }
}

/* A mark that made room for another is not what the step was about. */
char *
plumb_edit_step_name (GPtrArray *step)
{
  const PlumbEdit *last = step->pdata[step->len - 1];
  guint n = 0;

  if (last->kind != PLUMB_EDIT_MARK)
    return name_edit (last);
  for (guint i = 0; i < step->len; i++)
    {
      const PlumbEdit *edit = step->pdata[i];

      n += edit->kind == PLUMB_EDIT_MARK && verb_of (edit) == verb_of (last);
    }
  return n > 1 ? name_many (verb_of (last), n) : name_edit (last);
}
