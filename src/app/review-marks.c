/* Marks as a whole on the review page: carried from frame to frame.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "pose-clip.h"
#include "review-page-private.h"

void
plumb_review_marks_copy (PlumbReviewPage *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  g_autofree char *text = NULL;

  if (!plumb_review_page_is_open (self))
    return;
  marks = plumb_pose_copy (self->review, plumb_session_frame (self->session),
                           plumb_session_selected (self->session));
  if (marks->len == 0)
    {
      plumb_review_page_toast (self, _("There is nothing to copy in this frame."));
      return;
    }
  text = g_strdup_printf (ngettext ("%u mark copied. Ctrl+V puts it into another frame.",
                                    "%u marks copied. Ctrl+V puts them into another frame.",
                                    marks->len),
                          marks->len);
  g_clear_pointer (&self->copied, g_ptr_array_unref);
  self->copied = g_steal_pointer (&marks);
  plumb_review_page_toast (self, text);
}

void
plumb_review_marks_paste (PlumbReviewPage *self)
{
  const gint64 here = plumb_session_frame (self->session);
  g_autoptr (GError) error = NULL;

  if (!plumb_review_page_is_open (self) || self->copied == NULL || here < 0)
    return;
  if (!plumb_pose_paste (self->review, self->copied, here, &error))
    plumb_review_page_edit_failed (self, error);
}

void
plumb_review_marks_go_to (PlumbReviewPage *self,
                          gint64           mark_id)
{
  const PlumbMark *mark
      = self->review != NULL ? plumb_review_mark (self->review, mark_id) : NULL;

  if (mark == NULL)
    return;
  plumb_session_set_tool (self->session, PLUMB_TOOL_SELECT);
  plumb_session_set_selected (self->session, mark_id);
  plumb_review_page_go_to (self, mark->frame);
}

static void
edit_selected (PlumbReviewPage *self,
               void (*edit) (PlumbReviewPage *self,
                             const PlumbMark *mark,
                             gconstpointer    data),
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n;
  const gint64 *selection = plumb_session_selection (self->session, &n);
  /* The selection changes with the marks. */
  g_autofree gint64 *ids = g_memdup2 (selection, n * sizeof *selection);

  if (!plumb_review_page_is_open (self) || n == 0)
    return;
  plumb_review_begin_group (self->review);
  for (guint i = 0; i < n; i++)
    {
      const PlumbMark *mark = plumb_review_mark (self->review, ids[i]);

      if (mark != NULL && mark->frame == plumb_session_frame (self->session))
        edit (self, mark, data);
    }
  if (!plumb_review_end_group (self->review, &error))
    plumb_review_page_edit_failed (self, error);
}

static void
delete_mark (PlumbReviewPage *self,
             const PlumbMark *mark,
             gconstpointer    unused)
{
  plumb_review_delete_mark (self->review, mark->id, NULL);
}

void
plumb_review_marks_delete (PlumbReviewPage *self)
{
  edit_selected (self, delete_mark, NULL);
}

void
plumb_review_marks_select_all (PlumbReviewPage *self)
{
  g_autoptr (GPtrArray) marks = NULL;

  if (!plumb_review_page_is_open (self))
    return;
  marks = plumb_review_marks_in_frame (self->review, plumb_session_frame (self->session));
  plumb_session_set_tool (self->session, PLUMB_TOOL_SELECT);
  plumb_session_set_selected (self->session, 0);
  for (guint i = 0; i < marks->len; i++)
    plumb_session_toggle_selected (self->session, ((const PlumbMark *) marks->pdata[i])->id);
}

/* What `word` says of colour or width replaces that; "usual" and "normal" take
 * the choice back. */
static PlumbMarkLook
change_look (PlumbMarkLook look,
             const char   *word)
{
  PlumbMarkLook wanted;

  if (g_str_equal (word, "usual"))
    look.colour = PLUMB_MARK_COLOUR_USUAL;
  else if (g_str_equal (word, "normal"))
    look.width = PLUMB_MARK_WIDTH_USUAL;
  else if (plumb_mark_look_from_key (word, &wanted))
    {
      if (wanted.colour != PLUMB_MARK_COLOUR_USUAL)
        look.colour = wanted.colour;
      if (wanted.width != PLUMB_MARK_WIDTH_USUAL)
        look.width = wanted.width;
    }
  return look;
}

static void
restyle (PlumbReviewPage *self,
         const PlumbMark *mark,
         gconstpointer    word)
{
  g_autoptr (PlumbMark) other = plumb_mark_with_look (mark, change_look (mark->look, word));

  plumb_review_change_mark (self->review, other, NULL);
}

void
plumb_review_marks_set_look (PlumbReviewPage *self,
                             const char      *word)
{
  plumb_session_set_look (self->session,
                          change_look (plumb_session_look (self->session), word));
  edit_selected (self, restyle, word);
}
