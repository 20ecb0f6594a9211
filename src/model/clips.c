/* The films of an athlete; see clips.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clips.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "exchange-private.h"
#include "fingerprint.h"

#define HASH_LENGTH 64
#define MAX_EXTENSION 5
#define MAX_NAME 120 /* bytes */
#define MAX_NAMES 10000

void
plumb_clip_free (PlumbClip *clip)
{
  if (clip->part != NULL)
    g_unlink (clip->part);
  g_free (clip->hash);
  g_free (clip->path);
  g_free (clip->part);
  g_free (clip->placed);
  g_free (clip);
}

static gboolean
is_hash (const char *text)
{
  return strspn (text, "0123456789abcdef") == HASH_LENGTH;
}

static PlumbClip *
find_clip (GPtrArray  *clips,
           const char *hash)
{
  for (guint i = 0; i < clips->len; i++)
    if (strncmp (((PlumbClip *) clips->pdata[i])->hash, hash, HASH_LENGTH) == 0)
      return clips->pdata[i];
  return NULL;
}

static void
add_clip (GPtrArray *clips,
          GVariant  *recording)
{
  const char *hash = "", *path = "";
  gint64 size_bytes = 0;
  PlumbClip *clip;

  g_variant_lookup (recording, "hash", "&s", &hash);
  g_variant_lookup (recording, "path", "&s", &path);
  g_variant_lookup (recording, "size_bytes", "x", &size_bytes);
  if (!is_hash (hash) || hash[HASH_LENGTH] != '\0' || size_bytes <= 0
      || find_clip (clips, hash) != NULL)
    return;
  clip = g_new0 (PlumbClip, 1);
  clip->hash = g_strdup (hash);
  clip->path = g_strdup (path);
  clip->size_bytes = size_bytes;
  g_ptr_array_add (clips, clip);
}

GPtrArray *
plumb_clips_list (GVariant *dump)
{
  GPtrArray *clips = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_clip_free);
  g_autoptr (GVariant) reviews
      = g_variant_lookup_value (dump, "reviews", G_VARIANT_TYPE ("av"));

  for (gsize i = 0; reviews != NULL && i < g_variant_n_children (reviews); i++)
    {
      g_autoptr (GVariant) review = NULL;
      g_autoptr (GVariant) recording = NULL;

      g_variant_get_child (reviews, i, "v", &review);
      if (g_variant_is_of_type (review, G_VARIANT_TYPE_VARDICT))
        recording = g_variant_lookup_value (review, "recording", G_VARIANT_TYPE_VARDICT);
      if (recording != NULL)
        add_clip (clips, recording);
    }
  return clips;
}

PlumbClip *
plumb_clips_find_member (GPtrArray  *clips,
                         const char *member)
{
  const char *hash = member + strlen (PLUMB_EXCHANGE_CLIPS);

  return g_str_has_prefix (member, PLUMB_EXCHANGE_CLIPS) && is_hash (hash)
                 && strchr (hash, '/') == NULL
             ? find_clip (clips, hash)
             : NULL;
}

/* (nullable) With its dot, if it is a plain one. */
static const char *
find_extension (const char *path)
{
  const char *dot = strrchr (path, '.');

  if (dot == NULL || dot[1] == '\0' || strlen (dot + 1) > MAX_EXTENSION)
    return NULL;
  for (const char *at = dot + 1; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at))
      return NULL;
  return dot;
}

char *
plumb_clip_member (const PlumbClip *clip)
{
  const char *extension = find_extension (clip->path);

  return g_strconcat (PLUMB_EXCHANGE_CLIPS, clip->hash, extension, NULL);
}

gboolean
plumb_clip_is_there (const PlumbClip *clip,
                     const char      *path)
{
  PlumbFingerprint found;

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) && plumb_fingerprint_file (path, &found, NULL)
         && found.size_bytes == clip->size_bytes && strcmp (found.hash, clip->hash) == 0;
}

gboolean
plumb_clip_has_size (const PlumbClip *clip,
                     const char      *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && S_ISREG (info.st_mode)
         && info.st_size == clip->size_bytes;
}

/* (transfer full) The film's own name, if it is one that can stand in a folder;
 * a foreign path means nothing else here. */
static char *
choose_name (const PlumbClip *clip)
{
  g_autofree char *base = g_path_get_basename (clip->path);
  const char *extension = find_extension (base);
  gboolean is_plain = *base != '.' && strlen (base) <= MAX_NAME && strchr (base, '/') == NULL
                      && g_utf8_validate (base, -1, NULL);

  for (const char *at = base; is_plain && *at != '\0'; at++)
    is_plain = !g_ascii_iscntrl (*at) && *at != '\\';
  return is_plain ? g_steal_pointer (&base)
                  : g_strdup_printf ("%.12s%s", clip->hash, extension != NULL ? extension : "");
}

/* link() never takes the place of another file. */
static gboolean
give_name (PlumbClip  *clip,
           const char *to)
{
  if (link (clip->part, to) == 0)
    {
      g_unlink (clip->part);
      return TRUE;
    }
  if (errno == EEXIST)
    return FALSE;
  /* A file system without hard links. */
  return !g_file_test (to, G_FILE_TEST_EXISTS) && g_rename (clip->part, to) == 0;
}

gboolean
plumb_clip_place (PlumbClip  *clip,
                  const char *folder,
                  GError    **error)
{
  g_autofree char *base = choose_name (clip);
  const char *extension = find_extension (base);
  const int stem = (int) (extension != NULL ? (gsize) (extension - base) : strlen (base));

  for (int i = 1; i < MAX_NAMES && clip->placed == NULL; i++)
    {
      g_autofree char *name
          = i == 1 ? g_strdup (base) : g_strdup_printf ("%.*s-%d%s", stem, base, i, base + stem);
      g_autofree char *to = g_build_filename (folder, name, NULL);

      clip->is_new = give_name (clip, to);
      if (clip->is_new || plumb_clip_is_there (clip, to))
        clip->placed = g_steal_pointer (&to);
      else if (!g_file_test (to, G_FILE_TEST_EXISTS))
        break;
    }
  if (clip->placed != NULL)
    return TRUE;
  return plumb_exchange_fail (base, _("The video could not be put into the library's folder."),
                              error);
}

void
plumb_clip_unplace (PlumbClip *clip)
{
  if (clip->placed != NULL && clip->is_new)
    g_unlink (clip->placed);
}
