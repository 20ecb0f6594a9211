/* One check of the panel; see check-row.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "check-row.h"

#include <glib/gi18n-lib.h>

#include "advice.h"
#include "control-names.h"
#include "draw-checks.h"
#include "finding-box.h"
#include "verdict-icon.h"

struct _PlumbCheckRow
{
  GtkWidget              parent_instance;
  const PlumbCheckGroup *group;    /* held by criteria */
  PlumbCriteria         *criteria; /* owned */
  char                  *body_key; /* owned: what the opened part shows now */
  PlumbMissingStep       step;     /* what the button under the header does */
  PlumbVerdict           verdict;  /* as shown now */
  PlumbDecision          decision; /* that the seal shows now */
  char                  *spoken;   /* owned, nullable: the same in words */
  PlumbReview           *review;   /* weak, nullable: what the row shows */
  gboolean               is_stale; /* the closed part shows older measures */

  GtkToggleButton  *header;
  PlumbVerdictIcon *icon;
  GtkLabel         *name;
  GtkImage         *seal;
  GtkLabel         *value;
  PlumbBandBar     *bar;
  GtkLabel         *word;
  GtkLabel         *sentence;
  GtkGrid          *measures;
  GtkBox           *findings;
  GtkButton        *missing_button;
};

/* Of a measure in the opened part: its name, its value and verdict, what to do. */
#define N_LINES 3

enum
{
  SHOW_FRAME,
  ADD_FAULT,
  MISSING,
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbCheckRow, plumb_check_row, GTK_TYPE_WIDGET)

static const char *
translate (const char *msgid)
{
  return _(msgid);
}

/* The measure that stands for the check: where it cannot be measured the first
 * that says what is missing, else the first with a value. */
static const PlumbMeasure *
find_primary (PlumbCheckRow     *self,
              const PlumbChecks *checks,
              PlumbVerdict       verdict)
{
  const PlumbMeasure *first = NULL;

  for (guint i = 0; self->group->measures[i] != NULL; i++)
    {
      const PlumbMeasure *measure = plumb_checks_find (checks, self->group->measures[i]);

      if (measure == NULL || measure->verdict == PLUMB_VERDICT_DATA)
        continue;
      if (measure->has_value == (verdict != PLUMB_VERDICT_NOT_MEASURABLE))
        return measure;
      if (first == NULL)
        first = measure;
    }
  return first;
}

static void
show_frame_cb (PlumbCheckRow *self,
               gint64         frame,
               gint64         mark_id)
{
  g_signal_emit (self, signals[SHOW_FRAME], 0, frame, mark_id);
}

