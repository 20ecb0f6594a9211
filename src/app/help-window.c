/* The help window; see help-window.h. Its texts are a table: a page is a list
 * of groups, a group a list of topics.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "help-window.h"

#include <glib/gi18n-lib.h>

#include "checks.h"
#include "verdict-icon.h"

#define NO_VERDICT PLUMB_VERDICT_DATA
#define ICON_PX 20

typedef struct
{
  const char  *group; /* (nullable) begins a group with this title */
  const char  *title;
  const char  *text;
  PlumbVerdict verdict; /* shown before the title */
} Topic;

static const Topic filming[] = {
  { N_("The Camera"), N_("From the side, square to the lifter"),
    N_("Put it level with the bar's end, so that the far plate hides behind the near one. Each "
       "degree of turn slides the bar against the foot by about 3 per cent of the foot."),
    NO_VERDICT },
  { NULL, N_("Four metres away or more, at hip height"),
    N_("0.8 to 1 m above the floor, the whole body and both ends of the bar path in the middle of "
       "the picture. Tell Plumbline the distance: without it checks of the bar against the body "
       "are refused."),
    NO_VERDICT },
  { NULL, N_("On a stand, upright or across, never by hand"),
    N_("A camera that moves moves the feet. Do not use the ultra-wide lens."), NO_VERDICT },
  { NULL, N_("60 frames a second or more"),
    N_("At 30 the moment at which the bar leaves the floor is known to a thirtieth of a second "
       "only. Slow motion is welcome: say how fast it was filmed if the file does not."),
    NO_VERDICT },
  { N_("The Lifter"), N_("Tight clothes, hip and low back to be seen"),
    N_("Three bits of tape on the spine make the low back far surer."), NO_VERDICT },
  { NULL, N_("Plates of 450 mm"),
    N_("They give the scale. Enter the diameter of others before you mark, in the athlete's "
       "details or in the preferences."),
    NO_VERDICT },
  { NULL, N_("Let the film run on until the bar is down"),
    N_("The plate hides the feet at the start; they are marked where the lifter stands upright."),
    NO_VERDICT },
};

static const Topic marking[] = {
  { N_("A Check in Two Minutes"), N_("Press G"),
    N_("The guided setup goes to the frame that suits and asks for one point at a time: where it "
       "is, how to find it, and what to do when it cannot be seen."),
    NO_VERDICT },
  { NULL, N_("Key moments first"),
    N_("Set, lift-off, bar at the knee, lockout: M names the frame you are looking at, 1 to 4 go "
       "back to them."),
    NO_VERDICT },
  { NULL, N_("Look close"),
    N_("Hold Z for the loupe. Arrow keys move a chosen point by a pixel, with Alt by a tenth."),
    NO_VERDICT },
  { N_("How Sure It Is"), N_("Your own hand counts"),
    N_("“Practise Clicking…” in the menu takes two minutes and measures how far apart your clicks "
       "on the same point lie. From then on every ± is yours."),
    NO_VERDICT },
  { NULL, N_("± holds in 95 of 100 cases"),
    N_("It is made of the click, the camera and the scale. More marked frames and a better film "
       "make it smaller; a guess does not."),
    NO_VERDICT },
};

static const Topic verdicts[] = {
  { N_("What a Check Says"), N_("Good"),
    N_("The value meets the article's criterion, and the error is too small to make that "
       "doubtful."),
    PLUMB_VERDICT_GOOD },
  { NULL, N_("Watch"), N_("Between good and fault: keep an eye on it, nothing more."),
    PLUMB_VERDICT_WATCH },
  { NULL, N_("Fault"),
    N_("The value does not meet the article's criterion, beyond the error. It says nothing about "
       "injury."),
    PLUMB_VERDICT_FAULT },
  { NULL, N_("Too close to call"),
    N_("The error is wider than the distance to the limit. Film again as the row says."),
    PLUMB_VERDICT_TOO_CLOSE },
  { NULL, N_("Not measurable"),
    N_("A mark, a moment, the scale or the film is missing. The row names it and goes there."),
    PLUMB_VERDICT_NOT_MEASURABLE },
  { N_("Who Decides"), N_("You do"),
    N_("Confirm or dismiss each finding, or add one by hand. What was computed and what you "
       "decided stand beside each other; only confirmed findings come into the plan."),
    NO_VERDICT },
  { NULL, N_("Pain comes first"),
    N_("The pain screen is asked before a plan is written. With a red flag there is no plan, but a "
       "page for the clinician. Plumbline is a coaching tool and makes no diagnosis."),
    NO_VERDICT },
};

