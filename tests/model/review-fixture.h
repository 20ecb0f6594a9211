/* A library with one review, for the tests of reviews.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "folder.h"
#include "library.h"

G_BEGIN_DECLS

typedef struct
{
  TestFolder   *folder;
  PlumbLibrary *library;
  PlumbReview  *review;
  guint         parts;     /* of all "changed" since it was last looked at */
  guint         n_changed;
} ReviewFixture;

/* Adds a test that gets a fixture of its own. */
void       review_fixture_add (const char *name,
                               void      (*test) (ReviewFixture *, gconstpointer));
/* Closes the library and loads the review again. */
void       review_fixture_reopen (ReviewFixture *fixture);
/* Exactly one "changed" with these parts since it was last asked; 0 = none. */
void       review_fixture_assert_changed (ReviewFixture *fixture,
                                          guint          parts);
/* (transfer full) */
PlumbMark *review_fixture_new_point (gint64        frame,
                                     PlumbLandmark landmark,
                                     double        x,
                                     double        y);
/* The id of a point that was added to the review. */
gint64     review_fixture_add_point (ReviewFixture *fixture,
                                     gint64         frame,
                                     PlumbLandmark  landmark,
                                     double         x,
                                     double         y);
/* (transfer full) Everything that can be edited, as text: equal text is the
 * same review. */
char      *review_fixture_describe (PlumbReview *review);
/* What is in memory is what is in the database; reopens. */
void       review_fixture_assert_stored (ReviewFixture *fixture);
void       review_fixture_assert_can (ReviewFixture *fixture,
                                      gboolean       undo,
                                      gboolean       redo);

G_END_DECLS
