/* The clock of playing: which frame is due at a time of the screen's frame
 * clock. It draws nothing and sleeps nowhere; a widget ticks it before each
 * paint and shows the frame it names, or the nearest that has come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "engine.h"
#include "sound.h"

G_BEGIN_DECLS

#define PLUMB_PLAYER_MIN_RATE 0.05
#define PLUMB_PLAYER_MAX_RATE 2.0

#define PLUMB_TYPE_PLAYER (plumb_player_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPlayer, plumb_player, PLUMB, PLAYER, GObject)

/* Properties: "playing" (gboolean, read only, notifies; FALSE by itself at the
 * end of the recording), "rate" (double, read only, notifies). */

/* Takes a reference of the engine. */
PlumbPlayer *plumb_player_new (PlumbEngine *engine);
/* Begins at `frame`; at the end of the recording from the other end, outside
 * the loop at its beginning. */
void         plumb_player_play (PlumbPlayer *player,
                                gint64       now_us,
                                gint64       frame);
/* Asks nothing of the engine: the caller lands where it wants to stand. */
void         plumb_player_pause (PlumbPlayer *player);
gboolean     plumb_player_is_playing (PlumbPlayer *player);
/* 0.05 to 2.0, negative for backwards; what is beyond is brought to the nearest
 * of these. 1 = as the file's times say. */
void         plumb_player_set_rate (PlumbPlayer *player,
                                    double       rate,
                                    gint64       now_us);
double       plumb_player_rate (PlumbPlayer *player);
/* Both frames included, in either order; -1, -1 = no loop. */
void         plumb_player_set_loop (PlumbPlayer *player,
                                    gint64       first,
                                    gint64       last);
/* (nullable) What is heard while playing forwards, not too slow or fast. It keeps
 * step with `now_us`, which has to be the monotonic time then. Takes a
 * reference. */
void         plumb_player_set_sound (PlumbPlayer *player,
                                     PlumbSound  *sound);
void         plumb_player_set_muted (PlumbPlayer *player,
                                     gboolean     muted);
/* `now_us` is the frame clock's time. While playing, asks the engine for the
 * frame that is due and returns its number; else the number of the frame last
 * asked for, -1 before the first. */
gint64       plumb_player_tick (PlumbPlayer *player,
                                gint64       now_us);
/* How often the screen shows a new picture; 0, as at first, = nothing is known.
 * Ticks then fall into the middle of the frames' times where both are about as
 * long, and a tick that comes a little early or late doubles and drops none. */
void         plumb_player_set_refresh (PlumbPlayer *player,
                                       gint64       interval_us);
/* Frames whose time has come since playing began, … */
guint64      plumb_player_n_due (PlumbPlayer *player);
/* … and those of them that were not seen: no tick fell on them, or their picture
 * had not come when the next was due. */
guint64      plumb_player_n_dropped (PlumbPlayer *player);
/* Media time at the last tick, in ns. */
gint64       plumb_player_media_ns (PlumbPlayer *player);

G_END_DECLS