static const Topic safety[] = {
  { N_("Kept as You Work"), N_("There is no Save button"),
    N_("Every mark, note and decision is on the disk before you can make the next. Undo goes "
       "back."),
    NO_VERDICT },
  { NULL, N_("A backup every day"),
    N_("They lie in the folder “backups” beside the library. A damaged library is never "
       "overwritten: Plumbline offers the newest good backup."),
    NO_VERDICT },
  { NULL, N_("In the folder that you choose"),
    N_("The preferences move the library to another disk: copied, compared and opened there before "
       "the old folder is given up."),
    NO_VERDICT },
  { N_("Private"), N_("Nothing leaves this computer"),
    N_("Plumbline does not use the network. The library can be read by your user account alone."),
    NO_VERDICT },
  { NULL, N_("What an athlete may ask of you"),
    N_("Everything held on one person can be exported, and erased for good, from the athlete's "
       "menu."),
    NO_VERDICT },
};

static const struct
{
  const char  *name;
  const char  *title;
  const char  *icon;
  const Topic *topics;
  guint        n_topics;
} pages[] = {
  { "filming", N_("Filming"), "camera-video-symbolic", filming, G_N_ELEMENTS (filming) },
  { "marking", N_("Marking"), "plumb-point-symbolic", marking, G_N_ELEMENTS (marking) },
  { "verdicts", N_("Verdicts"), "object-select-symbolic", verdicts, G_N_ELEMENTS (verdicts) },
  { "data", N_("Your Data"), "folder-symbolic", safety, G_N_ELEMENTS (safety) },
};

static GtkWidget *
make_row (const Topic *topic)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(topic->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(topic->text));
  if (topic->verdict != NO_VERDICT)
    {
      GtkWidget *icon = g_object_new (PLUMB_TYPE_VERDICT_ICON, NULL);

      plumb_verdict_icon_set_verdict (PLUMB_VERDICT_ICON (icon), topic->verdict);
      gtk_widget_set_size_request (icon, ICON_PX, ICON_PX);
      gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  return row;
}

static AdwPreferencesPage *
make_page (guint which)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = NULL;

  adw_preferences_page_set_name (page, pages[which].name);
  adw_preferences_page_set_title (page, _(pages[which].title));
  adw_preferences_page_set_icon_name (page, pages[which].icon);
  for (guint i = 0; i < pages[which].n_topics; i++)
    {
      const Topic *topic = &pages[which].topics[i];

      if (topic->group != NULL)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _(topic->group));
          adw_preferences_page_add (page, group);
        }
      adw_preferences_group_add (group, make_row (topic));
    }
  return page;
}

static void
open_folder_cb (GtkButton  *button,
                const char *folder)
{
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))), uri, GDK_CURRENT_TIME);
}

static void
free_closure_string (gpointer  data,
                     GClosure *closure)
{
  g_free (data);
}

static void
add_folder (AdwPreferencesPage *page,
            const char         *folder)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Open Folder"));
  g_autofree char *shown = g_filename_display_name (folder);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Where It Is"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("The library"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (open_folder_cb), g_strdup (folder),
                         free_closure_string, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

GtkWidget *
plumb_help_window_new (GtkWindow  *parent,
                       const char *folder)
{
  GtkWidget *window = adw_preferences_window_new ();

  gtk_window_set_title (GTK_WINDOW (window), _("Help"));
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 640);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwPreferencesPage *page = make_page (i);

      if (g_str_equal (pages[i].name, "data"))
        add_folder (page, folder);
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
    }
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  return window;
}
