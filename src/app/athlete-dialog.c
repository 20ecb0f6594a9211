/* Asks who an athlete is; see athlete-dialog.h.
 *
 * Numbers are typed in the athlete's own units; when a unit is changed the
 * numbers that are there are turned into it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "athlete-dialog.h"

#include <glib/gi18n-lib.h>
#include "figures.h"

enum
{
  FIELD_CONTACT,
  FIELD_BIRTH_YEAR,
  FIELD_HEIGHT,
  FIELD_MASS,
  FIELD_PLATE,
  FIELD_LIFTS,
  FIELD_TAGS,
  FIELD_CONSENT,
  N_FIELDS,
};

typedef struct
{
  PlumbDetailsChosen chosen;
  gpointer           user_data;
  AdwMessageDialog  *dialog;
  GtkEditable       *fields[N_FIELDS];
  GtkSwitch         *consent;
  GtkDropDown       *mass_unit;
  GtkDropDown       *length_unit;
  PlumbAthleteDetails *kept; /* owned: what the figures are printed of */
  PlumbMassUnit      mass_shown;
  PlumbLengthUnit    length_shown;
  GtkTextBuffer     *notes;
  GtkLabel          *complaint;
} Form;

static double
read_number (GtkEditable *field)
{
  return plumb_figure_parse (gtk_editable_get_text (field));
}

/* As it was kept where what is typed is no more than what that is printed as. */
static double
read_length_cm (GtkEditable    *field,
                PlumbLengthUnit unit,
                double          kept_cm)
{
  const double typed = plumb_figure_parse_length (gtk_editable_get_text (field), unit);

  return plumb_figure_is_printed (typed, plumb_length_to_unit (kept_cm, unit))
             ? kept_cm
             : plumb_length_from_unit (typed, unit);
}

static double
read_mass_kg (GtkEditable  *field,
              PlumbMassUnit unit,
              double        kept_kg)
{
  const double typed = read_number (field);

  return plumb_figure_is_printed (typed, plumb_mass_to_unit (kept_kg, unit))
             ? kept_kg
             : plumb_mass_from_unit (typed, unit);
}

static double
read_plate_mm (GtkEditable    *field,
               PlumbLengthUnit unit,
               double          kept_mm)
{
  const double typed = read_number (field);

  return plumb_figure_is_printed (typed, plumb_plate_to_unit (kept_mm, unit))
             ? kept_mm
             : plumb_plate_from_unit (typed, unit);
}

static char *
read_text (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

static PlumbAthleteDetails *
read_form (Form *form)
{
  PlumbAthleteDetails *details = plumb_athlete_details_new ();
  const double year = read_number (form->fields[FIELD_BIRTH_YEAR]);
  GtkTextIter start, end;

  g_free (details->contact);
  g_free (details->consent_date);
  g_free (details->notes);
  g_free (details->tags);
  gtk_text_buffer_get_bounds (form->notes, &start, &end);
  details->contact = read_text (form->fields[FIELD_CONTACT]);
  details->consent_date = read_text (form->fields[FIELD_CONSENT]);
  details->notes = g_strstrip (gtk_text_buffer_get_text (form->notes, &start, &end, TRUE));
  details->tags = read_text (form->fields[FIELD_TAGS]);
  /* A year with a part is none. */
  details->birth_year = year == (double) (int) CLAMP (year, -1, 9999) ? (int) year : -1;
  details->mass_unit = form->mass_shown;
  details->length_unit = form->length_shown;
  details->height_cm
      = read_length_cm (form->fields[FIELD_HEIGHT], form->length_shown, form->kept->height_cm);
  details->mass_kg
      = read_mass_kg (form->fields[FIELD_MASS], form->mass_shown, form->kept->mass_kg);
  details->plate_mm
      = read_plate_mm (form->fields[FIELD_PLATE], form->length_shown, form->kept->plate_mm);
  details->consent
      = gtk_switch_get_active (form->consent) || *details->consent_date != '\0';
  g_ptr_array_unref (details->lifts);
  details->lifts = plumb_usual_lifts_parse (gtk_editable_get_text (form->fields[FIELD_LIFTS]),
                                            form->mass_shown, form->kept->lifts);
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
name_units (Form *form)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->fields[FIELD_HEIGHT]),
                                 form->length_shown == PLUMB_LENGTH_IN ? _("Height in inches")
                                                                       : _("Height in cm"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->fields[FIELD_MASS]),
                                 form->mass_shown == PLUMB_MASS_LB ? _("Body mass in pounds")
                                                                   : _("Body mass in kg"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->fields[FIELD_PLATE]),
                                 form->length_shown == PLUMB_LENGTH_IN
                                     ? _("Diameter of the plates in inches")
                                     : _("Diameter of the plates in mm"));
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (form->fields[FIELD_LIFTS]),
      form->mass_shown == PLUMB_MASS_LB ? _("Usual lifts in lb: conventional 400 × 3, sumo 315")
                                        : _("Usual lifts in kg: conventional 180 × 3, sumo 140"));
}

/* What is no number stays as it was typed, and is complained of. */
static void
show_number (GtkEditable *field,
             double       kept,
             double       shown)
{
  g_autofree char *text = plumb_figure_print (shown);

  if (kept >= 0)
    gtk_editable_set_text (field, text);
}

