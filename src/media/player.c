/* The clock of playing.
 *
 * media time = anchor + rate * (now - anchor's time). Whatever changes the
 * course (rate, loop, seek, coming round) sets a new anchor, so no error adds
 * up. The sound is told of every new anchor but that of coming round, which it
 * does by itself; while it is heard, the anchor leans towards where it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "player.h"

#include <math.h>

/* A longer gap between ticks is a window that was hidden or a computer that
 * slept: playing goes on where it was. */
#define MAX_GAP_US G_USEC_PER_SEC

/* How long a recording of one frame lasts. */
#define LONE_FRAME_NS G_GINT64_CONSTANT (40000000)

/* What nobody hears; how much a tick gives way; and what is too much for that. */
#define FINE_NS G_GINT64_CONSTANT (5000000)
#define LEAN_NS G_GINT64_CONSTANT (2000000)
#define APART_NS G_GINT64_CONSTANT (80000000)
#define REJOIN_US G_USEC_PER_SEC

struct _PlumbPlayer
{
  GObject      parent_instance;
  PlumbEngine *engine;
  gulong       frame_handler;
  gboolean     playing;
  double       rate;
  gint64       first, last; /* of the loop; -1, -1 = none */
  gint64       anchor_ns;   /* media time … */
  gint64       anchor_us;   /* … at this time of the frame clock */
  gint64       ticked_us;
  gint64       media_ns;    /* at the last tick */
  gint64       refresh_us;  /* 0 = not known */
  gint64       due;         /* frame of the last tick; -1 before */
  gint64       arrived;     /* frame of the last picture that came */
  guint64      n_due, n_dropped;
  PlumbSound  *sound;      /* (nullable) */
  gboolean     muted;
  gint64       joined_us;  /* when the sound was last told where to be */
};

enum
{
  PROP_0,
  PROP_PLAYING,
  PROP_RATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PlumbPlayer, plumb_player, G_TYPE_OBJECT)

static gint64
count_frames (PlumbPlayer *self)
{
  return plumb_frame_index_n_frames (plumb_engine_index (self->engine));
}

static gint64
get_start_ns (PlumbPlayer *self,
              gint64       frame)
{
  return plumb_frame_index_pts_ns (plumb_engine_index (self->engine), frame);
}

/* When a frame ends: where the next begins, and for the last after the usual
 * gap. */
static gint64
get_end_ns (PlumbPlayer *self,
            gint64       frame)
{
  if (frame + 1 < count_frames (self))
    return get_start_ns (self, frame + 1);
  double fps = plumb_frame_index_nominal_fps (plumb_engine_index (self->engine));
  return get_start_ns (self, frame) + (fps > 0 ? (gint64) (1e9 / fps) : LONE_FRAME_NS);
}

static gboolean
has_loop (PlumbPlayer *self)
{
  return self->first >= 0;
}

static void
set_anchor (PlumbPlayer *self,
            gint64       media_ns,
            gint64       at_us)
{
  self->anchor_ns = media_ns;
  self->anchor_us = at_us;
  self->media_ns = media_ns;
}

/* How far into a frame's time the first tick falls. */
static gint64
find_phase_ns (PlumbPlayer *self,
               gint64       frame)
{
  gint64 length_ns = get_end_ns (self, frame) - get_start_ns (self, frame);
  gint64 tick_ns = (gint64) llround ((double) self->refresh_us * 1000.0 * fabs (self->rate));
  return MIN (length_ns, tick_ns) / 2;
}

/* A frame gets its whole time: backwards it begins at its end. */
static void
anchor_frame (PlumbPlayer *self,
              gint64       frame,
              gint64       at_us)
{
  gint64 phase_ns = find_phase_ns (self, frame);
  set_anchor (self,
              self->rate >= 0 ? get_start_ns (self, frame) + phase_ns
                              : get_end_ns (self, frame) - 1 - phase_ns,
              at_us);
  self->ticked_us = at_us;
}

static gint64
find_media_ns (PlumbPlayer *self,
               gint64       now_us)
{
  double passed_ns = self->rate * 1000.0 * (double) (now_us - self->anchor_us);
  return self->anchor_ns + (gint64) llround (passed_ns);
}

