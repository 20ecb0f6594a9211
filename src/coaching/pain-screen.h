/* The pain screen: answers to a few questions, and a table read from top to
 * bottom that says whether to train, to hold back, or to see a clinician first
 * (criteria.md section 4). Questions and table are data (data/plans). It is a
 * coach's tool and makes no diagnosis.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "plan.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_PAIN_INCOMPLETE, /* a question that must be asked has no answer yet */
  PLUMB_PAIN_EMERGENCY,  /* emergency department now */
  PLUMB_PAIN_REFER,      /* a clinician before any training */
  PLUMB_PAIN_SIGNAL,     /* pain: train, at a load that does not hurt */
  PLUMB_PAIN_SORENESS,   /* normal adaptation */
  PLUMB_PAIN_CLEAR,      /* technique only */
} PlumbPainOutcome;

typedef enum
{
  PLUMB_QUESTION_YES_NO, /* "yes", "no", "unsure" */
  PLUMB_QUESTION_CHOICE, /* one of `options`, or "unsure" */
  PLUMB_QUESTION_NUMBER, /* "0" to "99" */
} PlumbQuestionKind;

typedef struct
{
  char              *id;           /* owned: "weakness" */
  char              *number;       /* owned: "Q4" */
  char              *text;         /* owned: what is asked */
  PlumbQuestionKind  kind;
  GStrv              options;      /* owned: ids; NULL unless a choice */
  GStrv              option_texts; /* owned: one for each option */
  gboolean           red_flag;     /* "unsure" counts as the worst answer */
  gboolean           required;
} PlumbQuestion;

typedef struct
{
  char             *id;           /* owned: "2", the row of the table; NULL
                                     while incomplete */
  PlumbPainOutcome  outcome;
  char             *title;        /* owned */
  char             *advice;       /* owned: what the athlete is told */
  gboolean          plan_allowed; /* FALSE: no fix plan, only the advice */
  GStrv             claims;       /* owned: of the article; may be empty */
  char             *beyond;       /* owned (nullable): guideline where the row
                                     goes beyond the article */
  GStrv             findings;     /* owned: ids for plumb_plan_compose() */
} PlumbPainRow;

typedef struct _PlumbPainScreen PlumbPainScreen;

/* Errors: PLUMB_PLAN_ERROR, with file, line, group and key. */
PlumbPainScreen     *plumb_pain_screen_load (const char        *path,
                                             const char *const *languages,
                                             GError           **error);
PlumbPainScreen     *plumb_pain_screen_ref (PlumbPainScreen *screen);
void                 plumb_pain_screen_unref (PlumbPainScreen *screen);

guint                plumb_pain_screen_n_questions (const PlumbPainScreen *screen);
const PlumbQuestion *plumb_pain_screen_question (const PlumbPainScreen *screen,
                                                 guint                  index);

/* Whether the question is asked, given the answers so far: how pain travels is
 * not asked of whom has none. */
gboolean             plumb_pain_screen_asks (const PlumbPainScreen *screen,
                                             const PlumbQuestion   *question,
                                             GHashTable            *answers);

/* Answers: question id → answer ("yes", "no", "unsure", an option, a number),
 * owned strings. */
GHashTable          *plumb_pain_answers_new (void);
/* FALSE, and nothing is changed, when there is no such question or answer;
 * NULL takes the answer back. */
gboolean             plumb_pain_screen_answer (const PlumbPainScreen *screen,
                                               GHashTable            *answers,
                                               const char            *question_id,
                                               const char            *answer);

/* (transfer full) Pairs of question and answer in words, in the order of the
 * questions, for the page that goes to a clinician; NULL-terminated. The words
 * for yes, no and unsure go through `translate` (nullable). */
GStrv                plumb_pain_screen_tell (const PlumbPainScreen *screen,
                                             GHashTable            *answers,
                                             const char            *(*translate) (const char *));
/* (transfer full) The same of what stands out alone: red flags that are not
 * answered harmlessly, and what made the row that was decided hold. */
GStrv plumb_pain_screen_tell_alarms (const PlumbPainScreen *screen,
                                     GHashTable            *answers,
                                     const char            *(*translate) (const char *));
/* (transfer full) (nullable) Why the finding is in the plan: "Where do you feel
 * tension in the setup? In the lower back"; NULL where the answers do not put
 * it there. A row that stands for mixed answers gives its title alone. */
char                *plumb_pain_screen_explain (const PlumbPainScreen *screen,
                                                GHashTable            *answers,
                                                const char            *finding_id,
                                                const char            *(*translate) (const char *));
/* (transfer none) The first row that holds for the answers. What sends an
 * athlete to a clinician does so before all is answered; otherwise the row is
 * PLUMB_PAIN_INCOMPLETE, which has no texts. */
const PlumbPainRow  *plumb_pain_screen_decide (const PlumbPainScreen *screen,
                                               GHashTable            *answers);
/* (transfer full) Ids for plumb_plan_compose(), to stand after the review's own:
 * the row's, and what the intake adds (tension in the low back, restricted
 * hips, no accessories); empty where no plan is allowed. Pain's load outranks
 * every other wherever it stands. */
GStrv                plumb_pain_screen_findings (const PlumbPainScreen *screen,
                                                 GHashTable            *answers);
/* (transfer full) Ids of the questions that are asked, required, and without an
 * answer. */
GStrv                plumb_pain_screen_unanswered (const PlumbPainScreen *screen,
                                                   GHashTable            *answers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPainScreen, plumb_pain_screen_unref)

G_END_DECLS
