/* What lies over the picture, a node each and no larger than what it shows. What is
 * asked for again unchanged is the same node: it is neither drawn nor painted anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "draw-marks.h"

G_BEGIN_DECLS

typedef struct _PlumbKeptNodes PlumbKeptNodes;

/* Draws into the whole canvas. */
typedef void (*PlumbNodeFunc) (cairo_t *cr,
                               gpointer data);

PlumbKeptNodes *plumb_kept_nodes_new (void);
void            plumb_kept_nodes_free (PlumbKeptNodes *kept);
/* Begins a picture; all that is kept goes when it is seen otherwise, or in another
 * size. */
void            plumb_kept_nodes_begin (PlumbKeptNodes      *kept,
                                        GtkSnapshot         *snapshot,
                                        const PlumbDrawView *view,
                                        double               width,
                                        double               height);
/* `mark` (nullable), flags and text (nullable) say what `draw` draws: equal ones are
 * kept. Where the place of it depends on others `moves` is TRUE: it is drawn, and
 * kept when it has come to lie where it lay. */
void            plumb_kept_nodes_append (PlumbKeptNodes  *kept,
                                         const PlumbMark *mark,
                                         guint            flags,
                                         const char      *text,
                                         gboolean         moves,
                                         PlumbNodeFunc    draw,
                                         gpointer         data);
/* What is drawn only once. */
void            plumb_kept_nodes_append_once (PlumbKeptNodes *kept,
                                              PlumbNodeFunc   draw,
                                              gpointer        data);
/* Forgets what has not been asked for again. */
void            plumb_kept_nodes_end (PlumbKeptNodes *kept);
/* How many were drawn for the last picture, for tests. */
guint           plumb_kept_nodes_n_drawn (PlumbKeptNodes *kept);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbKeptNodes, plumb_kept_nodes_free)

G_END_DECLS
