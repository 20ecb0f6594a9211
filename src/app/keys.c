/* Every key of the program; see keys.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "keys.h"

#include <glib/gi18n-lib.h>

#include "session.h"

#define MAX_ROWS 20 /* of one column of the window */

static const PlumbKeyRow moving[] = {
  { PLUMB_KEYS_REVIEW, GDK_KEY_space, 0, "review.play", NULL, 0, N_("Play or pause") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Left, 0, "review.arrow", "(-1.0,0.0)", 0,
    N_("One frame back or forward") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Right, 0, "review.arrow", "(1.0,0.0)", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Left, GDK_SHIFT_MASK, "review.step", "-10", 0,
    N_("Ten frames back or forward") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Right, GDK_SHIFT_MASK, "review.step", "10", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Left, GDK_CONTROL_MASK, "review.second", "-1", 0,
    N_("One second back or forward") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Right, GDK_CONTROL_MASK, "review.second", "1", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Home, 0, "review.first", NULL, 0, N_("First or last frame") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_End, 0, "review.last", NULL, 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_j, 0, "review.shuttle", "-1", 0,
    N_("Shuttle back, pause, forward") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_k, 0, "review.shuttle", "0", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_l, 0, "review.shuttle", "1", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Up, 0, "review.arrow", "(0.0,-1.0)", 0, N_("Faster or slower") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Down, 0, "review.arrow", "(0.0,1.0)", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_i, 0, "review.loop", "'start'", 0, N_("Loop starts or ends here") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_o, 0, "review.loop", "'end'", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_i, GDK_SHIFT_MASK, "review.loop", "'clear-start'", 0,
    N_("Clear the loop") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_o, GDK_SHIFT_MASK, "review.loop", "'clear-end'", 0, NULL },
};

static const PlumbKeyRow moments[] = {
  { PLUMB_KEYS_REVIEW, GDK_KEY_1, 0, "review.moment", "i", PLUMB_MOMENT_SET,
    N_("Go to set, lift-off, bar at knee, lockout") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_2, 0, "review.moment", "i", PLUMB_MOMENT_LIFT_OFF, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_3, 0, "review.moment", "i", PLUMB_MOMENT_KNEE_PASS, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_4, 0, "review.moment", "i", PLUMB_MOMENT_LOCKOUT, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_5, 0, "review.moment", "i", PLUMB_MOMENT_NEUTRAL,
    N_("Go to neutral hinge, standing upright, toe touch") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_6, 0, "review.moment", "i", PLUMB_MOMENT_STANDING, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_7, 0, "review.moment", "i", PLUMB_MOMENT_MAXFLEX, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Page_Up, 0, "review.next-moment", "-1", 0,
    N_("Go to the moment or note before or after") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Page_Down, 0, "review.next-moment", "1", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_bracketleft, 0, "review.rep", "-1", 0,
    N_("Rep before or after") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_bracketright, 0, "review.rep", "1", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_m, GDK_CONTROL_MASK, "review.add-rep", NULL, 0, N_("Add a rep") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_plus, 0, "review.timeline-zoom", "1.25", 0,
    N_("Timeline closer, farther, all of it") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_equal, 0, "review.timeline-zoom", "1.25", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_minus, 0, "review.timeline-zoom", "0.8", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_0, 0, "review.timeline-zoom", "0.0", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_w, 0, "review.plot", NULL, 0, N_("Plot over time") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_n, GDK_CONTROL_MASK, "review.note", NULL, 0,
    N_("Note on this frame") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_n, GDK_SHIFT_MASK, "review.fault", NULL, 0,
    N_("Another fault that you see") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_m, 0, "review.moments", NULL, 0,
    N_("Key moment here: then 1 to 7") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_m, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "review.sound", NULL, 0,
    N_("Sound on or off") },
};

