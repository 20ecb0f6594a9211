/* Fingers on the glass; see broadway.h.
 *
 * The daemon speaks WebSocket (RFC 6455) over a socket of its own. Towards us it sends
 * commands in little endian: a byte for the kind and 32 bits for the serial, then what
 * the kind has. From us it takes words of 32 bits in big endian: kind of event, the
 * serial seen last, milliseconds, and what the kind has. What is painted is passed over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "broadway.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define DISPLAY_NUMBER 75
#define WAIT_MS 10000
#define MAX_WORDS 12

enum
{
  OP_GRAB_POINTER,
  OP_UNGRAB_POINTER,
  OP_NEW_SURFACE,
  OP_SHOW_SURFACE,
  OP_HIDE_SURFACE,
  OP_RAISE_SURFACE,
  OP_LOWER_SURFACE,
  OP_DESTROY_SURFACE,
  OP_MOVE_RESIZE,
  OP_SET_TRANSIENT_FOR,
  OP_DISCONNECTED,
  OP_SURFACE_UPDATE,
  OP_SET_SHOW_KEYBOARD,
  OP_UPLOAD_TEXTURE,
  OP_RELEASE_TEXTURE,
  OP_SET_NODES,
  OP_ROUNDTRIP,
};

enum
{
  EVENT_ENTER = 0,
  EVENT_TOUCH = 5,
  EVENT_KEY_PRESS = 7,
  EVENT_KEY_RELEASE = 8,
  EVENT_CONFIGURE = 11,
  EVENT_SCREEN_SIZE = 12,
  EVENT_ROUNDTRIP = 14,
};

enum
{
  TOUCH_BEGIN,
  TOUCH_UPDATE,
  TOUCH_END,
};

typedef struct
{
  int id, x, y, width, height;
} Surface;

struct _Broadway
{
  GSubprocess       *daemon;     /* owned */
  GSocketConnection *connection; /* owned */
  GByteArray        *received;   /* owned: of frames that are not whole yet */
  GArray            *surfaces;   /* owned, of Surface: the first is the main window */
  guint32            serial;
  int                first_finger; /* -1 = none: the finger that stands for the pointer */
};

/* Reads on in the commands of one frame. */
typedef struct
{
  const guint8 *data;
  gsize         length, at;
} Reader;

static guint32
read_number (Reader *reader,
             guint   n_bytes)
{
  guint32 number = 0;

  g_assert_cmpuint (reader->at + n_bytes, <=, reader->length);
  for (guint i = 0; i < n_bytes; i++)
    number |= (guint32) reader->data[reader->at++] << (8 * i);
  return number;
}

static int
read_signed (Reader *reader)
{
  return (gint16) read_number (reader, 2);
}

static void
send_bytes (Broadway     *broadway,
            const guint8 *data,
            gsize         length)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (
      g_io_stream_get_output_stream (G_IO_STREAM (broadway->connection)), data, length, NULL,
      NULL, &error);
  g_assert_no_error (error);
}

/* One frame, masked with zeros: what is sent is not secret. */
static void
send_event (Broadway     *broadway,
            int           kind,
            guint         n,
            const gint32 *words)
{
  guint8 frame[6 + 4 * (MAX_WORDS + 3)] = { 0x82 };
  const gint32 head[] = { kind, (gint32) broadway->serial,
                          (gint32) (g_get_monotonic_time () / 1000) };

  g_assert_cmpuint (n, <=, MAX_WORDS);
  frame[1] = (guint8) (0x80 | (4 * (n + 3)));
  for (guint i = 0; i < n + 3; i++)
    {
      const guint32 word = GUINT32_TO_BE ((guint32) (i < 3 ? head[i] : words[i - 3]));

      memcpy (frame + 6 + 4 * i, &word, 4);
    }
  send_bytes (broadway, frame, 6 + 4 * (n + 3));
}

static Surface *
find_surface (Broadway *broadway,
              int       id)
{
  for (guint i = 0; i < broadway->surfaces->len; i++)
    if (g_array_index (broadway->surfaces, Surface, i).id == id)
      return &g_array_index (broadway->surfaces, Surface, i);
  return NULL;
}

static void
add_surface (Broadway *broadway,
             Reader   *reader)
{
  Surface surface;

  surface.id = (int) read_number (reader, 2);
  surface.x = read_signed (reader);
  surface.y = read_signed (reader);
  surface.width = (int) read_number (reader, 2);
  surface.height = (int) read_number (reader, 2);
  g_array_append_val (broadway->surfaces, surface);
}

static void
destroy_surface (Broadway *broadway,
                 int       id)
{
  for (guint i = 0; i < broadway->surfaces->len; i++)
    if (g_array_index (broadway->surfaces, Surface, i).id == id)
      g_array_remove_index (broadway->surfaces, i--);
}

