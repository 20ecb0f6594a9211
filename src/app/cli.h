/* The command line program: what the lower rooms do, without a screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"

G_BEGIN_DECLS

/* Exit statuses that scripts rely on. */
typedef enum
{
  PLUMB_EXIT_DONE = 0,
  PLUMB_EXIT_BAD_INPUT = 1, /* one sentence on standard error */
  PLUMB_EXIT_USAGE = 2,
  PLUMB_EXIT_MISSING = 3,   /* something is not installed on this system */
} PlumbExit;

int plumb_cli_run (int   argc,
                   char *argv[]);

/* What the commands share. */
typedef struct
{
  char     *data_dir; /* owned, nullable */
  char     *output;   /* owned, nullable */
  char     *criteria; /* owned, nullable */
  char     *before;   /* owned, nullable: marks of an earlier film */
  gboolean  json;
  gboolean  list;
  gboolean  yes;
  gboolean  clips;
  char    **rest;     /* owned: the arguments after the command */
  guint     n_rest;
} PlumbCliArguments;

/* Prints one sentence and gives the exit status that goes with the error. */
PlumbExit plumb_cli_fail (const GError *error,
                          const char   *path); /* (nullable) */

/* (transfer full) (nullable) Reading commands leave the library to the program
 * that has it open. */
PlumbLibrary *plumb_cli_open_library (PlumbCliArguments *arguments,
                                      gboolean           to_write,
                                      GError           **error);
/* An athlete's number, given as that or as the name; -1 when there is none. */
gint64        plumb_cli_find_athlete (PlumbLibrary *library,
                                      const char   *given);

PlumbExit plumb_cli_frames (PlumbCliArguments *arguments);
PlumbExit plumb_cli_frame (PlumbCliArguments *arguments);
PlumbExit plumb_cli_bench (PlumbCliArguments *arguments);
PlumbExit plumb_cli_sample (PlumbCliArguments *arguments);
PlumbExit plumb_cli_check (PlumbCliArguments *arguments);
PlumbExit plumb_cli_athletes (PlumbCliArguments *arguments);
PlumbExit plumb_cli_reviews (PlumbCliArguments *arguments);
PlumbExit plumb_cli_show (PlumbCliArguments *arguments);
PlumbExit plumb_cli_plan (PlumbCliArguments *arguments);
PlumbExit plumb_cli_export (PlumbCliArguments *arguments);
PlumbExit plumb_cli_import (PlumbCliArguments *arguments);
PlumbExit plumb_cli_export_all (PlumbCliArguments *arguments);
PlumbExit plumb_cli_erase (PlumbCliArguments *arguments);
PlumbExit plumb_cli_backup (PlumbCliArguments *arguments);
PlumbExit plumb_cli_verify (PlumbCliArguments *arguments);

G_END_DECLS
