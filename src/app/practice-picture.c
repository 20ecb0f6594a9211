/* The picture of the practice; see practice-picture.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "practice-picture.h"

#include <glib/gi18n-lib.h>

#include "loupe.h"

/* With Shift held the cross goes so many pixels. */
#define FAR_PX 10
#define CROSS_SIZE 14.0

struct _PlumbPracticePicture
{
  GtkWidget   parent_instance;
  GdkTexture *texture; /* owned; NULL until it is drawn */
  PlumbFrame  frame;   /* the same for the loupe; `pixels` owned */
  PlumbPoint  at;      /* of the cross, picture pixels */
  char       *wanted;  /* owned */
};

G_DEFINE_FINAL_TYPE (PlumbPracticePicture, plumb_practice_picture, GTK_TYPE_WIDGET)

static guint placed_signal;

/* The picture is shown whole, in the middle. */
static gboolean
find_place (PlumbPracticePicture *self,
            double               *scale,
            double               *x0,
            double               *y0)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->texture == NULL || !(width > 0) || !(height > 0))
    return FALSE;
  *scale = MIN (width / self->frame.width_px, height / self->frame.height_px);
  *x0 = (width - *scale * self->frame.width_px) / 2;
  *y0 = (height - *scale * self->frame.height_px) / 2;
  return TRUE;
}

gboolean
plumb_practice_picture_to_widget (PlumbPracticePicture *self,
                                  PlumbPoint            at,
                                  double               *x,
                                  double               *y)
{
  g_return_val_if_fail (PLUMB_IS_PRACTICE_PICTURE (self), FALSE);

  double scale, x0, y0;

  if (!find_place (self, &scale, &x0, &y0))
    return FALSE;
  *x = x0 + scale * at.x_px;
  *y = y0 + scale * at.y_px;
  return TRUE;
}

/* FALSE beside the picture. */
static gboolean
move_to_widget (PlumbPracticePicture *self,
                double                x,
                double                y)
{
  double scale, x0, y0;

  if (!find_place (self, &scale, &x0, &y0))
    return FALSE;

  const PlumbPoint at = { (x - x0) / scale, (y - y0) / scale };

  if (at.x_px < 0 || at.y_px < 0 || at.x_px >= self->frame.width_px ||
      at.y_px >= self->frame.height_px)
    return FALSE;
  self->at = at;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static void
pressed_cb (PlumbPracticePicture *self,
            int                   n_press,
            double                x,
            double                y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (move_to_widget (self, x, y))
    g_signal_emit (self, placed_signal, 0, self->at.x_px, self->at.y_px);
}

static void
motion_cb (PlumbPracticePicture *self,
           double                x,
           double                y)
{
  move_to_widget (self, x, y);
}

/* `args`: (dx, dy). A key moves from pixel to pixel. */
static gboolean
move_binding (GtkWidget *widget,
              GVariant  *args,
              gpointer   unused)
{
  PlumbPracticePicture *self = PLUMB_PRACTICE_PICTURE (widget);
  int dx, dy;

  if (self->texture == NULL)
    return FALSE;
  g_variant_get (args, "(ii)", &dx, &dy);
  self->at.x_px = CLAMP (self->at.x_px + dx, 0, self->frame.width_px - 1);
  self->at.y_px = CLAMP (self->at.y_px + dy, 0, self->frame.height_px - 1);
  gtk_widget_queue_draw (widget);
  return TRUE;
}

static gboolean
place_binding (GtkWidget *widget,
               GVariant  *args,
               gpointer   unused)
{
  PlumbPracticePicture *self = PLUMB_PRACTICE_PICTURE (widget);

  if (self->texture == NULL)
    return FALSE;
  g_signal_emit (self, placed_signal, 0, self->at.x_px, self->at.y_px);
  return TRUE;
}

/* With an open middle, so that the pixel aimed at stays in sight. */
static void
draw_cross (cairo_t *cr,
            double   x,
            double   y)
{
  for (int pass = 0; pass < 2; pass++)
    {
      cairo_set_source_rgba (cr, pass, pass, pass, pass ? 1 : 0.6);
      cairo_set_line_width (cr, pass ? 1.5 : 3.5);
      for (int side = -1; side <= 1; side += 2)
        {
          cairo_move_to (cr, x + side * CROSS_SIZE, y);
          cairo_line_to (cr, x + side * 4, y);
          cairo_move_to (cr, x, y + side * CROSS_SIZE);
          cairo_line_to (cr, x, y + side * 4);
        }
      cairo_stroke (cr);
    }
}

/* The loupe stands in the lower corner away from the cross. */
static void
draw_aim (PlumbPracticePicture *self,
          cairo_t              *cr,
          double                x,
          double                y)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));

  draw_cross (cr, x, y);
  plumb_loupe_draw (cr, &self->frame, self->at, FALSE,
                    x > width / 2 ? PLUMB_LOUPE_MARGIN
                                  : width - PLUMB_LOUPE_MARGIN - PLUMB_LOUPE_SIZE,
                    height - PLUMB_LOUPE_HEIGHT - PLUMB_LOUPE_MARGIN,
                    gtk_widget_get_pango_context (GTK_WIDGET (self)),
                    self->wanted != NULL ? self->wanted : "");
}

