/* What is being looked at; see session.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"

struct _PlumbSession
{
  GObject       parent_instance;
  PlumbReview  *review; /* owned, nullable */
  gint64        frame;
  gint64        wanted;
  gint64        n_frames;
  gint64        selected;   /* the last of selection, 0 = none */
  GArray       *selection;  /* of gint64 */
  int           held_point; /* -1 = the whole mark */
  PlumbMarkLook look;
  PlumbTool     tool;
  PlumbLandmark landmark;
  gboolean      playing;
  gboolean      guided;
};

enum
{
  PROP_0,
  PROP_REVIEW,
  PROP_FRAME,
  PROP_WANTED,
  PROP_N_FRAMES,
  PROP_TOOL,
  PROP_LANDMARK,
  PROP_SELECTED,
  PROP_PLAYING,
  PROP_GUIDED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PlumbSession, plumb_session, G_TYPE_OBJECT)

static void
change_int64 (PlumbSession *self,
              gint64       *member,
              gint64        value,
              guint         prop)
{
  if (*member == value)
    return;
  *member = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
plumb_session_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PlumbSession *self = PLUMB_SESSION (object);

  switch (prop_id)
    {
    case PROP_REVIEW:
      g_value_set_object (value, self->review);
      break;
    case PROP_FRAME:
      g_value_set_int64 (value, self->frame);
      break;
    case PROP_WANTED:
      g_value_set_int64 (value, self->wanted);
      break;
    case PROP_N_FRAMES:
      g_value_set_int64 (value, self->n_frames);
      break;
    case PROP_TOOL:
      g_value_set_int (value, (int) self->tool);
      break;
    case PROP_LANDMARK:
      g_value_set_int (value, (int) self->landmark);
      break;
    case PROP_SELECTED:
      g_value_set_int64 (value, self->selected);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_GUIDED:
      g_value_set_boolean (value, self->guided);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
plumb_session_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PlumbSession *self = PLUMB_SESSION (object);

  switch (prop_id)
    {
    case PROP_REVIEW:
      plumb_session_set_review (self, g_value_get_object (value));
      break;
    case PROP_FRAME:
      plumb_session_set_frame (self, g_value_get_int64 (value));
      break;
    case PROP_WANTED:
      plumb_session_set_wanted (self, g_value_get_int64 (value));
      break;
    case PROP_N_FRAMES:
      plumb_session_set_n_frames (self, g_value_get_int64 (value));
      break;
    case PROP_TOOL:
      plumb_session_set_tool (self, (PlumbTool) g_value_get_int (value));
      break;
    case PROP_LANDMARK:
      plumb_session_set_landmark (self, (PlumbLandmark) g_value_get_int (value));
      break;
    case PROP_SELECTED:
      plumb_session_set_selected (self, g_value_get_int64 (value));
      break;
    case PROP_PLAYING:
      plumb_session_set_playing (self, g_value_get_boolean (value));
      break;
    case PROP_GUIDED:
      plumb_session_set_guided (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
plumb_session_finalize (GObject *object)
{
  PlumbSession *self = PLUMB_SESSION (object);

  g_clear_object (&self->review);
  g_array_unref (self->selection);
  G_OBJECT_CLASS (plumb_session_parent_class)->finalize (object);
}

static void
plumb_session_class_init (PlumbSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags
      = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = plumb_session_get_property;
  object_class->set_property = plumb_session_set_property;
  object_class->finalize = plumb_session_finalize;

  props[PROP_REVIEW]
      = g_param_spec_object ("review", NULL, NULL, PLUMB_TYPE_REVIEW, flags);
  props[PROP_FRAME]
      = g_param_spec_int64 ("frame", NULL, NULL, -1, G_MAXINT64, -1, flags);
  props[PROP_WANTED]
      = g_param_spec_int64 ("wanted", NULL, NULL, -1, G_MAXINT64, -1, flags);
  props[PROP_N_FRAMES]
      = g_param_spec_int64 ("n-frames", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_TOOL]
      = g_param_spec_int ("tool", NULL, NULL, 0, PLUMB_N_TOOLS - 1, 0, flags);
  props[PROP_LANDMARK] = g_param_spec_int ("landmark", NULL, NULL, 0,
                                           PLUMB_N_LANDMARKS - 1, 0, flags);
  props[PROP_SELECTED]
      = g_param_spec_int64 ("selected", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_PLAYING]
      = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  props[PROP_GUIDED] = g_param_spec_boolean ("guided", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
plumb_session_init (PlumbSession *self)
{
  self->selection = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->held_point = -1;
  self->frame = -1;
  self->wanted = -1;
}

PlumbSession *
plumb_session_new (void)
{
  return g_object_new (PLUMB_TYPE_SESSION, NULL);
}

PlumbReview *
plumb_session_review (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), NULL);
  return self->review;
}

void
plumb_session_set_review (PlumbSession *self,
                          PlumbReview  *review)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));

  if (self->review == review)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  g_set_object (&self->review, review);
  plumb_session_set_playing (self, FALSE);
  plumb_session_set_guided (self, FALSE);
  plumb_session_set_selected (self, 0);
  plumb_session_set_tool (self, PLUMB_TOOL_SELECT);
  plumb_session_set_n_frames (self, 0);
  plumb_session_set_frame (self, -1);
  plumb_session_set_wanted (self, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVIEW]);
  g_object_thaw_notify (G_OBJECT (self));
}

