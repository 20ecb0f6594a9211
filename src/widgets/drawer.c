/* A panel that folds; see drawer.h.
 *
 * Whether it folds is found while sizes are given out, when no widget may be
 * shown or hidden any more: `folded` and `wide` are told to others afterwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "drawer.h"

#include <adwaita.h>

/* What the page keeps beside the panel, at least: less and the panel folds. */
#define CONTENT_PX 760
/* From this width on two panels leave enough of the page. */
#define WIDE_PX 1800
#define SLIDE_MS 200

struct _PlumbDrawer
{
  GtkWidget     parent_instance;
  GtkWidget    *content, *rail, *panel;
  GtkWidget    *clear;      /* weak, nullable: part of the content */
  AdwAnimation *slide;      /* owned */
  double        position;   /* 0 = shut, 1 = open */
  gboolean      is_shown, is_folded, is_wide;
  gboolean      was_shown;  /* before it folded */
  gboolean      is_placed;  /* has had a size */
  guint         settle;     /* source, 0 = nothing to tell */
};

enum
{
  PROP_CONTENT = 1,
  PROP_RAIL,
  PROP_PANEL,
  PROP_CLEAR,
  PROP_SHOWN,
  PROP_FOLDED,
  PROP_WIDE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PlumbDrawer, plumb_drawer, GTK_TYPE_WIDGET)

/* What cannot be seen is none for a screen reader either. */
static void
show_parts (PlumbDrawer *self)
{
  if (self->rail != NULL)
    gtk_widget_set_visible (self->rail, self->is_folded || !self->is_shown);
  if (self->panel == NULL)
    return;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->panel), GTK_ACCESSIBLE_STATE_HIDDEN,
                               !self->is_shown, -1);
  if (self->is_folded)
    gtk_widget_add_css_class (self->panel, "folded");
  else
    gtk_widget_remove_css_class (self->panel, "folded");
}

static gboolean
settle_cb (gpointer user_data)
{
  PlumbDrawer *self = user_data;

  self->settle = 0;
  show_parts (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WIDE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOWN]);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* The first size decides without a move; later ones as well: what is dragged is
 * the window, not the panel. */
static void
set_room (PlumbDrawer *self,
          gboolean     folded,
          gboolean     wide)
{
  if (self->is_placed && folded == self->is_folded && wide == self->is_wide)
    return;
  if (folded != self->is_folded)
    {
      adw_animation_pause (self->slide);
      if (folded)
        self->was_shown = self->is_shown;
      self->is_shown = !folded && (self->is_shown || self->was_shown);
      self->position = self->is_shown ? 1 : 0;
    }
  self->is_placed = TRUE;
  self->is_folded = folded;
  self->is_wide = wide;
  if (self->settle == 0)
    self->settle = g_idle_add_full (G_PRIORITY_HIGH, settle_cb, self, NULL);
}

static int
measure_one (GtkWidget     *widget,
             GtkOrientation orientation,
             gboolean       natural)
{
  int least = 0, wanted = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, orientation, -1, &least, &wanted, NULL, NULL);
  return natural ? wanted : least;
}

static void
place (PlumbDrawer *self,
       GtkWidget   *child,
       int          x,
       int          width,
       int          height)
{
  const int all = gtk_widget_get_width (GTK_WIDGET (self));
  GtkAllocation area = { x, 0, width, height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    area.x = all - x - width;
  gtk_widget_size_allocate (child, &area, -1);
}

/* How far down the panel reaches: folded it lies over the page, but never over
 * what is to stay clear there. */
static int
find_panel_height (PlumbDrawer *self,
                   int          height)
{
  const int least = measure_one (self->panel, GTK_ORIENTATION_VERTICAL, FALSE);
  graphene_rect_t clear;

  if (!self->is_folded || self->clear == NULL
      || !gtk_widget_compute_bounds (self->clear, GTK_WIDGET (self), &clear))
    return height;
  return CLAMP ((int) clear.origin.y, MIN (least, height), height);
}

static void
plumb_drawer_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  PlumbDrawer *self = PLUMB_DRAWER (widget);
  /* What it asks for at least is its width; the page gets the rest. */
  const int panel = measure_one (self->panel, GTK_ORIENTATION_HORIZONTAL, FALSE);
  const int rail = measure_one (self->rail, GTK_ORIENTATION_HORIZONTAL, TRUE);
  int end = rail;

  set_room (self, width - panel < CONTENT_PX, width >= WIDE_PX);
  if (!self->is_folded)
    end = MAX (rail, (int) (panel * self->position));
  if (self->content != NULL)
    place (self, self->content, 0,
           MAX (width - end, measure_one (self->content, GTK_ORIENTATION_HORIZONTAL, FALSE)),
           height);
  if (self->rail != NULL && gtk_widget_get_visible (self->rail))
    place (self, self->rail, width - rail, rail, height);
  if (self->panel == NULL)
    return;
  gtk_widget_set_child_visible (self->panel, self->position > 0);
  if (self->position > 0)
    place (self, self->panel, width - (int) (panel * self->position), panel,
           find_panel_height (self, height));
}

