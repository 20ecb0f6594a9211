/* What belongs to the time axis of the review page: the timeline, reps, key
 * moments and notes; their actions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-page-private.h"

#include <glib/gi18n-lib.h>

#include "announce.h"
#include "missing-step.h"
#include "moments-popover.h"
#include "speeds.h"


static void
speed_changed_cb (PlumbReviewPage *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->speeds);

  if (chosen < plumb_speeds_count ())
    plumb_timeline_set_rate (self->timeline, plumb_speeds_rate (chosen));
}

/* Times are those of the recording that is open. */
static void
frames_changed_cb (PlumbReviewPage *self)
{
  plumb_timeline_set_index (self->timeline, plumb_review_page_is_open (self)
                                                ? plumb_engine_index (self->engine)
                                                : NULL);
}

static void
plot_toggled_cb (PlumbReviewPage *self)
{
  plumb_timeline_set_plot (self->timeline, gtk_toggle_button_get_active (self->plot_button));
}

static void
show_finding_cb (PlumbReviewPage *self,
                 gint64           frame,
                 gint64           mark_id)
{
  if (mark_id != 0)
    plumb_review_marks_go_to (self, mark_id);
  else
    plumb_review_page_go_to (self, frame);
}

/* To the frame, with the tool in hand. */
static void
missing_cb (PlumbReviewPage        *self,
            const PlumbMissingStep *step)
{
  if (!plumb_review_page_is_open (self))
    return;
  plumb_review_page_go_to (self, step->frame);
  /* The keys are for what is to be marked now. */
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  if (step->kind == PLUMB_MISSING_MOMENT)
    gtk_menu_button_popup (self->moments_button);
  else if (step->kind == PLUMB_MISSING_FILMING)
    gtk_menu_button_popup (self->filming_button);
  else if (step->kind == PLUMB_MISSING_LANDMARK)
    {
      plumb_session_set_tool (self->session, PLUMB_TOOL_POINT);
      plumb_session_set_landmark (self->session, step->landmark);
    }
  else
    plumb_session_set_tool (self->session, step->kind == PLUMB_MISSING_SCALE
                                               ? PLUMB_TOOL_PLATE
                                               : PLUMB_TOOL_OUTLINE);
}

/* Said where the keys go to: the picture, or the timeline whose flag is dragged. */
static void
news_cb (PlumbReviewPage *self,
         const char      *text)
{
  GtkWidget *timeline = GTK_WIDGET (self->timeline);

  plumb_announce (gtk_widget_is_focus (timeline) ? timeline : GTK_WIDGET (self->canvas), text);
}

void
plumb_review_lane_setup (PlumbReviewPage *self)
{
  GtkWidget *moments = plumb_moments_popover_new (self->session);
  const struct
  {
    gpointer    object;
    const char *signal;
    GCallback   callback;
  } connections[] = {
    { self->timeline, "scrub", G_CALLBACK (plumb_review_scrub_cb) },
    { self->timeline, "step", G_CALLBACK (plumb_review_page_step) },
    { self->timeline, "loop", G_CALLBACK (plumb_review_page_set_loop) },
    { self->timeline, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed) },
    { moments, "show-frame", G_CALLBACK (plumb_review_page_go_to) },
    { moments, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed) },
    { self->reps, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed) },
    { self->checks, "show-frame", G_CALLBACK (show_finding_cb) },
    { self->checks, "news", G_CALLBACK (news_cb) },
    { self->checks, "missing", G_CALLBACK (missing_cb) },
    { self->checks, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed) },
    { self->notes, "show-frame", G_CALLBACK (plumb_review_page_go_to) },
    { self->notes, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed) },
    { self->session, "notify::n-frames", G_CALLBACK (frames_changed_cb) },
    { self->speeds, "notify::selected", G_CALLBACK (speed_changed_cb) },
    { self->plot_button, "toggled", G_CALLBACK (plot_toggled_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_signal_connect_object (connections[i].object, connections[i].signal,
                             connections[i].callback, self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->moments_button, moments);
  plumb_timeline_set_session (self->timeline, self->session);
  plumb_rep_switcher_set_session (self->reps, self->session);
  plumb_notes_panel_set_session (self->notes, self->session);
  speed_changed_cb (self);
}

static void
moment_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (self->review != NULL)
    plumb_review_page_go_to (self, plumb_review_moment (self->review,
                                      (PlumbMoment) g_variant_get_int32 (parameter)));
}

