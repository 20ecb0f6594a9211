/* Faults that the coach adds by hand, tied to a frame and to marks of it.
 *
 * A tied mark is kept as its landmark or kind and which of these in the frame it
 * is by age, so that it is found again in another library, where rows have other
 * numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "library-error.h"

static const char *
get_sort (const PlumbMark *mark)
{
  return mark->landmark != PLUMB_LANDMARK_NONE ? plumb_landmark_key (mark->landmark)
                                               : plumb_mark_kind_key (mark->kind);
}

/* (transfer full) */
static char *
name_mark (PlumbReview     *self,
           const PlumbMark *mark)
{
  guint nth = 0;

  for (guint i = 0; i < self->state.marks->len; i++)
    {
      const PlumbMark *other = self->state.marks->pdata[i];

      if (other->frame == mark->frame && strcmp (get_sort (other), get_sort (mark)) == 0
          && other->id <= mark->id)
        nth++;
    }
  return g_strdup_printf ("%s#%u", get_sort (mark), nth);
}

/* (transfer full) (nullable) */
static char *
name_marks (PlumbReview  *self,
            gint64        frame,
            const gint64 *mark_ids,
            guint         n_marks)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n_marks; i++)
    {
      const PlumbMark *mark = plumb_review_state_mark (&self->state, mark_ids[i]);
      g_autofree char *name = NULL;

      if (mark == NULL || mark->frame != frame)
        continue;
      name = name_mark (self, mark);
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* (transfer full) "own-001": after the newest of all reps. */
static char *
make_id (PlumbReview *self)
{
  guint64 newest = 0;

  for (guint r = 0; r < self->state.reps->len; r++)
    {
      const PlumbRep *rep = self->state.reps->pdata[r];
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, rep->decisions);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        if (g_str_has_prefix (id, PLUMB_OWN_FINDING))
          newest = MAX (newest, g_ascii_strtoull ((char *) id + strlen (PLUMB_OWN_FINDING), NULL,
                                                  10));
    }
  return g_strdup_printf (PLUMB_OWN_FINDING "%03" G_GUINT64_FORMAT, newest + 1);
}

gboolean
plumb_review_add_fault (PlumbReview  *self,
                        const char   *finding_id,
                        const char   *title,
                        gint64        frame,
                        const gint64 *mark_ids,
                        guint         n_marks,
                        GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (finding_id != NULL || title != NULL, FALSE);
  g_return_val_if_fail (title == NULL || g_utf8_validate (title, -1, NULL), FALSE);

  g_autofree char *id = finding_id != NULL ? g_strdup (finding_id) : make_id (self);
  const PlumbDecided *before = plumb_review_state_decided (&self->state, id);
  const PlumbChecks *checks = plumb_review_checks (self);
  const PlumbFinding *finding = checks != NULL ? plumb_checks_find_finding (checks, id) : NULL;
  g_autofree char *own = title != NULL ? g_strstrip (g_strdup (title)) : NULL;
  g_autoptr (PlumbDecided) after = NULL;

  if (finding_id == NULL && *own == '\0')
    {
      g_set_error_literal (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                           _("Say in a few words what you see."));
      return FALSE;
    }
  after = plumb_decided_new (PLUMB_DECISION_CONFIRMED, before != NULL ? before->note : "",
                             finding != NULL ? plumb_verdict_key (finding->verdict) : NULL,
                             finding_id == NULL   ? own
                             : finding != NULL ? finding->text
                                                  : NULL);
  after->frame = MAX (frame, -1);
  after->marks = name_marks (self, frame, mark_ids, n_marks);
  return plumb_review_commit (
      self, plumb_edit_new_decision (self->state.rep, id, before, after), error);
}

gboolean
plumb_review_remove_fault (PlumbReview *self,
                           const char  *finding_id,
                           GError     **error)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), FALSE);
  g_return_val_if_fail (finding_id != NULL, FALSE);

  const PlumbDecided *before = plumb_review_state_decided (&self->state, finding_id);

  return before == NULL
         || plumb_review_commit (
             self, plumb_edit_new_decision (self->state.rep, finding_id, before, NULL), error);
}

GList *
plumb_review_decided_ids (PlumbReview *self)
{
  const PlumbRep *rep = self->state.reps->pdata[self->state.rep];

  return g_hash_table_get_keys (rep->decisions);
}

GStrv
plumb_review_own_faults (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  g_autoptr (GList) ids
      = g_list_sort (plumb_review_decided_ids (self), (GCompareFunc) strcmp);
  GPtrArray *own = g_ptr_array_new ();

  for (GList *at = ids; at != NULL; at = at->next)
    if (g_str_has_prefix (at->data, PLUMB_OWN_FINDING))
      g_ptr_array_add (own, g_strdup (at->data));
  g_ptr_array_add (own, NULL);
  return (GStrv) g_ptr_array_free (own, FALSE);
}

gint64
plumb_review_decided_frame (PlumbReview *self,
                            const char  *finding_id)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && finding_id != NULL, -1);

  const PlumbDecided *decided = plumb_review_state_decided (&self->state, finding_id);
  return decided != NULL ? decided->frame : -1;
}

GPtrArray *
plumb_review_decided_marks (PlumbReview *self,
                            const char  *finding_id)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self) && finding_id != NULL, NULL);

  const PlumbDecided *decided = plumb_review_state_decided (&self->state, finding_id);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  g_auto (GStrv) names = NULL;

  if (decided == NULL || decided->marks == NULL)
    return found;
  names = g_strsplit (decided->marks, " ", -1);
  for (guint i = 0; i < self->state.marks->len; i++)
    {
      PlumbMark *mark = self->state.marks->pdata[i];
      g_autofree char *name = mark->frame == decided->frame ? name_mark (self, mark) : NULL;

      if (name != NULL && g_strv_contains ((const char *const *) names, name))
        g_ptr_array_add (found, plumb_mark_ref (mark));
    }
  return found;
}
