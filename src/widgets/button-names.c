/* Names of buttons with mnemonics; see button-names.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "button-names.h"

/* Without the marks of underlined letters; two of them are one that is meant. */
static char *
strip_underlines (const char *label)
{
  GString *text = g_string_new (NULL);

  for (const char *at = label; *at != '\0'; at++)
    if (*at != '_')
      g_string_append_c (text, *at);
    else if (at[1] == '_')
      g_string_append_c (text, *at++);
  return g_string_free (text, FALSE);
}

/* Whether nobody gave the button a name that says more than its label. */
static gboolean
is_named_by_label (GtkButton *button)
{
  g_autofree char *difference
    = gtk_test_accessible_check_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          gtk_button_get_label (button));

  return difference == NULL;
}

void
plumb_name_buttons (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_BUTTON (root) && gtk_button_get_use_underline (GTK_BUTTON (root))
      && gtk_button_get_label (GTK_BUTTON (root)) != NULL && is_named_by_label (GTK_BUTTON (root)))
    {
      g_autofree char *name = strip_underlines (gtk_button_get_label (GTK_BUTTON (root)));

      gtk_accessible_update_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    plumb_name_buttons (child);
}