gint64
plumb_session_frame (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), -1);
  return self->frame;
}

void
plumb_session_set_frame (PlumbSession *self,
                         gint64        frame)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));
  change_int64 (self, &self->frame, frame, PROP_FRAME);
}

gint64
plumb_session_wanted (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), -1);
  return self->wanted;
}

void
plumb_session_set_wanted (PlumbSession *self,
                          gint64        frame)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));
  change_int64 (self, &self->wanted, frame, PROP_WANTED);
}

gint64
plumb_session_n_frames (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), 0);
  return self->n_frames;
}

void
plumb_session_set_n_frames (PlumbSession *self,
                            gint64        n_frames)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));
  change_int64 (self, &self->n_frames, n_frames, PROP_N_FRAMES);
}

PlumbTool
plumb_session_tool (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), PLUMB_TOOL_SELECT);
  return self->tool;
}

void
plumb_session_set_tool (PlumbSession *self,
                        PlumbTool     tool)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));

  if (self->tool == tool)
    return;
  self->tool = tool;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOOL]);
}

PlumbLandmark
plumb_session_landmark (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), PLUMB_LANDMARK_HEEL);
  return self->landmark;
}

void
plumb_session_set_landmark (PlumbSession *self,
                            PlumbLandmark landmark)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));

  if (self->landmark == landmark)
    return;
  self->landmark = landmark;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LANDMARK]);
}

gint64
plumb_session_selected (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), 0);
  return self->selected;
}

void
plumb_session_set_selected (PlumbSession *self,
                            gint64        mark_id)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));

  if (self->selected == mark_id && self->selection->len == (mark_id != 0 ? 1 : 0)
      && self->held_point < 0)
    return;
  g_array_set_size (self->selection, 0);
  if (mark_id != 0)
    g_array_append_val (self->selection, mark_id);
  self->held_point = -1;
  self->selected = mark_id;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

static guint
find_selected (PlumbSession *self,
               gint64        mark_id)
{
  guint i = 0;

  while (i < self->selection->len && g_array_index (self->selection, gint64, i) != mark_id)
    i++;
  return i;
}

void
plumb_session_toggle_selected (PlumbSession *self,
                               gint64        mark_id)
{
  guint place;

  g_return_if_fail (PLUMB_IS_SESSION (self));
  g_return_if_fail (mark_id != 0);

  place = find_selected (self, mark_id);
  if (place < self->selection->len)
    g_array_remove_index (self->selection, place);
  else
    g_array_append_val (self->selection, mark_id);
  self->held_point = -1;
  self->selected = self->selection->len > 0
                       ? g_array_index (self->selection, gint64, self->selection->len - 1)
                       : 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

gboolean
plumb_session_is_selected (PlumbSession *self,
                           gint64        mark_id)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), FALSE);
  return find_selected (self, mark_id) < self->selection->len;
}

const gint64 *
plumb_session_selection (PlumbSession *self,
                         guint        *n)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), NULL);
  *n = self->selection->len;
  return (const gint64 *) (gpointer) self->selection->data;
}

int
plumb_session_held_point (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), -1);
  return self->held_point;
}

void
plumb_session_set_held_point (PlumbSession *self,
                              int           point)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));

  if (self->held_point == point)
    return;
  self->held_point = point;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

PlumbMarkLook
plumb_session_look (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), (PlumbMarkLook) { 0 });
  return self->look;
}

void
plumb_session_set_look (PlumbSession *self,
                        PlumbMarkLook look)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));
  self->look = look;
}

gboolean
plumb_session_playing (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), FALSE);
  return self->playing;
}

void
plumb_session_set_playing (PlumbSession *self,
                           gboolean      playing)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));

  if (self->playing == playing)
    return;
  self->playing = playing;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLAYING]);
}

gboolean
plumb_session_guided (PlumbSession *self)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (self), FALSE);
  return self->guided;
}

void
plumb_session_set_guided (PlumbSession *self,
                          gboolean      guided)
{
  g_return_if_fail (PLUMB_IS_SESSION (self));

  if (self->guided == guided)
    return;
  self->guided = guided;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GUIDED]);
}
