/* Swatches and lines to choose from; see look-popover.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "look-popover.h"

#include <glib/gi18n-lib.h>

#include "draw-marks.h"

#define SWATCH 26
#define LINE_WIDTH 64
#define N_COLUMNS 4

struct _PlumbLookPopover
{
  GtkPopover    parent_instance;
  PlumbSession *session; /* owned */
  GPtrArray    *buttons; /* of GtkWidget, held by the popover: colours, then widths */
};

G_DEFINE_FINAL_TYPE (PlumbLookPopover, plumb_look_popover, GTK_TYPE_POPOVER)

typedef struct
{
  const char *word, *name;
} Choice;

/* In the order of PlumbMarkColour and of PlumbMarkWidth. */
static const Choice colours[PLUMB_N_MARK_COLOURS] = {
  { "usual", N_("Its own colour") }, { "white", N_("White") },   { "yellow", N_("Yellow") },
  { "orange", N_("Orange") },        { "red", N_("Red") },       { "purple", N_("Purple") },
  { "blue", N_("Blue") },            { "green", N_("Green") },
};
static const Choice widths[PLUMB_N_MARK_WIDTHS] = {
  { "normal", N_("Usual width") },
  { "thin", N_("Thin") },
  { "wide", N_("Wide") },
};

static void
draw_colour_cb (GtkDrawingArea *area,
                cairo_t        *cr,
                int             width,
                int             height,
                gpointer        data)
{
  plumb_draw_swatch (cr, GPOINTER_TO_INT (data), (PlumbPoint) { width / 2.0, height / 2.0 },
                     MIN (width, height) / 2.0 - 4);
}

/* A line as it would be drawn. */
static void
draw_width_cb (GtkDrawingArea *area,
               cairo_t        *cr,
               int             width,
               int             height,
               gpointer        data)
{
  const PlumbPoint ends[] = { { 8, height / 2.0 }, { width - 8, height / 2.0 } };
  const PlumbMarkLook look = { PLUMB_MARK_COLOUR_WHITE, GPOINTER_TO_INT (data) };
  const PlumbDrawView view = { .scale = 1, .unit = 1 };
  g_autoptr (PlumbMark) plain
      = plumb_mark_new (0, 0, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, ends, 2);
  g_autoptr (PlumbMark) line = plumb_mark_with_look (plain, look);

  plumb_draw_mark (cr, line, &view, PLUMB_DRAW_NORMAL, NULL);
}

/* What is selected says it, else what is drawn next. */
static PlumbMarkLook
find_look (PlumbLookPopover *self)
{
  PlumbReview *review = plumb_session_review (self->session);
  const gint64 selected = plumb_session_selected (self->session);
  const PlumbMark *mark = review != NULL ? plumb_review_mark (review, selected) : NULL;

  return mark != NULL ? mark->look : plumb_session_look (self->session);
}

static void
show_chosen (PlumbLookPopover *self)
{
  const PlumbMarkLook look = find_look (self);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      const gboolean is_chosen = i < PLUMB_N_MARK_COLOURS
                                     ? i == (guint) look.colour
                                     : i - PLUMB_N_MARK_COLOURS == (guint) look.width;

      if (is_chosen)
        gtk_widget_add_css_class (self->buttons->pdata[i], "chosen");
      else
        gtk_widget_remove_css_class (self->buttons->pdata[i], "chosen");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->buttons->pdata[i]),
                                   GTK_ACCESSIBLE_STATE_PRESSED,
                                   is_chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                             : GTK_ACCESSIBLE_TRISTATE_FALSE,
                                   -1);
    }
}

static void
plumb_look_popover_map (GtkWidget *widget)
{
  show_chosen (PLUMB_LOOK_POPOVER (widget));
  GTK_WIDGET_CLASS (plumb_look_popover_parent_class)->map (widget);
}

static void
plumb_look_popover_dispose (GObject *object)
{
  PlumbLookPopover *self = PLUMB_LOOK_POPOVER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (plumb_look_popover_parent_class)->dispose (object);
}

static void
plumb_look_popover_class_init (PlumbLookPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plumb_look_popover_dispose;
  GTK_WIDGET_CLASS (klass)->map = plumb_look_popover_map;
}

static void
plumb_look_popover_init (PlumbLookPopover *self)
{
  self->buttons = g_ptr_array_new ();
}

static GtkWidget *
make_button (PlumbLookPopover      *self,
             const Choice          *choice,
             int                    width,
             GtkDrawingAreaDrawFunc draw,
             guint                  which)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), width);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SWATCH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, GUINT_TO_POINTER (which), NULL);
  gtk_button_set_child (GTK_BUTTON (button), area);
  gtk_widget_set_tooltip_text (button, _(choice->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(choice->name), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "look");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.look");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", choice->word);
  /* After the action, which changes what is chosen. */
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_chosen), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_ptr_array_add (self->buttons, button);
  return button;
}

static GtkWidget *
make_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

GtkWidget *
plumb_look_popover_new (PlumbSession *session)
{
  static const PlumbMarkWidth order[]
      = { PLUMB_MARK_WIDTH_THIN, PLUMB_MARK_WIDTH_USUAL, PLUMB_MARK_WIDTH_WIDE };
  PlumbLookPopover *self = g_object_new (PLUMB_TYPE_LOOK_POPOVER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *lines[PLUMB_N_MARK_WIDTHS];

  self->session = g_object_ref (session);
  for (int i = 0; i < PLUMB_N_MARK_COLOURS; i++)
    gtk_grid_attach (GTK_GRID (grid),
                     make_button (self, &colours[i], SWATCH, draw_colour_cb, (guint) i),
                     i % N_COLUMNS, i / N_COLUMNS, 1, 1);
  for (int i = 0; i < PLUMB_N_MARK_WIDTHS; i++)
    lines[i] = make_button (self, &widths[i], LINE_WIDTH, draw_width_cb, (guint) i);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    gtk_box_append (GTK_BOX (row), lines[order[i]]);
  gtk_widget_set_halign (grid, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), make_heading (_("Colour")));
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), make_heading (_("Width")));
  gtk_box_append (GTK_BOX (box), row);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  return GTK_WIDGET (self);
}
