/* Pages of a plan; see plan-pages.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-pages.h"

#include <glib/gi18n-lib.h>

#define MARGIN 18
#define GAP 18
#define MAX_WIDTH 900 /* wider lines cannot be read */
#define MIN_WIDTH 220

struct _PlumbPlanPages
{
  GtkWidget  parent_instance;
  GtkWidget *overlay;
  GtkWidget *scrolled;
  GtkWidget *box;     /* of GtkPicture */
  GtkWidget *spinner;
  int        width;   /* of a page, as last told */
};

enum
{
  WIDTH_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbPlanPages, plumb_plan_pages, GTK_TYPE_WIDGET)

int
plumb_plan_pages_wanted_width (PlumbPlanPages *self)
{
  g_return_val_if_fail (PLUMB_IS_PLAN_PAGES (self), 0);

  return self->width * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
size_page (PlumbPlanPages *self,
           GtkWidget      *page)
{
  GdkPaintable *paintable = gtk_picture_get_paintable (GTK_PICTURE (page));
  const double aspect = gdk_paintable_get_intrinsic_aspect_ratio (paintable);

  gtk_widget_set_size_request (page, self->width, (int) (self->width / aspect + 0.5));
}

static void
size_pages (PlumbPlanPages *self)
{
  for (GtkWidget *page = gtk_widget_get_first_child (self->box); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    size_page (self, page);
}

static gboolean
tell_width_cb (gpointer user_data)
{
  PlumbPlanPages *self = user_data;

  size_pages (self);
  g_signal_emit (self, signals[WIDTH_WANTED], 0, plumb_plan_pages_wanted_width (self));
  return G_SOURCE_REMOVE;
}

static void
plumb_plan_pages_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  PlumbPlanPages *self = PLUMB_PLAN_PAGES (widget);
  const int page = CLAMP (width - 2 * MARGIN, MIN_WIDTH, MAX_WIDTH);

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  if (page == self->width)
    return;
  self->width = page;
  /* Sizes are not asked for while they are being given. */
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_width_cb, g_object_ref (self), g_object_unref);
}

static void
plumb_plan_pages_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = MIN_WIDTH + 2 * MARGIN;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX_WIDTH + 2 * MARGIN : *minimum;
}

/* The page of this number, made where it is not there yet. */
static GtkWidget *
ensure_page (PlumbPlanPages *self,
             GtkWidget      *page)
{
  if (page != NULL)
    return page;
  page = gtk_picture_new ();
  gtk_widget_set_halign (page, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (page, GTK_ALIGN_START);
  gtk_widget_add_css_class (page, "card");
  gtk_box_append (GTK_BOX (self->box), page);
  return page;
}

void
plumb_plan_pages_show (PlumbPlanPages *self,
                       GPtrArray      *textures)
{
  GtkWidget *page;

  g_return_if_fail (PLUMB_IS_PLAN_PAGES (self));
  g_return_if_fail (textures != NULL);

  page = gtk_widget_get_first_child (self->box);
  for (guint i = 0; i < textures->len; i++)
    {
      g_autofree char *name = g_strdup_printf (_("Page %u of %u"), i + 1, textures->len);

      page = ensure_page (self, page);
      gtk_picture_set_paintable (GTK_PICTURE (page), textures->pdata[i]);
      gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      if (self->width > 0)
        size_page (self, page);
      page = gtk_widget_get_next_sibling (page);
    }
  while (page != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (page);

      gtk_box_remove (GTK_BOX (self->box), page);
      page = next;
    }
}

guint
plumb_plan_pages_n_pages (PlumbPlanPages *self)
{
  guint n = 0;

  g_return_val_if_fail (PLUMB_IS_PLAN_PAGES (self), 0);

  for (GtkWidget *page = gtk_widget_get_first_child (self->box); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    n++;
  return n;
}

void
plumb_plan_pages_set_busy (PlumbPlanPages *self,
                           gboolean        busy)
{
  g_return_if_fail (PLUMB_IS_PLAN_PAGES (self));

  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
}

static void
plumb_plan_pages_dispose (GObject *object)
{
  PlumbPlanPages *self = PLUMB_PLAN_PAGES (object);

  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (plumb_plan_pages_parent_class)->dispose (object);
}

static void
plumb_plan_pages_class_init (PlumbPlanPagesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_plan_pages_dispose;
  widget_class->size_allocate = plumb_plan_pages_size_allocate;
  widget_class->measure = plumb_plan_pages_measure;
  signals[WIDTH_WANTED]
      = g_signal_new ("width-wanted", PLUMB_TYPE_PLAN_PAGES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "pages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
plumb_plan_pages_init (PlumbPlanPages *self)
{
  self->overlay = gtk_overlay_new ();
  self->scrolled = gtk_scrolled_window_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_margin_top (self->box, MARGIN);
  gtk_widget_set_margin_bottom (self->box, MARGIN);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->box);
  gtk_widget_set_focusable (self->scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Pages of the plan"), -1);
  gtk_widget_set_halign (self->spinner, GTK_ALIGN_END);
  gtk_widget_set_valign (self->spinner, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->spinner, 6);
  gtk_widget_set_margin_end (self->spinner, MARGIN);
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->scrolled);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->spinner);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
}

GtkWidget *
plumb_plan_pages_new (void)
{
  return g_object_new (PLUMB_TYPE_PLAN_PAGES, NULL);
}
