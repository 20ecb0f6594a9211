/* One question of the pain screen; see pain-question.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pain-question.h"

#include <glib/gi18n-lib.h>

#define NOT_ASKED -1 /* of a number */
#define MAX_NUMBER 99
#define LABEL_CHARS 34 /* so that a sentence does not widen the panel */
#define NUMBER_CHARS 10 /* "not asked" */
#define FILLED_IN "filled-in" /* style class: of last time, and no answer yet */

struct _PlumbPainQuestion
{
  GtkWidget            parent_instance;
  const PlumbQuestion *question;
  GtkWidget           *box;
  GtkWidget           *text;
  GtkWidget           *earlier;
  GtkWidget           *answers;    /* toggle buttons, or a spin button in a box */
  GtkSpinButton       *number;     /* NULL unless a number is asked for */
  GtkWidget           *confirm;    /* of a number that is filled in; else NULL */
  gboolean             is_loading; /* the answer is being shown, not given */
};

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbPainQuestion, plumb_pain_question, GTK_TYPE_WIDGET)

/* A button pressed again takes its answer back; one that is filled in from last
 * time is confirmed. */
static void
toggled_cb (PlumbPainQuestion *self,
            GtkToggleButton   *button)
{
  const char *answer = g_object_get_data (G_OBJECT (button), "answer");
  const gboolean confirms = gtk_widget_has_css_class (GTK_WIDGET (button), FILLED_IN);

  if (!self->is_loading)
    g_signal_emit (self, signals[ANSWERED], 0,
                   gtk_toggle_button_get_active (button) || confirms ? answer : NULL);
}

static void
number_cb (PlumbPainQuestion *self)
{
  const int value = gtk_spin_button_get_value_as_int (self->number);
  g_autofree char *answer = value != NOT_ASKED ? g_strdup_printf ("%d", value) : NULL;

  if (!self->is_loading)
    g_signal_emit (self, signals[ANSWERED], 0, answer);
}

static void
confirm_number_cb (PlumbPainQuestion *self)
{
  if (gtk_widget_get_visible (self->confirm))
    number_cb (self);
}

static gboolean
output_number_cb (GtkSpinButton *spin)
{
  if (gtk_spin_button_get_value (spin) > NOT_ASKED)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (spin), _("not asked"));
  return TRUE;
}

static int
input_number_cb (GtkSpinButton *spin,
                 double        *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));

  if (*text != '\0' && g_strcmp0 (text, _("not asked")) != 0)
    return FALSE;
  *value = NOT_ASKED;
  return TRUE;
}

static void
add_button (PlumbPainQuestion *self,
            const char        *answer,
            const char        *words)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label),
                        self->question->kind == PLUMB_QUESTION_CHOICE ? 0 : 0.5);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_hexpand (button, TRUE);
  g_object_set_data_full (G_OBJECT (button), "answer", g_strdup (answer), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->question->text, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->answers), button);
}

static void
add_number (PlumbPainQuestion *self)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (NOT_ASKED, MAX_NUMBER, 1);

  self->number = GTK_SPIN_BUTTON (spin);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), NUMBER_CHARS);
  gtk_spin_button_set_numeric (self->number, FALSE); /* or words are refused */
  g_signal_connect (spin, "output", G_CALLBACK (output_number_cb), NULL);
  g_signal_connect (spin, "input", G_CALLBACK (input_number_cb), NULL);
  gtk_spin_button_set_value (self->number, NOT_ASKED);
  gtk_spin_button_update (self->number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->question->text, -1);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (number_cb), self,
                           G_CONNECT_SWAPPED);
  self->confirm = gtk_button_new_from_icon_name ("object-select-symbolic");
  gtk_widget_set_tooltip_text (self->confirm, _("As last time"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->confirm), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("As last time"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->question->text, -1);
  g_signal_connect_object (self->confirm, "clicked", G_CALLBACK (confirm_number_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_halign (spin, GTK_ALIGN_START);
  gtk_box_set_spacing (GTK_BOX (self->answers), 6);
  gtk_box_append (GTK_BOX (self->answers), spin);
  gtk_box_append (GTK_BOX (self->answers), self->confirm);
}

static void
add_answers (PlumbPainQuestion *self)
{
  const PlumbQuestion *question = self->question;

  switch (question->kind)
    {
    case PLUMB_QUESTION_YES_NO:
      add_button (self, "yes", _("Yes"));
      add_button (self, "no", _("No"));
      add_button (self, "unsure", _("Not sure"));
      break;
    case PLUMB_QUESTION_CHOICE:
      for (guint i = 0; question->options[i] != NULL; i++)
        add_button (self, question->options[i], question->option_texts[i]);
      add_button (self, "unsure", _("Not sure"));
      break;
    default:
      add_number (self);
      return;
    }
  gtk_widget_add_css_class (self->answers, "linked");
}

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  return label;
}

GtkWidget *
plumb_pain_question_new (const PlumbQuestion *question)
{
  PlumbPainQuestion *self = g_object_new (PLUMB_TYPE_PAIN_QUESTION, NULL);

  self->question = question;
  gtk_label_set_text (GTK_LABEL (self->text), question->text);
  if (question->kind == PLUMB_QUESTION_CHOICE)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self->answers), GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question->text, -1);
  add_answers (self);
  return GTK_WIDGET (self);
}

