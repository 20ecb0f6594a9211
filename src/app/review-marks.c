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
