/* Words for the time base.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "time-words.h"

#include <glib/gi18n-lib.h>

#define NS_PER_S 1e9
/* More parts than these are not listed one by one. */
#define MAX_LISTED 4u

static const char *
name_source (PlumbRateSource source)
{
  switch (source)
    {
    case PLUMB_RATE_ANDROID:
    case PLUMB_RATE_SAMSUNG:
    case PLUMB_RATE_APPLE:
      return _("as the phone says");
    case PLUMB_RATE_COACH:
      return _("as entered");
    case PLUMB_RATE_TIMES:
    default:
      return _("by the times in the file");
    }
}

/* "240 a second from 0.00 s, 30 from 1.20 s" */
static char *
list_parts (const PlumbFrameIndex *index)
{
  g_autoptr (GArray) parts = plumb_time_base_parts (index);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (parts->len, MAX_LISTED); i++)
    {
      const PlumbRatePart *part = &g_array_index (parts, PlumbRatePart, i);

      if (i > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text, _("%.0f a second from %.2f s"), part->fps,
                              (double) plumb_frame_index_pts_ns (index, part->first) / NS_PER_S);
    }
  if (parts->len > MAX_LISTED)
    g_string_append (text, " …");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
plumb_time_warning (const PlumbFrameIndex *index,
                    const PlumbTimeBase   *base)
{
  g_autofree char *list = NULL;

  if (base->is_known)
    return NULL;
  if (base->n_parts < 2)
    return g_strdup (_("Slow motion, but the file does not say at how many pictures a second it "
                       "was filmed. Enter it under Scale; until then nothing is measured in "
                       "seconds."));
  list = list_parts (index);
  return g_strdup_printf (_("The speed changes inside this recording (%s): it may have been slowed "
                            "down after filming. Enter under Scale at how many pictures a second "
                            "it was filmed; until then nothing is measured in seconds."),
                          list);
}

/* What the phone plays slowly. */
static void
append_slowed (GString               *text,
               const PlumbFrameIndex *index)
{
  gint64 first, last;
  double times;

  for (guint i = 0; i < MAX_LISTED && plumb_frame_index_slowed (index, i, &first, &last, &times);
       i++)
    g_string_append_printf (text, _(" The phone plays frames %d to %d %.0f times slower."),
                            (int) first, (int) last, times);
}

char *
plumb_time_words (const PlumbFrameIndex *index,
                  const PlumbTimeBase   *base)
{
  g_autofree char *warning = plumb_time_warning (index, base);
  g_autoptr (GString) text = g_string_new (warning);
  const char *source = name_source (base->source);

  if (base->is_known && !base->is_even)
    g_string_append_printf (text, _("Filmed at uneven times, about %.0f pictures a second (%s): "
                                    "nothing is measured in seconds unless the rate is entered "
                                    "under Scale."),
                            base->fps, source);
  else if (base->is_known && base->slow > 1)
    g_string_append_printf (text, _("Slow motion: filmed at %.4g pictures a second (%s), shown "
                                    "%.3g times slower."),
                            base->fps, source, base->slow);
  else if (base->is_known)
    g_string_append_printf (text, _("Filmed at %.4g pictures a second (%s)."), base->fps, source);
  append_slowed (text, index);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
