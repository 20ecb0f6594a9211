/* An athlete in the list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-rows.h"

struct _PlumbAthlete
{
  GObject  parent_instance;
  gint64   id;
  char    *name;
  char    *sort_key; /* as a person looks names up */
  char    *tags;
  char   **words; /* (nullable) of name and tags, folded, when they were asked for */
  gboolean archived;
  guint    open_findings;
  guint    n_reviews;
  gint64   newest_s;
  char    *next_film; /* nullable */
  gboolean film_due;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_TAGS,
  PROP_ARCHIVED,
  PROP_OPEN_FINDINGS,
  PROP_N_REVIEWS,
  PROP_NEWEST_S,
  PROP_NEXT_FILM,
  PROP_FILM_DUE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PlumbAthlete, plumb_athlete, G_TYPE_OBJECT)

static void
plumb_athlete_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PlumbAthlete *self = PLUMB_ATHLETE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TAGS:
      g_value_set_string (value, self->tags);
      break;
    case PROP_ARCHIVED:
      g_value_set_boolean (value, self->archived);
      break;
    case PROP_OPEN_FINDINGS:
      g_value_set_uint (value, self->open_findings);
      break;
    case PROP_N_REVIEWS:
      g_value_set_uint (value, self->n_reviews);
      break;
    case PROP_NEWEST_S:
      g_value_set_int64 (value, self->newest_s);
      break;
    case PROP_NEXT_FILM:
      g_value_set_string (value, self->next_film);
      break;
    case PROP_FILM_DUE:
      g_value_set_boolean (value, self->film_due);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
plumb_athlete_finalize (GObject *object)
{
  PlumbAthlete *self = PLUMB_ATHLETE (object);

  g_free (self->name);
  g_free (self->sort_key);
  g_free (self->tags);
  g_strfreev (self->words);
  g_free (self->next_film);

  G_OBJECT_CLASS (plumb_athlete_parent_class)->finalize (object);
}

static void
plumb_athlete_class_init (PlumbAthleteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags
      = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = plumb_athlete_get_property;
  object_class->finalize = plumb_athlete_finalize;

  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  props[PROP_TAGS] = g_param_spec_string ("tags", NULL, NULL, "", flags);
  props[PROP_ARCHIVED] = g_param_spec_boolean ("archived", NULL, NULL, FALSE, flags);
  props[PROP_OPEN_FINDINGS]
      = g_param_spec_uint ("open-findings", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_REVIEWS] = g_param_spec_uint ("n-reviews", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_NEWEST_S] = g_param_spec_int64 ("newest-s", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_NEXT_FILM] = g_param_spec_string ("next-film", NULL, NULL, NULL, flags);
  props[PROP_FILM_DUE] = g_param_spec_boolean ("film-due", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
plumb_athlete_init (PlumbAthlete *self)
{
  self->name = g_strdup ("");
  self->sort_key = g_strdup ("");
  self->tags = g_strdup ("");
}

PlumbAthlete *
plumb_athlete_new (gint64      id,
                   const char *name)
{
  PlumbAthlete *self = g_object_new (PLUMB_TYPE_ATHLETE, NULL);

  self->id = id;
  plumb_athlete_set_name (self, name);
  return self;
}

/* By the rules of the language, capitals or not. */
static char *
make_sort_key (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *first = g_utf8_collate_key (folded, -1);
  g_autofree char *second = g_utf8_collate_key (name, -1);

  return g_strconcat (first, "\001", second, NULL);
}

void
plumb_athlete_set_name (PlumbAthlete *self,
                        const char   *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  g_free (self->sort_key);
  g_clear_pointer (&self->words, g_strfreev);
  self->name = g_strdup (name);
  self->sort_key = make_sort_key (name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
}

int
plumb_athlete_compare_names (PlumbAthlete *a,
                             PlumbAthlete *b)
{
  const int order = strcmp (a->sort_key, b->sort_key);

  return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

void
plumb_athlete_set_tags (PlumbAthlete *self,
                        const char   *tags)
{
  if (g_strcmp0 (self->tags, tags) == 0)
    return;
  g_free (self->tags);
  g_clear_pointer (&self->words, g_strfreev);
  self->tags = g_strdup (tags);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TAGS]);
}

void
plumb_athlete_set_archived (PlumbAthlete *self,
                            gboolean      archived)
{
  if (self->archived == archived)
    return;
  self->archived = archived;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ARCHIVED]);
}

void
plumb_athlete_set_sums (PlumbAthlete *self,
                        guint         n_reviews,
                        guint         open_findings,
                        gint64        newest_s)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->n_reviews != n_reviews)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_REVIEWS]);
  if (self->open_findings != open_findings)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OPEN_FINDINGS]);
  if (self->newest_s != newest_s)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NEWEST_S]);
  self->n_reviews = n_reviews;
  self->open_findings = open_findings;
  self->newest_s = newest_s;
  g_object_thaw_notify (G_OBJECT (self));
}

void
plumb_athlete_set_next_film (PlumbAthlete *self,
                             const char   *date,
                             gboolean      due)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (self->next_film, date) != 0)
    {
      g_free (self->next_film);
      self->next_film = g_strdup (date);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NEXT_FILM]);
    }
  if (self->film_due != due)
    {
      self->film_due = due;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILM_DUE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

gint64
plumb_athlete_id (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), 0);

  return self->id;
}

const char *
plumb_athlete_name (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), NULL);

  return self->name;
}

const char *
plumb_athlete_tags (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), "");

  return self->tags;
}

gboolean
plumb_athlete_archived (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), FALSE);

  return self->archived;
}

guint
plumb_athlete_open_findings (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), 0);

  return self->open_findings;
}

guint
plumb_athlete_n_reviews (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), 0);

  return self->n_reviews;
}

gint64
plumb_athlete_newest_s (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), 0);

  return self->newest_s;
}

const char *
plumb_athlete_next_film (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), NULL);

  return self->next_film;
}

gboolean
plumb_athlete_film_due (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), FALSE);

  return self->film_due;
}

/* (transfer full) Also as they are typed on a keyboard without accents. */
static char **
fold_words (PlumbAthlete *self)
{
  g_autofree char *text = g_strdup_printf ("%s %s", self->name, self->tags);
  g_auto (GStrv) plain = NULL;
  g_auto (GStrv) folded = g_str_tokenize_and_fold (text, NULL, &plain);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  g_strv_builder_addv (all, (const char **) folded);
  g_strv_builder_addv (all, (const char **) plain);
  return g_strv_builder_end (all);
}

static gboolean
has_word (PlumbAthlete *self,
          const char   *word)
{
  for (guint i = 0; self->words[i] != NULL; i++)
    if (g_str_has_prefix (self->words[i], word))
      return TRUE;
  return FALSE;
}

gboolean
plumb_athlete_has_words (PlumbAthlete      *self,
                         const char *const *words)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  if (self->words == NULL)
    self->words = fold_words (self);
  for (guint i = 0; words[i] != NULL; i++)
    if (!has_word (self, words[i]))
      return FALSE;
  return TRUE;
}
