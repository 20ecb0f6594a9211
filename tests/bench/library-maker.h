/* A library as it is after years: athletes with reviews, marks, notes and kept
 * checks, all made up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int n_athletes;
  int n_reviews; /* of each athlete */
  int n_marks;   /* of each review */
} LibraryMakerSize;

/* Fills the new library in `folder`; the program ends when it cannot. */
void library_maker_fill (const char             *folder,
                         const LibraryMakerSize *size);

G_END_DECLS
