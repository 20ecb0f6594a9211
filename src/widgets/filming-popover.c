/* How it was filmed; see filming-popover.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "filming-popover.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lift-names.h"

/* Under zero stands for not known, and zero for square. */
#define NO_YAW -0.5
#define YAW_STEP 0.5

#define PLATE_LOW_MM 100
#define PLATE_HIGH_MM 600
#define DISTANCE_HIGH_M 30
#define HEIGHT_HIGH_M 5

struct _PlumbFilmingPopover
{
  GtkPopover      parent_instance;
  PlumbSession   *session; /* owned */
  GtkSpinButton  *plate;
  GtkSpinButton  *distance;
  GtkSpinButton  *lens;
  GtkLabel       *from_lens; /* the distance that follows from it */
  GtkWidget      *knows_roll;
  GtkSpinButton  *roll;
  GtkSpinButton  *yaw;
  GtkSpinButton  *load;
  GtkSpinButton  *rate;
  GtkSpinButton  *height;
  GtkSpinButton  *reps;
  GtkDropDown    *lift;
  PlumbMassUnit   mass_unit;   /* the athlete's; kept are kilograms */
  PlumbLengthUnit length_unit; /* likewise; kept are metres, and a plate's millimetres */
  GtkLabel       *times;       /* what the file says */
  gboolean        is_loading;  /* the fields are being filled, not edited */
};

enum
{
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbFilmingPopover, plumb_filming_popover, GTK_TYPE_POPOVER)

/* What the lens says of a distance that nobody taped. */
static void
show_from_lens (PlumbFilmingPopover *self,
                PlumbReview         *review)
{
  PlumbCriteria *criteria = plumb_review_criteria (review);
  const PlumbFilming filming = plumb_review_filming (review);
  const double distance_m
      = criteria != NULL
            ? plumb_poses_distance_m (plumb_review_poses (review),
                                      plumb_criteria_capture (criteria)->plate_depth_m)
            : 0;
  g_autofree char *away = plumb_format_distance (distance_m, self->length_unit);
  g_autofree char *text = NULL;

  if (filming.camera_lens_mm > 0 && !(filming.camera_distance_m > 0))
    text = distance_m > 0
               /* Translators: %s is a distance like "4.2 m" or "13.8 ft". */
               ? g_strdup_printf (_("By lens and plate the camera stood %s away."), away)
               : g_strdup (_("Mark the near plate: with the lens it tells the distance."));
  gtk_label_set_text (self->from_lens, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->from_lens), text != NULL);
}

static void
name_unit (GtkSpinButton *spin,
           const char    *unit)
{
  gtk_label_set_text (g_object_get_data (G_OBJECT (spin), "unit"), unit);
}

/* Ranges, steps and names in the athlete's units. */
static void
set_units (PlumbFilmingPopover *self,
           PlumbMassUnit        mass,
           PlumbLengthUnit      length)
{
  const gboolean is_feet = length == PLUMB_LENGTH_IN;

  self->mass_unit = mass;
  self->length_unit = length;
  gtk_spin_button_set_digits (self->plate, is_feet ? 2 : 0);
  gtk_spin_button_set_range (self->plate, plumb_plate_to_unit (PLATE_LOW_MM, length),
                             plumb_plate_to_unit (PLATE_HIGH_MM, length));
  gtk_spin_button_set_increments (self->plate, is_feet ? 0.1 : 1, is_feet ? 1 : 10);
  gtk_spin_button_set_range (self->distance, 0, plumb_distance_to_unit (DISTANCE_HIGH_M, length));
  gtk_spin_button_set_increments (self->distance, is_feet ? 0.5 : 0.1, is_feet ? 5 : 1);
  gtk_spin_button_set_range (self->height, 0, plumb_distance_to_unit (HEIGHT_HIGH_M, length));
  gtk_spin_button_set_increments (self->height, is_feet ? 0.25 : 0.05, is_feet ? 1 : 0.5);
  name_unit (self->plate, plumb_plate_unit_name (length));
  name_unit (self->distance, plumb_distance_unit_name (length));
  name_unit (self->height, plumb_distance_unit_name (length));
  name_unit (self->load, mass == PLUMB_MASS_LB ? _("lb") : _("kg"));
}