static void
edit_failed_cb (PlumbCheckRow *self,
                GError        *error)
{
  g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

static void
add_fault_cb (PlumbCheckRow *self,
              GtkButton     *button)
{
  g_signal_emit (self, signals[ADD_FAULT], 0, g_object_get_data (G_OBJECT (button), "finding"));
}

static void
missing_cb (PlumbCheckRow *self)
{
  g_signal_emit (self, signals[MISSING], 0, &self->step);
}

static GtkWidget *
make_text (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_finding (PlumbCheckRow      *self,
             PlumbReview        *review,
             const char         *id,
             const PlumbFinding *finding)
{
  const char *title = plumb_criteria_finding_title (self->criteria, id);
  GtkWidget *box = plumb_finding_box_new (review, id, title != NULL ? title : id, finding);

  g_signal_connect_object (box, "show-frame", G_CALLBACK (show_frame_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (box, "edit-failed", G_CALLBACK (edit_failed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->findings, box);
}

/* What the marks do not show the coach may see all the same. */
static void
add_by_hand (PlumbCheckRow *self,
             const char    *id)
{
  const char *title = plumb_criteria_finding_title (self->criteria, id);
  g_autofree char *text = NULL;
  GtkWidget *button;

  if (title == NULL) /* this lift does not know it */
    return;
  /* Translators: a fault that the coach sees and the marks do not show. */
  text = g_strdup_printf (_("Add: %s"), title);
  button = gtk_button_new_with_label (text);
  g_object_set_data_full (G_OBJECT (button), "finding", g_strdup (id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_fault_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->findings, button);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "add-fault");
  gtk_widget_set_tooltip_text (
      button, _("You see this fault in the frame shown, whatever the marks say"));
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
}

static void
clear_children (GtkWidget *parent)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (parent)) != NULL)
    gtk_widget_unparent (child);
}

/* The text of a value cell: "12.0 ± 6.8 % of foot", or why there is none. */
static char *
describe_measure (const PlumbMeasure *measure)
{
  char *text = plumb_format_measure (measure);

  return text != NULL ? text : g_strdup (_("—"));
}

/* From right to left "0.65 ± 0.14" would read "0.14 ± 0.65". */
static void
keep_order (GtkWidget *figures)
{
  gtk_widget_set_direction (figures, GTK_TEXT_DIR_LTR);
}

/* A text that stays lays nothing out anew: a point is dragged at 60 updates a second. */
static void
show_text (GtkLabel   *label,
           const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

static void
add_measure (PlumbCheckRow *self,
             int            row)
{
  GtkWidget *name = make_text ("", "caption");
  GtkWidget *value = make_text ("", "caption");
  GtkWidget *verdict = make_text ("", "caption");
  GtkWidget *advice = make_text ("", "caption");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_margin_top (name, row > 0 ? 6 : 0);
  /* What runs over both columns would want so much that these got half each,
   * whatever value and verdict need. */
  gtk_label_set_max_width_chars (GTK_LABEL (name), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (advice), 1);
  keep_order (value);
  gtk_widget_set_margin_bottom (advice, 6);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, "dim-label");
  gtk_widget_add_css_class (verdict, "dim-label");
  gtk_widget_set_hexpand (verdict, TRUE);
  gtk_label_set_xalign (GTK_LABEL (verdict), 1);
  gtk_grid_attach (self->measures, name, 0, row, 2, 1);
  gtk_grid_attach (self->measures, value, 0, row + 1, 1, 1);
  gtk_grid_attach (self->measures, verdict, 1, row + 1, 1, 1);
  gtk_grid_attach (self->measures, advice, 0, row + 2, 2, 1);
}

/* What would make it surer, and in the name's tooltip where its band comes from. */
static void
update_advice (GtkWidget            *name,
               GtkWidget            *advice,
               const PlumbMeasure   *measure,
               const PlumbCriterion *criterion)
{
  g_autofree char *text = plumb_advice_text (measure, criterion);
  g_autofree char *evidence = criterion != NULL ? plumb_evidence_text (criterion) : NULL;

  show_text (GTK_LABEL (advice), text != NULL ? text : "");
  gtk_widget_set_visible (advice, text != NULL);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (name), evidence) != 0)
    gtk_widget_set_tooltip_text (name, evidence);
}

/* The labels stay from one update to the next; what is closed is filled when it opens. */
static void
update_measures (PlumbCheckRow     *self,
                 const PlumbChecks *checks)
{
  int row = 0;

  self->is_stale = !gtk_toggle_button_get_active (self->header);
  if (self->is_stale)
    return;
  for (guint i = 0; self->group->measures[i] != NULL; i++)
    {
      const PlumbMeasure *measure = plumb_checks_find (checks, self->group->measures[i]);
      const PlumbCriterion *criterion
          = plumb_criteria_find (self->criteria, self->group->measures[i]);
      g_autofree char *text = NULL;

      if (measure == NULL)
        continue;
      if (gtk_grid_get_child_at (self->measures, 0, row) == NULL)
        add_measure (self, row);
      text = describe_measure (measure);
      show_text (GTK_LABEL (gtk_grid_get_child_at (self->measures, 0, row)),
                 criterion != NULL ? criterion->name : measure->id);
      show_text (GTK_LABEL (gtk_grid_get_child_at (self->measures, 0, row + 1)), text);
      show_text (GTK_LABEL (gtk_grid_get_child_at (self->measures, 1, row + 1)),
                 _(plumb_verdict_name (measure->verdict)));
      update_advice (gtk_grid_get_child_at (self->measures, 0, row),
                     gtk_grid_get_child_at (self->measures, 0, row + 2), measure, criterion);
      row += N_LINES;
    }
  while (gtk_grid_get_child_at (self->measures, 0, row) != NULL)
    {
      for (int line = 0; line < N_LINES; line++)
        gtk_grid_remove_row (self->measures, row);
    }
}

static void
toggled_cb (PlumbCheckRow *self)
{
  const PlumbChecks *checks
      = self->is_stale && self->review != NULL ? plumb_review_checks (self->review) : NULL;

  if (checks != NULL)
    update_measures (self, checks);
}

