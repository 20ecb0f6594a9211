/* Drives mpv over its JSON socket; see mpv-seek.h. No window and no sound: it
 * decodes to the very frame and shows it to nobody, as the engine's bench does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mpv-seek.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#define PATIENCE_S 30
#define START_TRIES 300
#define N_LOADS 3
/* As before the engine's seeks. */
#define IDLE_US (3 * G_USEC_PER_SEC / 20)

typedef struct
{
  GSubprocess       *process;    /* owned */
  GSocketConnection *connection; /* owned */
  GDataInputStream  *lines;      /* owned */
} Mpv;

/* Reads on until mpv says `event`. */
static gboolean
await_event (Mpv        *mpv,
             const char *event,
             GError    **error)
{
  g_autofree char *wanted = g_strdup_printf ("\"event\":\"%s\"", event);

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (mpv->lines, NULL, NULL, error);

      if (line == NULL)
        {
          if (error != NULL && *error == NULL)
            g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "mpv has ended");
          return FALSE;
        }
      if (strstr (line, wanted) != NULL)
        return TRUE;
    }
}

static gboolean
send_command (Mpv        *mpv,
              const char *command,
              GError    **error)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (mpv->connection));

  return g_output_stream_write_all (out, command, strlen (command), NULL, NULL, error);
}

static gboolean
start_mpv (Mpv        *mpv,
           const char *socket_path,
           GError    **error)
{
  g_autofree char *program = g_find_program_in_path ("mpv");
  g_autofree char *server = g_strdup_printf ("--input-ipc-server=%s", socket_path);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket_path);

  if (program == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "mpv is not installed");
      return FALSE;
    }
  mpv->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                       | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                   error, program, "--no-config", "--vo=null", "--ao=null",
                                   "--no-audio", "--hwdec=no", "--idle=yes", "--pause",
                                   "--keep-open=yes", "--hr-seek=yes", server, NULL);
  if (mpv->process == NULL)
    return FALSE;
  g_socket_client_set_timeout (client, PATIENCE_S);
  for (int i = 0; i < START_TRIES && mpv->connection == NULL; i++)
    {
      g_clear_error (error);
      mpv->connection
          = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, error);
      if (mpv->connection == NULL)
        g_usleep (10000);
    }
  if (mpv->connection == NULL)
    return FALSE;
  mpv->lines = g_data_input_stream_new (
      g_io_stream_get_input_stream (G_IO_STREAM (mpv->connection)));
  return TRUE;
}

/* Milliseconds from the command to the first picture, median of some. */
static gboolean
measure_load (Mpv        *mpv,
              const char *path,
              double     *load_ms,
              GError    **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped = g_strescape (absolute, NULL);
  g_autofree char *load = g_strdup_printf ("{\"command\":[\"loadfile\",\"%s\"]}\n", escaped);
  double times_ms[N_LOADS];

  for (int i = 0; i < N_LOADS; i++)
    {
      const gint64 begin_us = g_get_monotonic_time ();

      if (!send_command (mpv, load, error) || !await_event (mpv, "playback-restart", error))
        return FALSE;
      times_ms[i] = (double) (g_get_monotonic_time () - begin_us) / 1000.0;
    }
  *load_ms = MAX (MIN (times_ms[0], times_ms[1]),
                  MIN (MAX (times_ms[0], times_ms[1]), times_ms[2]));
  return TRUE;
}

static gboolean
measure_seeks (Mpv     *mpv,
               GArray  *times_s,
               GArray  *result_ms,
               GError **error)
{
  for (guint i = 0; i < times_s->len; i++)
    {
      char seconds[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *command = NULL;
      gint64 begin_us;
      double ms;

      g_ascii_dtostr (seconds, sizeof seconds, g_array_index (times_s, double, i));
      command = g_strdup_printf ("{\"command\":[\"seek\",%s,\"absolute+exact\"]}\n", seconds);
      g_usleep (IDLE_US);
      begin_us = g_get_monotonic_time ();
      if (!send_command (mpv, command, error) || !await_event (mpv, "playback-restart", error))
        return FALSE;
      ms = (double) (g_get_monotonic_time () - begin_us) / 1000.0;
      g_array_append_val (result_ms, ms);
    }
  return TRUE;
}

GArray *
mpv_seek_measure (const char *path,
                  GArray     *times_s,
                  double     *load_ms,
                  GError    **error)
{
  g_autoptr (GArray) result_ms = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *folder = g_dir_make_tmp ("plumbline-mpv-XXXXXX", error);
  g_autofree char *socket_path = NULL;
  Mpv mpv = { 0 };
  gboolean measured;

  if (folder == NULL)
    return NULL;
  socket_path = g_build_filename (folder, "socket", NULL);
  measured = start_mpv (&mpv, socket_path, error) && measure_load (&mpv, path, load_ms, error)
             && measure_seeks (&mpv, times_s, result_ms, error);
  if (mpv.process != NULL)
    {
      g_subprocess_force_exit (mpv.process);
      g_subprocess_wait (mpv.process, NULL, NULL);
    }
  g_clear_object (&mpv.lines);
  g_clear_object (&mpv.connection);
  g_clear_object (&mpv.process);
  g_unlink (socket_path);
  g_rmdir (folder);
  return measured ? g_steal_pointer (&result_ms) : NULL;
}