static void
moments_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (plumb_review_page_is_open (self))
    gtk_menu_button_popup (self->moments_button);
}

static void
next_moment_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (plumb_review_page_is_open (self))
    plumb_review_page_go_to (self, plumb_timeline_next_flag (self->timeline,
                                                             plumb_review_page_wanted (self),
                                                             g_variant_get_int32 (parameter)));
}

/* The first moment of the rep that was lifted; -1 = it has none yet. */
static gint64
find_start (PlumbReview *review)
{
  gint64 start = -1;

  for (int m = 0; m < PLUMB_MOMENT_NEUTRAL; m++)
    {
      const gint64 frame = plumb_review_moment (review, (PlumbMoment) m);

      if (frame >= 0 && (start < 0 || frame < start))
        start = frame;
    }
  return start;
}

/* So many reps on; the picture goes along. */
static void
rep_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  g_autoptr (GError) error = NULL;
  int rep;

  if (self->review == NULL)
    return;
  rep = (int) plumb_review_rep (self->review) + g_variant_get_int32 (parameter);
  if (rep < 0 || rep >= (int) plumb_review_n_reps (self->review))
    return;
  if (!plumb_review_set_rep (self->review, (guint) rep, &error))
    plumb_review_page_edit_failed (self, error);
  else if (plumb_review_page_is_open (self))
    plumb_review_page_go_to (self, find_start (self->review));
}

static void
add_rep_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 lockout;

  if (!plumb_review_page_is_open (self))
    return;
  lockout = plumb_review_moment (self->review, PLUMB_MOMENT_LOCKOUT);
  if (!plumb_review_add_rep (self->review, &error))
    {
      plumb_review_page_edit_failed (self, error);
      return;
    }
  text = g_strdup_printf (_("Rep %u: its key moments can be set now"),
                          plumb_review_rep (self->review) + 1);
  plumb_review_page_toast (self, text);
  /* The next one comes after this one's end. */
  if (lockout > plumb_session_wanted (self->session))
    plumb_review_page_go_to (self, lockout);
  plumb_review_guide_go_on (self);
}

static void
timeline_zoom_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  plumb_timeline_zoom (PLUMB_REVIEW_PAGE (widget)->timeline, g_variant_get_double (parameter));
}

static void
plot_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkToggleButton *button = PLUMB_REVIEW_PAGE (widget)->plot_button;

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
note_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (self->review == NULL)
    return;
  plumb_review_layout_show_panel (self, "notes");
  plumb_notes_panel_write (self->notes);
}

static void
fault_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  if (self->review == NULL)
    return;
  plumb_review_layout_show_panel (self, "checks");
  plumb_checks_panel_write_fault (self->checks);
}

void
plumb_review_lane_install (GtkWidgetClass *klass)
{
  static const struct
  {
    const char                 *name;
    const char                 *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "review.moment", "i", moment_action },
    { "review.moments", NULL, moments_action },
    { "review.next-moment", "i", next_moment_action },
    { "review.rep", "i", rep_action },
    { "review.add-rep", NULL, add_rep_action },
    { "review.timeline-zoom", "d", timeline_zoom_action },
    { "review.plot", NULL, plot_action },
    { "review.note", NULL, note_action },
    { "review.fault", NULL, fault_action },
  };

  g_type_ensure (PLUMB_TYPE_NOTES_PANEL);
  g_type_ensure (PLUMB_TYPE_REP_SWITCHER);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, notes);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, reps);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, plot_button);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}