static void
set_playing (PlumbPlayer *self,
             gboolean     playing)
{
  if (self->playing == playing)
    return;
  self->playing = playing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
frame_cb (PlumbEngine *engine,
          PlumbFrame  *frame,
          gpointer     user_data)
{
  PlumbPlayer *self = user_data;
  self->arrived = frame->frame;
}

/* Tells the sound the course, or to be silent. */
static void
join_sound (PlumbPlayer *self)
{
  if (self->sound == NULL)
    return;
  self->joined_us = self->anchor_us;
  if (!self->playing || self->muted || self->rate < PLUMB_SOUND_MIN_RATE)
    plumb_sound_stop (self->sound);
  else if (has_loop (self))
    plumb_sound_play (self->sound, self->anchor_ns, self->anchor_us, self->rate,
                      get_start_ns (self, self->first), get_end_ns (self, self->last));
  else
    plumb_sound_play (self->sound, self->anchor_ns, self->anchor_us, self->rate, -1, -1);
}

/* Draws the anchor a little towards the sound; one that is too far off is told
 * anew where to be. */
static void
follow_sound (PlumbPlayer *self,
              gint64       now_us)
{
  gint64 heard_ns;
  if (self->sound == NULL || !plumb_sound_position (self->sound, &heard_ns))
    return;
  gint64 apart_ns = heard_ns - find_media_ns (self, now_us);
  if (has_loop (self))
    {
      gint64 length_ns = MAX (get_end_ns (self, self->last) - get_start_ns (self, self->first), 1);
      apart_ns %= length_ns;
      if (ABS (apart_ns) > length_ns / 2)
        apart_ns += apart_ns < 0 ? length_ns : -length_ns;
    }
  if (ABS (apart_ns) > APART_NS)
    {
      if (now_us - self->joined_us < REJOIN_US)
        return;
      set_anchor (self, find_media_ns (self, now_us), now_us);
      join_sound (self);
    }
  else if (ABS (apart_ns) > FINE_NS)
    self->anchor_ns += CLAMP (apart_ns, -LEAN_NS, LEAN_NS);
}

/* Keeps a media time inside the loop, or stops at the ends of the recording. */
static gint64
bound_time (PlumbPlayer *self,
            gint64       media_ns,
            gint64       now_us)
{
  gint64 first = has_loop (self) ? self->first : 0;
  gint64 last = has_loop (self) ? self->last : count_frames (self) - 1;
  gint64 start_ns = get_start_ns (self, first), end_ns = get_end_ns (self, last);
  if (self->rate >= 0 ? media_ns < end_ns : media_ns >= start_ns)
    return media_ns;
  if (!has_loop (self))
    {
      set_playing (self, FALSE);
      join_sound (self);
      return self->rate >= 0 ? get_start_ns (self, last) : start_ns;
    }
  gint64 length_ns = MAX (end_ns - start_ns, 1);
  gint64 into_ns = (media_ns - start_ns) % length_ns;
  media_ns = start_ns + (into_ns < 0 ? into_ns + length_ns : into_ns);
  set_anchor (self, media_ns, now_us);
  return media_ns;
}

static void
plumb_player_dispose (GObject *object)
{
  PlumbPlayer *self = PLUMB_PLAYER (object);
  if (self->engine != NULL)
    g_clear_signal_handler (&self->frame_handler, self->engine);
  if (self->sound != NULL)
    plumb_sound_stop (self->sound);
  g_clear_object (&self->sound);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (plumb_player_parent_class)->dispose (object);
}

static void
plumb_player_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PlumbPlayer *self = PLUMB_PLAYER (object);
  switch (id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plumb_player_class_init (PlumbPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->dispose = plumb_player_dispose;
  object_class->get_property = plumb_player_get_property;

  properties[PROP_PLAYING] =
      g_param_spec_boolean ("playing", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_RATE] =
      g_param_spec_double ("rate", NULL, NULL, -PLUMB_PLAYER_MAX_RATE, PLUMB_PLAYER_MAX_RATE, 1.0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plumb_player_init (PlumbPlayer *self)
{
  self->rate = 1.0;
  self->first = -1;
  self->last = -1;
  self->due = -1;
  self->arrived = -1;
}

PlumbPlayer *
plumb_player_new (PlumbEngine *engine)
{
  g_return_val_if_fail (PLUMB_IS_ENGINE (engine), NULL);
  PlumbPlayer *self = g_object_new (PLUMB_TYPE_PLAYER, NULL);
  self->engine = g_object_ref (engine);
  self->frame_handler = g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), self);
  return self;
}

void
plumb_player_play (PlumbPlayer *self,
                   gint64       now_us,
                   gint64       frame)
{
  g_return_if_fail (PLUMB_IS_PLAYER (self));
  gint64 last = count_frames (self) - 1;
  frame = CLAMP (frame, 0, last);
  if (has_loop (self) && (frame < self->first || frame > self->last))
    frame = self->rate >= 0 ? self->first : self->last;
  else if (!has_loop (self) && self->rate >= 0 && frame == last)
    frame = 0;
  else if (!has_loop (self) && self->rate < 0 && frame == 0)
    frame = last;
  anchor_frame (self, frame, now_us);
  self->due = -1;
  self->n_dropped = 0;
  self->n_due = 0;
  set_playing (self, TRUE);
  join_sound (self);
}

void
plumb_player_pause (PlumbPlayer *self)
{
  g_return_if_fail (PLUMB_IS_PLAYER (self));
  set_playing (self, FALSE);
  join_sound (self);
}

gboolean
plumb_player_is_playing (PlumbPlayer *self)
{
  g_return_val_if_fail (PLUMB_IS_PLAYER (self), FALSE);
  return self->playing;
}

void
plumb_player_set_rate (PlumbPlayer *self,
                       double       rate,
                       gint64       now_us)
{
  g_return_if_fail (PLUMB_IS_PLAYER (self));
  g_return_if_fail (isfinite (rate));
  double size = CLAMP (fabs (rate), PLUMB_PLAYER_MIN_RATE, PLUMB_PLAYER_MAX_RATE);
  rate = rate < 0 ? -size : size;
  if (rate == self->rate)
    return;
  if (self->playing)
    set_anchor (self, find_media_ns (self, now_us), now_us);
  self->rate = rate;
  if (self->playing && self->refresh_us > 0 && self->due >= 0)
    anchor_frame (self, self->due, now_us);
  if (self->playing)
    join_sound (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
}

double
plumb_player_rate (PlumbPlayer *self)
{
  g_return_val_if_fail (PLUMB_IS_PLAYER (self), 1.0);
  return self->rate;
}

void
plumb_player_set_loop (PlumbPlayer *self,
                       gint64       first,
                       gint64       last)
{
  g_return_if_fail (PLUMB_IS_PLAYER (self));
  gboolean none = first < 0 || last < 0;
  gint64   end = count_frames (self) - 1;
  self->first = none ? -1 : MIN (MIN (first, last), end);
  self->last = none ? -1 : MIN (MAX (first, last), end);
  plumb_engine_set_loop (self->engine, self->first, self->last);
  if (self->playing && !none && self->due >= 0 &&
      (self->due < self->first || self->due > self->last))
    anchor_frame (self, self->rate >= 0 ? self->first : self->last, self->ticked_us);
  if (self->playing)
    join_sound (self);
}

void
plumb_player_set_refresh (PlumbPlayer *self,
                          gint64       interval_us)
{
  g_return_if_fail (PLUMB_IS_PLAYER (self));
  self->refresh_us = MAX (interval_us, 0);
}

/* From the frame that was due to the one that is: how many came, how many of them
 * were not seen. */
static void
count_frames_due (PlumbPlayer *self,
                  gint64       frame)
{
  gint64 came = self->rate >= 0 ? frame - self->due : self->due - frame;
  if (self->due < 0)
    came = 1;
  else if (came < 0 && has_loop (self))
    came += self->last - self->first + 1;
  if (self->due >= 0 && self->arrived != self->due)
    self->n_dropped++;
  self->n_due += (guint64) MAX (came, 1);
  self->n_dropped += (guint64) MAX (came - 1, 0);
}

gint64
plumb_player_tick (PlumbPlayer *self,
                   gint64       now_us)
{
  g_return_val_if_fail (PLUMB_IS_PLAYER (self), -1);
  if (!self->playing)
    return plumb_engine_requested (self->engine);
  if (now_us < self->ticked_us || now_us - self->ticked_us > MAX_GAP_US)
    {
      set_anchor (self, self->media_ns, now_us);
      join_sound (self);
    }
  self->ticked_us = now_us;
  follow_sound (self, now_us);
  self->media_ns = bound_time (self, find_media_ns (self, now_us), now_us);

  gint64 frame = plumb_frame_index_at (plumb_engine_index (self->engine), self->media_ns);
  if (frame != self->due)
    {
      count_frames_due (self, frame);
      self->due = frame;
      plumb_engine_request (self->engine, frame,
                            self->playing ? PLUMB_INTENT_PLAY : PLUMB_INTENT_LAND);
    }
  return frame;
}

guint64
plumb_player_n_dropped (PlumbPlayer *self)
{
  g_return_val_if_fail (PLUMB_IS_PLAYER (self), 0);
  return self->n_dropped;
}

guint64
plumb_player_n_due (PlumbPlayer *self)
{
  g_return_val_if_fail (PLUMB_IS_PLAYER (self), 0);
  return self->n_due;
}

gint64
plumb_player_media_ns (PlumbPlayer *self)
{
  g_return_val_if_fail (PLUMB_IS_PLAYER (self), 0);
  return self->media_ns;
}

void
plumb_player_set_sound (PlumbPlayer *self,
                        PlumbSound  *sound)
{
  g_return_if_fail (PLUMB_IS_PLAYER (self));
  g_return_if_fail (sound == NULL || PLUMB_IS_SOUND (sound));
  if (self->sound != NULL && self->sound != sound)
    plumb_sound_stop (self->sound);
  g_set_object (&self->sound, sound);
  if (self->playing)
    join_sound (self);
}

void
plumb_player_set_muted (PlumbPlayer *self,
                        gboolean     muted)
{
  g_return_if_fail (PLUMB_IS_PLAYER (self));
  if (self->muted == muted)
    return;
  self->muted = muted;
  if (self->playing)
    join_sound (self);
}
