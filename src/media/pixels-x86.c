/* SSE2, which every x86-64 has, and SSSE3 where it is found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pixels-x86.h"

static gboolean disabled;

void
plumb_pixels_x86_enable (gboolean enable)
{
  disabled = !enable;
}

#if defined(__x86_64__) && defined(__GNUC__)

#include <tmmintrin.h>

/* Samples of a step of scaling. Eight of them span less than 16 samples of the
 * row they come from while that is less than twice as long. */
#define STEP 8

typedef struct
{
  guint32 from;         /* the first sample needed */
  guint8  order[16];    /* pairs of samples from there, for each of eight */
  gint8   weights[16];  /* of each pair, in 1/128 */
} Group;

struct _PlumbPixelsPlan
{
  int   n_groups;
  Group groups[];
};

int
plumb_pixels_x86_double (guint8       *out,
                         const guint8 *in,
                         int           n)
{
  int x = 0;
  for (; !disabled && x + 32 <= n; x += 32)
    {
      __m128i samples = _mm_loadu_si128 ((const __m128i *) (const void *) (in + x / 2));
      _mm_storeu_si128 ((__m128i *) (void *) (out + x), _mm_unpacklo_epi8 (samples, samples));
      _mm_storeu_si128 ((__m128i *) (void *) (out + x + 16), _mm_unpackhi_epi8 (samples, samples));
    }
  return x;
}

/* Eight samples as 16 bits, less `zero`, times 128. */
static inline __m128i
load_samples (const guint8 *from,
              __m128i       zero)
{
  __m128i bytes = _mm_loadl_epi64 ((const __m128i *) (const void *) from);
  __m128i words = _mm_unpacklo_epi8 (bytes, _mm_setzero_si128 ());
  return _mm_slli_epi16 (_mm_sub_epi16 (words, zero), 7);
}

/* One colour of eight pixels, in the low half. */
static inline __m128i
mix_colour (__m128i luma,
            __m128i cb,
            __m128i cr,
            gint16  by_cb,
            gint16  by_cr)
{
  __m128i sum = _mm_add_epi16 (luma, _mm_mulhi_epi16 (cb, _mm_set1_epi16 (by_cb)));
  sum = _mm_add_epi16 (sum, _mm_mulhi_epi16 (cr, _mm_set1_epi16 (by_cr)));
  sum = _mm_srai_epi16 (sum, 4);
  return _mm_packus_epi16 (sum, sum);
}

int
plumb_pixels_x86_colour (guint8                  *out,
                         const guint8            *y,
                         const guint8            *u,
                         const guint8            *v,
                         const PlumbColourMatrix *m,
                         int                      n)
{
  const __m128i middle = _mm_set1_epi16 (128), zero = _mm_set1_epi16 (m->luma_zero);
  const __m128i gain = _mm_set1_epi16 (m->y), half = _mm_set1_epi16 (9);
  const __m128i opaque = _mm_set1_epi8 (-1);
  int           x = 0;
  for (; !disabled && x + 8 <= n; x += 8)
    {
      __m128i luma = _mm_add_epi16 (_mm_mulhi_epi16 (load_samples (y + x, zero), gain), half);
      __m128i cb = load_samples (u + x, middle), cr = load_samples (v + x, middle);
      __m128i blue = mix_colour (luma, cb, cr, m->u[0], m->v[0]);
      __m128i green = mix_colour (luma, cb, cr, m->u[1], m->v[1]);
      __m128i red = mix_colour (luma, cb, cr, m->u[2], m->v[2]);
      __m128i front = _mm_unpacklo_epi8 (blue, green), back = _mm_unpacklo_epi8 (red, opaque);
      __m128i *to = (__m128i *) (void *) (out + 4 * (gsize) x);
      _mm_storeu_si128 (to, _mm_unpacklo_epi16 (front, back));
      _mm_storeu_si128 (to + 1, _mm_unpackhi_epi16 (front, back));
    }
  return x;
}

PlumbPixelsPlan *
plumb_pixels_x86_plan_new (const guint32 *place,
                           const guint16 *weight,
                           int            n)
{
  int n_groups = n / STEP;
  if (disabled || !__builtin_cpu_supports ("ssse3"))
    return NULL;
  PlumbPixelsPlan *plan = g_malloc (sizeof *plan + (gsize) n_groups * sizeof (Group));
  plan->n_groups = n_groups;
  for (int i = 0; i < n_groups; i++)
    {
      Group *group = &plan->groups[i];
      group->from = place[i * STEP];
      for (int k = 0; k < STEP; k++)
        {
          guint32 offset = place[i * STEP + k] - group->from;
          if (offset > 14)
            {
              g_free (plan);
              return NULL;
            }
          guint w = weight[i * STEP + k];
          /* 128 does not fit: of a sample that counts alone, the halves of it. */
          group->order[2 * k] = (guint8) offset;
          group->order[2 * k + 1] = (guint8) (w == 0 ? offset : offset + 1);
          group->weights[2 * k] = (gint8) (w == 0 ? 64 : 128 - w);
          group->weights[2 * k + 1] = (gint8) (w == 0 ? 64 : w);
        }
    }
  return plan;
}

void
plumb_pixels_x86_plan_free (PlumbPixelsPlan *plan)
{
  g_free (plan);
}

__attribute__ ((target ("ssse3"))) int
plumb_pixels_x86_scale (guint8                *out,
                        const guint8          *in,
                        const PlumbPixelsPlan *plan,
                        int                    n)
{
  const __m128i half = _mm_set1_epi16 (64);
  for (int i = 0; i < plan->n_groups; i++)
    {
      const Group *group = &plan->groups[i];
      __m128i samples = _mm_loadu_si128 ((const __m128i *) (const void *) (in + group->from));
      __m128i order = _mm_loadu_si128 ((const __m128i *) (const void *) group->order);
      __m128i weights = _mm_loadu_si128 ((const __m128i *) (const void *) group->weights);
      __m128i sums = _mm_maddubs_epi16 (_mm_shuffle_epi8 (samples, order), weights);
      sums = _mm_srli_epi16 (_mm_add_epi16 (sums, half), 7);
      _mm_storel_epi64 ((__m128i *) (void *) (out + (gsize) i * STEP),
                        _mm_packus_epi16 (sums, sums));
    }
  return plan->n_groups * STEP;
}

#else

int
plumb_pixels_x86_double (guint8       *out,
                         const guint8 *in,
                         int           n)
{
  return 0;
}

int
plumb_pixels_x86_colour (guint8                  *out,
                         const guint8            *y,
                         const guint8            *u,
                         const guint8            *v,
                         const PlumbColourMatrix *matrix,
                         int                      n)
{
  return 0;
}

PlumbPixelsPlan *
plumb_pixels_x86_plan_new (const guint32 *place,
                           const guint16 *weight,
                           int            n)
{
  return NULL;
}

void
plumb_pixels_x86_plan_free (PlumbPixelsPlan *plan)
{
}

int
plumb_pixels_x86_scale (guint8                *out,
                        const guint8          *in,
                        const PlumbPixelsPlan *plan,
                        int                    n)
{
  return 0;
}

#endif
