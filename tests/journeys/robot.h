/* Drives a program as a person does: finds its widgets over the accessibility
 * bus, moves the pointer and types through the X server, and looks at the
 * screen. Everything waits until it is so or a deadline passes; then the test
 * fails and leaves a picture of the screen and the tree of widgets.
 *
 * For a display without a window manager: windows lie at (0, 0), so that what
 * the bus tells relative to the window is a place on the screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiValue, g_object_unref)

typedef struct _Robot Robot;

typedef struct
{
  int x, y, width, height; /* pixels of the screen */
} RobotRect;

/* (nullable) (transfer full) NULL when there is no display or no bus. `name`
 * names what it leaves behind when it fails. */
Robot *robot_new (const char *name);
void   robot_free (Robot *robot);

/* Starts a program; the one before must have ended. The arguments end in NULL. */
void   robot_start (Robot            *robot,
                    const char *const argv[]);
/* kill -9, and waits until it is gone. */
void   robot_kill (Robot *robot);
/* Waits for the end that the program was asked for; TRUE when it exited with 0. */
gboolean robot_wait_exit (Robot *robot);

/* The first widget that is shown, of this role and with a name that matches
 * `pattern` (* and ?). `robot_look` looks once and may give NULL,
 * `robot_find` waits. (transfer full) */
AtspiAccessible *robot_look (Robot      *robot,
                             AtspiRole   role,
                             const char *pattern);
AtspiAccessible *robot_find (Robot      *robot,
                             AtspiRole   role,
                             const char *pattern);
gboolean         robot_sees (Robot      *robot,
                             AtspiRole   role,
                             const char *pattern);
/* (transfer full) "" when there is none, or when the widget is gone. */
char            *robot_name (AtspiAccessible *widget);
/* (transfer full) What stands in a text widget. */
char            *robot_text (AtspiAccessible *widget);
/* The number in a spin button. */
double           robot_value (AtspiAccessible *widget);
/* Where it is on the screen. */
RobotRect        robot_extents (Robot           *robot,
                                AtspiAccessible *widget);
void             robot_click_on (Robot           *robot,
                                 AtspiAccessible *widget);
/* Presses a button through the bus, where ever it is. */
void             robot_activate (Robot           *robot,
                                 AtspiAccessible *widget);
/* Finds and presses. */
void             robot_press (Robot      *robot,
                              AtspiRole   role,
                              const char *pattern);

/* Whether keys go to the window of this title. */
gboolean robot_has_keys (Robot      *robot,
                         const char *title);

void robot_move (Robot *robot,
                 double x,
                 double y);
void robot_button (Robot   *robot,
                   gboolean down);
void robot_click (Robot *robot,
                  double x,
                  double y);
/* A key with its modifiers: "Right", "ctrl+shift+z". */
void robot_key (Robot      *robot,
                const char *key);
void robot_type (Robot      *robot,
                 const char *text);

/* (transfer full) That part of the screen as B, G, R, x; 4 * width bytes a row. */
guint8 *robot_screenshot (Robot    *robot,
                          RobotRect part);
/* Writes the tree of widgets to standard error, and the screen as PPM. */
void    robot_leave_evidence (Robot *robot);

/* One turn of waiting: sleeps a little; fails the test at the deadline, or when
 * the program has ended. */
gint64  robot_deadline (void);
void    robot_rest (Robot      *robot,
                    gint64      deadline,
                    const char *what);

#define robot_wait_until(robot, condition)                                                         \
  for (gint64 robot_until = robot_deadline (); !(condition);                                       \
       robot_rest (robot, robot_until, #condition))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Robot, robot_free)

G_END_DECLS
