/* The command line program; see cli.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "cli.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "clip.h"
#include "config.h"
#include "engine.h"
#include "messages.h"

typedef struct
{
  const char *name;
  PlumbExit (*run) (PlumbCliArguments *arguments);
  guint       n_arguments;
  gboolean    needs_output;
  const char *usage;
  const char *summary;
} Command;

static const Command commands[] = {
  { "frames", plumb_cli_frames, 1, FALSE, "frames FILE [--json] [--list]",
    N_("the index of a recording") },
  { "frame", plumb_cli_frame, 2, TRUE, "frame FILE N --output OUT.png",
    N_("the N-th frame (from 0) as a picture") },
  { "bench", plumb_cli_bench, 1, FALSE, "bench FILE [--json]",
    N_("how quick opening, steps, seeks and dragging are here") },
  { "check", plumb_cli_check, 1, FALSE,
    "check MARKS.json [--criteria FILE] [--before MARKS.json] [--json]",
    N_("the checks over a marks file") },
  { "sample", plumb_cli_sample, 0, TRUE, "sample --output DIR",
    N_("the sample lift: clip and truth") },
  { "athletes", plumb_cli_athletes, 0, FALSE, "athletes [--json]",
    N_("the athletes of the library") },
  { "reviews", plumb_cli_reviews, 1, FALSE, "reviews ATHLETE [--json]",
    N_("the reviews of an athlete (number or name; 0 = not assigned)") },
  { "show", plumb_cli_show, 1, FALSE, "show REVIEW [--json]", N_("the checks of a review") },
  { "plan", plumb_cli_plan, 1, TRUE, "plan REVIEW --output PLAN.pdf",
    N_("the fix plan of a review; REVIEW may be “sample”") },
  { "export", plumb_cli_export, 1, TRUE, "export ATHLETE --output FILE.plumb [--clips]",
    N_("an athlete for another coach's library") },
  { "import", plumb_cli_import, 1, FALSE, "import FILE.plumb",
    N_("an athlete from another library; nothing twice") },
  { "export-all", plumb_cli_export_all, 1, TRUE, "export-all ATHLETE --output DIR",
    N_("all that is held of an athlete, as JSON, CSV and stills") },
  { "erase", plumb_cli_erase, 1, FALSE, "erase ATHLETE [--yes]",
    N_("what is held of an athlete; with --yes erased for good") },
  { "backup", plumb_cli_backup, 0, TRUE, "backup --output FILE",
    N_("a consistent copy of the library's database") },
  { "verify", plumb_cli_verify, 0, FALSE, "verify", N_("the library's integrity") },
};

PlumbExit
plumb_cli_fail (const GError *error,
                const char   *path)
{
  g_autofree char *text = plumb_message_for (error, path);

  g_printerr ("plumbline-cli: %s\n", text);
  if (g_error_matches (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NO_DECODER)
      || g_error_matches (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_MISSING))
    return PLUMB_EXIT_MISSING;
  return PLUMB_EXIT_BAD_INPUT;
}

static char *
describe_commands (void)
{
  GString *text = g_string_new (_("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %-46s %s", commands[i].usage, _(commands[i].summary));
  g_string_append_printf (text, "\n\n%s",
                          _("Exit status: 0 done, 1 the input is bad, 2 wrong usage, 3 something "
                            "is missing on this system."));
  return g_string_free (text, FALSE);
}

static PlumbExit
run_command (const Command     *command,
             PlumbCliArguments *arguments)
{
  if (arguments->n_rest == command->n_arguments
      && (!command->needs_output || arguments->output != NULL))
    return command->run (arguments);
  g_printerr (_("Usage: plumbline-cli %s\n"), command->usage);
  return PLUMB_EXIT_USAGE;
}

int
plumb_cli_run (int   argc,
               char *argv[])
{
  PlumbCliArguments arguments = { 0 };
  gboolean version = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &arguments.json, N_("Print JSON"), NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &arguments.list, N_("Every frame's time, too"), NULL },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &arguments.yes, N_("Do what cannot be undone"), NULL },
    { "clips", 0, 0, G_OPTION_ARG_NONE, &arguments.clips,
      N_("The videos of the athlete, too"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &arguments.output, N_("Write here"), N_("FILE") },
    { "before", 0, 0, G_OPTION_ARG_FILENAME, &arguments.before,
      N_("Tell what changed since these marks of an earlier film"), N_("FILE") },
    { "criteria", 0, 0, G_OPTION_ARG_FILENAME, &arguments.criteria,
      N_("Check against this criteria file"), N_("FILE") },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &arguments.data_dir,
      N_("The library in this folder"), N_("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_("Print the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("COMMAND ARGUMENT…"));
  g_autofree char *description = describe_commands ();
  g_autoptr (GError) error = NULL;
  PlumbExit status = PLUMB_EXIT_USAGE;

  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_set_description (context, description);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("plumbline-cli: %s\n", error->message);
      return PLUMB_EXIT_USAGE;
    }
  if (version)
    {
      g_print ("plumbline-cli %s\n", PLUMB_VERSION);
      status = PLUMB_EXIT_DONE;
    }
  else if (argc >= 2)
    {
      const Command *command = NULL;

      arguments.n_rest = (guint) argc - 2;
      arguments.rest = g_strdupv (argv + 2);
      for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
        if (g_str_equal (commands[i].name, argv[1]))
          command = &commands[i];
      if (command != NULL)
        status = run_command (command, &arguments);
      else
        g_printerr (_("plumbline-cli: there is no command “%s”; see --help\n"), argv[1]);
    }
  else
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      g_printerr ("%s", help);
    }
  g_free (arguments.data_dir);
  g_free (arguments.output);
  g_free (arguments.criteria);
  g_free (arguments.before);
  g_strfreev (arguments.rest);
  return (int) status;
}
