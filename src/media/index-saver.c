/* One short thread a recording.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "index-saver.h"

struct _PlumbIndexSaver
{
  PlumbIndexKey key;
  PlumbTrack   *track; /* owned */
  GThread      *thread;
};

static gpointer
run_saver (gpointer data)
{
  PlumbIndexSaver   *self = data;
  g_autoptr (GError) error = NULL;
  /* A cache that cannot be written costs time at the next opening, no more. */
  if (!plumb_index_cache_save (&self->key, self->track, &error))
    g_debug ("The table is not kept: %s", error->message);
  return NULL;
}

PlumbIndexSaver *
plumb_index_saver_start (const PlumbIndexKey *key,
                         PlumbTrack          *track)
{
  if (key->is_stored || key->hash[0] == '\0')
    return NULL;
  PlumbIndexSaver *self = g_new0 (PlumbIndexSaver, 1);
  self->key = *key;
  self->track = plumb_track_ref (track);
  self->thread = g_thread_new ("index-saver", run_saver, self);
  return self;
}

void
plumb_index_saver_finish (PlumbIndexSaver *self)
{
  g_thread_join (self->thread);
  plumb_track_unref (self->track);
  g_free (self);
}
