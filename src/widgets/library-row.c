/* A review in a list of the library; see library-row.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-row.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>

#include "wrap-layout.h"

#define THUMBNAIL_WIDTH 144
#define THUMBNAIL_HEIGHT 80
#define TEXT_CHARS 26 /* that the texts want beside the rest, before they take a line */

struct _PlumbLibraryRow
{
  GtkListBoxRow    parent_instance;
  PlumbReviewItem *item;    /* owned */
  GtkWidget       *picture; /* held by the row */
  GtkWidget       *still;   /* held by the row: the picture over an icon */
  GtkWidget       *texts;   /* held by the row */
};

G_DEFINE_FINAL_TYPE (PlumbLibraryRow, plumb_library_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_CHARS);
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
  const gint64 reps = plumb_review_item_set_reps (item);
  g_autofree char *file = g_path_get_basename (plumb_review_item_path (item));
  g_autofree char *mass = plumb_format_mass (load_kg, plumb_review_item_mass_unit (item));
  g_autofree char *load = reps > 0 ? g_strdup_printf ("%s × %" PRId64, mass, reps)
                                   : g_strdup (mass);

  if (lift != NULL && load_kg > 0)
    return g_strdup_printf ("%s, %s", lift, load);
  if (lift != NULL)
    return g_strdup (lift);
  if (load_kg > 0)
    return g_steal_pointer (&load);
  return g_filename_display_name (file);
}

/* (transfer full) */
static char *
format_time (gint64      time_s,
             const char *format)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time_s);

  return g_date_time_format (local, format);
}

/* (transfer full) When it was filmed, as the film says; else of when its file is,
 * which a messenger may have written anew; else when it was reviewed. */
static char *
describe_day (PlumbReviewItem *item)
{
  const gint64 filmed_s = plumb_review_item_filmed_s (item);
  GStatBuf info;
  g_autofree char *day = NULL;

  if (filmed_s > 0)
    {
      day = format_time (filmed_s, "%x, %H:%M");
      return g_strdup_printf (_("Filmed %s"), day);
    }
  if (g_stat (plumb_review_item_path (item), &info) == 0)
    {
      day = format_time (info.st_mtime, "%x, %H:%M");
      return g_strdup_printf (_("File of %s"), day);
    }
  day = format_time (plumb_review_item_created_s (item), "%x, %H:%M");
  return g_strdup_printf (_("Reviewed %s"), day);
}

/* (transfer full) */
static char *
describe_date (PlumbReviewItem *item)
{
  g_autofree char *path = g_path_get_basename (plumb_review_item_path (item));
  g_autofree char *file = g_filename_display_name (path);
  g_autofree char *date = describe_day (item);

  /* Where nothing else is known the file's name is the title already. */
  if (plumb_review_item_lift (item) == NULL && !(plumb_review_item_load_kg (item) > 0))
    return g_steal_pointer (&date);
  return g_strdup_printf ("%s · %s", date, file);
}

/* (transfer full) Where the words that were found stand. */
static char *
describe_place (PlumbReviewItem *item)
{
  g_autofree char *date = format_time (plumb_review_item_created_s (item), "%x");

  switch (plumb_review_item_found_kind (item))
    {
    case PLUMB_FOUND_ATHLETE:
      return g_strdup (_("Notes on the athlete"));
    case PLUMB_FOUND_DECISION:
      return g_strdup_printf (_("With a finding of %s"), date);
    case PLUMB_FOUND_FRAME:
      return g_strdup_printf (_("At frame %" PRId64 ", %s"),
                              plumb_review_item_found_frame (item), date);
    case PLUMB_FOUND_NOTE:
    case PLUMB_FOUND_NOT:
    default:
      return g_strdup_printf (_("Notes on the review of %s"), date);
    }
}

/* The picture lies over the icon: so it does not ask for room of its own size. */
static GtkWidget *
make_still (PlumbLibraryRow *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("video-x-generic-symbolic");

  self->picture = gtk_picture_new ();
  self->still = gtk_overlay_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_widget_set_visible (self->picture, FALSE);
  gtk_widget_set_size_request (icon, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
  gtk_widget_set_overflow (self->still, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (self->still, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->still, "still");
  gtk_overlay_set_child (GTK_OVERLAY (self->still), icon);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->still), self->picture);
  return self->still;
}

static GtkWidget *
append_label (GtkWidget  *box,
              const char *text,
              const char *style)
{
  GtkWidget *label = make_label (text, style);

  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* A text of several lines as `lines` of the row at most. */
static void
append_text (GtkWidget  *box,
             const char *text,
             int         lines)
{
  g_autofree char *flat = g_strstrip (g_strdelimit (g_strdup (text), "\n\r\t", ' '));
  GtkWidget *label;

  if (*flat == '\0')
    return;
  label = append_label (box, flat, NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (label), lines > 1);
  gtk_label_set_lines (GTK_LABEL (label), lines);
}

/* Anew into the box that has it already: what is found changes with each letter. */
static void
fill_found (PlumbLibraryRow *self)
{
  const char *athlete = plumb_review_item_athlete_name (self->item);
  g_autofree char *place = describe_place (self->item);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->texts)) != NULL)
    gtk_box_remove (GTK_BOX (self->texts), child);
  append_label (self->texts, athlete != NULL ? athlete : _("Not assigned yet"), "heading");
  gtk_widget_add_css_class (append_label (self->texts, place, "dim-label"), "numeric");
  append_text (self->texts, plumb_review_item_found_text (self->item), 3);
}

