/* The catalogue is the last object before the table of offsets, so that it can
 * grow: of all offsets only that of the table itself changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pdf-finish.h"

#include <string.h>

#define CATALOGUE "<< /Type /Catalog\n"
#define END_OF_OBJECTS ">>\nendobj\nxref\n"
#define START "startxref\n"

/* (nullable) The last `needle`; a PDF has NUL bytes in it. */
static char *
find_last (GByteArray *bytes,
           const char *needle)
{
  gsize length = strlen (needle);
  for (gsize at = bytes->len; at >= length; at--)
    if (memcmp (bytes->data + at - length, needle, length) == 0)
      return (char *) bytes->data + at - length;
  return NULL;
}

/* cairo 1.16 names a picture as often as it is on the page, which is one name
 * too many for a dictionary: the later ones become blanks. */
static void
blank_doubles (char  *dictionary,
               gsize  length)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *end = dictionary + length;
  for (char *at = dictionary; at < end && (at = memchr (at, '/', (gsize) (end - at))) != NULL;)
    {
      char *rest = at + 1;
      while (rest < end && *rest != '/')
        rest++;
      char *name = g_strndup (at, strcspn (at, " \n"));
      if (g_hash_table_contains (seen, name))
        {
          memset (at, ' ', (gsize) (rest - at));
          g_free (name);
        }
      else
        g_hash_table_add (seen, name);
      at = rest;
    }
}

static void
blank_all_doubles (GByteArray *bytes)
{
  static const char head[] = "/XObject <<";
  gsize length = sizeof head - 1;
  char *data = (char *) bytes->data;
  for (gsize at = 0; at + length < bytes->len; at++)
    {
      if (data[at] != '/' || memcmp (data + at, head, length) != 0)
        continue;
      char *from = data + at + length;
      char *to = memchr (from, '>', bytes->len - at - length);
      if (to == NULL)
        return;
      blank_doubles (from, (gsize) (to - from));
      at = (gsize) (to - data);
    }
}

void
plumb_pdf_finish (GByteArray *bytes,
                  const char *language)
{
  g_return_if_fail (bytes != NULL && language != NULL);

  blank_all_doubles (bytes);
  char *catalogue = find_last (bytes, CATALOGUE);
  char *objects_end = find_last (bytes, END_OF_OBJECTS);
  char *start = find_last (bytes, START);
  if (catalogue == NULL || objects_end == NULL || start == NULL || objects_end < catalogue
      || start < objects_end)
    return;
  g_autofree char *told = g_strndup (start + strlen (START), strspn (start + strlen (START),
                                                                     "0123456789"));
  gint64 offset = g_ascii_strtoll (told, NULL, 10);
  gsize table = (gsize) (objects_end - (char *) bytes->data) + strlen (END_OF_OBJECTS) - 5;
  if (offset != (gint64) table)
    return;
  g_autofree char *entries
    = g_strdup_printf ("   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>\n",
                       language);
  g_autofree char *tail
    = g_strdup_printf (START "%" G_GINT64_FORMAT "\n%%%%EOF\n", offset + (gint64) strlen (entries));
  gsize split = (gsize) (catalogue - (char *) bytes->data) + strlen (CATALOGUE);
  gsize keep = (gsize) (start - (char *) bytes->data) - split;
  g_autofree guint8 *rest = g_memdup2 (bytes->data + split, keep);
  g_byte_array_set_size (bytes, (guint) split);
  g_byte_array_append (bytes, (const guint8 *) entries, (guint) strlen (entries));
  g_byte_array_append (bytes, rest, (guint) keep);
  g_byte_array_append (bytes, (const guint8 *) tail, (guint) strlen (tail));
}