static const PlumbKeyRow picture[] = {
  { PLUMB_KEYS_REVIEW, GDK_KEY_plus, GDK_CONTROL_MASK, "review.zoom", "1.25", 0,
    N_("Zoom in or out, by wheel with Ctrl") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_equal, GDK_CONTROL_MASK, "review.zoom", "1.25", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_minus, GDK_CONTROL_MASK, "review.zoom", "0.8", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_0, GDK_CONTROL_MASK, "review.zoom", "0.0", 0,
    N_("Fit the picture") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_1, GDK_CONTROL_MASK, "review.zoom", "-1.0", 0,
    N_("Show one pixel as one pixel") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Left, GDK_SHIFT_MASK | GDK_ALT_MASK, "review.pan", "(0.1,0.0)", 0,
    N_("Push the picture, or middle button") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Right, GDK_SHIFT_MASK | GDK_ALT_MASK, "review.pan", "(-0.1,0.0)", 0,
    NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Up, GDK_SHIFT_MASK | GDK_ALT_MASK, "review.pan", "(0.0,0.1)", 0,
    NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Down, GDK_SHIFT_MASK | GDK_ALT_MASK, "review.pan", "(0.0,-0.1)", 0,
    NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_f, GDK_SHIFT_MASK, "review.mirror", NULL, 0,
    N_("Mirror the picture") },
  { PLUMB_KEYS_CANVAS, GDK_KEY_z, 0, NULL, NULL, 0, N_("Loupe under the pointer, while held") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_F9, 0, "review.panel", NULL, 0, N_("Side panel") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_F6, 0, "review.part", "1", 0,
    N_("To the next part of the page, the one before") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_F6, GDK_SHIFT_MASK, "review.part", "-1", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_1, GDK_ALT_MASK, "review.show-panel", "'checks'", 0,
    N_("Checks, pain screen, plan, notes") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_2, GDK_ALT_MASK, "review.show-panel", "'pain'", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_3, GDK_ALT_MASK, "review.show-panel", "'plan'", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_4, GDK_ALT_MASK, "review.show-panel", "'notes'", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "review.debug", NULL, 0,
    N_("What the player is doing") },
  { PLUMB_KEYS_WINDOW, GDK_KEY_F11, 0, "win.fullscreen", NULL, 0, N_("Full screen") },
};

static const PlumbKeyRow everything[] = {
  { PLUMB_KEYS_WINDOW, GDK_KEY_o, GDK_CONTROL_MASK, "win.open", NULL, 0, N_("Open a recording") },
  { PLUMB_KEYS_WINDOW, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL, 0, N_("Find an athlete") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_e, GDK_CONTROL_MASK, "review.export-plan", NULL, 0,
    N_("Export the plan") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_p, GDK_CONTROL_MASK, "review.print-plan", NULL, 0,
    N_("Print the plan") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.show-plan", NULL, 0,
    N_("The plan beside its pages") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "review.save-still", NULL, 0,
    N_("Save a still of the frame shown") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "review.export-clip", NULL, 0,
    N_("Export a clip of the loop") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_z, GDK_CONTROL_MASK, "review.undo", NULL, 0, N_("Undo") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "review.redo", NULL, 0,
    N_("Redo") },
  { PLUMB_KEYS_APP, GDK_KEY_comma, GDK_CONTROL_MASK, "app.preferences", NULL, 0,
    N_("Preferences") },
  { PLUMB_KEYS_APP, GDK_KEY_F1, 0, "app.help", NULL, 0, N_("Help") },
  { PLUMB_KEYS_APP, GDK_KEY_question, GDK_CONTROL_MASK, "win.show-help-overlay", NULL, 0,
    N_("Keyboard shortcuts") },
  { PLUMB_KEYS_APP, GDK_KEY_q, GDK_CONTROL_MASK, "app.quit", NULL, 0, N_("Quit") },
};

static const PlumbKeyRow tools[] = {
  { PLUMB_KEYS_REVIEW, GDK_KEY_g, 0, "review.guide", NULL, 0, N_("Guided setup") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_x, 0, "review.guide-skip", NULL, 0,
    N_("In the guided setup: cannot see it, one step back") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_BackSpace, 0, "review.guide-back", NULL, 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_y, 0, "review.move-hint", NULL, 0,
    N_("Move the hint out of the way") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_v, 0, "review.tool", "i", PLUMB_TOOL_SELECT, N_("Select and move") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_p, 0, "review.tool", "i", PLUMB_TOOL_POINT, N_("Landmark points") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_s, 0, "review.tool", "i", PLUMB_TOOL_SPINE, N_("Spine line") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_h, 0, "review.tool", "i", PLUMB_TOOL_HIP_ANGLE, N_("Hip angle") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_b, 0, "review.tool", "i", PLUMB_TOOL_OUTLINE, N_("Back outline") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_c, 0, "review.tool", "i", PLUMB_TOOL_PLATE, N_("Plate circle") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_n, 0, "review.tool", "i", PLUMB_TOOL_LINE, N_("Line") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_a, 0, "review.tool", "i", PLUMB_TOOL_ANGLE, N_("Angle") },
};

