/* An athlete in the list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-rows.h"

struct _PlumbAthlete
{
  GObject parent_instance;
  gint64  id;
  char   *name;
  guint   open_findings;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_OPEN_FINDINGS,
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
    case PROP_OPEN_FINDINGS:
      g_value_set_uint (value, self->open_findings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
plumb_athlete_finalize (GObject *object)
{
  g_free (PLUMB_ATHLETE (object)->name);

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
  props[PROP_OPEN_FINDINGS]
      = g_param_spec_uint ("open-findings", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
plumb_athlete_init (PlumbAthlete *self)
{
  self->name = g_strdup ("");
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

void
plumb_athlete_set_name (PlumbAthlete *self,
                        const char   *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
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

void
plumb_athlete_set_open_findings (PlumbAthlete *self,
                                 guint         n)
{
  if (self->open_findings == n)
    return;
  self->open_findings = n;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OPEN_FINDINGS]);
}

guint
plumb_athlete_open_findings (PlumbAthlete *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE (self), 0);

  return self->open_findings;
}