static void
move_surface (Broadway *broadway,
              Reader   *reader)
{
  Surface *surface = find_surface (broadway, (int) read_number (reader, 2));
  const guint32 parts = read_number (reader, 1);

  g_assert_nonnull (surface);
  if (parts & 1)
    {
      surface->x = read_signed (reader);
      surface->y = read_signed (reader);
    }
  if (parts & 2)
    {
      surface->width = (int) read_number (reader, 2);
      surface->height = (int) read_number (reader, 2);
    }
  send_event (broadway, EVENT_CONFIGURE, 5,
              (const gint32[]) { surface->id, surface->x, surface->y, surface->width,
                                 surface->height });
}

static void
answer_roundtrip (Broadway *broadway,
                  Reader   *reader)
{
  gint32 words[2];

  words[0] = (gint32) read_number (reader, 2);
  words[1] = (gint32) read_number (reader, 4);
  send_event (broadway, EVENT_ROUNDTRIP, 2, words);
}

static void
take_command (Broadway *broadway,
              Reader   *reader)
{
  const guint32 kind = read_number (reader, 1);

  broadway->serial = read_number (reader, 4);
  if (kind == OP_NEW_SURFACE)
    add_surface (broadway, reader);
  else if (kind == OP_DESTROY_SURFACE)
    destroy_surface (broadway, (int) read_number (reader, 2));
  else if (kind == OP_MOVE_RESIZE)
    move_surface (broadway, reader);
  else if (kind == OP_ROUNDTRIP)
    answer_roundtrip (broadway, reader);
  else if (kind == OP_SHOW_SURFACE || kind == OP_HIDE_SURFACE || kind == OP_RAISE_SURFACE
           || kind == OP_LOWER_SURFACE || kind == OP_SET_SHOW_KEYBOARD)
    reader->at += 2;
  else if (kind == OP_SET_TRANSIENT_FOR || kind == OP_RELEASE_TEXTURE)
    reader->at += 4;
  else if (kind == OP_GRAB_POINTER)
    reader->at += 3;
  else if (kind == OP_UPLOAD_TEXTURE)
    {
      reader->at += 4;
      reader->at += read_number (reader, 4);
    }
  else if (kind == OP_SET_NODES)
    {
      reader->at += 2;
      reader->at += 4 * (gsize) read_number (reader, 4);
    }
  else
    g_assert_cmpuint (kind, ==, OP_UNGRAB_POINTER);
}

/* FALSE when the frame is not whole yet. */
static gboolean
take_frame (Broadway *broadway)
{
  const guint8 *data = broadway->received->data;
  const gsize length = broadway->received->len;
  gsize head = 2, size;
  Reader reader;

  if (length < 2)
    return FALSE;
  size = data[1] & 0x7f;
  if (size >= 126)
    {
      const guint n = size == 126 ? 2 : 8;

      head += n;
      if (length < head)
        return FALSE;
      size = 0;
      for (guint i = 0; i < n; i++)
        size = size << 8 | data[2 + i];
    }
  if (length < head + size)
    return FALSE;
  reader = (Reader) { data + head, size, 0 };
  while ((data[0] & 0x0f) == 2 && reader.at < reader.length)
    take_command (broadway, &reader);
  g_byte_array_remove_range (broadway->received, 0, (guint) (head + size));
  return TRUE;
}

/* FALSE at the end of what is there within `ms`. */
static gboolean
receive (Broadway *broadway,
         guint     ms)
{
  GSocket *socket = g_socket_connection_get_socket (broadway->connection);
  guint8 data[65536];
  gssize n;

  if (!g_socket_condition_timed_wait (socket, G_IO_IN, (gint64) ms * 1000, NULL, NULL))
    return FALSE;
  n = g_socket_receive (socket, (char *) data, sizeof data, NULL, NULL);
  g_assert_cmpint (n, >, 0);
  g_byte_array_append (broadway->received, data, (guint) n);
  return TRUE;
}

void
broadway_run (Broadway *broadway,
              guint     ms)
{
  const gint64 until = g_get_monotonic_time () + (gint64) ms * 1000;

  do
    {
      receive (broadway, 10);
      while (take_frame (broadway))
        ;
    }
  while (g_get_monotonic_time () < until);
}

/* The answer ends in an empty line; what follows it is frames. */
static void
shake_hands (Broadway *broadway)
{
  static const char request[] = "GET /socket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                                "Connection: Upgrade\r\nOrigin: http://localhost\r\n"
                                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                "Sec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Protocol: broadway\r\n\r\n";
  const char *end = NULL;

  send_bytes (broadway, (const guint8 *) request, strlen (request));
  while (end == NULL)
    {
      g_assert_true (receive (broadway, WAIT_MS));
      end = g_strstr_len ((const char *) broadway->received->data, broadway->received->len,
                          "\r\n\r\n");
    }
  g_byte_array_remove_range (broadway->received, 0,
                             (guint) (end + 4 - (const char *) broadway->received->data));
}

