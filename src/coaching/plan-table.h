/* The rows of a plan file as plan.c composes from them. Private to coaching.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "plan.h"

G_BEGIN_DECLS

/* A line and how it gets on with others of its section. */
typedef struct
{
  PlumbPlanLine line;    /* `because` stays NULL here */
  int           caution; /* load only: the highest one wins; -1 = stands beside */
  int           days;    /* re-film only: the fewest win; -1 = stands beside */
} PlumbTableLine;

/* `line_id` comes along when `finding_id` is in the plan too. */
typedef struct
{
  char *finding_id; /* owned */
  char *line_id;    /* owned */
} PlumbTableCondition;

typedef struct
{
  char      *id;         /* owned: a finding's id */
  char      *headline;   /* owned */
  GStrv      lines;      /* owned: line ids, as they are to appear */
  GStrv      after;      /* owned: findings to be put right before this one */
  GPtrArray *conditions; /* of PlumbTableCondition */
  int        cause;      /* of the article, 1 to 3; 0 = none of them */
} PlumbTableRow;

/* Immutable after loading. */
struct _PlumbPlanTable
{
  gatomicrefcount  references;
  char            *lift;    /* owned: "conventional" */
  GStrv            others;  /* owned: lifts that the file serves too */
  GHashTable      *lines;   /* id → PlumbTableLine */
  GHashTable      *rows;    /* finding id → PlumbTableRow */
  PlumbTableRow   *nothing; /* owned: no finding */
  PlumbTableRow   *own;     /* owned: findings, none of them known here */
  char            *causes[PLUMB_N_CAUSES]; /* owned, nullable */
  GArray          *settings;     /* of PlumbPlanSetting, in the order of the file */
  GHashTable      *own_settings; /* borrowed, nullable: while loading */
};

G_END_DECLS
