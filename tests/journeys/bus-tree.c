/* What a program tells on the accessibility bus; see bus-tree.h.
 *
 * Of each object its role, its properties and its states are asked for together; when
 * the states say that it is shown, its children follow. An object that is gone when it
 * is asked for has no name and no children.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bus-tree.h"

#include <string.h>

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define TIMEOUT_MS 60000

struct _BusTree
{
  GDBusConnection *connection; /* owned */
  BusNode         *root;       /* owned, nullable */
  char            *program;    /* owned, nullable: the program's name on the bus */
  guint            n_waiting;
};

typedef struct
{
  BusTree *tree;
  BusNode *node;
} Question;

static void
free_node (BusNode *node)
{
  g_ptr_array_unref (node->children);
  g_free (node->path);
  g_free (node->name);
  g_free (node->description);
  g_free (node);
}

static BusNode *
new_node (BusNode    *parent,
          const char *path)
{
  BusNode *node = g_new0 (BusNode, 1);

  node->parent = parent;
  node->path = g_strdup (path);
  node->name = g_strdup ("");
  node->description = g_strdup ("");
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) free_node);
  if (parent != NULL)
    g_ptr_array_add (parent->children, node);
  return node;
}

BusTree *
bus_tree_new (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  BusTree *tree;
  const char *address;

  if (session != NULL)
    reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus",
                                         "org.a11y.Bus", "GetAddress", NULL,
                                         G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                                         NULL);
  if (reply == NULL)
    return NULL;
  tree = g_new0 (BusTree, 1);
  g_variant_get (reply, "(&s)", &address);
  tree->connection = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  return tree;
}

void
bus_tree_free (BusTree *tree)
{
  g_clear_pointer (&tree->root, free_node);
  g_dbus_connection_close_sync (tree->connection, NULL, NULL);
  g_object_unref (tree->connection);
  g_free (tree->program);
  g_free (tree);
}

GDBusConnection *
bus_tree_connection (BusTree *tree)
{
  return tree->connection;
}

static void
ask (BusTree            *tree,
     BusNode            *node,
     const char         *interface,
     const char         *method,
     GVariant           *parameters,
     GAsyncReadyCallback answered)
{
  Question *question = g_new (Question, 1);

  *question = (Question) { tree, node };
  tree->n_waiting++;
  g_dbus_connection_call (tree->connection, tree->program, node->path, interface, method,
                          parameters, NULL, G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, NULL, answered,
                          question);
}

/* (transfer full) (nullable) NULL when the object is gone. */
static GVariant *
take_answer (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data,
             Question     *question)
{
  *question = *(Question *) user_data;
  g_free (user_data);
  question->tree->n_waiting--;
  return g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
}

static void ask_all (BusTree *tree,
                     BusNode *node);

static void
role_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Question question;
  g_autoptr (GVariant) answer = take_answer (source, result, user_data, &question);
  guint role = ATSPI_ROLE_INVALID;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &role);
  question.node->role = (AtspiRole) role;
}

static void
take_text (GVariant   *properties,
           const char *key,
           char      **text)
{
  char *value = NULL;

  if (!g_variant_lookup (properties, key, "s", &value))
    return;
  g_free (*text);
  *text = value;
}

static void
properties_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Question question;
  g_autoptr (GVariant) answer = take_answer (source, result, user_data, &question);
  g_autoptr (GVariant) properties = NULL;

  if (answer == NULL)
    return;
  properties = g_variant_get_child_value (answer, 0);
  take_text (properties, "Name", &question.node->name);
  take_text (properties, "Description", &question.node->description);
}

static void
children_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Question question;
  g_autoptr (GVariant) answer = take_answer (source, result, user_data, &question);
  g_autoptr (GVariantIter) children = NULL;
  const char *path;

  if (answer == NULL)
    return;
  g_variant_get (answer, "(a(so))", &children);
  while (g_variant_iter_next (children, "(&s&o)", NULL, &path))
    if (!g_str_has_suffix (path, "/null"))
      ask_all (question.tree, new_node (question.node, path));
}

