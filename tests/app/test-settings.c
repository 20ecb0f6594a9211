/* Preferences: the program's defaults are the schema's, limits hold, and a
 * program whose schema is not installed goes by the defaults.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "settings.h"

static void
test_schema (void)
{
  g_autoptr (GSettings) settings = plumb_settings_new ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_assert_nonnull (settings);
  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, keys[i]);
      g_autoptr (GVariant) value = g_settings_schema_key_get_default_value (key);
      guint min, max, own_min, own_max;

      g_test_message ("%s", keys[i]);
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        g_assert_cmpint (plumb_settings_boolean (NULL, keys[i]), ==, g_variant_get_boolean (value));
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
        {
          g_assert_cmpuint (plumb_settings_uint (NULL, keys[i]), ==, g_variant_get_uint32 (value));
          plumb_settings_range (settings, keys[i], &min, &max);
          plumb_settings_range (NULL, keys[i], &own_min, &own_max);
          g_assert_cmpuint (min, ==, own_min);
          g_assert_cmpuint (max, ==, own_max);
        }
      else
        {
          g_autofree char *own = plumb_settings_string (NULL, keys[i]);

          g_assert_cmpstr (own, ==, g_variant_get_string (value, NULL));
        }
    }
}

/* What each is for stands in the schema itself. */
static void
test_summaries (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data",
                                            "io.github.plumbline.Plumbline.gschema.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) keys = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  keys = g_strsplit (text, "<key ", -1);
  for (guint i = 1; keys[i] != NULL; i++)
    {
      g_test_message ("%s", keys[i]);
      g_assert_nonnull (strstr (keys[i], "<summary>"));
      g_assert_nonnull (strstr (keys[i], "<description>"));
    }
}

static void
test_change (void)
{
  g_autoptr (GSettings) settings = plumb_settings_new ();
  g_autoptr (GSettings) other = plumb_settings_new ();

  g_assert_cmpuint (plumb_settings_uint (settings, "cache-size"), ==, 512);
  g_assert_true (g_settings_set_uint (settings, "cache-size", 128));
  g_assert_cmpuint (plumb_settings_uint (other, "cache-size"), ==, 128);
  g_test_expect_message ("GLib-GIO", G_LOG_LEVEL_WARNING, "*outside of valid range*");
  g_assert_false (g_settings_set_uint (settings, "cache-size", 1));
  g_test_assert_expected_messages ();
  g_assert_cmpuint (plumb_settings_uint (other, "cache-size"), ==, 128);
  g_settings_reset (settings, "cache-size");
}

static void
test_no_schema (void)
{
  g_autoptr (GSimpleAction) object = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  g_unsetenv ("GSETTINGS_SCHEMA_DIR");
  g_setenv ("XDG_DATA_HOME", "/nonexistent", TRUE);
  g_setenv ("XDG_DATA_DIRS", "/nonexistent", TRUE);
  g_assert_null (plumb_settings_new ());
  g_assert_cmpuint (plumb_settings_uint (NULL, "cache-size"), ==, 512);
  g_assert_true (plumb_settings_boolean (NULL, "sound"));
  object = g_simple_action_new ("any", NULL);
  g_simple_action_set_enabled (object, FALSE);
  plumb_settings_bind (NULL, "sound", object, "enabled");
  g_assert_true (g_action_get_enabled (G_ACTION (object)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/schema", test_schema);
  g_test_add_func ("/settings/summaries", test_summaries);
  g_test_add_func ("/settings/change", test_change);
  g_test_add_func ("/settings/no-schema", test_no_schema);
  return g_test_run ();
}
