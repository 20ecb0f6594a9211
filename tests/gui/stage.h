/* One widget in a window of its own on the test's display, with a real pointer
 * and real keys. The window has no border: what is (x, y) in the widget is
 * (x, y) on the screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "frame.h"

G_BEGIN_DECLS

typedef struct _Stage Stage;

/* Instead of g_test_init(): FALSE, and a line that says so, without a display. */
gboolean stage_init (int    *argc,
                     char ***argv);

/* (transfer full) Shows the widget (floating) and waits until it is there. */
Stage *stage_new (GtkWidget *widget,
                  int        width,
                  int        height);
/* Takes it away; fails when anything still holds the widget. */
void   stage_free (Stage *stage);

void stage_move (Stage *stage,
                 int    x,
                 int    y);
void stage_button (Stage   *stage,
                   guint    button,
                   gboolean down);
void stage_click (Stage *stage,
                  int    x,
                  int    y);
/* Control_L and the like, held until it is let go. */
void stage_hold (Stage      *stage,
                 const char *key,
                 gboolean    down);
/* The colour on the screen, 0xrrggbb. */
guint stage_pixel (Stage *stage,
                   int    x,
                   int    y);

/* (nullable) The first button below the widget with this label that is shown. */
GtkWidget *stage_find_button (GtkWidget  *widget,
                              const char *label);
/* (transfer full) A picture of one colour, 0xrrggbb. */
PlumbFrame *stage_new_picture (gint64 frame,
                               int    width_px,
                               int    height_px,
                               guint  colour);

/* One turn of the main loop; fails after the deadline. */
gint64 stage_deadline (void);
void   stage_turn (gint64      deadline,
                   const char *what);

#define stage_wait_until(condition)                                                                \
  for (gint64 stage_until = stage_deadline (); !(condition); stage_turn (stage_until, #condition))

G_END_DECLS