/* As rounded as it stands there: else the field, once it is left, takes its own text
 * for an edit. */
static void
show_value (GtkSpinButton *spin,
            double         value)
{
  const double unit = pow (10, gtk_spin_button_get_digits (spin));

  gtk_spin_button_set_value (spin, round (value * unit) / unit);
}

static void
load_fields (PlumbFilmingPopover *self)
{
  PlumbReview *review = plumb_session_review (self->session);
  PlumbFilming filming;

  if (review == NULL)
    return;
  filming = plumb_review_filming (review);
  self->is_loading = TRUE;
  set_units (self, plumb_review_mass_unit (review), plumb_review_length_unit (review));
  show_value (self->plate, plumb_plate_to_unit (filming.plate_diameter_mm, self->length_unit));
  show_value (self->distance,
              plumb_distance_to_unit (filming.camera_distance_m, self->length_unit));
  gtk_spin_button_set_value (self->lens, filming.camera_lens_mm);
  show_from_lens (self, review);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->knows_roll),
                               !isnan (filming.camera_roll_deg));
  gtk_spin_button_set_value (self->roll,
                             isnan (filming.camera_roll_deg) ? 0 : filming.camera_roll_deg);
  gtk_spin_button_set_value (self->yaw, isnan (filming.camera_yaw_deg) ? NO_YAW
                                                                       : filming.camera_yaw_deg);
  show_value (self->load, plumb_mass_to_unit (filming.load_kg, self->mass_unit));
  show_value (self->height,
              plumb_distance_to_unit (filming.camera_height_m, self->length_unit));
  gtk_spin_button_set_value (self->reps, (double) filming.set_reps);
  gtk_drop_down_set_selected (self->lift, plumb_lift_find (filming.lift));
  gtk_spin_button_set_value (self->rate, filming.filmed_fps);
  self->is_loading = FALSE;
}

/* What stands there in pounds or feet is rounded: as long as nobody types another
 * value it is the one that was kept. */
static gboolean
is_as_kept (GtkSpinButton *spin,
            double         kept) /* in the unit that is shown */
{
  const double half_digit = 0.501 * pow (10, -(double) gtk_spin_button_get_digits (spin));

  return fabs (gtk_spin_button_get_value (spin) - kept) <= half_digit;
}

static double
read_load_kg (PlumbFilmingPopover *self,
              double               kept_kg)
{
  return is_as_kept (self->load, plumb_mass_to_unit (kept_kg, self->mass_unit))
             ? kept_kg
             : plumb_mass_from_unit (gtk_spin_button_get_value (self->load), self->mass_unit);
}

static double
read_plate_mm (PlumbFilmingPopover *self,
               double               kept_mm)
{
  return is_as_kept (self->plate, plumb_plate_to_unit (kept_mm, self->length_unit))
             ? kept_mm
             : plumb_plate_from_unit (gtk_spin_button_get_value (self->plate), self->length_unit);
}

static double
read_distance_m (PlumbFilmingPopover *self,
                 GtkSpinButton       *spin,
                 double               kept_m)
{
  return is_as_kept (spin, plumb_distance_to_unit (kept_m, self->length_unit))
             ? kept_m
             : plumb_distance_from_unit (gtk_spin_button_get_value (spin), self->length_unit);
}

/* Nobody has said so as long as it is the one that stands there for none. */
static const char *
read_lift (PlumbFilmingPopover *self,
           const char          *kept)
{
  const guint lift = gtk_drop_down_get_selected (self->lift);

  return lift == plumb_lift_find (kept) ? kept : plumb_lift_key (lift);
}

