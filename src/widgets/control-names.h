/* What a screen reader says of the controls that the toolkit names badly or not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK 4.8 reads "_Export Export" out where a label has an underlined letter, and names
 * the parts that a spin button, a drop down or an entry is made of after their classes.
 * From now on every control of the program is given the name that is seen, and a part
 * that of its whole, when it is shown. To be called once. */
void plumb_control_names_watch (void);
/* A name that says more than is seen, in the stead of what the toolkit would say; again
 * whenever the label, the icon or the child of a button is set anew. */
void plumb_control_set_name (GtkWidget  *control,
                             const char *name);

G_END_DECLS
