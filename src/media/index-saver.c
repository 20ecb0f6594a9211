/* One short thread a recording.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "index-saver.h"

#include "frame-index-private.h"

struct _PlumbIndexSaver
{
  PlumbIndexKey    key;
  PlumbTrack      *track; /* owned */
  PlumbFrameIndex *index; /* owned */
  GThread         *thread;
};

static gpointer
run_saver (gpointer data)
{
  PlumbIndexSaver   *self = data;
  g_autoptr (GError) error = NULL;
  /* A cache that cannot be written costs time at the next opening, no more. */
  if (!plumb_index_cache_save (&self->key, self->track, self->index, &error))
    g_debug ("The table is not kept: %s", error->message);
  return NULL;
}

PlumbIndexSaver *
plumb_index_saver_start (const PlumbIndexKey *key,
                         PlumbTrack          *track,
                         PlumbFrameIndex     *index)
{
  gboolean known = key->is_stored && plumb_frame_index_n_mended (index) == 0;
  if (known || key->hash[0] == '\0')
    return NULL;
  PlumbIndexSaver *self = g_new0 (PlumbIndexSaver, 1);
  self->key = *key;
  self->track = plumb_track_ref (track);
  self->index = plumb_frame_index_ref (index);
  self->thread = g_thread_new ("index-saver", run_saver, self);
  return self;
}

void
plumb_index_saver_finish (PlumbIndexSaver *self)
{
  g_thread_join (self->thread);
  plumb_track_unref (self->track);
  plumb_frame_index_unref (self->index);
  g_free (self);
}
