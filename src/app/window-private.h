/* What the files of the window share; see window.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library-page.h"
#include "plan-page.h"
#include "review-keeper.h"
#include "review-page.h"
#include "thumbnailer.h"
#include "window.h"

G_BEGIN_DECLS

struct _PlumbWindow
{
  AdwApplicationWindow parent_instance;
  PlumbLibrary        *library;     /* owned */
  PlumbReviewKeeper   *keeper;      /* owned */
  PlumbThumbnailer    *thumbnailer; /* owned */
  char                *exported;    /* owned, nullable: the last PDF written */
  GHashTable          *told;        /* owned, nullable: of notices that were shown */
  AdwToast            *trouble;     /* owned, nullable: what is wrong at this moment */

  AdwToastOverlay  *toasts;
  GtkBox           *notices; /* over the pages */
  GtkStack         *pages;
  PlumbLibraryPage *library_page;
  PlumbReviewPage  *review_page;
  PlumbPlanPage    *plan_page;
};

/* (transfer full) Its words wrap: none is cut off in a small window. */
AdwToast *plumb_window_make_toast (const char *text);
/* (transfer full) */
void plumb_window_add_toast (PlumbWindow *self,
                             AdwToast    *toast);
void plumb_window_toast (PlumbWindow *self,
                         const char  *text);
/* Words over the pages that stay: until the coach closes them or, where they
 * cannot be closed, as long as the window. */
void plumb_window_notice (PlumbWindow *self,
                          const char  *text,
                          gboolean     closes);
/* A toast with “Undo”; `action` takes the id. */
void plumb_window_toast_undo (PlumbWindow *self,
                              const char  *text,
                              const char  *action,
                              gint64       id);
void plumb_window_problem (PlumbWindow  *self,
                           const GError *error,
                           const char   *path); /* (nullable) */
void plumb_window_show_review (PlumbWindow *self,
                               PlumbReview *review);
/* The library page, or the welcome where there is nothing yet. */
void plumb_window_show_home (PlumbWindow *self);
/* Installs the action that opens recordings for the athlete chosen. */
void plumb_window_install_import (GtkWidgetClass *klass);
/* Asks whose these are; takes `reviews` (of gint64). */
void plumb_window_ask_for_athlete (PlumbWindow *self,
                                   GArray      *reviews,
                                   const char  *what);
/* Installs the actions on athletes and reviews of the library page. */
void plumb_window_install_library_actions (GtkWidgetClass *klass);
/* Installs the action that shows a complaint, each once. */
void plumb_window_install_notices (GtkWidgetClass *klass);
/* Installs the action that asks for the coach's name. */
void plumb_window_install_coach (GtkWidgetClass *klass);
/* Installs the actions that go to the plan's page and back. */
void plumb_window_install_plan (GtkWidgetClass *klass);
/* … those that write out what is held on an athlete, and erase it. */
void plumb_window_install_exchange_actions (GtkWidgetClass *klass);
/* … and those that bring athletes from coach to coach. */
void plumb_window_install_transfer (GtkWidgetClass *klass);
/* (transfer full) (nullable) The name of the athlete that is chosen. */
char *plumb_window_chosen_name (PlumbWindow *self);
/* What the library page asks of the program. */
void plumb_window_connect_library (PlumbWindow *self);

G_END_DECLS
