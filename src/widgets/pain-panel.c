/* The pain screen of the review; see pain-panel.h. A question is filled in with
 * what was said last time. That is no answer yet: the athlete may be worse today.
 * Only what sent to a clinician then holds until it has been asked again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pain-panel.h"

#include <glib/gi18n-lib.h>

#include "pain-question.h"

/* So that a sentence does not widen the panel. */
#define LABEL_CHARS 34

struct _PlumbPainPanel
{
  GtkWidget        parent_instance;
  PlumbSession    *session; /* owned, nullable */
  PlumbReview     *review;  /* owned, nullable */
  PlumbPainScreen *screen;  /* owned, nullable */
  GHashTable      *earlier; /* owned, nullable: answers of the review before */
  gint64           earlier_s;
  GtkWidget       *box;
  GtkWidget       *icon;
  GtkWidget       *title;
  GtkWidget       *advice;
  GtkWidget       *adopt;
  GtkWidget       *questions; /* a box of headings and PlumbPainQuestion */
  gboolean         is_stale;  /* what is on show, while nobody sees it */
};

enum
{
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbPainPanel, plumb_pain_panel, GTK_TYPE_WIDGET)

char *
plumb_pain_describe (PlumbReview     *review,
                     PlumbPainScreen *screen)
{
  const PlumbPainRow *row = plumb_review_pain_row (review, screen);
  GHashTable *answers = plumb_review_pain_answers (review);
  g_auto (GStrv) unanswered = NULL;
  guint n;

  unanswered = plumb_pain_screen_unanswered (screen, answers);
  n = g_strv_length (unanswered);
  /* Translators: what the pain screen says, by answers of an earlier review. */
  if (row->outcome != PLUMB_PAIN_INCOMPLETE)
    return plumb_pain_screen_decide (screen, answers)->outcome == PLUMB_PAIN_INCOMPLETE
               ? g_strdup_printf (_("%s (from last time)"), row->title)
               : g_strdup (row->title);
  if (g_hash_table_size (answers) == 0)
    return g_strdup (_("Not asked yet"));
  return g_strdup_printf (ngettext ("%u question left", "%u questions left", n), n);
}

const char *
plumb_pain_icon (const PlumbPainRow *row)
{
  switch (row->outcome)
    {
    case PLUMB_PAIN_INCOMPLETE:
      return "dialog-question-symbolic";
    case PLUMB_PAIN_EMERGENCY:
    case PLUMB_PAIN_REFER:
      return "dialog-error-symbolic";
    case PLUMB_PAIN_SIGNAL:
      return "dialog-warning-symbolic";
    default:
      return "object-select-symbolic";
    }
}

const char *
plumb_pain_style (const PlumbPainRow *row)
{
  switch (row->outcome)
    {
    case PLUMB_PAIN_INCOMPLETE:
      return "dim-label";
    case PLUMB_PAIN_EMERGENCY:
    case PLUMB_PAIN_REFER:
      return "error";
    case PLUMB_PAIN_SIGNAL:
      return "warning";
    default:
      return "success";
    }
}

static void
show_outcome (PlumbPainPanel *self)
{
  const PlumbPainRow *row = plumb_review_pain_row (self->review, self->screen);
  const char *const classes[] = { plumb_pain_style (row), NULL };
  const char *const title_classes[] = { "heading", plumb_pain_style (row), NULL };
  g_autofree char *title = plumb_pain_describe (self->review, self->screen);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_css_classes (self->title, (const char **) title_classes);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), plumb_pain_icon (row));
  gtk_widget_set_css_classes (self->icon, (const char **) classes);
  gtk_label_set_text (GTK_LABEL (self->advice),
                      row->advice != NULL
                          ? row->advice
                          : _("Ask the athlete. “Not sure” counts as yes where a clinician may "
                              "have to look first."));
}

/* Whether there is something to take over from the review before. */
static gboolean
offers_earlier (PlumbPainPanel *self)
{
  GHashTable *answers = plumb_review_pain_answers (self->review);

  for (guint i = 0; self->earlier != NULL && i < plumb_pain_screen_n_questions (self->screen); i++)
    {
      const char *id = plumb_pain_screen_question (self->screen, i)->id;

      if (g_hash_table_contains (self->earlier, id) && !g_hash_table_contains (answers, id))
        return TRUE;
    }
  return FALSE;
}