static void
edited_cb (PlumbFilmingPopover *self)
{
  PlumbReview *review = plumb_session_review (self->session);
  const double yaw_deg = gtk_spin_button_get_value (self->yaw);
  const gboolean knows_roll = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->knows_roll));
  g_autoptr (GError) error = NULL;
  PlumbFilming filming, kept;

  gtk_widget_set_sensitive (GTK_WIDGET (self->roll), knows_roll);
  if (self->is_loading || review == NULL)
    return;
  kept = plumb_review_filming (review);
  filming = (PlumbFilming) {
    .plate_diameter_mm = read_plate_mm (self, kept.plate_diameter_mm),
    .camera_distance_m = read_distance_m (self, self->distance, kept.camera_distance_m),
    .camera_lens_mm = gtk_spin_button_get_value (self->lens),
    .camera_roll_deg = knows_roll ? gtk_spin_button_get_value (self->roll) : NAN,
    .camera_yaw_deg = yaw_deg >= 0 ? yaw_deg : NAN,
    .load_kg = read_load_kg (self, kept.load_kg),
    .camera_height_m = read_distance_m (self, self->height, kept.camera_height_m),
    .set_reps = gtk_spin_button_get_value_as_int (self->reps),
    .lift = read_lift (self, kept.lift),
    .filmed_fps = gtk_spin_button_get_value (self->rate),
  };
  if (plumb_review_set_filming (review, &filming, &error))
    {
      show_from_lens (self, review);
      return;
    }
  load_fields (self);
  g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

static gboolean
output_word_cb (GtkSpinButton *spin,
                const char    *word)
{
  if (gtk_spin_button_get_value (spin) > 0)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (spin), word);
  return TRUE;
}

static int
input_word_cb (GtkSpinButton *spin,
               double        *value,
               const char    *word)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), word) != 0)
    return FALSE;
  *value = 0;
  return TRUE;
}

/* Zero stands for a word and says so: in a field for figures alone the word would
 * be refused. */
static void
let_be_word (GtkSpinButton *spin,
             const char    *word)
{
  gtk_spin_button_set_numeric (spin, FALSE);
  g_signal_connect (spin, "output", G_CALLBACK (output_word_cb), (gpointer) word);
  g_signal_connect (spin, "input", G_CALLBACK (input_word_cb), (gpointer) word);
}

static gboolean
output_yaw_cb (GtkSpinButton *spin)
{
  if (gtk_spin_button_get_value (spin) >= 0)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (spin), _("unknown"));
  return TRUE;
}

/* What is no figure, the word or nothing, is not known; to which side it is turned
 * does not matter. */
static int
input_yaw_cb (GtkSpinButton *spin,
              double        *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end = NULL;
  const double yaw_deg = g_strtod (text, &end);

  *value = end == text ? NO_YAW : fabs (yaw_deg);
  return TRUE;
}

static GtkSpinButton *
add_spin (PlumbFilmingPopover *self,
          GtkGrid             *grid,
          int                  row,
          const char          *name,
          const char          *unit,
          double               low,
          double               high,
          double               step,
          guint                digits)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (low, high, step);
  GtkWidget *unit_label = gtk_label_new (unit);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  /* Room for the words that stand for nothing. */
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (gtk_grid_get_child_at (grid, 0, row) == NULL)
    {
      GtkWidget *label = gtk_label_new (name);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_grid_attach (grid, label, 0, row, 1, 1);
    }
  gtk_grid_attach (grid, spin, 1, row, 1, 1);
  gtk_label_set_xalign (GTK_LABEL (unit_label), 0);
  gtk_grid_attach (grid, unit_label, 2, row, 1, 1);
  g_object_set_data (G_OBJECT (spin), "unit", unit_label);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_SPIN_BUTTON (spin);
}

static void
add_lift (PlumbFilmingPopover *self,
          GtkGrid             *grid,
          int                  row)
{
  const char *names[PLUMB_N_LIFTS + 1] = { NULL };
  GtkWidget *label = gtk_label_new (_("Lift"));
  GtkWidget *lift;

  for (guint i = 0; i < PLUMB_N_LIFTS; i++)
    names[i] = plumb_lift_name (plumb_lift_key (i));
  lift = gtk_drop_down_new_from_strings (names);
  self->lift = GTK_DROP_DOWN (lift);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (lift), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lift"),
                                  -1);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, lift, 1, row, 2, 1);
  g_signal_connect_object (lift, "notify::selected", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
add_hint (GtkGrid *grid,
          int      row)
{
  GtkWidget *hint = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 40);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_grid_attach (grid, hint, 0, row, 3, 1);
  return hint;
}

static void
plumb_filming_popover_dispose (GObject *object)
{
  g_clear_object (&PLUMB_FILMING_POPOVER (object)->session);
  G_OBJECT_CLASS (plumb_filming_popover_parent_class)->dispose (object);
}

