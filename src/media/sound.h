/* The sound of a recording, beside its pictures: a pipeline of its own that
 * reads the file once more and decodes nothing but sound.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is slower or faster is not played. */
#define PLUMB_SOUND_MIN_RATE 0.5
#define PLUMB_SOUND_MAX_RATE 2.0

typedef enum
{
  PLUMB_SOUND_UNKNOWN,   /* not looked at yet */
  PLUMB_SOUND_READY,
  PLUMB_SOUND_NO_TRACK,  /* the recording is silent, or cannot be decoded */
  PLUMB_SOUND_NO_DEVICE, /* nothing here can be heard */
} PlumbSoundState;

#define PLUMB_TYPE_SOUND (plumb_sound_get_type ())
G_DECLARE_FINAL_TYPE (PlumbSound, plumb_sound, PLUMB, SOUND, GObject)

/* Properties: "state" (int, PlumbSoundState, read only, notifies in the main
 * context of the maker). */

/* (transfer full) A GstElement that takes sound. Called in the sound's thread. */
typedef gpointer (*PlumbSoundSinkFunc) (gpointer user_data);

/* `make_sink` is for tests; NULL = the computer's own. `user_data` must outlive
 * the sound. Nothing is opened before the first plumb_sound_play(). */
PlumbSound     *plumb_sound_new (const char        *path,
                                 PlumbSoundSinkFunc make_sink,
                                 gpointer           user_data);
PlumbSoundState plumb_sound_state (PlumbSound *sound);
/* Media time `media_ns` falls on the monotonic time `at_us`; from there on at
 * `rate`. Between `first_ns` and `last_ns` it goes round, -1, -1 = no loop.
 * Returns at once; the sound joins in as soon as it can. A rate that is not
 * played is silence. */
void            plumb_sound_play (PlumbSound *sound,
                                  gint64      media_ns,
                                  gint64      at_us,
                                  double      rate,
                                  gint64      first_ns,
                                  gint64      last_ns);
void            plumb_sound_stop (PlumbSound *sound);
/* FALSE while nothing is heard. Else the media time heard now, after the sound's
 * own pipeline: what the picture is compared with. */
gboolean        plumb_sound_position (PlumbSound *sound,
                                      gint64     *media_ns);

G_END_DECLS