static void
fill_review (PlumbLibraryRow *self,
             GtkWidget       *box,
             const char      *lift,
             gboolean         there)
{
  g_autofree char *what = describe_lift (self->item, lift);
  g_autofree char *date = describe_date (self->item);

  append_label (box, what, "heading");
  gtk_widget_add_css_class (append_label (box, date, "dim-label"), "numeric");
  append_text (box, plumb_review_item_notes (self->item), 1);
  if (!there)
    append_label (box, _("The video file is not where it was."), "warning");
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

/* Made when it is asked for: most are never seen. */
static void
fill_menu_cb (GtkMenuButton *button,
              gpointer       user_data)
{
  PlumbReviewItem *item = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  const gboolean there = g_file_test (plumb_review_item_path (item), G_FILE_TEST_EXISTS);
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

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GMenuItem) entry = g_menu_item_new (entries[i].label, NULL);

      g_menu_item_set_action_and_target (entry, entries[i].action, "x",
                                         plumb_review_item_id (item));
      if (entries[i].shown)
        g_menu_append_item (menu, entry);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GtkWidget *
make_menu (PlumbReviewItem *item)
{
  GtkWidget *button = gtk_menu_button_new ();

  /* Of a widget that is shown already, a tooltip asks the X server where the
   * pointer is. */
  gtk_widget_set_visible (button, FALSE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_menu_cb,
                                         g_object_ref (item), g_object_unref);
  gtk_widget_set_tooltip_text (button, _("More about this review"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("More about this review"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, TRUE);
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

static GtkWidget *
finish_row (PlumbLibraryRow *self,
            GtkWidget       *box,
            const char      *name)
{
  gtk_widget_add_css_class (box, "review-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

/* What has no room beside the picture goes on under it. */
static GtkWidget *
make_wrap (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_layout_manager (box,
                                 g_object_new (PLUMB_TYPE_WRAP_LAYOUT, "spacing", 12, NULL));
  return box;
}

static GtkWidget *
make_texts (void)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  return texts;
}

static void
name_found (PlumbLibraryRow *self)
{
  const char *athlete = plumb_review_item_athlete_name (self->item);
  g_autofree char *place = describe_place (self->item);
  g_autofree char *name = g_strdup_printf (
      "%s, %s, %s", athlete != NULL ? athlete : _("Not assigned yet"), place,
      plumb_review_item_found_text (self->item));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (self->still, plumb_review_item_id (self->item) != 0);
}

static GtkWidget *
new_found (PlumbLibraryRow *self)
{
  GtkWidget *box = make_wrap ();

  self->texts = make_texts ();
  gtk_box_append (GTK_BOX (box), make_still (self));
  fill_found (self);
  gtk_box_append (GTK_BOX (box), self->texts);
  gtk_widget_add_css_class (box, "review-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  name_found (self);
  return GTK_WIDGET (self);
}

void
plumb_library_row_set_found (PlumbLibraryRow *self,
                             PlumbReviewItem *item)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_ROW (self));
  g_return_if_fail (plumb_review_item_found_kind (item) != PLUMB_FOUND_NOT);

  g_set_object (&self->item, item);
  gtk_widget_set_visible (self->picture, FALSE);
  fill_found (self);
  name_found (self);
}

GtkWidget *
plumb_library_row_new (PlumbReviewItem *item,
                       const char      *lift)
{
  PlumbLibraryRow *self = g_object_new (PLUMB_TYPE_LIBRARY_ROW, NULL);
  GtkWidget *box, *texts, *tools, *states;
  g_autofree char *what = describe_lift (item, lift);
  g_autofree char *date = describe_date (item);
  g_autofree char *name = g_strdup_printf ("%s, %s", what, date);
  gboolean there;

  self->item = g_object_ref (item);
  if (plumb_review_item_found_kind (item) != PLUMB_FOUND_NOT)
    return new_found (self);
  there = g_file_test (plumb_review_item_path (item), G_FILE_TEST_EXISTS);
  box = make_wrap ();
  texts = make_texts ();
  tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  states = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (box), make_still (self));
  fill_review (self, texts, lift, there);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (states), make_badge (item));
  if (!there)
    gtk_box_append (GTK_BOX (states), make_locate (item));
  gtk_widget_set_valign (states, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (tools), states);
  gtk_box_append (GTK_BOX (tools), make_menu (item));
  gtk_box_append (GTK_BOX (box), tools);
  return finish_row (self, box, name);
}

GtkWidget *
plumb_library_row_new_note (PlumbReviewItem *item)
{
  PlumbLibraryRow *self = g_object_new (PLUMB_TYPE_LIBRARY_ROW, NULL);
  GtkWidget *texts = make_texts ();
  GtkWidget *label;
  g_autofree char *date = format_time (plumb_review_item_created_s (item), "%x");
  g_autofree char *name
      = g_strdup_printf (_("Note of %s: %s"), date, plumb_review_item_notes (item));

  self->item = g_object_ref (item);
  label = append_label (texts, date, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  label = append_label (texts, plumb_review_item_notes (item), NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return finish_row (self, texts, name);
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

  if (self->picture == NULL)
    return;
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), thumbnail);
  gtk_widget_set_visible (self->picture, TRUE);
}
