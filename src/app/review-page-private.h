/* What the files of the review page share; see review-page.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "body-diagram.h"
#include "canvas.h"
#include "checks-panel.h"
#include "drawer.h"
#include "engine.h"
#include "guide.h"
#include "hint-place.h"
#include "notes-panel.h"
#include "pain-panel.h"
#include "plan-panel.h"
#include "plan-texts.h"
#include "player.h"
#include "rep-switcher.h"
#include "review-page.h"
#include "timeline.h"
#include "verdict-rail.h"

G_BEGIN_DECLS

struct _PlumbReviewPage
{
  GtkWidget       parent_instance;
  PlumbSession   *session;     /* owned */
  PlumbReview    *review;      /* owned, nullable: also while it is loading */
  PlumbEngine    *engine;      /* owned, nullable */
  PlumbPlayer    *player;      /* owned, nullable */
  PlumbSound     *sound;       /* owned, nullable: where the recording has some */
  PlumbPlanTexts *plan_texts;  /* owned, nullable: in the language of the plan */
  PlumbGuide     *guide;       /* owned, nullable: the guided setup */
  PlumbGuideStep  guide_step;  /* what it asks for now */
  PlumbMark      *plate_offer; /* owned, nullable: the plate of the rep before */
  gboolean        is_plate_refused; /* it is drawn anew */
  gboolean        faces_left;  /* the lifter, by the coach; while no foot says it */
  GPtrArray      *copied;      /* owned, nullable, of PlumbMark: to be pasted */
  PlumbPainScreen *pain_screen; /* owned, nullable */
  GCancellable   *cancellable; /* owned, nullable: of opening */
  GSettings      *settings;    /* owned, nullable */
  guint           tick;
  gint64          loop_first, loop_last; /* -1 = none */
  gboolean        is_muted;
  GtkLabel       *debug;       /* nullable: shown over the picture */
  guint           debug_tick;
  gint64          asked_us;    /* when a frame was asked for last */
  gint64          painted_after_us; /* how long after it the window was painted */
  gboolean        is_fetching; /* the pixels for the loupe */
  int            *opening;     /* a reference, nullable: per mille of reading */
  guint           open_tick, n_looks;
  guint           n_silent;      /* looks at a bar that did not move */
  int             opened_so_far; /* per mille */
  const char     *panel_wanted; /* interned, nullable: where the keys are to go */
  const char     *lift;        /* interned, nullable: of the criteria loaded */
  gint64          open_at;     /* frame to land on when it is open; -1 = none */
  gboolean        has_asked_again; /* after a stall, until a picture comes */
  gboolean        is_in_trouble;   /* a picture did not come, and none since */

  AdwWindowTitle  *title;
  GtkToggleButton *panel_button;
  GtkBox          *tools;
  GtkStack        *stage;
  GtkProgressBar  *open_progress;
  AdwStatusPage   *failure;
  PlumbCanvas     *canvas;
  GtkWidget       *hint;
  PlumbHintPlace   hint_place;
  gboolean         is_hint_moved; /* by the coach, away from where it would be */
  guint            hint_idle;
  PlumbBodyDiagram *diagram;
  GtkLabel        *hint_title;
  GtkWidget       *guide_buttons;
  GtkWidget       *flip_button;
  GtkButton       *take_button;
  GtkDropDown     *landmarks;
  GtkLabel        *hint_text;
  GtkButton       *move_button;
  GtkWidget       *transport;
  GtkButton       *play_button;
  GtkDropDown     *speeds;
  GtkButton       *sound_button;
  GtkLabel        *position;
  GtkMenuButton   *moments_button;
  GtkMenuButton   *filming_button;
  GtkMenuButton   *view_button;
  GtkWidget       *undo_button;
  GtkWidget       *redo_button;
  GtkMenuButton   *menu_button;
  GMenu           *undo_section; /* owned: in the menu of that button */
  PlumbTimeline   *timeline;
  PlumbChecksPanel *checks;
  PlumbPainPanel  *pain;
  PlumbPlanPanel  *plan;
  AdwViewStack    *panels;
  PlumbNotesPanel *notes;
  PlumbRepSwitcher *reps;
  GtkToggleButton *plot_button;
  PlumbDrawer     *drawer;
  PlumbVerdictRail *rail;
  GtkWidget       *side_panel;
  AdwToastOverlay *toasts;
  AdwToast        *last_toast; /* weak, nullable: one that the next takes the place of */
  AdwViewStackPage *notes_page;
  AdwBin          *notes_tab, *notes_column; /* one of them holds the notes */
  GtkWidget       *panel_column;
  GtkWidget       *notes_beside;
  GtkWidget       *play_box;
};

