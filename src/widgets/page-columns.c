/* One column or two; see page-columns.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "page-columns.h"

#define ONE_MOST 720   /* of a column alone: lines stay short enough to read */
#define BESIDE_LEAST 480 /* of each of two, under which they stand under each other */
#define BESIDE_MOST 640
#define COLUMN_GAP 24
#define ROW_GAP 18

enum
{
  HEAD,
  MAIN,
  SIDE,
  REST,
  N_PARTS,
};

struct _PlumbPageColumns
{
  GtkWidget parent_instance;
};

typedef struct
{
  GtkWidget *parts[N_PARTS]; /* nullable: not shown */
  gboolean   beside;
  int        column; /* width of one */
  int        total;
} Arrangement;

G_DEFINE_FINAL_TYPE (PlumbPageColumns, plumb_page_columns, GTK_TYPE_WIDGET)

static int
measure_least (GtkWidget *part)
{
  int least = 0;

  if (part != NULL)
    gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

static Arrangement
arrange (GtkWidget *widget,
         int        width)
{
  Arrangement a = { 0 };
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int least = BESIDE_LEAST;

  for (guint i = 0; i < N_PARTS && child != NULL; i++)
    {
      a.parts[i] = gtk_widget_should_layout (child) ? child : NULL;
      child = gtk_widget_get_next_sibling (child);
    }
  for (guint i = MAIN; i < N_PARTS; i++)
    least = MAX (least, measure_least (a.parts[i]));
  a.beside = a.parts[SIDE] != NULL && (a.parts[MAIN] != NULL || a.parts[REST] != NULL)
             && width >= 2 * least + COLUMN_GAP;
  a.column = a.beside ? MIN (MAX (BESIDE_MOST, least), (width - COLUMN_GAP) / 2)
                      : MIN (MAX (ONE_MOST, least), width);
  a.total = a.beside ? 2 * a.column + COLUMN_GAP : a.column;
  return a;
}

static int
measure_height (GtkWidget *part,
                int        width)
{
  int height = 0;

  if (part != NULL)
    gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static int
stack (int upper,
       int lower)
{
  return upper + lower + (upper > 0 && lower > 0 ? ROW_GAP : 0);
}

static void
plumb_page_columns_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  const Arrangement a = arrange (widget, for_size >= 0 ? for_size : ONE_MOST);
  int heights[N_PARTS];

  *minimum = 0;
  *natural = ONE_MOST;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (guint i = 0; i < N_PARTS; i++)
        *minimum = MAX (*minimum, measure_least (a.parts[i]));
      *natural = MAX (*minimum, *natural);
      return;
    }
  for (guint i = 0; i < N_PARTS; i++)
    heights[i] = measure_height (a.parts[i], i == HEAD ? a.total : a.column);
  *natural = a.beside
                 ? MAX (stack (heights[MAIN], heights[REST]), heights[SIDE])
                 : stack (stack (heights[MAIN], heights[SIDE]), heights[REST]);
  *natural = stack (heights[HEAD], *natural);
  *minimum = *natural;
}

static GtkSizeRequestMode
plumb_page_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Puts the part at `y`; where the next one goes. */
static int
place (GtkWidget *part,
       int        x,
       int        y,
       int        width)
{
  GtkAllocation at = { x, y, width, measure_height (part, width) };

  if (part == NULL)
    return y;
  gtk_widget_size_allocate (part, &at, -1);
  return y + at.height + (at.height > 0 ? ROW_GAP : 0);
}

static void
plumb_page_columns_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  const Arrangement a = arrange (widget, width);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const int start = MAX ((width - a.total) / 2, 0);
  const int far = start + a.column + COLUMN_GAP;
  const int main_x = a.beside && is_rtl ? far : start;
  const int top = place (a.parts[HEAD], start, 0, a.total);
  int y = place (a.parts[MAIN], main_x, top, a.column);

  if (a.beside)
    place (a.parts[SIDE], is_rtl ? start : far, top, a.column);
  else
    y = place (a.parts[SIDE], start, y, a.column);
  place (a.parts[REST], main_x, y, a.column);
}

static void
plumb_page_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (plumb_page_columns_parent_class)->dispose (object);
}

static void
plumb_page_columns_class_init (PlumbPageColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_page_columns_dispose;
  widget_class->measure = plumb_page_columns_measure;
  widget_class->get_request_mode = plumb_page_columns_get_request_mode;
  widget_class->size_allocate = plumb_page_columns_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "pagecolumns");
}

static void
plumb_page_columns_init (PlumbPageColumns *self)
{
}