static const PlumbKeyRow more_tools[] = {
  { PLUMB_KEYS_REVIEW, GDK_KEY_a, GDK_SHIFT_MASK, "review.tool", "i", PLUMB_TOOL_TO_VERTICAL,
    N_("Angle to the vertical") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_h, GDK_SHIFT_MASK, "review.tool", "i", PLUMB_TOOL_TO_HORIZONTAL,
    N_("Angle to the horizontal") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_u, 0, "review.tool", "i", PLUMB_TOOL_PLUMB, N_("Plumb line") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_e, 0, "review.tool", "i", PLUMB_TOOL_DISTANCE, N_("Distance") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_r, 0, "review.tool", "i", PLUMB_TOOL_ARROW, N_("Arrow") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_t, 0, "review.tool", "i", PLUMB_TOOL_TEXT, N_("Text") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_d, 0, "review.tool", "i", PLUMB_TOOL_FREEHAND, N_("Freehand") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_q, 0, "review.tool", "i", PLUMB_TOOL_RECTANGLE, N_("Rectangle") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_q, GDK_SHIFT_MASK, "review.tool", "i", PLUMB_TOOL_ELLIPSE,
    N_("Ellipse") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_f, 0, "review.tool", "i", PLUMB_TOOL_LEVEL, N_("Level the camera") },
};

static const PlumbKeyRow marking[] = {
  { PLUMB_KEYS_REVIEW, GDK_KEY_Return, 0, "review.finish", NULL, 0,
    N_("Show a cross that arrows move; place a point there") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_KP_Enter, 0, "review.finish", NULL, 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Return, GDK_CONTROL_MASK, "review.end", NULL, 0,
    N_("End an outline") },
  { PLUMB_KEYS_CANVAS, GDK_KEY_Tab, 0, NULL, NULL, 0,
    N_("Select the next mark of the frame, the one before") },
  { PLUMB_KEYS_CANVAS, GDK_KEY_Tab, GDK_SHIFT_MASK, NULL, NULL, 0, NULL },
  { PLUMB_KEYS_CANVAS, GDK_KEY_period, 0, NULL, NULL, 0,
    N_("Hold the next point of the selected mark, the one before") },
  { PLUMB_KEYS_CANVAS, GDK_KEY_comma, 0, NULL, NULL, 0, NULL },
  { PLUMB_KEYS_CANVAS, GDK_KEY_Left, 0, NULL, NULL, 0,
    N_("Move what is selected, or the cross, by one pixel") },
  { PLUMB_KEYS_CANVAS, GDK_KEY_Right, 0, NULL, NULL, 0, NULL },
  { PLUMB_KEYS_CANVAS, GDK_KEY_Up, 0, NULL, NULL, 0, NULL },
  { PLUMB_KEYS_CANVAS, GDK_KEY_Down, 0, NULL, NULL, 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Left, GDK_ALT_MASK, "review.arrow", "(-0.1,0.0)", 0,
    N_("The same by a tenth of a pixel") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Right, GDK_ALT_MASK, "review.arrow", "(0.1,0.0)", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Up, GDK_ALT_MASK, "review.arrow", "(0.0,-0.1)", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Down, GDK_ALT_MASK, "review.arrow", "(0.0,0.1)", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Up, GDK_SHIFT_MASK, "review.far", "(0.0,-10.0)", 0,
    N_("Move the cross by ten pixels; Shift and Left or Right as well") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Down, GDK_SHIFT_MASK, "review.far", "(0.0,10.0)", 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_c, GDK_CONTROL_MASK, "review.copy", NULL, 0,
    N_("Carry marks to another frame") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_v, GDK_CONTROL_MASK, "review.paste", NULL, 0, NULL },
  { PLUMB_KEYS_REVIEW, GDK_KEY_a, GDK_CONTROL_MASK, "review.select-all", NULL, 0,
    N_("Select all marks of the frame") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Delete, 0, "review.delete", NULL, 0, N_("Delete what is selected") },
  { PLUMB_KEYS_REVIEW, GDK_KEY_Escape, 0, "review.cancel", NULL, 0,
    N_("Drop what was begun, or the selection: arrows step frames again") },
};

static const struct
{
  const char        *title;
  const PlumbKeyRow *rows;
  guint              n_rows;
} groups[] = {
  { N_("Moving through the recording"), moving, G_N_ELEMENTS (moving) },
  { N_("Moments, repetitions, notes"), moments, G_N_ELEMENTS (moments) },
  { N_("Picture"), picture, G_N_ELEMENTS (picture) },
  { N_("Everything"), everything, G_N_ELEMENTS (everything) },
  { N_("Tools"), tools, G_N_ELEMENTS (tools) },
  { N_("More tools"), more_tools, G_N_ELEMENTS (more_tools) },
  { N_("Marking"), marking, G_N_ELEMENTS (marking) },
};