gboolean plumb_review_page_is_open (PlumbReviewPage *self);
/* The frame that a step counts from: the one last asked for. */
gint64   plumb_review_page_wanted (PlumbReviewPage *self);
/* The clock that the player goes by. */
gint64   plumb_review_page_now_us (PlumbReviewPage *self);
/* Pauses and lands on a frame; -1 does nothing but pause. */
void     plumb_review_page_go_to (PlumbReviewPage *self,
                                  gint64           frame);
void     plumb_review_page_step (PlumbReviewPage *self,
                                 int              n);
void     plumb_review_page_set_loop (PlumbReviewPage *self,
                                     gint64           first,
                                     gint64           last);
/* Shows how far it is; what is returned belongs to the page. */
int     *plumb_review_opening_start (PlumbReviewPage *self);
void     plumb_review_opening_stop (PlumbReviewPage *self);
/* Tells review and coach of the picture's size and of the time base. */
void     plumb_review_opening_take_times (PlumbReviewPage *self);
/* The coach may have said at what rate it was filmed. */
void     plumb_review_opening_filming_changed (PlumbReviewPage *self);
void     plumb_review_page_toast (PlumbReviewPage *self,
                                  const char      *text);
/* About a file of the coach's own: stays until it is closed. */
void     plumb_review_page_complain (PlumbReviewPage *self,
                                     const char      *text);
void     plumb_review_page_edit_failed (PlumbReviewPage *self,
                                        GError          *error);
/* Fetches the frame shown as it was filmed where the loupe is about to need it. */
void     plumb_review_sharp_update (PlumbReviewPage *self);
/* How the page is laid out in windows of all sizes. */
void     plumb_review_layout_install (GtkWidgetClass *klass);
void     plumb_review_layout_setup (PlumbReviewPage *self);
/* Opens the panel: "checks", "pain", "plan" or "notes". */
void     plumb_review_layout_show_panel (PlumbReviewPage *self,
                                         const char      *name);
/* (nullable) Where that is shown. */
GtkWidget *plumb_review_layout_panel (PlumbReviewPage *self,
                                      const char      *name);
/* Shuts a panel that lies over the picture; FALSE when there is none. */
gboolean plumb_review_layout_fold (PlumbReviewPage *self);
/* The debug overlay: a frame has been asked for, its picture has come. */
void     plumb_review_debug_install (GtkWidgetClass *klass);
void     plumb_review_debug_hide (PlumbReviewPage *self);
void     plumb_review_debug_asked (PlumbReviewPage *self);
void     plumb_review_debug_answered (PlumbReviewPage *self);
/* The sound: its button, and the action on and off. */
void     plumb_review_sound_install (GtkWidgetClass *klass);
void     plumb_review_sound_setup (PlumbReviewPage *self);
void     plumb_review_sound_opened (PlumbReviewPage *self);
void     plumb_review_sound_closed (PlumbReviewPage *self);
/* Playing: its widgets are made; a recording has been opened, is let go of. */
void     plumb_review_playing_setup (PlumbReviewPage *self);
void     plumb_review_playing_opened (PlumbReviewPage *self);
void     plumb_review_playing_closed (PlumbReviewPage *self);
void     plumb_review_scrub_cb (PlumbReviewPage *self,
                                gint64           frame,
                                gboolean         rests);
void     plumb_review_playing_changed_cb (PlumbReviewPage *self);
void     plumb_review_speed_changed_cb (PlumbReviewPage *self);
/* The size at which the picture is wanted is another. */
void     plumb_review_page_view_changed (PlumbReviewPage *self);
void     plumb_review_page_fill_tools (PlumbReviewPage *self);
void     plumb_review_page_tool_changed (PlumbReviewPage *self);
void     plumb_review_page_landmark_chosen (PlumbReviewPage *self);
void     plumb_review_page_update_hint (PlumbReviewPage *self);
/* Where the hint stands: what it asks for, or the picture, is elsewhere now; the
 * coach wants it on the other side. */