static void
show_earlier (PlumbPainPanel *self)
{
  const gboolean offers = offers_earlier (self);

  gtk_widget_set_visible (self->adopt, offers);
  if (offers)
    {
      g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (self->earlier_s);
      g_autofree char *day = g_date_time_format (made, "%x");
      g_autofree char *text = g_strdup_printf (_("All still as on %s"), day);

      gtk_button_set_label (GTK_BUTTON (self->adopt), text);
    }
}

/* (transfer full) The answers, and those of last time where there are none. */
static GHashTable *
fill_in (PlumbPainPanel *self)
{
  GHashTable *answers = plumb_review_pain_answers (self->review);
  GHashTable *all = plumb_pain_answers_new ();

  for (guint i = 0; i < plumb_pain_screen_n_questions (self->screen); i++)
    {
      const char *id = plumb_pain_screen_question (self->screen, i)->id;
      const char *answer = g_hash_table_lookup (answers, id);

      if (answer == NULL && self->earlier != NULL)
        answer = g_hash_table_lookup (self->earlier, id);
      if (answer != NULL)
        plumb_pain_screen_answer (self->screen, all, id, answer);
    }
  return all;
}

/* A question is shown when it matters, and as long as it has an answer: what
 * was said counts, so it has to be seen. */
static void
show_questions (PlumbPainPanel *self)
{
  GHashTable *answers = plumb_review_pain_answers (self->review);
  g_autoptr (GHashTable) counted = plumb_review_counted_pain_answers (self->review, self->screen);
  g_autoptr (GHashTable) filled_in = fill_in (self);
  GtkWidget *heading = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (self->questions); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const PlumbQuestion *question;
      const char *answer;
      gboolean matters;

      if (!PLUMB_IS_PAIN_QUESTION (child))
        {
          heading = child;
          gtk_widget_set_visible (heading, FALSE);
          continue;
        }
      question = plumb_pain_question_get (PLUMB_PAIN_QUESTION (child));
      answer = g_hash_table_lookup (answers, question->id);
      matters = answer != NULL || plumb_pain_screen_asks (self->screen, question, filled_in);
      gtk_widget_set_visible (child, matters);
      if (heading != NULL && matters)
        gtk_widget_set_visible (heading, TRUE);
      plumb_pain_question_show (
          PLUMB_PAIN_QUESTION (child), answer,
          self->earlier != NULL ? g_hash_table_lookup (self->earlier, question->id) : NULL);
      /* What the films say stands until somebody says otherwise. */
      if (g_strcmp0 (g_hash_table_lookup (counted, question->id), answer) == 0)
        continue;
      if (self->earlier != NULL
          && g_strcmp0 (g_hash_table_lookup (counted, question->id),
                        g_hash_table_lookup (self->earlier, question->id))
                 == 0)
        plumb_pain_question_note (
            PLUMB_PAIN_QUESTION (child),
            _("From last time, and it counts until it is asked again: press what is so today"));
      else
        plumb_pain_question_note (
            PLUMB_PAIN_QUESTION (child),
            _("Counted as yes: the last two films meet every criterion. “No” takes that back."));
    }
}

static void
update (PlumbPainPanel *self)
{
  const gboolean ready = self->review != NULL && self->screen != NULL;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_visible (self->box, ready);
  if (!ready)
    return;
  g_clear_pointer (&self->earlier, g_hash_table_unref);
  self->earlier
      = plumb_review_earlier_pain_answers (self->review, &self->earlier_s, &error);
  if (error != NULL)
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
  show_outcome (self);
  show_earlier (self);
  show_questions (self);
}