static void
plumb_practice_picture_snapshot (GtkWidget   *widget,
                                 GtkSnapshot *snapshot)
{
  PlumbPracticePicture *self = PLUMB_PRACTICE_PICTURE (widget);
  double scale, x0, y0;

  if (!find_place (self, &scale, &x0, &y0))
    return;

  const graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                  (float) gtk_widget_get_height (widget));
  const graphene_rect_t place
      = GRAPHENE_RECT_INIT ((float) x0, (float) y0, (float) (scale * self->frame.width_px),
                            (float) (scale * self->frame.height_px));

  gtk_snapshot_append_texture (snapshot, self->texture, &place);

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &all);
  draw_aim (self, cr, x0 + scale * self->at.x_px, y0 + scale * self->at.y_px);
  cairo_destroy (cr);
}

void
plumb_practice_picture_set_pixels (PlumbPracticePicture *self,
                                   GBytes               *pixels,
                                   int                   width_px,
                                   int                   height_px)
{
  g_return_if_fail (PLUMB_IS_PRACTICE_PICTURE (self) && pixels != NULL);
  g_return_if_fail (width_px > 0 && height_px > 0);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->frame.pixels, g_bytes_unref);
  self->frame = (PlumbFrame) {
    .width_px = width_px, .height_px = height_px, .stride = 4 * width_px,
    .full_width_px = width_px, .full_height_px = height_px, .pixels = g_bytes_ref (pixels),
  };
  self->texture = gdk_memory_texture_new (width_px, height_px, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
                                          pixels, (gsize) self->frame.stride);
  self->at = (PlumbPoint) { width_px / 2, height_px / 2 };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_practice_picture_set_wanted (PlumbPracticePicture *self,
                                   const char           *wanted)
{
  g_return_if_fail (PLUMB_IS_PRACTICE_PICTURE (self));

  g_free (self->wanted);
  self->wanted = g_strdup (wanted);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
plumb_practice_picture_finalize (GObject *object)
{
  PlumbPracticePicture *self = PLUMB_PRACTICE_PICTURE (object);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->frame.pixels, g_bytes_unref);
  g_free (self->wanted);
  G_OBJECT_CLASS (plumb_practice_picture_parent_class)->finalize (object);
}

static void
bind_arrow (GtkWidgetClass *widget_class,
            guint           key,
            guint           keypad_key,
            int             dx,
            int             dy)
{
  gtk_widget_class_add_binding (widget_class, key, 0, move_binding, "(ii)", dx, dy);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, move_binding, "(ii)", dx, dy);
  gtk_widget_class_add_binding (widget_class, key, GDK_SHIFT_MASK, move_binding, "(ii)",
                                FAR_PX * dx, FAR_PX * dy);
}

static void
plumb_practice_picture_class_init (PlumbPracticePictureClass *klass)
{
  static const guint enter_keys[]
      = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = plumb_practice_picture_finalize;
  widget_class->snapshot = plumb_practice_picture_snapshot;
  placed_signal = g_signal_new ("placed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "practicepicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  bind_arrow (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  bind_arrow (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  bind_arrow (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  bind_arrow (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);
  for (guint i = 0; i < G_N_ELEMENTS (enter_keys); i++)
    gtk_widget_class_add_binding (widget_class, enter_keys[i], 0, place_binding, NULL);
}

static void
plumb_practice_picture_init (PlumbPracticePicture *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The setup of the sample lift"),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _("Arrow keys move the cross, with Shift by ten pixels; Enter places the landmark."), -1);
}
