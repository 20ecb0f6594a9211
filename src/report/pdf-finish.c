/* What is put in moves all that comes after it: the table of offsets at the end
 * of the file is written anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pdf-finish.h"

#include <string.h>

#define CATALOGUE "<< /Type /Catalog\n"
#define FIGURE "<< /Type /StructElem\n   /S /Figure\n"
#define TABLE "xref\n0 "
#define START "startxref\n"
#define ENTRY_LENGTH 20 /* of the table: "0000012345 00000 n \n" */
#define OFFSET_LENGTH 10

typedef struct
{
  gsize at;   /* in the file as cairo wrote it */
  char *text; /* owned */
} Insertion;

static void
clear_insertion (gpointer data)
{
  g_free (((Insertion *) data)->text);
}

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

/* The table of offsets: where its first entry is, and how many there are. */
static gboolean
find_table (GByteArray *bytes,
            gsize      *first,
            guint      *n_entries)
{
  char *start = find_last (bytes, START);
  if (start == NULL)
    return FALSE;
  const char *data = (const char *) bytes->data;
  gsize told = (gsize) g_ascii_strtoull (start + strlen (START), NULL, 10);
  if (told + strlen (TABLE) >= bytes->len || memcmp (data + told, TABLE, strlen (TABLE)) != 0)
    return FALSE;
  char *end = NULL;
  guint64 n = g_ascii_strtoull (data + told + strlen (TABLE), &end, 10);
  if (*end != '\n' || n == 0 || n > (bytes->len - told) / ENTRY_LENGTH)
    return FALSE;
  *first = (gsize) (end + 1 - data);
  *n_entries = (guint) n;
  return *first + n * ENTRY_LENGTH < bytes->len;
}

static gsize
read_offset (const GByteArray *bytes,
             gsize             first,
             guint             index)
{
  return (gsize) g_ascii_strtoull ((const char *) bytes->data + first + index * ENTRY_LENGTH,
                                   NULL, 10);
}

/* (transfer full) Text as a PDF has it outside of its pages: UTF-16, in hex. */
static char *
write_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (valid, -1, NULL, &length, NULL);
  g_autoptr (GString) out = g_string_new ("<FEFF");
  for (glong i = 0; i < length; i++)
    g_string_append_printf (out, "%04X", units[i]);
  g_string_append_c (out, '>');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The words of the figures, in the order of the objects: cairo numbers them as
 * they were begun. */
static void
add_alts (GByteArray      *bytes,
          gsize            first,
          guint            n_entries,
          const GPtrArray *alts,
          GArray          *insertions)
{
  guint figure = 0;
  for (guint i = 1; i < n_entries && figure < alts->len; i++)
    {
      gsize offset = read_offset (bytes, first, i);
      const char *object = (const char *) bytes->data + MIN (offset, bytes->len);
      const char *body = memchr (object, '\n', bytes->len - MIN (offset, bytes->len));
      if (body == NULL || (gsize) (body - (char *) bytes->data) + strlen (FIGURE) >= bytes->len
          || memcmp (body + 1, FIGURE, strlen (FIGURE)) != 0)
        continue;
      const char *alt = alts->pdata[figure++];
      if (alt == NULL)
        continue;
      g_autofree char *text = write_text (alt);
      Insertion insertion = { (gsize) (body + 1 - (char *) bytes->data) + strlen (FIGURE),
                              g_strdup_printf ("   /Alt %s\n", text) };
      g_array_append_val (insertions, insertion);
    }
}

static int
compare_insertions (gconstpointer a,
                    gconstpointer b)
{
  gsize one = ((const Insertion *) a)->at;
  gsize other = ((const Insertion *) b)->at;
  return one < other ? -1 : one > other;
}

/* Where what was at `offset` is now. */
static gsize
move_offset (const GArray *insertions,
             gsize         offset)
{
  gsize moved = offset;
  for (guint i = 0; i < insertions->len; i++)
    if (g_array_index (insertions, Insertion, i).at <= offset)
      moved += strlen (g_array_index (insertions, Insertion, i).text);
  return moved;
}

/* All insertions lie before the table. */
static void
insert_all (GByteArray   *bytes,
            const GArray *insertions,
            gsize         first,
            guint         n_entries)
{
  g_autoptr (GByteArray) whole = g_byte_array_sized_new (bytes->len + 4096);
  char *start = find_last (bytes, START);
  gsize end = (gsize) (start - (char *) bytes->data);
  gsize table = (gsize) g_ascii_strtoull (start + strlen (START), NULL, 10);
  for (guint i = 1; i < n_entries; i++)
    {
      g_autofree char *moved = g_strdup_printf (
        "%010" G_GSIZE_FORMAT, move_offset (insertions, read_offset (bytes, first, i)));
      memcpy (bytes->data + first + i * ENTRY_LENGTH, moved, OFFSET_LENGTH);
    }
  gsize done = 0;
  for (guint i = 0; i < insertions->len; i++)
    {
      const Insertion *insertion = &g_array_index (insertions, Insertion, i);
      g_byte_array_append (whole, bytes->data + done, (guint) (insertion->at - done));
      g_byte_array_append (whole, (const guint8 *) insertion->text,
                           (guint) strlen (insertion->text));
      done = insertion->at;
    }
  g_byte_array_append (whole, bytes->data + done, (guint) (end - done));
  g_autofree char *tail = g_strdup_printf (START "%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                                           move_offset (insertions, table));
  g_byte_array_append (whole, (const guint8 *) tail, (guint) strlen (tail));
  g_byte_array_set_size (bytes, 0);
  g_byte_array_append (bytes, whole->data, whole->len);
}

void
plumb_pdf_finish (GByteArray      *bytes,
                  const char      *language,
                  const GPtrArray *alts)
{
  g_return_if_fail (bytes != NULL && language != NULL && alts != NULL);

  blank_all_doubles (bytes);
  gsize first = 0;
  guint n_entries = 0;
  char *catalogue = find_last (bytes, CATALOGUE);
  if (catalogue == NULL || !find_table (bytes, &first, &n_entries))
    return;
  g_autoptr (GArray) insertions = g_array_new (FALSE, FALSE, sizeof (Insertion));
  g_array_set_clear_func (insertions, clear_insertion);
  Insertion entries = {
    (gsize) (catalogue - (char *) bytes->data) + strlen (CATALOGUE),
    g_strdup_printf ("   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>\n",
                     language),
  };
  g_array_append_val (insertions, entries);
  add_alts (bytes, first, n_entries, alts, insertions);
  g_array_sort (insertions, compare_insertions);
  insert_all (bytes, insertions, first, n_entries);
}