const PlumbQuestion *
plumb_pain_question_get (PlumbPainQuestion *self)
{
  g_return_val_if_fail (PLUMB_IS_PAIN_QUESTION (self), NULL);
  return self->question;
}

/* Whether the answer is one of the buttons, or a number. */
static gboolean
knows_answer (PlumbPainQuestion *self,
              const char        *answer)
{
  if (answer == NULL || self->number != NULL)
    return answer != NULL && g_ascii_string_to_signed (answer, 10, 0, MAX_NUMBER, NULL, NULL);
  for (GtkWidget *button = gtk_widget_get_first_child (self->answers); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (button), "answer"), answer) == 0)
      return TRUE;
  return FALSE;
}

static void
show_filled_in (GtkWidget *widget,
                gboolean   is_filled_in)
{
  if (is_filled_in)
    gtk_widget_add_css_class (widget, FILLED_IN);
  else
    gtk_widget_remove_css_class (widget, FILLED_IN);
}

static void
show_answer (PlumbPainQuestion *self,
             const char        *answer,
             gboolean           is_filled_in)
{
  self->is_loading = TRUE;
  if (self->number != NULL)
    {
      gtk_spin_button_set_value (self->number,
                                 answer != NULL ? g_ascii_strtoll (answer, NULL, 10) : NOT_ASKED);
      show_filled_in (GTK_WIDGET (self->number), is_filled_in);
      gtk_widget_set_visible (self->confirm, is_filled_in);
    }
  else
    for (GtkWidget *button = gtk_widget_get_first_child (self->answers); button != NULL;
         button = gtk_widget_get_next_sibling (button))
      {
        const gboolean is_it
            = g_strcmp0 (g_object_get_data (G_OBJECT (button), "answer"), answer) == 0;

        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), is_it);
        show_filled_in (button, is_it && is_filled_in);
      }
  self->is_loading = FALSE;
}

void
plumb_pain_question_show (PlumbPainQuestion *self,
                          const char        *answer,
                          const char        *earlier)
{
  g_return_if_fail (PLUMB_IS_PAIN_QUESTION (self));

  const gboolean is_filled_in = answer == NULL && knows_answer (self, earlier);

  show_answer (self, is_filled_in ? earlier : answer, is_filled_in);
  gtk_widget_set_visible (self->earlier, is_filled_in);
  /* Translators: what an athlete answered at the review before this one. */
  gtk_label_set_text (GTK_LABEL (self->earlier),
                      is_filled_in ? _("From last time: press it if that is still so") : "");
}

void
plumb_pain_question_note (PlumbPainQuestion *self,
                          const char        *note)
{
  g_return_if_fail (PLUMB_IS_PAIN_QUESTION (self) && note != NULL);

  gtk_label_set_text (GTK_LABEL (self->earlier), note);
  gtk_widget_set_visible (self->earlier, TRUE);
}

static void
plumb_pain_question_dispose (GObject *object)
{
  PlumbPainQuestion *self = PLUMB_PAIN_QUESTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (plumb_pain_question_parent_class)->dispose (object);
}

static void
plumb_pain_question_class_init (PlumbPainQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_pain_question_dispose;
  signals[ANSWERED] = g_signal_new ("answered", PLUMB_TYPE_PAIN_QUESTION, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "question");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
plumb_pain_question_init (PlumbPainQuestion *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->text = make_label ();
  self->earlier = make_label ();
  self->answers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->earlier, "caption");
  gtk_widget_add_css_class (self->earlier, "dim-label");
  gtk_widget_set_visible (self->earlier, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->text);
  gtk_box_append (GTK_BOX (self->box), self->answers);
  gtk_box_append (GTK_BOX (self->box), self->earlier);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