static void
plumb_filming_popover_class_init (PlumbFilmingPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plumb_filming_popover_dispose;
  signals[EDIT_FAILED]
      = g_signal_new ("edit-failed", PLUMB_TYPE_FILMING_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

/* What coaches open it for first: the distance, until it is known. */
static void
focus_cb (PlumbFilmingPopover *self)
{
  if (gtk_spin_button_get_value (self->distance) <= 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->distance));
}

static void
plumb_filming_popover_init (PlumbFilmingPopover *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *hint = add_hint (GTK_GRID (grid), 0);

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_widget_set_margin_start (grid, 6);
  gtk_widget_set_margin_end (grid, 6);
  gtk_widget_set_margin_top (grid, 6);
  gtk_widget_set_margin_bottom (grid, 6);
  gtk_label_set_text (
      GTK_LABEL (hint),
      _("Draw a circle on the near plate with the plate tool: its diameter is the scale. The "
        "distance is from the camera to the lifter. The far plate "
        "should hide behind the near one: turned by 0°."));
  self->plate = add_spin (self, GTK_GRID (grid), 1, _("Plate diameter"), _("mm"), PLATE_LOW_MM,
                          PLATE_HIGH_MM, 1, 0);
  self->distance = add_spin (self, GTK_GRID (grid), 2, _("Camera distance"), _("m"), 0,
                             DISTANCE_HIGH_M, 0.1, 2);
  self->lens = add_spin (self, GTK_GRID (grid), 3, _("Lens, 35 mm equivalent"), _("mm"), 0, 300, 1,
                         0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lens),
                               _("Where nobody taped the distance: 26 for the main camera of most "
                                 "phones, some 30 where the phone steadies its films"));
  let_be_word (self->lens, _("unknown"));
  self->from_lens = GTK_LABEL (add_hint (GTK_GRID (grid), 4));
  self->knows_roll = gtk_check_button_new_with_label (_("Camera roll is known"));
  gtk_grid_attach (GTK_GRID (grid), self->knows_roll, 0, 5, 1, 1);
  self->roll = add_spin (self, GTK_GRID (grid), 5, _("Camera roll"), _("°"), -45, 45, 0.1, 1);
  self->yaw = add_spin (self, GTK_GRID (grid), 6, _("Camera turned from square"), _("°"), NO_YAW,
                        45, YAW_STEP, 1);
  gtk_spin_button_set_numeric (self->yaw, FALSE);
  g_signal_connect (self->yaw, "output", G_CALLBACK (output_yaw_cb), NULL);
  g_signal_connect (self->yaw, "input", G_CALLBACK (input_yaw_cb), NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->yaw),
                               _("0 where the far plate hides behind the near one; empty where "
                                 "nobody knows"));
  self->load = add_spin (self, GTK_GRID (grid), 7, _("Load"), _("kg"), 0, 1400, 2.5, 1);
  self->rate = add_spin (self, GTK_GRID (grid), 8, _("Filmed at"), _("pictures a second"), 0, 2000,
                         1, 2);
  self->height = add_spin (self, GTK_GRID (grid), 9, _("Camera height"), _("m"), 0,
                           HEIGHT_HIGH_M, 0.05, 2);
  self->reps = add_spin (self, GTK_GRID (grid), 10, _("Repetitions of the set"), "", 0, 100, 1, 0);
  let_be_word (self->height, _("unknown"));
  let_be_word (self->reps, _("unknown"));
  add_lift (self, GTK_GRID (grid), 11);
  self->times = GTK_LABEL (add_hint (GTK_GRID (grid), 12));
  let_be_word (self->distance, _("unknown"));
  let_be_word (self->load, _("unknown"));
  let_be_word (self->rate, _("see below"));
  g_signal_connect_object (self->knows_roll, "toggled", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (self), grid);
  g_signal_connect (self, "map", G_CALLBACK (load_fields), NULL);
  g_signal_connect (self, "map", G_CALLBACK (focus_cb), NULL);
}

GtkWidget *
plumb_filming_popover_new (PlumbSession *session)
{
  PlumbFilmingPopover *self = g_object_new (PLUMB_TYPE_FILMING_POPOVER, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
plumb_filming_popover_set_times (PlumbFilmingPopover *self,
                                 const char          *words)
{
  g_return_if_fail (PLUMB_IS_FILMING_POPOVER (self));

  gtk_label_set_text (self->times, words);
}
