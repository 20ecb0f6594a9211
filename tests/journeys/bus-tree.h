/* All that a program tells of itself on the accessibility bus, read at once: the
 * questions go out together and are answered together, so that a walk over every
 * control of the program takes a moment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BusNode BusNode;

struct _BusNode
{
  BusNode   *parent;   /* not owned, NULL for the program */
  GPtrArray *children; /* of BusNode, in their order; none of a hidden one */
  char      *path;     /* owned: of the object on the bus */
  char      *name;     /* owned */
  char      *description; /* owned */
  AtspiRole  role;
  guint64    states; /* bits by AtspiStateType */
  gboolean   has_room; /* FALSE on a page that is not the one shown, in a closed revealer */
};

typedef struct _BusTree BusTree;

/* (nullable) NULL when there is no accessibility bus. */
BusTree *bus_tree_new (void);
void     bus_tree_free (BusTree *tree);

GDBusConnection *bus_tree_connection (BusTree *tree);
/* Reads what is there now; what was read before is gone. NULL while the program is not
 * on the bus. */
BusNode *bus_tree_read (BusTree *tree,
                        guint    process_id);
/* (nullable) The first node that is shown, of the role and with such a name
 * (* and ?), below `node`; any button when the role is that of a push button. */
BusNode *bus_tree_find (BusNode    *node,
                        AtspiRole   role,
                        const char *pattern);
gboolean bus_node_is (const BusNode *node,
                      AtspiStateType state);
/* Presses a button, opens a menu. */
void     bus_tree_press (BusTree *tree,
                         BusNode *node);
/* (transfer full) Where it is, from the window on: a role and a name each. */
char    *bus_node_where (const BusNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BusTree, bus_tree_free)

G_END_DECLS
