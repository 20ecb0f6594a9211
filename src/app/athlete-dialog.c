/* Asks who an athlete is; see athlete-dialog.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "athlete-dialog.h"

#include <glib/gi18n-lib.h>

enum
{
  FIELD_CONTACT,
  FIELD_BIRTH_YEAR,
  FIELD_HEIGHT,
  FIELD_MASS,
  FIELD_CONSENT,
  N_FIELDS,
};

typedef struct
{
  PlumbDetailsChosen chosen;
  gpointer           user_data;
  AdwMessageDialog  *dialog;
  GtkEditable       *fields[N_FIELDS];
  GtkTextBuffer     *notes;
  GtkLabel          *complaint;
} Form;

/* A number as it is typed here: with a comma or a point. "" is 0, what is no
 * number is below 0 and so fails the check. */
static double
read_number (GtkEditable *field)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (field)));
  char *end = NULL;
  double value;

  if (*text == '\0')
    return 0;
  value = g_ascii_strtod (g_strdelimit (text, ",", '.'), &end);
  return *end == '\0' && value > 0 ? value : -1;
}

static char *
read_text (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

static PlumbAthleteDetails *
read_form (Form *form)
{
  PlumbAthleteDetails *details = g_new0 (PlumbAthleteDetails, 1);
  const double year = read_number (form->fields[FIELD_BIRTH_YEAR]);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (form->notes, &start, &end);
  details->contact = read_text (form->fields[FIELD_CONTACT]);
  details->consent_date = read_text (form->fields[FIELD_CONSENT]);
  details->notes = g_strstrip (gtk_text_buffer_get_text (form->notes, &start, &end, TRUE));
  /* A year with a part is none. */
  details->birth_year = year == (double) (int) CLAMP (year, -1, 9999) ? (int) year : -1;
  details->height_cm = read_number (form->fields[FIELD_HEIGHT]);
  details->mass_kg = read_number (form->fields[FIELD_MASS]);
  return details;
}

static void
check_cb (Form *form)
{
  g_autoptr (PlumbAthleteDetails) details = read_form (form);
  const char *complaint = plumb_athlete_details_check (details);

  adw_message_dialog_set_response_enabled (form->dialog, "keep", complaint == NULL);
  gtk_label_set_text (form->complaint, complaint != NULL ? complaint : "");
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  g_autofree Form *form = data;
  g_autoptr (PlumbAthleteDetails) details = NULL;

  if (g_str_equal (response, "keep"))
    details = read_form (form);
  form->chosen (details, form->user_data);
}

static char *
print_number (double value)
{
  return value > 0 ? g_strdup_printf ("%g", value) : g_strdup ("");
}

static void
add_fields (Form                      *form,
            GtkListBox                *list,
            const PlumbAthleteDetails *details)
{
  g_autofree char *year = print_number (details->birth_year);
  g_autofree char *height = print_number (details->height_cm);
  g_autofree char *mass = print_number (details->mass_kg);
  const struct
  {
    const char *title;
    const char *text;
  } rows[N_FIELDS] = {
    [FIELD_CONTACT] = { _("Contact"), details->contact },
    [FIELD_BIRTH_YEAR] = { _("Year of birth"), year },
    [FIELD_HEIGHT] = { _("Height in cm"), height },
    [FIELD_MASS] = { _("Body mass in kg"), mass },
    [FIELD_CONSENT] = { _("Consent to filming, date (2026-11-22)"), details->consent_date },
  };

  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *row = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rows[i].title);
      gtk_editable_set_text (GTK_EDITABLE (row), rows[i].text);
      gtk_list_box_append (list, row);
      form->fields[i] = GTK_EDITABLE (row);
      g_signal_connect_swapped (row, "changed", G_CALLBACK (check_cb), form);
    }
}

static GtkWidget *
make_notes (Form       *form,
            const char *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  form->notes = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (form->notes, text, -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Notes about the athlete"), -1);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 90);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  return scroller;
}

void
plumb_athlete_dialog_show (GtkWindow                 *parent,
                           const char                *name,
                           const PlumbAthleteDetails *details,
                           PlumbDetailsChosen         chosen,
                           gpointer                   user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, name, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *heading = gtk_label_new (_("Notes"));
  GtkWidget *complaint = gtk_label_new (NULL);
  Form *form = g_new0 (Form, 1);

  form->chosen = chosen;
  form->user_data = user_data;
  form->dialog = ADW_MESSAGE_DIALOG (dialog);
  form->complaint = GTK_LABEL (complaint);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (complaint), TRUE);
  gtk_widget_add_css_class (complaint, "warning");
  gtk_widget_set_size_request (box, 380, -1);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), make_notes (form, details->notes));
  gtk_box_append (GTK_BOX (box), complaint);
  adw_message_dialog_set_extra_child (form->dialog, box);
  adw_message_dialog_add_responses (form->dialog, "cancel", _("_Cancel"), "keep", _("_Keep"),
                                    NULL);
  adw_message_dialog_set_response_appearance (form->dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (form->dialog, "keep");
  adw_message_dialog_set_close_response (form->dialog, "cancel");
  add_fields (form, GTK_LIST_BOX (list), details);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), form);
  gtk_window_present (GTK_WINDOW (dialog));
}