static void
states_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Question question;
  g_autoptr (GVariant) answer = take_answer (source, result, user_data, &question);
  g_autoptr (GVariantIter) words = NULL;
  guint32 word;

  if (answer == NULL)
    return;
  g_variant_get (answer, "(au)", &words);
  for (guint i = 0; i < 2 && g_variant_iter_next (words, "u", &word); i++)
    question.node->states |= (guint64) word << (32 * i);
  if (question.node->parent == NULL || bus_node_is (question.node, ATSPI_STATE_VISIBLE))
    ask (question.tree, question.node, ACCESSIBLE, "GetChildren", NULL, children_cb);
}

/* What has no place, as the page of a stack, is where its children are. */
static void
extents_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Question question;
  g_autoptr (GVariant) answer = take_answer (source, result, user_data, &question);
  gint32 width = 1, height = 1;

  if (answer != NULL)
    g_variant_get (answer, "((iiii))", NULL, NULL, &width, &height);
  question.node->has_room = width > 0 && height > 0;
}

static void
ask_all (BusTree *tree,
         BusNode *node)
{
  ask (tree, node, ACCESSIBLE, "GetRole", NULL, role_cb);
  ask (tree, node, "org.freedesktop.DBus.Properties", "GetAll",
       g_variant_new ("(s)", ACCESSIBLE), properties_cb);
  ask (tree, node, "org.a11y.atspi.Component", "GetExtents",
       g_variant_new ("(u)", ATSPI_COORD_TYPE_WINDOW), extents_cb);
  ask (tree, node, ACCESSIBLE, "GetState", NULL, states_cb);
}

static guint
find_process (BusTree    *tree,
              const char *sender)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      tree->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "GetConnectionUnixProcessID", g_variant_new ("(s)", sender), G_VARIANT_TYPE ("(u)"),
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  guint process_id = 0;

  if (reply != NULL)
    g_variant_get (reply, "(u)", &process_id);
  return process_id;
}

/* (nullable) (transfer full) The path of the program's root. */
static char *
find_program (BusTree *tree,
              guint    process_id)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      tree->connection, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", ACCESSIBLE,
      "GetChildren", NULL, G_VARIANT_TYPE ("(a(so))"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_autoptr (GVariantIter) programs = NULL;
  const char *sender, *path;

  if (reply == NULL)
    return NULL;
  g_variant_get (reply, "(a(so))", &programs);
  while (g_variant_iter_next (programs, "(&s&o)", &sender, &path))
    if (find_process (tree, sender) == process_id)
      {
        g_free (tree->program);
        tree->program = g_strdup (sender);
        return g_strdup (path);
      }
  return NULL;
}

BusNode *
bus_tree_read (BusTree *tree,
               guint    process_id)
{
  g_autofree char *path = find_program (tree, process_id);

  g_clear_pointer (&tree->root, free_node);
  if (path == NULL)
    return NULL;
  tree->root = new_node (NULL, path);
  ask_all (tree, tree->root);
  while (tree->n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  return tree->root;
}

BusNode *
bus_tree_find (BusNode    *node,
               AtspiRole   role,
               const char *pattern)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      BusNode *child = node->children->pdata[i];
      BusNode *found;

      if (!child->has_room || !bus_node_is (child, ATSPI_STATE_VISIBLE))
        continue;
      if ((child->role == role
           || (role == ATSPI_ROLE_PUSH_BUTTON && child->role == ATSPI_ROLE_TOGGLE_BUTTON))
          && g_pattern_match_simple (pattern, child->name))
        return child;
      found = bus_tree_find (child, role, pattern);
      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
bus_node_is (const BusNode *node,
             AtspiStateType state)
{
  return (node->states >> state & 1) != 0;
}

void
bus_tree_press (BusTree *tree,
                BusNode *node)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      tree->connection, tree->program, node->path, "org.a11y.atspi.Action", "DoAction",
      g_variant_new ("(i)", 0), NULL, G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, NULL, &error);

  g_assert_no_error (error);
}

char *
bus_node_where (const BusNode *node)
{
  g_autofree char *role = atspi_role_get_name (node->role);
  g_autofree char *before
      = node->parent != NULL && node->parent->parent != NULL ? bus_node_where (node->parent) : NULL;

  if (before == NULL)
    return g_strdup_printf ("%s \"%s\"", role, node->name);
  return g_strdup_printf ("%s / %s \"%s\"", before, role, node->name);
}
