/* In place of <glib/gi18n-lib.h>, for files whose words go onto paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "words.h"

#define _(text) plumb_words_get (text)
#define N_(text) (text)