void     plumb_review_hint_setup (PlumbReviewPage *self);
void     plumb_review_hint_update_place (PlumbReviewPage *self);
void     plumb_review_hint_move (PlumbReviewPage *self);
/* The guided setup: starts anew, goes on with a rep just added, passes over a step,
 * goes one back, takes the frame shown for the moment sought or the marks that are
 * offered, ends. */
void     plumb_review_guide_start (PlumbReviewPage *self);
void     plumb_review_guide_go_on (PlumbReviewPage *self);
void     plumb_review_guide_skip (PlumbReviewPage *self);
void     plumb_review_guide_back (PlumbReviewPage *self);
/* The figure looks the other way, as long as no foot says which it is. */
void     plumb_review_guide_flip (PlumbReviewPage *self);
gboolean plumb_review_guide_faces_left (PlumbReviewPage *self);
gboolean plumb_review_guide_take (PlumbReviewPage *self);
gboolean plumb_review_guide_stop (PlumbReviewPage *self);
/* Another picture is shown, or the same one as it was filmed. */
void     plumb_review_guide_see (PlumbReviewPage *self);
/* Whether marks are offered that Enter takes. */
gboolean plumb_review_guide_offers (PlumbReviewPage *self);
/* Follows what has been marked. */
void     plumb_review_guide_update (PlumbReviewPage *self);
/* (nullable) What the hint says where no tool says it, and what Enter takes. */
const char *plumb_review_guide_text (PlumbReviewPage *self);
const char *plumb_review_guide_take_label (PlumbReviewPage *self);
/* The marks of the frame shown, or the selected one; into the frame shown. */
void     plumb_review_marks_copy (PlumbReviewPage *self);
void     plumb_review_marks_paste (PlumbReviewPage *self);
/* All that is selected in the frame shown: one undo step. */
void     plumb_review_marks_delete (PlumbReviewPage *self);
void     plumb_review_marks_select_all (PlumbReviewPage *self);
/* A word of a look ("red", "wide", "usual", "normal"): of what is selected, and of
 * what is drawn next. */
void     plumb_review_marks_set_look (PlumbReviewPage *self,
                                      const char      *word);
/* Whether and what can be undone, in buttons and menu. */
void     plumb_review_page_setup_menu (PlumbReviewPage *self);
void     plumb_review_page_update_undo (PlumbReviewPage *self);
/* Goes to the frame of a mark and selects it. */
void     plumb_review_marks_go_to (PlumbReviewPage *self,
                                   gint64           mark_id);
/* The questions, once; a problem is told. */
void     plumb_review_page_load_pain (PlumbReviewPage *self);
/* The plan's texts by the coach's settings; again when these change. */
void     plumb_review_page_load_plan (PlumbReviewPage *self);
void     plumb_review_page_setup_pain (PlumbReviewPage *self);
/* Its template children, the action that shows a side panel, and the keys. */
void     plumb_review_pain_install (GtkWidgetClass *klass);
/* Installs the actions "review.…" and their keys. */
void     plumb_review_actions_install (GtkWidgetClass *klass);
/* The actions that write a still of the frame shown and a clip of the loop, or
 * of all, and their keys; both need an open recording. */
void     plumb_review_clip_install (GtkWidgetClass *klass);
void     plumb_review_clip_set_enabled (PlumbReviewPage *self,
                                        gboolean         enabled);
/* The time axis: timeline, reps, key moments, notes. */
void     plumb_review_lane_install (GtkWidgetClass *klass);
void     plumb_review_lane_setup (PlumbReviewPage *self);
/* Asks where to and writes the plan there. */
void     plumb_review_export_plan (PlumbReviewPage *self);
/* Asks which printer and prints the plan. */
void     plumb_review_print_plan (PlumbReviewPage *self);
/* Installs the actions that print the plan and write the measures. */
void     plumb_review_papers_install (GtkWidgetClass *klass);

/* Where a file was chosen for what is no longer open: says so, and forgets it. */
void plumb_review_tell_left (PlumbReviewPage *self,
                             const char      *path);

G_END_DECLS
