/* A review marked as the worked example "hips high", with criteria and picture:
 * a knee angle of 156 degrees, where a fault is certain beyond 147.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review.h"

G_BEGIN_DECLS

#define REVIEW_SETUP_FRAME 12

void review_setup_high_hips (PlumbReview *review);

G_END_DECLS