/* Buttons are made anew only when findings or decisions differ, so that one
 * that is being pressed or read out stays where it is during a drag. */
static void
update_findings (PlumbCheckRow     *self,
                 PlumbReview       *review,
                 const PlumbChecks *checks)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *focused = NULL;

  for (guint i = 0; self->group->findings[i] != NULL; i++)
    {
      const char *id = self->group->findings[i];
      const PlumbFinding *finding = plumb_checks_find_finding (checks, id);
      const PlumbDecision decision = plumb_review_decision (review, id);

      if (finding != NULL || decision != PLUMB_DECISION_OPEN)
        g_string_append_printf (key, "%s %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n", id,
                                decision, finding != NULL ? finding->frame : -1,
                                plumb_review_decided_frame (review, id),
                                finding != NULL ? finding->text : "");
    }
  if (g_strcmp0 (self->body_key, key->str) == 0)
    return;
  g_free (self->body_key);
  self->body_key = g_string_free (g_steal_pointer (&key), FALSE);

  focused = plumb_finding_box_find_focus (GTK_WIDGET (self->findings));
  clear_children (GTK_WIDGET (self->findings));
  for (guint i = 0; self->group->findings[i] != NULL; i++)
    {
      const char *id = self->group->findings[i];
      const PlumbFinding *finding = plumb_checks_find_finding (checks, id);

      if (finding != NULL || plumb_review_decision (review, id) != PLUMB_DECISION_OPEN)
        add_finding (self, review, id, finding);
    }
  for (guint i = 0; self->group->findings[i] != NULL; i++)
    if (plumb_checks_find_finding (checks, self->group->findings[i]) == NULL
        && plumb_review_decision (review, self->group->findings[i]) == PLUMB_DECISION_OPEN)
      add_by_hand (self, self->group->findings[i]);
  if (focused != NULL
      && !plumb_finding_box_give_focus (GTK_WIDGET (self->findings), focused))
    gtk_widget_grab_focus (GTK_WIDGET (self->header));
}

static void
update_seal (PlumbCheckRow *self,
             PlumbReview   *review)
{
  PlumbDecision decision = PLUMB_DECISION_OPEN;

  for (guint i = 0; self->group->findings[i] != NULL; i++)
    {
      const PlumbDecision one = plumb_review_decision (review, self->group->findings[i]);

      if (one == PLUMB_DECISION_CONFIRMED
          || (one == PLUMB_DECISION_DISMISSED && decision == PLUMB_DECISION_OPEN))
        decision = one;
    }
  if (decision == self->decision)
    return;
  self->decision = decision;
  gtk_widget_set_visible (GTK_WIDGET (self->seal), decision != PLUMB_DECISION_OPEN);
  gtk_image_set_from_icon_name (self->seal, decision == PLUMB_DECISION_CONFIRMED
                                                ? "emblem-ok-symbolic"
                                                : "edit-clear-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->seal), decision == PLUMB_DECISION_CONFIRMED
                                                            ? _("Confirmed by you")
                                                            : _("Dismissed by you"));
}

/* Where it cannot be measured: a button that goes to where it can be mended. */
static void
update_missing (PlumbCheckRow      *self,
                PlumbReview        *review,
                const PlumbMeasure *primary,
                PlumbVerdict        verdict)
{
  g_autofree char *label = NULL;

  self->step = (PlumbMissingStep) { PLUMB_MISSING_NOTHING };
  if (verdict == PLUMB_VERDICT_NOT_MEASURABLE && primary != NULL)
    self->step = plumb_missing_step_find (review, primary);
  label = plumb_missing_step_label (&self->step);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_button), label != NULL);
  if (label != NULL && g_strcmp0 (gtk_button_get_label (self->missing_button), label) != 0)
    {
      g_autofree char *spoken = g_strdup_printf ("%s: %s", self->group->name, label);

      gtk_button_set_label (self->missing_button, label);
      plumb_control_set_name (GTK_WIDGET (self->missing_button), spoken);
    }
}

PlumbVerdict
plumb_check_row_verdict (PlumbCheckRow *self)
{
  g_return_val_if_fail (PLUMB_IS_CHECK_ROW (self), PLUMB_VERDICT_NOT_MEASURABLE);

  return self->verdict;
}

void
plumb_check_row_open (PlumbCheckRow *self)
{
  g_return_if_fail (PLUMB_IS_CHECK_ROW (self));

  gtk_toggle_button_set_active (self->header, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->header));
}