static void
answered_cb (PlumbPainPanel    *self,
             const char        *answer,
             PlumbPainQuestion *question)
{
  g_autoptr (GError) error = NULL;

  if (self->review == NULL
      || plumb_review_answer_pain (self->review, self->screen,
                                   plumb_pain_question_get (question)->id, answer, &error))
    return;
  update (self);
  g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

static void
adopt_cb (PlumbPainPanel *self)
{
  g_autoptr (GHashTable) earlier = NULL;
  g_autoptr (GError) error = NULL;

  if (self->review == NULL || self->earlier == NULL)
    return;
  earlier = g_hash_table_ref (self->earlier);
  if (!plumb_review_adopt_pain_answers (self->review, self->screen, earlier, &error))
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
make_questions (PlumbPainPanel *self)
{
  gboolean red_flag = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->questions)) != NULL)
    gtk_box_remove (GTK_BOX (self->questions), child);
  for (guint i = 0; self->screen != NULL && i < plumb_pain_screen_n_questions (self->screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (self->screen, i);
      GtkWidget *row = plumb_pain_question_new (question);

      if (question->red_flag != red_flag)
        gtk_box_append (GTK_BOX (self->questions),
                        make_label (question->red_flag ? _("Does a clinician have to look first?")
                                                       : _("For the plan"),
                                    "heading"));
      red_flag = question->red_flag;
      g_signal_connect_object (row, "answered", G_CALLBACK (answered_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->questions), row);
    }
}

static void
changed_cb (PlumbPainPanel *self,
            guint           parts)
{
  if (!(parts & (PLUMB_REVIEW_PAIN | PLUMB_REVIEW_DECISIONS | PLUMB_REVIEW_CHECKS)))
    return;
  /* A point is dragged at 60 updates a second: what nobody sees waits. */
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->is_stale)
    update (self);
}

static void
plumb_pain_panel_map (GtkWidget *widget)
{
  PlumbPainPanel *self = PLUMB_PAIN_PANEL (widget);

  if (self->is_stale)
    update (self);
  self->is_stale = FALSE;
  GTK_WIDGET_CLASS (plumb_pain_panel_parent_class)->map (widget);
}

static void
review_changed_cb (PlumbPainPanel *self)
{
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->review, plumb_session_review (self->session));
  if (self->review != NULL)
    g_signal_connect_object (self->review, "changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

void
plumb_pain_panel_set_session (PlumbPainPanel *self,
                              PlumbSession   *session)
{
  g_return_if_fail (PLUMB_IS_PAIN_PANEL (self));
  g_return_if_fail (self->session == NULL && session != NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::review", G_CALLBACK (review_changed_cb), self,
                           G_CONNECT_SWAPPED);
  review_changed_cb (self);
}

void
plumb_pain_panel_set_screen (PlumbPainPanel  *self,
                             PlumbPainScreen *screen)
{
  g_autoptr (PlumbPainScreen) before = NULL;

  g_return_if_fail (PLUMB_IS_PAIN_PANEL (self));

  if (self->screen == screen)
    return;
  before = g_steal_pointer (&self->screen); /* the rows read from it until they go */
  self->screen = screen != NULL ? plumb_pain_screen_ref (screen) : NULL;
  make_questions (self);
  update (self);
}

static void
plumb_pain_panel_dispose (GObject *object)
{
  PlumbPainPanel *self = PLUMB_PAIN_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->screen, plumb_pain_screen_unref);
  g_clear_pointer (&self->earlier, g_hash_table_unref);
  g_clear_object (&self->review);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (plumb_pain_panel_parent_class)->dispose (object);
}

static void
plumb_pain_panel_class_init (PlumbPainPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_pain_panel_dispose;
  widget_class->map = plumb_pain_panel_map;
  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_PAIN_PANEL, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pain");
}

/* What it comes to stays in sight while the questions scroll. */
static GtkWidget *
make_outcome (PlumbPainPanel *self)
{
  GtkWidget *outcome
      = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                      "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "css-name", "outcome", NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->icon = gtk_image_new ();
  self->title = make_label (NULL, NULL);
  self->advice = make_label (NULL, NULL);
  self->adopt = gtk_button_new ();
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_tooltip_text (
      self->adopt, _("Ask whether anything has changed; then all that is filled in counts"));
  g_signal_connect_object (self->adopt, "clicked", G_CALLBACK (adopt_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), self->icon);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (outcome), head);
  gtk_box_append (GTK_BOX (outcome), self->advice);
  gtk_box_append (GTK_BOX (outcome), self->adopt);
  return outcome;
}

static void
plumb_pain_panel_init (PlumbPainPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->questions = gtk_box_new (GTK_ORIENTATION_VERTICAL, 15);
  gtk_widget_add_css_class (self->questions, "questions");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->questions);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->box), make_outcome (self));
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