/* Shut and folded it needs least. */
static void
plumb_drawer_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  PlumbDrawer *self = PLUMB_DRAWER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      const int panel = measure_one (self->panel, orientation, FALSE);

      *minimum = MAX (measure_one (self->content, orientation, FALSE)
                          + measure_one (self->rail, orientation, FALSE),
                      panel);
      *natural = MAX (measure_one (self->content, orientation, TRUE)
                          + panel,
                      *minimum);
      return;
    }
  *minimum = MAX (measure_one (self->content, orientation, FALSE),
                  MAX (measure_one (self->rail, orientation, FALSE),
                       measure_one (self->panel, orientation, FALSE)));
  *natural = MAX (*minimum, measure_one (self->content, orientation, TRUE));
}

static void
slide_cb (double   value,
          gpointer user_data)
{
  PlumbDrawer *self = user_data;

  self->position = value;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_shown (PlumbDrawer *self,
           gboolean     shown)
{
  if (self->is_shown == shown)
    return;
  self->is_shown = shown;
  if (!self->is_folded)
    self->was_shown = shown;
  show_parts (self);
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->slide), self->position);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->slide), shown ? 1 : 0);
  adw_animation_play (self->slide);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOWN]);
}

static void
set_child (PlumbDrawer *self,
           GtkWidget  **slot,
           GtkWidget   *child)
{
  g_return_if_fail (*slot == NULL && child != NULL);

  *slot = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  /* The panel lies on top, whatever was set first. */
  if (slot != &self->panel && self->panel != NULL)
    gtk_widget_insert_before (self->panel, GTK_WIDGET (self), NULL);
  show_parts (self);
}

static void
plumb_drawer_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PlumbDrawer *self = PLUMB_DRAWER (object);

  switch (id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_RAIL:
      g_value_set_object (value, self->rail);
      break;
    case PROP_PANEL:
      g_value_set_object (value, self->panel);
      break;
    case PROP_CLEAR:
      g_value_set_object (value, self->clear);
      break;
    case PROP_SHOWN:
      g_value_set_boolean (value, self->is_shown);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->is_folded);
      break;
    case PROP_WIDE:
      g_value_set_boolean (value, self->is_wide);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plumb_drawer_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  PlumbDrawer *self = PLUMB_DRAWER (object);

  switch (id)
    {
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;
    case PROP_RAIL:
      set_child (self, &self->rail, g_value_get_object (value));
      break;
    case PROP_PANEL:
      set_child (self, &self->panel, g_value_get_object (value));
      break;
    case PROP_CLEAR:
      if (g_set_weak_pointer (&self->clear, g_value_get_object (value)))
        gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;
    case PROP_SHOWN:
      set_shown (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plumb_drawer_dispose (GObject *object)
{
  PlumbDrawer *self = PLUMB_DRAWER (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  if (self->slide != NULL)
    adw_animation_reset (self->slide);
  g_clear_weak_pointer (&self->clear);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->rail, gtk_widget_unparent);
  g_clear_pointer (&self->panel, gtk_widget_unparent);
  g_clear_object (&self->slide);
  G_OBJECT_CLASS (plumb_drawer_parent_class)->dispose (object);
}

static void
plumb_drawer_class_init (PlumbDrawerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags rw
      = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags ro = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = plumb_drawer_dispose;
  object_class->get_property = plumb_drawer_get_property;
  object_class->set_property = plumb_drawer_set_property;
  widget_class->measure = plumb_drawer_measure;
  widget_class->size_allocate = plumb_drawer_size_allocate;

  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, rw);
  props[PROP_RAIL] = g_param_spec_object ("rail", NULL, NULL, GTK_TYPE_WIDGET, rw);
  props[PROP_PANEL] = g_param_spec_object ("panel", NULL, NULL, GTK_TYPE_WIDGET, rw);
  props[PROP_CLEAR] = g_param_spec_object ("clear", NULL, NULL, GTK_TYPE_WIDGET, rw);
  props[PROP_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, TRUE, rw);
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, ro);
  props[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, FALSE, ro);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "drawer");
}

static void
plumb_drawer_init (PlumbDrawer *self)
{
  self->is_shown = self->was_shown = TRUE;
  self->position = 1;
  self->slide = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, SLIDE_MS,
                                         adw_callback_animation_target_new (slide_cb, self, NULL));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
plumb_drawer_folded (PlumbDrawer *self)
{
  g_return_val_if_fail (PLUMB_IS_DRAWER (self), FALSE);

  return self->is_folded;
}

gboolean
plumb_drawer_wide (PlumbDrawer *self)
{
  g_return_val_if_fail (PLUMB_IS_DRAWER (self), FALSE);

  return self->is_wide;
}
