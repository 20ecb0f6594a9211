/* How the picture is seen; see view-popover.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "view-popover.h"

#include <glib/gi18n-lib.h>

#include "mark-label.h"

#define LIST_HEIGHT 200

#define BIT(kind) (1u << PLUMB_MARK_##kind)

/* What is shown and hidden together. */
static const struct
{
  const char *name;
  guint       kinds;
} groups[] = {
  { N_("Body points and angles"), BIT (POINT) | BIT (HIP_ANGLE) },
  { N_("Back"), BIT (SPINE) | BIT (OUTLINE) },
  { N_("Plate"), BIT (PLATE) },
  { N_("Lines and free drawing"),
    BIT (LINE) | BIT (ANGLE) | BIT (PLUMB) | BIT (TO_VERTICAL) | BIT (TO_HORIZONTAL)
        | BIT (DISTANCE) | BIT (ARROW) | BIT (RECTANGLE) | BIT (ELLIPSE) | BIT (FREEHAND)
        | BIT (TEXT) },
};

struct _PlumbViewPopover
{
  GtkPopover     parent_instance;
  PlumbSession  *session; /* owned */
  PlumbCanvas   *canvas;  /* owned */
  GtkRange      *brightness;
  GtkRange      *contrast;
  GtkWidget     *list; /* box of buttons */
  GtkWidget     *empty;
  GtkCheckButton *shown[G_N_ELEMENTS (groups)];
};

G_DEFINE_FINAL_TYPE (PlumbViewPopover, plumb_view_popover, GTK_TYPE_POPOVER)

static void
light_changed_cb (PlumbViewPopover *self)
{
  plumb_canvas_set_light (self->canvas, gtk_range_get_value (self->brightness),
                          gtk_range_get_value (self->contrast));
}

static void
reset_cb (PlumbViewPopover *self)
{
  gtk_range_set_value (self->brightness, 0);
  gtk_range_set_value (self->contrast, 1);
}

static void
ghosts_cb (PlumbViewPopover *self,
           GtkCheckButton   *button)
{
  plumb_canvas_set_ghosts (self->canvas, gtk_check_button_get_active (button));
}

static void
shown_cb (PlumbViewPopover *self)
{
  guint hidden = 0;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (!gtk_check_button_get_active (self->shown[i]))
      hidden |= groups[i].kinds;
  plumb_canvas_set_hidden (self->canvas, hidden);
}

/* The keys are the picture's again. */
static void
closed_cb (PlumbViewPopover *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static int
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const PlumbMark *one = *(const PlumbMark *const *) a;
  const PlumbMark *other = *(const PlumbMark *const *) b;

  if (one->frame != other->frame)
    return one->frame < other->frame ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

static void
fill_list (PlumbViewPopover *self)
{
  PlumbReview *review = plumb_session_review (self->session);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  if (review != NULL)
    g_ptr_array_extend (sorted, plumb_review_marks (review), NULL, NULL);
  g_ptr_array_sort (sorted, compare_marks);
  for (guint i = 0; i < sorted->len; i++)
    {
      const PlumbMark *mark = sorted->pdata[i];
      /* Translators: the number of a frame and what is marked in it. */
      g_autofree char *text = g_strdup_printf (_("%d: %s"), (int) mark->frame,
                                               plumb_mark_title (mark));
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_widget_add_css_class (button, "flat");
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.go-to-mark");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", mark->id);
      gtk_box_append (GTK_BOX (self->list), button);
    }
  gtk_widget_set_visible (self->empty, sorted->len == 0);
}

static GtkRange *
add_scale (PlumbViewPopover *self,
           GtkWidget        *box,
           const char       *name,
           double            least,
           double            most,
           double            value)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, least, most, 0.05);

  gtk_range_set_value (GTK_RANGE (scale), value);
  gtk_scale_add_mark (GTK_SCALE (scale), value, GTK_POS_BOTTOM, NULL);
  gtk_widget_set_size_request (scale, 220, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scale);
  g_signal_connect_object (scale, "value-changed", G_CALLBACK (light_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_RANGE (scale);
}

static GtkCheckButton *
add_check (PlumbViewPopover *self,
           GtkWidget        *box,
           const char       *name,
           gboolean          active,
           GCallback         callback)
{
  GtkWidget *check = gtk_check_button_new_with_label (name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_box_append (GTK_BOX (box), check);
  g_signal_connect_object (check, "toggled", callback, self, G_CONNECT_SWAPPED);
  return GTK_CHECK_BUTTON (check);
}

static void
add_heading (GtkWidget  *box,
             const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_list (PlumbViewPopover *self,
          GtkWidget        *box)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->empty = gtk_label_new (_("Nothing is marked yet."));
  gtk_label_set_xalign (GTK_LABEL (self->empty), 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), scrolled);
}

GtkWidget *
plumb_view_popover_new (PlumbSession *session,
                        PlumbCanvas  *canvas)
{
  PlumbViewPopover *self = g_object_new (PLUMB_TYPE_VIEW_POPOVER, NULL);

  self->session = g_object_ref (session);
  self->canvas = g_object_ref (canvas);
  return GTK_WIDGET (self);
}

static void
plumb_view_popover_dispose (GObject *object)
{
  PlumbViewPopover *self = PLUMB_VIEW_POPOVER (object);

  g_clear_object (&self->session);
  g_clear_object (&self->canvas);
  G_OBJECT_CLASS (plumb_view_popover_parent_class)->dispose (object);
}

static void
plumb_view_popover_class_init (PlumbViewPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plumb_view_popover_dispose;
}

static void
plumb_view_popover_init (PlumbViewPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *reset = gtk_button_new_with_label (_("As it was filmed"));

  self->brightness = add_scale (self, box, _("Brightness"), -0.5, 0.5, 0);
  self->contrast = add_scale (self, box, _("Contrast"), 0.5, 2.5, 1);
  gtk_widget_set_halign (reset, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), reset);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  add_heading (box, _("Show"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    self->shown[i] = add_check (self, box, _(groups[i].name), TRUE, G_CALLBACK (shown_cb));
  add_check (self, box, _("Marks of neighbouring frames, faded"), FALSE, G_CALLBACK (ghosts_cb));
  add_heading (box, _("Marks"));
  add_list (self, box);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self, "show", G_CALLBACK (fill_list), NULL);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}