static void
connect_to (Broadway   *broadway,
            const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  const gint64 until = g_get_monotonic_time () + WAIT_MS * 1000;

  while (broadway->connection == NULL && g_get_monotonic_time () < until)
    {
      broadway->connection
          = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
      g_usleep (20000);
    }
  g_assert_nonnull (broadway->connection);
}

/* It goes when the test goes, however that ends: it would hold the test's output open. */
static void
end_with_parent_cb (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

Broadway *
broadway_new (const char *folder,
              int         width,
              int         height)
{
  g_autofree char *program = g_find_program_in_path ("gtk4-broadwayd");
  g_autofree char *path = g_build_filename (folder, "page", NULL);
  g_autofree char *display = g_strdup_printf (":%d", DISPLAY_NUMBER);
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  Broadway *broadway;

  if (program == NULL)
    return NULL;
  broadway = g_new0 (Broadway, 1);
  broadway->received = g_byte_array_new ();
  broadway->surfaces = g_array_new (FALSE, FALSE, sizeof (Surface));
  broadway->first_finger = -1;
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent_cb, NULL, NULL);
  broadway->daemon = g_subprocess_launcher_spawn (launcher, &error, program, "--unixsocket", path,
                                                  display, NULL);
  g_assert_no_error (error);
  connect_to (broadway, path);
  shake_hands (broadway);
  send_event (broadway, EVENT_SCREEN_SIZE, 3, (const gint32[]) { width, height, 1 });
  broadway_run (broadway, 100);
  return broadway;
}

void
broadway_free (Broadway *broadway)
{
  g_io_stream_close (G_IO_STREAM (broadway->connection), NULL, NULL);
  g_object_unref (broadway->connection);
  g_subprocess_force_exit (broadway->daemon);
  g_subprocess_wait (broadway->daemon, NULL, NULL);
  g_object_unref (broadway->daemon);
  g_byte_array_unref (broadway->received);
  g_array_unref (broadway->surfaces);
  g_free (broadway);
}

void
broadway_set_environ (Broadway            *broadway,
                      GSubprocessLauncher *launcher)
{
  g_autofree char *display = g_strdup_printf (":%d", DISPLAY_NUMBER);

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent_cb, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "GDK_BACKEND", "broadway", TRUE);
  g_subprocess_launcher_setenv (launcher, "BROADWAY_DISPLAY", display, TRUE);
  /* Under pictures of whole windows the daemon of GTK 4.8 falls over. */
  g_subprocess_launcher_setenv (launcher, "GSK_RENDERER", "broadway", TRUE);
}

gboolean
broadway_get_size (Broadway *broadway,
                   int      *width,
                   int      *height)
{
  const Surface *main_window;

  if (broadway->surfaces->len == 0)
    return FALSE;
  main_window = &g_array_index (broadway->surfaces, Surface, 0);
  *width = main_window->width;
  *height = main_window->height;
  return TRUE;
}

/* The first finger down moves the pointer too, as in a browser. */
static void
send_touch (Broadway *broadway,
            int       phase,
            int       finger,
            double    x,
            double    y)
{
  const gint32 win_x = (gint32) (x + 0.5), win_y = (gint32) (y + 0.5);
  const Surface *window;
  gint32 root_x, root_y;

  g_assert_cmpuint (broadway->surfaces->len, >, 0);
  window = &g_array_index (broadway->surfaces, Surface, 0);
  root_x = win_x + window->x;
  root_y = win_y + window->y;
  if (phase == TOUCH_BEGIN && broadway->first_finger < 0)
    {
      broadway->first_finger = finger;
      send_event (broadway, EVENT_ENTER, 8,
                  (const gint32[]) { window->id, window->id, root_x, root_y, win_x, win_y, 0, 0 });
    }
  send_event (broadway, EVENT_TOUCH, 9,
              (const gint32[]) { phase, window->id, finger, finger == broadway->first_finger,
                                 root_x, root_y, win_x, win_y, 0 });
  if (phase == TOUCH_END && broadway->first_finger == finger)
    broadway->first_finger = -1;
  broadway_run (broadway, 20);
}

void
broadway_touch (Broadway *broadway,
                int       finger,
                double    x,
                double    y)
{
  send_touch (broadway, TOUCH_BEGIN, finger, x, y);
}

void
broadway_slide (Broadway *broadway,
                int       finger,
                double    x,
                double    y)
{
  send_touch (broadway, TOUCH_UPDATE, finger, x, y);
}

void
broadway_lift (Broadway *broadway,
               int       finger,
               double    x,
               double    y)
{
  send_touch (broadway, TOUCH_END, finger, x, y);
}

void
broadway_key (Broadway *broadway,
              guint     keyval,
              guint     modifiers)
{
  const gint32 words[] = { (gint32) keyval, (gint32) modifiers };

  send_event (broadway, EVENT_KEY_PRESS, 2, words);
  send_event (broadway, EVENT_KEY_RELEASE, 2, words);
  broadway_run (broadway, 50);
}