const char *
plumb_check_row_spoken (PlumbCheckRow *self)
{
  g_return_val_if_fail (PLUMB_IS_CHECK_ROW (self), "");

  return self->spoken != NULL ? self->spoken : "";
}

void
plumb_check_row_update (PlumbCheckRow *self,
                        PlumbReview   *review)
{
  const PlumbChecks *checks = plumb_review_checks (review);
  const PlumbMeasure *primary;
  PlumbVerdict verdict;
  g_autofree char *value = NULL;
  g_autofree char *word = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (PLUMB_IS_CHECK_ROW (self));

  g_set_weak_pointer (&self->review, review);
  if (checks == NULL)
    return;
  verdict = plumb_checks_group_verdict (checks, self->group);
  primary = find_primary (self, checks, verdict);
  plumb_verdict_icon_set_verdict (self->icon, verdict);
  plumb_band_bar_set_measure (self->bar, primary);
  if (primary != NULL)
    value = plumb_format_measure (primary);
  show_text (self->value, value != NULL ? value : "");
  if (verdict == PLUMB_VERDICT_NOT_MEASURABLE && primary != NULL)
    {
      g_autofree char *missing = plumb_measure_missing_text (primary, translate);

      word = g_strdup_printf ("%s. %s", _(plumb_verdict_name (verdict)),
                              missing != NULL ? missing : "");
    }
  else
    word = g_strdup (_(plumb_verdict_name (verdict)));
  show_text (self->word, word);
  spoken = g_strdup_printf ("%s: %s%s%s", self->group->name, value != NULL ? value : "",
                            value != NULL ? " " : "", word);
  if (g_strcmp0 (self->spoken, spoken) != 0)
    {
      plumb_control_set_name (GTK_WIDGET (self->header), spoken);
      g_free (self->spoken);
      self->spoken = g_steal_pointer (&spoken);
    }
  self->verdict = verdict;
  update_missing (self, review, primary, verdict);
  update_measures (self, checks);
  update_findings (self, review, checks);
  update_seal (self, review);
}

static void
plumb_check_row_dispose (GObject *object)
{
  g_clear_weak_pointer (&PLUMB_CHECK_ROW (object)->review);
  clear_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_check_row_parent_class)->dispose (object);
}

static void
plumb_check_row_finalize (GObject *object)
{
  PlumbCheckRow *self = PLUMB_CHECK_ROW (object);

  g_clear_pointer (&self->criteria, plumb_criteria_unref);
  g_free (self->body_key);
  g_free (self->spoken);
  G_OBJECT_CLASS (plumb_check_row_parent_class)->finalize (object);
}

static void
plumb_check_row_class_init (PlumbCheckRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plumb_check_row_dispose;
  object_class->finalize = plumb_check_row_finalize;

  signals[SHOW_FRAME] = g_signal_new ("show-frame", PLUMB_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                      G_TYPE_INT64);
  signals[ADD_FAULT] = g_signal_new ("add-fault", PLUMB_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MISSING] = g_signal_new ("missing", PLUMB_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (PLUMB_TYPE_VERDICT_ICON);
  g_type_ensure (PLUMB_TYPE_BAND_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plumbline/Plumbline/ui/check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, header);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, name);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, seal);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, value);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, bar);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, word);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, measures);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, findings);
  gtk_widget_class_bind_template_child (widget_class, PlumbCheckRow, missing_button);
  gtk_widget_class_bind_template_callback (widget_class, missing_cb);
  gtk_widget_class_set_css_name (widget_class, "check");
}

static void
plumb_check_row_init (PlumbCheckRow *self)
{
  self->verdict = PLUMB_VERDICT_NOT_MEASURABLE;
  gtk_widget_init_template (GTK_WIDGET (self));
  keep_order (GTK_WIDGET (self->value));
  g_signal_connect_object (self->header, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
plumb_check_row_new (const PlumbCheckGroup *group,
                     PlumbCriteria         *criteria)
{
  PlumbCheckRow *self = g_object_new (PLUMB_TYPE_CHECK_ROW, NULL);
  g_autofree char *quoted = g_strdup_printf (_("“%s”"), group->sentence);

  self->group = group;
  self->criteria = plumb_criteria_ref (criteria);
  gtk_label_set_text (self->name, group->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), group->name);
  gtk_label_set_text (self->sentence, quoted);
  return GTK_WIDGET (self);
}
