/* Preloaded, it lets `gtk4-builder-tool validate` find the types of libadwaita
 * and ours, which it looks for among the symbols of its process, and the
 * templates of those that lie within another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>

#include "resources.h"

__attribute__ ((constructor)) static void
register_templates (void)
{
  /* What a template derives from it asks for by name alone. */
  g_type_ensure (ADW_TYPE_WINDOW);
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
  plumb_register_resource ();
}
