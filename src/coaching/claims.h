/* The article's claims, C01 to C49: its words, and where in the program each is
 * answered (data/plans/article.claims; criteria.md section 1).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "plan.h"

G_BEGIN_DECLS

#define PLUMB_N_CLAIMS 49

typedef struct
{
  char *id;    /* owned: "C18" */
  char *kind;  /* owned: "S", "T", "I", "A" or "C" */
  char *text;  /* owned: close to the article's words */
  GStrv where; /* owned: "check:hip-height", …; {"context"} = nothing to check */
} PlumbClaim;

typedef struct _PlumbClaims PlumbClaims;

/* Every claim is there, or it is an error: PLUMB_PLAN_ERROR, with file, line,
 * group and key. */
PlumbClaims      *plumb_claims_load (const char        *path,
                                     const char *const *languages,
                                     GError           **error);
PlumbClaims      *plumb_claims_ref (PlumbClaims *claims);
void              plumb_claims_unref (PlumbClaims *claims);
/* (nullable) */
const PlumbClaim *plumb_claims_find (const PlumbClaims *claims,
                                     const char        *id);
/* The claim of this number, from 1 to PLUMB_N_CLAIMS. */
const PlumbClaim *plumb_claims_get (const PlumbClaims *claims,
                                    guint              number);
/* Title and date of the article. */
const char       *plumb_claims_article (const PlumbClaims *claims);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbClaims, plumb_claims_unref)

G_END_DECLS
