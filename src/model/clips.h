/* The films of an athlete, as a dump of the library names them: by what they hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char  *hash; /* owned: of plumb_fingerprint_file() */
  gint64 size_bytes;
  char  *path;   /* owned: where it was when it was dumped, maybe elsewhere */
  char  *part;   /* owned, (nullable): taken out of an archive, without a name yet */
  char  *placed; /* owned, (nullable): the name that it got */
  gboolean is_new; /* nobody had placed it there before */
} PlumbClip;

void       plumb_clip_free (PlumbClip *clip);
/* (transfer full) (element-type PlumbClip) Each once; those that are named in no
 * way that holds elsewhere are left out. */
GPtrArray *plumb_clips_list (GVariant *dump);
/* (transfer none) (nullable) The clip that a member of an archive is. */
PlumbClip *plumb_clips_find_member (GPtrArray  *clips,
                                    const char *member);
/* (transfer full) "clips/HASH.mp4" */
char      *plumb_clip_member (const PlumbClip *clip);
/* Whether the file at `path` is this film. */
gboolean   plumb_clip_is_there (const PlumbClip *clip,
                                const char      *path);
/* … or could be: nothing of it is read. */
gboolean   plumb_clip_has_size (const PlumbClip *clip,
                                const char      *path);
/* Gives the part a name in `folder` that nobody has, or finds that the same film
 * has it already. */
gboolean   plumb_clip_place (PlumbClip  *clip,
                             const char *folder,
                             GError    **error);
/* Takes back what plumb_clip_place() did. */
void       plumb_clip_unplace (PlumbClip *clip);

G_END_DECLS