static void
units_cb (Form *form)
{
  PlumbAthleteDetails *kept = read_form (form);
  g_autofree char *lifts = NULL;

  plumb_athlete_details_free (form->kept);
  form->kept = kept;
  form->mass_shown = (PlumbMassUnit) gtk_drop_down_get_selected (form->mass_unit);
  form->length_shown = (PlumbLengthUnit) gtk_drop_down_get_selected (form->length_unit);
  lifts = plumb_usual_lifts_print (kept->lifts, form->mass_shown);
  name_units (form);
  show_number (form->fields[FIELD_HEIGHT], kept->height_cm,
               plumb_length_to_unit (kept->height_cm, form->length_shown));
  show_number (form->fields[FIELD_MASS], kept->mass_kg,
               plumb_mass_to_unit (kept->mass_kg, form->mass_shown));
  show_number (form->fields[FIELD_PLATE], kept->plate_mm,
               plumb_plate_to_unit (kept->plate_mm, form->length_shown));
  gtk_editable_set_text (form->fields[FIELD_LIFTS], lifts);
  check_cb (form);
}

static void
free_form (Form *form)
{
  plumb_athlete_details_free (form->kept);
  g_free (form);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  Form *form = data;
  g_autoptr (PlumbAthleteDetails) details = NULL;

  if (g_str_equal (response, "keep"))
    details = read_form (form);
  form->chosen (details, form->user_data);
  free_form (form);
}

static void
add_fields (Form                      *form,
            GtkListBox                *list,
            const PlumbAthleteDetails *details)
{
  g_autofree char *year = plumb_figure_print (details->birth_year);
  g_autofree char *height
      = plumb_figure_print (plumb_length_to_unit (details->height_cm, details->length_unit));
  g_autofree char *mass
      = plumb_figure_print (plumb_mass_to_unit (details->mass_kg, details->mass_unit));
  g_autofree char *plate
      = plumb_figure_print (plumb_plate_to_unit (details->plate_mm, details->length_unit));
  g_autofree char *lifts = plumb_usual_lifts_print (details->lifts, details->mass_unit);
  const struct
  {
    const char *title;
    const char *text;
  } rows[N_FIELDS] = {
    [FIELD_CONTACT] = { _("Contact"), details->contact },
    [FIELD_BIRTH_YEAR] = { _("Year of birth"), year },
    [FIELD_HEIGHT] = { "", height },
    [FIELD_MASS] = { "", mass },
    [FIELD_PLATE] = { "", plate },
    [FIELD_LIFTS] = { "", lifts },
    [FIELD_TAGS] = { _("Tags, with commas between"), details->tags },
    [FIELD_CONSENT] = { _("Consent to filming, date (2026-11-22)"), details->consent_date },
  };

  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *row = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rows[i].title);
      gtk_editable_set_text (GTK_EDITABLE (row), rows[i].text);
      gtk_list_box_append (list, row);
      form->fields[i] = GTK_EDITABLE (row);
    }
  name_units (form);
}

static GtkWidget *
add_suffix (GtkListBox *list,
            const char *title,
            GtkWidget  *widget)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  gtk_list_box_append (list, row);
  return widget;
}

static void
add_choices (Form                      *form,
             GtkListBox                *list,
             const PlumbAthleteDetails *details)
{
  const char *const masses[] = { _("Kilograms"), _("Pounds"), NULL };
  const char *const lengths[] = { _("Centimetres"), _("Inches"), NULL };

  form->consent = GTK_SWITCH (
      add_suffix (list, _("Consent to filming was given"), gtk_switch_new ()));
  form->mass_unit = GTK_DROP_DOWN (
      add_suffix (list, _("Masses in"), gtk_drop_down_new_from_strings (masses)));
  form->length_unit = GTK_DROP_DOWN (
      add_suffix (list, _("Lengths in"), gtk_drop_down_new_from_strings (lengths)));
  gtk_switch_set_active (form->consent, details->consent);
  gtk_drop_down_set_selected (form->mass_unit, details->mass_unit);
  gtk_drop_down_set_selected (form->length_unit, details->length_unit);
}

static void
connect_fields (Form *form)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_signal_connect_swapped (form->fields[i], "changed", G_CALLBACK (check_cb), form);
  g_signal_connect_swapped (form->mass_unit, "notify::selected", G_CALLBACK (units_cb), form);
  g_signal_connect_swapped (form->length_unit, "notify::selected", G_CALLBACK (units_cb), form);
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

/* Scrolls where the screen is low. */
static GtkWidget *
make_body (Form                      *form,
           const PlumbAthleteDetails *details)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *heading = gtk_label_new (_("Notes"));
  GtkWidget *complaint = gtk_label_new (NULL);

  form->complaint = GTK_LABEL (complaint);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (complaint), TRUE);
  gtk_widget_add_css_class (complaint, "warning");
  gtk_widget_set_size_request (box, 420, -1);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), make_notes (form, details->notes));
  gtk_box_append (GTK_BOX (box), complaint);
  add_fields (form, GTK_LIST_BOX (list), details);
  add_choices (form, GTK_LIST_BOX (list), details);
  connect_fields (form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 520);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
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
  Form *form = g_new0 (Form, 1);

  form->chosen = chosen;
  form->user_data = user_data;
  form->dialog = ADW_MESSAGE_DIALOG (dialog);
  form->kept = plumb_athlete_details_copy (details);
  form->mass_shown = details->mass_unit;
  form->length_shown = details->length_unit;
  adw_message_dialog_set_extra_child (form->dialog, make_body (form, details));
  adw_message_dialog_add_responses (form->dialog, "cancel", _("_Cancel"), "keep", _("_Keep"),
                                    NULL);
  adw_message_dialog_set_response_appearance (form->dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (form->dialog, "keep");
  adw_message_dialog_set_close_response (form->dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), form);
  gtk_window_present (GTK_WINDOW (dialog));
}
