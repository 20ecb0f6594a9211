/* A review in a list of the library; see library-row.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-row.h"

#include <glib/gi18n-lib.h>

#define THUMBNAIL_WIDTH 144
#define THUMBNAIL_HEIGHT 80

struct _PlumbLibraryRow
{
  GtkListBoxRow    parent_instance;
  PlumbReviewItem *item;    /* owned */
  GtkWidget       *picture; /* held by the row */
  GtkWidget       *still;   /* held by the row: stack of icon and picture */
};

G_DEFINE_FINAL_TYPE (PlumbLibraryRow, plumb_library_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* (transfer full) "Conventional deadlift, 140 kg", or what of it is known. */
static char *
describe_lift (PlumbReviewItem *item,
               const char      *lift)
{
  const double load_kg = plumb_review_item_load_kg (item);
  g_autofree char *file = g_path_get_basename (plumb_review_item_path (item));
  g_autofree char *load = g_strdup_printf (_("%g kg"), load_kg);

  if (lift != NULL && load_kg > 0)
    return g_strdup_printf ("%s, %s", lift, load);
  if (lift != NULL)
    return g_strdup (lift);
  if (load_kg > 0)
    return g_steal_pointer (&load);
  return g_filename_display_name (file);
}

static char *
describe_date (PlumbReviewItem *item)
{
  g_autoptr (GDateTime) local
      = g_date_time_new_from_unix_local (plumb_review_item_created_s (item));
  g_autofree char *date = g_date_time_format (local, "%x, %H:%M");
  g_autofree char *path = g_path_get_basename (plumb_review_item_path (item));
  g_autofree char *file = g_filename_display_name (path);

  return g_strdup_printf ("%s · %s", date, file);
}

static GtkWidget *
make_still (PlumbLibraryRow *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("video-x-generic-symbolic");

  self->picture = gtk_picture_new ();
  self->still = gtk_stack_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_widget_set_size_request (self->still, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
  gtk_widget_set_overflow (self->still, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (self->still, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->still, "still");
  gtk_stack_add_named (GTK_STACK (self->still), icon, "icon");
  gtk_stack_add_named (GTK_STACK (self->still), self->picture, "picture");
  return self->still;
}

static GtkWidget *
make_texts (PlumbLibraryRow *self,
            const char      *lift,
            gboolean         found,
            gboolean         there)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *what = describe_lift (self->item, lift);
  g_autofree char *date = describe_date (self->item);
  g_autofree char *note = g_strdup (plumb_review_item_notes (self->item));
  const char *athlete = plumb_review_item_athlete_name (self->item);
  GtkWidget *label;

  if (found)
    gtk_box_append (GTK_BOX (box),
                    make_label (athlete != NULL ? athlete : _("Not assigned yet"), "heading"));
  gtk_box_append (GTK_BOX (box), make_label (what, found ? NULL : "heading"));
  label = make_label (date, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  g_strdelimit (note, "\n\r\t", ' ');
  if (*note != '\0')
    {
      label = make_label (note, NULL);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_wrap (GTK_LABEL (label), found);
      gtk_label_set_lines (GTK_LABEL (label), found ? 3 : 1);
      gtk_box_append (GTK_BOX (box), label);
    }
  if (!there)
    gtk_box_append (GTK_BOX (box),
                    make_label (_("The video file is not where it was."), "warning"));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_badge (PlumbReviewItem *item)
{
  const int open = plumb_review_item_open_findings (item);
  g_autofree char *text = NULL;
  GtkWidget *badge;

  if (open < 0)
    text = g_strdup (_("Not checked yet"));
  else if (open == 0)
    text = g_strdup (_("Nothing open"));
  else
    text = g_strdup_printf (ngettext ("%d open finding", "%d open findings", (gulong) open), open);
  badge = gtk_label_new (text);
  gtk_widget_add_css_class (badge, open > 0 ? "badge" : "dim-label");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  return badge;
}

static GtkWidget *
make_menu (PlumbReviewItem *item,
           gboolean         there)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  const struct
  {
    const char *label;
    const char *action;
    gboolean    shown;
  } entries[] = {
    { _("_Locate…"), "win.locate-review", !there },
    { _("_Assign…"), "win.assign-review", TRUE },
    { _("_Delete"), "win.delete-review", TRUE },
  };
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GMenuItem) entry = g_menu_item_new (entries[i].label, NULL);

      g_menu_item_set_action_and_target (entry, entries[i].action, "x",
                                         plumb_review_item_id (item));
      if (entries[i].shown)
        g_menu_append_item (menu, entry);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("More about this review"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("More about this review"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
make_locate (PlumbReviewItem *item)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Locate…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.locate-review");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", plumb_review_item_id (item));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
plumb_library_row_dispose (GObject *object)
{
  g_clear_object (&PLUMB_LIBRARY_ROW (object)->item);
  G_OBJECT_CLASS (plumb_library_row_parent_class)->dispose (object);
}

static void
plumb_library_row_class_init (PlumbLibraryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plumb_library_row_dispose;
}

static void
plumb_library_row_init (PlumbLibraryRow *self)
{
}

GtkWidget *
plumb_library_row_new (PlumbReviewItem *item,
                       const char      *lift,
                       gboolean         found)
{
  PlumbLibraryRow *self = g_object_new (PLUMB_TYPE_LIBRARY_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const gboolean there = g_file_test (plumb_review_item_path (item), G_FILE_TEST_EXISTS);
  g_autofree char *what = describe_lift (item, lift);
  g_autofree char *date = describe_date (item);
  g_autofree char *name = g_strdup_printf ("%s, %s", what, date);

  self->item = g_object_ref (item);
  gtk_widget_add_css_class (box, "review-row");
  gtk_box_append (GTK_BOX (box), make_still (self));
  gtk_box_append (GTK_BOX (box), make_texts (self, lift, found, there));
  if (there)
    gtk_box_append (GTK_BOX (box), make_badge (item));
  else
    gtk_box_append (GTK_BOX (box), make_locate (item));
  if (!found)
    gtk_box_append (GTK_BOX (box), make_menu (item, there));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

PlumbReviewItem *
plumb_library_row_item (PlumbLibraryRow *self)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY_ROW (self), NULL);

  return self->item;
}

void
plumb_library_row_set_thumbnail (PlumbLibraryRow *self,
                                 GdkPaintable    *thumbnail)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_ROW (self));

  gtk_picture_set_paintable (GTK_PICTURE (self->picture), thumbnail);
  gtk_stack_set_visible_child_name (GTK_STACK (self->still), "picture");
}
