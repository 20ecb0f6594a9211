/* A row that wraps; see wrap-layout.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "wrap-layout.h"

struct _PlumbWrapLayout
{
  GtkLayoutManager parent_instance;
  int              spacing;
};

/* The widgets from `first` on that stand in one line. */
typedef struct
{
  GtkWidget *first; /* nullable: there is no more line */
  GtkWidget *next;  /* nullable: first of the line after */
  int        width, height;
  int        n_expand;
} Line;

enum
{
  PROP_SPACING = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PlumbWrapLayout, plumb_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
find_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

/* Its natural width, less where not even a line of its own has room. */
static int
measure_width (GtkWidget *child,
               int        width)
{
  int least, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return MAX (least, MIN (natural, width));
}

static Line
take_line (PlumbWrapLayout *self,
           GtkWidget       *first,
           int              width)
{
  Line line = { .first = first };
  GtkWidget *child = first;

  while (child != NULL)
    {
      const int wide = measure_width (child, width);
      int tall;

      if (child != first && line.width + self->spacing + wide > width)
        break;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &tall, NULL, NULL);
      line.width += wide + (child != first ? self->spacing : 0);
      line.height = MAX (line.height, tall);
      line.n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
      child = find_next (child);
    }
  line.next = child;
  return line;
}

static int
measure_height (PlumbWrapLayout *self,
                GtkWidget       *widget,
                int              width)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int height = 0;

  while (child != NULL)
    {
      const Line line = take_line (self, child, width);

      height += line.height + (line.next != NULL ? self->spacing : 0);
      child = line.next;
    }
  return height;
}

static void
plumb_wrap_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  PlumbWrapLayout *self = PLUMB_WRAP_LAYOUT (manager);
  int widest = 0, sum = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = measure_height (self, widget, for_size >= 0 ? for_size : G_MAXINT / 2);
      return;
    }
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = find_next (child))
    {
      int least, wanted;

      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      widest = MAX (widest, least);
      sum += wanted + (sum > 0 ? self->spacing : 0);
    }
  *minimum = widest;
  *natural = MAX (sum, widest);
}

static GtkSizeRequestMode
plumb_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                    GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
allocate_line (PlumbWrapLayout *self,
               const Line      *line,
               int              y,
               int              width,
               gboolean         is_rtl)
{
  const int rest = MAX (width - line->width, 0);
  int n_expand = line->n_expand;
  int left = rest;
  int x = 0;

  for (GtkWidget *child = line->first; child != line->next; child = find_next (child))
    {
      GtkAllocation place = { .x = x, .y = y, .height = line->height };

      place.width = measure_width (child, width);
      if (n_expand > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        {
          place.width += left / n_expand;
          left -= left / n_expand;
          n_expand--;
        }
      x += place.width + self->spacing;
      if (is_rtl)
        place.x = width - place.x - place.width;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
plumb_wrap_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  PlumbWrapLayout *self = PLUMB_WRAP_LAYOUT (manager);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      Line line = take_line (self, child, width);

      /* A single line takes all the height there is. */
      if (y == 0 && line.next == NULL)
        line.height = MAX (line.height, height);
      allocate_line (self, &line, y, width, is_rtl);
      y += line.height + self->spacing;
      child = line.next;
    }
}

static void
plumb_wrap_layout_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, PLUMB_WRAP_LAYOUT (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plumb_wrap_layout_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PlumbWrapLayout *self = PLUMB_WRAP_LAYOUT (object);

  if (id != PROP_SPACING)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->spacing == g_value_get_int (value))
    return;
  self->spacing = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
plumb_wrap_layout_class_init (PlumbWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = plumb_wrap_layout_get_property;
  object_class->set_property = plumb_wrap_layout_set_property;
  layout_class->get_request_mode = plumb_wrap_layout_get_request_mode;
  layout_class->measure = plumb_wrap_layout_measure;
  layout_class->allocate = plumb_wrap_layout_allocate;

  props[PROP_SPACING]
      = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
plumb_wrap_layout_init (PlumbWrapLayout *self)
{
}
