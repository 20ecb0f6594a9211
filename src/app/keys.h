/* Every key of the program, in one table: what binds the keys and what the page
 * of shortcuts shows come from it, so that neither can lack what the other has.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  PLUMB_KEYS_REVIEW, /* of the review page */
  PLUMB_KEYS_WINDOW, /* of the window */
  PLUMB_KEYS_APP,    /* of the application, in every window */
  PLUMB_KEYS_CANVAS, /* the canvas takes them itself; here they are only shown */
} PlumbKeysWhere;

typedef struct
{
  PlumbKeysWhere  where;
  guint           key;
  GdkModifierType mods;
  const char     *action;    /* "review.step"; NULL in the canvas */
  const char     *parameter; /* (nullable) as text, "(1.0,0.0)"; "i" = number */
  int             number;    /* a PlumbTool or a PlumbMoment */
  const char     *title;     /* msgid; NULL = that of the row before */
} PlumbKeyRow;

/* (array length=n_rows) The rows of group `group`, of which `title` (msgid) is the
 * heading; NULL after the last group. */
const PlumbKeyRow *plumb_keys_group (guint        group,
                                     const char **title,
                                     guint       *n_rows);
/* Binds the keys of a class in its class_init. */
void               plumb_keys_bind (GtkWidgetClass *klass,
                                    PlumbKeysWhere  where);
/* Sets the accelerators of the application. */
void               plumb_keys_set_accels (GtkApplication *application);
/* (transfer floating) The page of shortcuts. */
GtkWidget         *plumb_keys_window_new (void);

G_END_DECLS
