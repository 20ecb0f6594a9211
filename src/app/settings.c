/* What the coach prefers; see settings.h.
 *
 * GSettings ends the program where a schema or a key is not there; a program
 * unpacked somewhere must start all the same. So both are looked up first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "settings.h"

#include "config.h"

typedef struct
{
  const char *key;
  const char *value; /* as GVariant text */
  guint       min, max;
} Default;

/* As the schema has them. */
static const Default defaults[] = {
  { "cache-size", "uint32 512", 64, 16384 },
  { "sound", "true" },
  { "speed", "uint32 100", 5, 200 },
  { "repeat", "false" },
  { "units", "'region'" },
  { "plate-diameter", "uint32 450", 100, 600 },
  { "library-folder", "''" },
};

static const Default *
find_default (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (g_str_equal (defaults[i].key, key))
      return &defaults[i];
  g_return_val_if_reached (NULL);
}

/* (transfer full) (nullable) In a folder that the desktop does not look into,
 * where the program was installed below another prefix. */
static GSettingsSchema *
find_own_schema (void)
{
  g_autofree char *folder = g_build_filename (PKGDATADIR, "..", "glib-2.0", "schemas", NULL);
  g_autoptr (GSettingsSchemaSource) source
      = g_settings_schema_source_new_from_directory (folder, NULL, FALSE, NULL);

  return source != NULL ? g_settings_schema_source_lookup (source, PLUMB_BASE_ID, FALSE) : NULL;
}

GSettings *
plumb_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, PLUMB_BASE_ID, TRUE);
  if (schema == NULL)
    schema = find_own_schema ();
  if (schema != NULL)
    return g_settings_new_full (schema, NULL, NULL);
  g_info ("The schema of the preferences is not installed: the defaults hold.");
  return NULL;
}

static gboolean
has_key (GSettings  *settings,
         const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  if (settings == NULL)
    return FALSE;
  g_object_get (settings, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}

/* (transfer full) */
static GVariant *
get_value (GSettings  *settings,
           const char *key)
{
  const Default *fallback;

  if (has_key (settings, key))
    return g_settings_get_value (settings, key);
  fallback = find_default (key);
  return fallback != NULL ? g_variant_parse (NULL, fallback->value, NULL, NULL, NULL) : NULL;
}

gboolean
plumb_settings_boolean (GSettings  *settings,
                        const char *key)
{
  g_autoptr (GVariant) value = get_value (settings, key);

  g_return_val_if_fail (value != NULL, FALSE);
  return g_variant_get_boolean (value);
}

guint
plumb_settings_uint (GSettings  *settings,
                     const char *key)
{
  g_autoptr (GVariant) value = get_value (settings, key);

  g_return_val_if_fail (value != NULL, 0);
  return g_variant_get_uint32 (value);
}

char *
plumb_settings_string (GSettings  *settings,
                       const char *key)
{
  g_autoptr (GVariant) value = get_value (settings, key);

  g_return_val_if_fail (value != NULL, g_strdup (""));
  return g_variant_dup_string (value, NULL);
}

static void
set_default (const char *key,
             gpointer    object,
             const char *property)
{
  g_autoptr (GVariant) value = get_value (NULL, key);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    g_object_set (object, property, g_variant_get_boolean (value), NULL);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    g_object_set (object, property, g_variant_get_string (value, NULL), NULL);
  else
    {
      /* A spin button's value is a double: GValue transforms it. */
      g_auto (GValue) number = G_VALUE_INIT;

      g_value_init (&number, G_TYPE_UINT);
      g_value_set_uint (&number, g_variant_get_uint32 (value));
      g_object_set_property (object, property, &number);
    }
}

void
plumb_settings_bind (GSettings  *settings,
                     const char *key,
                     gpointer    object,
                     const char *property)
{
  g_return_if_fail (G_IS_OBJECT (object));

  if (has_key (settings, key))
    g_settings_bind (settings, key, object, property, G_SETTINGS_BIND_DEFAULT);
  else
    set_default (key, object, property);
}

void
plumb_settings_range (GSettings  *settings,
                      const char *key,
                      guint      *min,
                      guint      *max)
{
  const Default *fallback = find_default (key);

  g_return_if_fail (fallback != NULL);
  *min = fallback->min;
  *max = fallback->max;
  if (has_key (settings, key))
    {
      g_autoptr (GSettingsSchema) schema = NULL;
      g_autoptr (GSettingsSchemaKey) description = NULL;
      g_autoptr (GVariant) range = NULL;
      g_autoptr (GVariant) limits = NULL;
      const char *kind;

      g_object_get (settings, "settings-schema", &schema, NULL);
      description = g_settings_schema_get_key (schema, key);
      range = g_settings_schema_key_get_range (description);
      g_variant_get (range, "(&sv)", &kind, &limits);
      if (g_str_equal (kind, "range"))
        g_variant_get (limits, "(uu)", min, max);
    }
}
