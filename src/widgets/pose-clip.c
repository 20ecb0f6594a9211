/* Copy and paste of marks; see pose-clip.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pose-clip.h"

GPtrArray *
plumb_pose_copy (PlumbReview *review,
                 gint64       frame,
                 gint64       selected)
{
  GPtrArray *marks = plumb_review_marks_in_frame (review, frame);

  for (guint i = 0; selected != 0 && i < marks->len; i++)
    if (((PlumbMark *) marks->pdata[i])->id == selected)
      {
        GPtrArray *one = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);

        g_ptr_array_add (one, plumb_mark_ref (marks->pdata[i]));
        g_ptr_array_unref (marks);
        return one;
      }
  return marks;
}

gboolean
plumb_pose_paste (PlumbReview *review,
                  GPtrArray   *marks,
                  gint64       frame,
                  GError     **error)
{
  plumb_review_begin_group (review);
  for (guint i = 0; i < marks->len; i++)
    {
      g_autoptr (PlumbMark) nameless = plumb_mark_with_id (marks->pdata[i], 0);
      g_autoptr (PlumbMark) copy = plumb_mark_in_frame (nameless, frame);

      plumb_review_add_mark (review, copy, NULL);
    }
  return plumb_review_end_group (review, error);
}
