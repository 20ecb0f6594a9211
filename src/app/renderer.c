/* How windows are painted; see renderer.h. Later versions of GTK find out by
 * themselves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "renderer.h"

#include <epoxy/gl.h>

static gboolean
is_software (void)
{
  static const char *const names[] = { "llvmpipe", "softpipe", "swrast", "Software Rasterizer" };
  const char *name = (const char *) glGetString (GL_RENDERER);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (name != NULL && strstr (name, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

void
plumb_renderer_choose (GdkDisplay *display)
{
  g_autoptr (GdkGLContext) context = NULL;

  if (display == NULL || g_getenv ("GSK_RENDERER") != NULL)
    return;
  context = gdk_display_create_gl_context (display, NULL);
  if (context == NULL || !gdk_gl_context_realize (context, NULL))
    return;
  gdk_gl_context_make_current (context);
  if (is_software ())
    g_setenv ("GSK_RENDERER", "cairo", FALSE);
  gdk_gl_context_clear_current ();
}
