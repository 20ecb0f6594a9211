/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "claims.h"

#include <string.h>

#include "key-source.h"

#define GROUP_HEAD "Claims"

struct _PlumbClaims
{
  gatomicrefcount references;
  char           *article;
  PlumbClaim      claims[PLUMB_N_CLAIMS];
};

static gboolean
read_head (const PlumbKeySource *source,
           PlumbClaims          *claims,
           GError              **error)
{
  static const char *const known[] = { "Format", "Version", "Article", NULL };
  int version = 0;
  g_autofree char *format = plumb_key_source_string (source, GROUP_HEAD, "Format", error);
  if (format == NULL || !plumb_key_source_check_keys (source, GROUP_HEAD, known, error))
    return FALSE;
  if (!g_str_equal (format, "plumbline-claims"))
    {
      plumb_key_source_set_error (source, GROUP_HEAD, "Format", error, "is not plumbline-claims");
      return FALSE;
    }
  if (!plumb_key_source_integer (source, GROUP_HEAD, "Version", 1, 1, 0, &version, error))
    return FALSE;
  if (version == 0)
    {
      plumb_key_source_set_error (source, GROUP_HEAD, "Version", error, "is missing");
      return FALSE;
    }
  claims->article = plumb_key_source_text (source, GROUP_HEAD, "Article", error);
  return claims->article != NULL;
}

static gboolean
read_kind (const PlumbKeySource *source,
           const char           *group,
           PlumbClaim           *claim,
           GError              **error)
{
  claim->kind = plumb_key_source_string (source, group, "Class", error);
  if (claim->kind == NULL)
    return FALSE;
  if (strlen (claim->kind) == 1 && strchr ("STIAC", claim->kind[0]) != NULL)
    return TRUE;
  plumb_key_source_set_error (source, group, "Class", error, "“%s” is none of S, T, I, A, C",
                              claim->kind);
  return FALSE;
}

static gboolean
read_claim (const PlumbKeySource *source,
            guint                 number,
            PlumbClaim           *claim,
            GError              **error)
{
  static const char *const known[] = { "Class", "Text", "Where", NULL };
  g_autofree char *group = g_strdup_printf ("Claim C%02u", number);
  if (!read_kind (source, group, claim, error)
      || !plumb_key_source_check_keys (source, group, known, error))
    return FALSE;
  claim->id = g_strdup_printf ("C%02u", number);
  claim->text = plumb_key_source_text (source, group, "Text", error);
  claim->where = claim->text != NULL ? plumb_key_source_list (source, group, "Where", error) : NULL;
  if (claim->where == NULL)
    return FALSE;
  if (claim->where[0] != NULL)
    return TRUE;
  plumb_key_source_set_error (source, group, "Where", error, "is missing");
  return FALSE;
}

PlumbClaims *
plumb_claims_load (const char        *path,
                   const char *const *languages,
                   GError           **error)
{
  g_autoptr (PlumbKeySource) source = plumb_key_source_load (path, languages, error);
  if (source == NULL)
    return NULL;
  g_autoptr (PlumbClaims) claims = g_new0 (PlumbClaims, 1);
  g_atomic_ref_count_init (&claims->references);
  if (!read_head (source, claims, error))
    return NULL;
  for (guint i = 0; i < PLUMB_N_CLAIMS; i++)
    if (!read_claim (source, i + 1, &claims->claims[i], error))
      return NULL;
  guint n_groups = g_strv_length ((GStrv) plumb_key_source_groups (source));
  if (n_groups != PLUMB_N_CLAIMS + 1)
    {
      plumb_key_source_set_error (source, NULL, NULL, error, "holds %u groups, not %d", n_groups,
                                  PLUMB_N_CLAIMS + 1);
      return NULL;
    }
  return g_steal_pointer (&claims);
}

PlumbClaims *
plumb_claims_ref (PlumbClaims *claims)
{
  g_atomic_ref_count_inc (&claims->references);
  return claims;
}

void
plumb_claims_unref (PlumbClaims *claims)
{
  if (claims == NULL || !g_atomic_ref_count_dec (&claims->references))
    return;
  for (guint i = 0; i < PLUMB_N_CLAIMS; i++)
    {
      g_free (claims->claims[i].id);
      g_free (claims->claims[i].kind);
      g_free (claims->claims[i].text);
      g_strfreev (claims->claims[i].where);
    }
  g_free (claims->article);
  g_free (claims);
}

const PlumbClaim *
plumb_claims_get (const PlumbClaims *claims,
                  guint              number)
{
  g_return_val_if_fail (number >= 1 && number <= PLUMB_N_CLAIMS, NULL);

  return &claims->claims[number - 1];
}

const PlumbClaim *
plumb_claims_find (const PlumbClaims *claims,
                   const char        *id)
{
  for (guint i = 0; i < PLUMB_N_CLAIMS; i++)
    if (g_strcmp0 (claims->claims[i].id, id) == 0)
      return &claims->claims[i];
  return NULL;
}

const char *
plumb_claims_article (const PlumbClaims *claims)
{
  return claims->article;
}