const PlumbKeyRow *
plumb_keys_group (guint        group,
                  const char **title,
                  guint       *n_rows)
{
  if (group >= G_N_ELEMENTS (groups))
    return NULL;
  *title = groups[group].title;
  *n_rows = groups[group].n_rows;
  return groups[group].rows;
}

/* (transfer full) */
static GVariant *
make_parameter (const PlumbKeyRow *row)
{
  g_autoptr (GError) error = NULL;
  GVariant *parameter;

  if (g_str_equal (row->parameter, "i"))
    return g_variant_ref_sink (g_variant_new_int32 (row->number));
  parameter = g_variant_parse (NULL, row->parameter, NULL, NULL, &error);
  g_assert_no_error (error);
  return parameter;
}

void
plumb_keys_bind (GtkWidgetClass *klass,
                 PlumbKeysWhere  where)
{
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    for (guint i = 0; i < groups[g].n_rows; i++)
      {
        const PlumbKeyRow *row = &groups[g].rows[i];
        g_autoptr (GVariant) parameter = NULL;

        if (row->where != where)
          continue;
        if (row->parameter == NULL)
          gtk_widget_class_add_binding_action (klass, row->key, row->mods, row->action, NULL);
        else
          {
            parameter = make_parameter (row);
            gtk_widget_class_add_binding_action (klass, row->key, row->mods, row->action, "*",
                                                 parameter);
          }
      }
}

void
plumb_keys_set_accels (GtkApplication *application)
{
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    for (guint i = 0; i < groups[g].n_rows; i++)
      {
        const PlumbKeyRow *row = &groups[g].rows[i];
        g_autofree char *accel = gtk_accelerator_name (row->key, row->mods);

        if (row->where == PLUMB_KEYS_APP)
          gtk_application_set_accels_for_action (application, row->action,
                                                 (const char *[]) { accel, NULL });
      }
}

static void
append_shortcut (GString           *xml,
                 const PlumbKeyRow *rows,
                 guint              n_rows)
{
  const gboolean is_range = n_rows > 3 && rows[0].mods != 0;
  g_autoptr (GString) accels = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_rows; i += is_range ? n_rows - 1 : 1)
    {
      g_autofree char *accel = gtk_accelerator_name (rows[i].key, rows[i].mods);

      /* The keys that do the same on other keyboards need no mention. */
      if (rows[i].key == GDK_KEY_KP_Enter || rows[i].key == GDK_KEY_equal)
        continue;
      if (accels->len > 0)
        g_string_append (accels, is_range ? "..." : " ");
      g_string_append (accels, accel);
    }
  text = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsShortcut'><property name='accelerator'>%s</property>"
      "<property name='title'>%s</property></object></child>",
      accels->str, _(rows[0].title));
  g_string_append (xml, text);
}

static void
append_group (GString *xml,
              guint    group)
{
  const PlumbKeyRow *rows = groups[group].rows;
  g_autofree char *head = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
      _(groups[group].title));

  g_string_append (xml, head);
  for (guint i = 0, next; i < groups[group].n_rows; i = next)
    {
      next = i + 1;
      while (next < groups[group].n_rows && rows[next].title == NULL)
        next++;
      append_shortcut (xml, &rows[i], next - i);
    }
  g_string_append (xml, "</object></child>");
}

/* GTK 4.8 takes the page from a description alone. */
GtkWidget *
plumb_keys_window_new (void)
{
  g_autoptr (GString) xml = g_string_new (
      "<interface><object class='GtkShortcutsWindow' id='help_overlay'>"
      "<property name='modal'>True</property>"
      /* Newer GTK does not say what this is. */
      "<property name='accessible-role'>window</property>");
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;

  /* Two groups beside each other are wider than a small screen in most languages. */
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    {
      g_autofree char *head = g_markup_printf_escaped (
          "<child><object class='GtkShortcutsSection'><property name='section-name'>%u</property>"
          "<property name='title'>%s</property><property name='max-height'>%d</property>",
          g, _(groups[g].title), MAX_ROWS);

      g_string_append (xml, head);
      append_group (xml, g);
      g_string_append (xml, "</object></child>");
    }
  g_string_append (xml, "</object></interface>");
  builder = gtk_builder_new_from_string (xml->str, -1);
  window = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (window), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Keyboard Shortcuts"), -1);
  return g_object_ref (window);
}
