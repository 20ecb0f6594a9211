/* Who an athlete is; see athlete-head.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "athlete-head.h"

#include <glib/gi18n-lib.h>

#include "lift-names.h"
#include "wrap-layout.h"

struct _PlumbAthleteHead
{
  GtkWidget  parent_instance;
  GtkWidget *details;
  GtkWidget *lifts;
  GtkWidget *tags;
  GtkWidget *pain;
  GtkWidget *film;
  GtkWidget *film_text;
  GtkWidget *calendar;
  GtkWidget *notes;
};

static guint next_film_signal;

G_DEFINE_FINAL_TYPE (PlumbAthleteHead, plumb_athlete_head, GTK_TYPE_WIDGET)

static void
set_text (GtkWidget  *label,
          const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
show_tags (PlumbAthleteHead *self,
           const char       *tags)
{
  g_auto (GStrv) parts = g_strsplit (tags, ", ", -1);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->tags)) != NULL)
    gtk_box_remove (GTK_BOX (self->tags), child);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        child = gtk_label_new (parts[i]);
        gtk_widget_add_css_class (child, "tag");
        gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
        gtk_box_append (GTK_BOX (self->tags), child);
      }
  gtk_widget_set_visible (self->tags, gtk_widget_get_first_child (self->tags) != NULL);
  /* What comes into a hidden box does not tell it, and being shown tells only its parent. */
  gtk_widget_queue_resize (self->tags);
}

/* (transfer full) */
static char *
describe_film (PlumbAthlete *athlete)
{
  const char *film = plumb_athlete_next_film (athlete);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *iso = NULL;
  g_autofree char *shown = NULL;

  if (film == NULL)
    return g_strdup (_("Next film: no date yet"));
  iso = g_strconcat (film, "T12:00:00", NULL);
  date = g_date_time_new_from_iso8601 (iso, here);
  shown = date != NULL ? g_date_time_format (date, _("%a, %e %b %Y")) : g_strdup (film);
  return g_strdup_printf (plumb_athlete_film_due (athlete) ? _("Next film was due %s")
                                                           : _("Next film %s"),
                          shown);
}

static void
show_film (PlumbAthleteHead *self,
           PlumbAthlete     *athlete)
{
  g_autofree char *text = describe_film (athlete);

  gtk_label_set_text (GTK_LABEL (self->film_text), text);
  if (plumb_athlete_film_due (athlete))
    gtk_widget_add_css_class (self->film, "due");
  else
    gtk_widget_remove_css_class (self->film, "due");
}

static const char *
name_lift (const char *lift,
           gpointer    unused)
{
  return plumb_lift_name (lift);
}

void
plumb_athlete_head_show (PlumbAthleteHead *self,
                         PlumbLibrary     *library,
                         PlumbAthlete     *athlete)
{
  g_autoptr (PlumbAthleteDetails) details = NULL;
  g_autofree char *line = NULL;
  g_autofree char *lifts = NULL;
  g_autofree char *pain = NULL;
  g_autofree char *said = NULL;

  g_return_if_fail (PLUMB_IS_ATHLETE_HEAD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), athlete != NULL);
  if (athlete == NULL)
    return;
  /* What cannot be read is left out: the reviews below say so. */
  details = plumb_library_athlete_details (library, plumb_athlete_id (athlete), NULL);
  pain = plumb_library_pain_outlook (library, plumb_athlete_id (athlete), NULL);
  if (details != NULL)
    {
      line = plumb_athlete_details_describe (details);
      lifts = plumb_athlete_details_describe_lifts (details, name_lift, NULL);
    }
  said = pain != NULL && *pain != '\0' ? g_strdup_printf (_("Pain screen: %s"), pain)
                                       : g_strdup (_("Pain screen: not asked yet"));
  set_text (self->details, line);
  set_text (self->lifts, lifts);
  set_text (self->pain, said);
  set_text (self->notes, details != NULL ? details->notes : NULL);
  show_tags (self, plumb_athlete_tags (athlete));
  show_film (self, athlete);
}

static void
set_film_cb (PlumbAthleteHead *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->film));
  g_signal_emit (self, next_film_signal, 0, text);
}

static void
clear_film_cb (PlumbAthleteHead *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->film));
  g_signal_emit (self, next_film_signal, 0, "");
}

/* As a menu button's own label, but one that gives way where it is narrow. */
static GtkWidget *
make_film_text (PlumbAthleteHead *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->film_text = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->film_text), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->film_text), 0);
  gtk_box_append (GTK_BOX (box), self->film_text);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  return box;
}

static GtkWidget *
make_film (PlumbAthleteHead *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *set = gtk_button_new_with_mnemonic (_("_Set this day"));
  GtkWidget *clear = gtk_button_new_with_mnemonic (_("As the _plan says"));

  self->film = gtk_menu_button_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->film), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose the day of the next film"), -1);
  self->calendar = gtk_calendar_new ();
  gtk_widget_add_css_class (set, "suggested-action");
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), set);
  gtk_box_append (GTK_BOX (box), clear);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->film), make_film_text (self));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->film), popover);
  gtk_widget_add_css_class (self->film, "flat");
  gtk_widget_add_css_class (self->film, "next-film");
  gtk_widget_set_halign (self->film, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->film, _("Choose the day of the next film"));
  g_signal_connect_object (set, "clicked", G_CALLBACK (set_film_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clear, "clicked", G_CALLBACK (clear_film_cb), self,
                           G_CONNECT_SWAPPED);
  return self->film;
}

static GtkWidget *
make_text (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* A row that goes on in the next line. */
static GtkWidget *
make_wrap (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, spacing);

  gtk_widget_set_layout_manager (box, g_object_new (PLUMB_TYPE_WRAP_LAYOUT, "spacing", spacing,
                                                    NULL));
  return box;
}

static void
plumb_athlete_head_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (plumb_athlete_head_parent_class)->dispose (object);
}

static void
plumb_athlete_head_class_init (PlumbAthleteHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plumb_athlete_head_dispose;
  next_film_signal
      = g_signal_new ("next-film-set", PLUMB_TYPE_ATHLETE_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "athletehead");
}

static void
plumb_athlete_head_init (PlumbAthleteHead *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *states = make_wrap (12);

  self->details = make_text ("dim-label");
  gtk_widget_add_css_class (self->details, "numeric");
  self->lifts = make_text ("numeric");
  self->tags = make_wrap (6);
  self->pain = make_text (NULL);
  self->notes = make_text (NULL);
  gtk_widget_set_valign (self->pain, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (states), self->pain);
  gtk_box_append (GTK_BOX (states), make_film (self));
  gtk_box_append (GTK_BOX (box), self->details);
  gtk_box_append (GTK_BOX (box), self->lifts);
  gtk_box_append (GTK_BOX (box), self->tags);
  gtk_box_append (GTK_BOX (box), states);
  gtk_box_append (GTK_BOX (box), self->notes);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}
