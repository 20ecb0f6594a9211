/* The athlete library of this machine: one database, its athletes, their
 * recordings and reviews. Main thread only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "athlete-details.h"
#include "review.h"
#include "trend.h"

G_BEGIN_DECLS

/* More than a person reads through: another word finds it sooner. */
#define PLUMB_LIBRARY_MAX_FOUND 100

#define PLUMB_LIBRARY_ERROR (plumb_library_error_quark ())
typedef enum
{
  PLUMB_LIBRARY_ERROR_FOLDER,  /* the data folder cannot be made or written */
  PLUMB_LIBRARY_ERROR_DAMAGED, /* the database is not one, or is damaged */
  PLUMB_LIBRARY_ERROR_NEWER,   /* written by a newer Plumbline */
  PLUMB_LIBRARY_ERROR_BUSY,    /* another program has it open */
  PLUMB_LIBRARY_ERROR_FULL,    /* no room on the disk */
  PLUMB_LIBRARY_ERROR_FAILED,
  PLUMB_LIBRARY_ERROR_READ_ONLY, /* opened for reading only */
  PLUMB_LIBRARY_ERROR_OTHER_FILE, /* not the recording that was looked for */
  PLUMB_LIBRARY_ERROR_DISK, /* it fails, or cannot lock files (a network) */
  PLUMB_LIBRARY_ERROR_NOT_THERE, /* no library where one should be */
} PlumbLibraryError;
GQuark plumb_library_error_quark (void);

#define PLUMB_TYPE_ATHLETE (plumb_athlete_get_type ())
G_DECLARE_FINAL_TYPE (PlumbAthlete, plumb_athlete, PLUMB, ATHLETE, GObject)
/* Properties, all read-only here: "id" int64, "name", "tags" string, "archived"
 * boolean, "n-reviews" uint, "open-findings" uint (of all reviews, as last
 * checked), "newest-s" int64 (when the newest review was begun, 0 = none),
 * "next-film" string ("2026-12-12", nullable), "film-due" boolean (that day has
 * come). */
gint64      plumb_athlete_id (PlumbAthlete *self);
const char *plumb_athlete_name (PlumbAthlete *self);
const char *plumb_athlete_tags (PlumbAthlete *self);
/* Whether each of the words, of g_str_tokenize_and_fold(), begins one of name or
 * tags. */
gboolean    plumb_athlete_has_words (PlumbAthlete      *self,
                                     const char *const *words);
gboolean    plumb_athlete_archived (PlumbAthlete *self);
guint       plumb_athlete_open_findings (PlumbAthlete *self);
guint       plumb_athlete_n_reviews (PlumbAthlete *self);
gint64      plumb_athlete_newest_s (PlumbAthlete *self);
const char *plumb_athlete_next_film (PlumbAthlete *self); /* (nullable) */
gboolean    plumb_athlete_film_due (PlumbAthlete *self);

/* A row of the athlete's page: one review of one recording. */
#define PLUMB_TYPE_REVIEW_ITEM (plumb_review_item_get_type ())
G_DECLARE_FINAL_TYPE (PlumbReviewItem, plumb_review_item, PLUMB, REVIEW_ITEM, GObject)
gint64      plumb_review_item_id (PlumbReviewItem *self);
gint64      plumb_review_item_athlete_id (PlumbReviewItem *self); /* 0 = none yet */
const char *plumb_review_item_path (PlumbReviewItem *self);       /* of the recording */
gint64      plumb_review_item_created_s (PlumbReviewItem *self);  /* Unix time, UTC */
const char *plumb_review_item_notes (PlumbReviewItem *self);      /* never NULL */
const char *plumb_review_item_athlete_name (PlumbReviewItem *self); /* (nullable) */
double      plumb_review_item_load_kg (PlumbReviewItem *self);    /* 0 = unknown */
gint64      plumb_review_item_set_frame (PlumbReviewItem *self);  /* -1 = not set */
/* What plumb_library_keep_checks() kept: (nullable) the lift's key, and the
 * findings that are neither confirmed nor dismissed; -1 = not checked yet. */
const char *plumb_review_item_lift (PlumbReviewItem *self);
int         plumb_review_item_open_findings (PlumbReviewItem *self);

gint64      plumb_review_item_set_reps (PlumbReviewItem *self);   /* 0 = unknown */
gint64      plumb_review_item_filmed_s (PlumbReviewItem *self);   /* 0 = unknown */
PlumbMassUnit plumb_review_item_mass_unit (PlumbReviewItem *self);
/* Of what was found by its words: where they stand. A review of id 0 stands for
 * the notes on the athlete. */
typedef enum
{
  PLUMB_FOUND_NOT, /* the item is of no search */
  PLUMB_FOUND_NOTE,
  PLUMB_FOUND_DECISION,
  PLUMB_FOUND_ATHLETE,
  PLUMB_FOUND_FRAME, /* on a single frame */
} PlumbFoundKind;
PlumbFoundKind plumb_review_item_found_kind (PlumbReviewItem *self);
const char *plumb_review_item_found_text (PlumbReviewItem *self); /* never NULL */
const char *plumb_review_item_found_key (PlumbReviewItem *self);  /* the finding */
gint64      plumb_review_item_found_frame (PlumbReviewItem *self); /* -1 = none */

#define PLUMB_TYPE_LIBRARY (plumb_library_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLibrary, plumb_library, PLUMB, LIBRARY, GObject)

/* Signal "changed": athletes or reviews came, went or were renamed. */

/* (transfer full) Opens or makes the library in `data_dir` (0700, files 0600). */
PlumbLibrary *plumb_library_open (const char  *data_dir,
                                  GError     **error);
/* (transfer full) For the command line: beside a program that has it open for
 * writing. Every edit fails with PLUMB_LIBRARY_ERROR_READ_ONLY. */
PlumbLibrary *plumb_library_open_read_only (const char  *data_dir,
                                            GError     **error);
/* After PLUMB_LIBRARY_ERROR_DAMAGED: sets the database aside under its date and
 * puts the newest backup that is in order in its place; open it then. The paths
 * (transfer full, nullable) may be NULL. On error nothing has changed. */
gboolean      plumb_library_recover (const char *data_dir,
                                     char      **set_aside,
                                     char      **backup,
                                     GError    **error);
/* One of the backups of a library that nobody has open takes its place; what
 * was there becomes a backup itself. */
gboolean      plumb_library_restore_backup (const char *data_dir,
                                            const char *backup,
                                            GError    **error);
typedef struct
{
  char  *path;   /* owned */
  gint64 made_s; /* Unix time; 0 = not known */
} PlumbBackup;
void          plumb_backup_free (PlumbBackup *backup);
/* (transfer full) (element-type PlumbBackup) Newest first. */
GPtrArray    *plumb_library_list_backups (const char *data_dir);
gboolean      plumb_library_is_read_only (PlumbLibrary *self);
const char   *plumb_library_data_dir (PlumbLibrary *self);
/* (nullable) The backup of an older Plumbline's library, which was brought to the
 * newest format when it was opened. */
const char   *plumb_library_older_copy (PlumbLibrary *self);
typedef struct
{
  PlumbMassUnit   mass_unit;
  PlumbLengthUnit length_unit;
  double          plate_mm; /* 100 to 600 */
} PlumbLibraryDefaults;
/* What a new athlete begins with and what holds for recordings that belong to
 * nobody yet; a new review begins with the plates of its athlete, else with
 * these. Metric and 450 mm until told otherwise. */
void          plumb_library_set_defaults (PlumbLibrary               *self,
                                          const PlumbLibraryDefaults *defaults);
PlumbLibraryDefaults plumb_library_defaults (PlumbLibrary *self);
/* (transfer none) GListModel of PlumbAthlete, by name, archived ones too; kept
 * up to date. */
GListModel   *plumb_library_athletes (PlumbLibrary *self);
/* (transfer full) (nullable) */
PlumbAthlete *plumb_library_add_athlete (PlumbLibrary *self,
                                         const char   *name,
                                         GError      **error);
gboolean      plumb_library_rename_athlete (PlumbLibrary *self,
                                            gint64        athlete_id,
                                            const char   *name,
                                            GError      **error);
/* Takes the athlete, with all reviews, off the lists; restoring brings all of
 * it back as it was. */
gboolean      plumb_library_delete_athlete (PlumbLibrary *self,
                                            gint64        athlete_id,
                                            GError      **error);
gboolean      plumb_library_restore_athlete (PlumbLibrary *self,
                                             gint64        athlete_id,
                                             GError      **error);
/* Off the lists with everything kept, and back. */
gboolean      plumb_library_archive_athlete (PlumbLibrary *self,
                                             gint64        athlete_id,
                                             gboolean      archived,
                                             GError      **error);
/* The coach's own date for the next film, "2026-12-12"; it holds until there is
 * a newer review. NULL or "": as the plan of the newest review says. */
gboolean      plumb_library_set_next_film (PlumbLibrary *self,
                                           gint64        athlete_id,
                                           const char   *date,
                                           GError      **error);
/* What goes beside the checks of a review: the days to the next film (-1 = no
 * plan), and what the pain screen says (nullable). */
gboolean      plumb_library_keep_outlook (PlumbLibrary *self,
                                          PlumbReview  *review,
                                          int           refilm_days,
                                          const char   *pain,
                                          GError      **error);
/* (transfer full) (nullable) What the pain screen said last; "" = not asked. */
char         *plumb_library_pain_outlook (PlumbLibrary *self,
                                          gint64        athlete_id,
                                          GError      **error);
/* (transfer full) (nullable) */
PlumbAthleteDetails *plumb_library_athlete_details (PlumbLibrary *self,
                                                    gint64        athlete_id,
                                                    GError      **error);
/* FAILED, and nothing changed, where plumb_athlete_details_check() says so. */
gboolean      plumb_library_set_athlete_details (PlumbLibrary              *self,
                                                 gint64                     athlete_id,
                                                 const PlumbAthleteDetails *details,
                                                 GError                   **error);
/* (transfer full) (element-type PlumbTrend) (nullable) The checks of an
 * athlete's reviews as kept, by lift and measure. */
GPtrArray    *plumb_library_trends (PlumbLibrary *self,
                                    gint64        athlete_id,
                                    GError      **error);
/* (transfer full) (nullable) GListModel of PlumbReviewItem of an athlete, or
 * of the recordings without one (athlete_id 0), newest first; a snapshot. */
GListModel   *plumb_library_reviews (PlumbLibrary *self,
                                     gint64        athlete_id,
                                     GError      **error);
/* (transfer full) (nullable) GListModel of PlumbReviewItem: where a coach wrote
 * words beginning with each of `words`, in notes on reviews and athletes and
 * with decisions, the newest first and PLUMB_LIBRARY_MAX_FOUND at most; a
 * snapshot. */
GListModel   *plumb_library_search (PlumbLibrary *self,
                                    const char   *words,
                                    GError      **error);
/* (transfer full) (nullable) The review of the recording at `path`, made with
 * its recording when there is none yet; recognised again by size and content
 * hash when the file has moved. `athlete_id` 0 = decide later (an athlete
 * already there is kept). */
PlumbReview  *plumb_library_review_file (PlumbLibrary *self,
                                         const char   *path,
                                         gint64        athlete_id,
                                         GError      **error);
/* (transfer full) (nullable) The one object of that review: loaded once, it is
 * the same for all who hold it. */
PlumbReview  *plumb_library_load_review (PlumbLibrary *self,
                                         gint64        review_id,
                                         GError      **error);
gboolean      plumb_library_assign (PlumbLibrary *self,
                                    gint64        review_id,
                                    gint64        athlete_id,
                                    GError      **error);
/* Takes the review off the lists; its file, opened again, starts a new one. */
gboolean      plumb_library_delete_review (PlumbLibrary *self,
                                           gint64        review_id,
                                           GError      **error);
gboolean      plumb_library_restore_review (PlumbLibrary *self,
                                            gint64        review_id,
                                            GError      **error);
/* When the file says that it was filmed (Unix time); kept with the recording. */
gboolean      plumb_library_set_filmed (PlumbLibrary *self,
                                        gint64        review_id,
                                        gint64        filmed_s,
                                        GError      **error);
/* Says where the recording of a review is now. OTHER_FILE when the file there
 * has another content. Other recordings that are missing and lie in the same
 * folder under their old names are found too: `n_siblings` (may be NULL) says
 * how many. */
gboolean      plumb_library_locate (PlumbLibrary *self,
                                    gint64        review_id,
                                    const char   *path,
                                    guint        *n_siblings,
                                    GError      **error);
/* (transfer full) (nullable) The review of this very recording that is already
 * there, without making one; NULL without error when there is none. */
PlumbReviewItem *plumb_library_find_file (PlumbLibrary *self,
                                          const char   *path,
                                          GError      **error);
/* Whether new recordings are copied into the library's folder. */
gboolean      plumb_library_copies_recordings (PlumbLibrary *self);
gboolean      plumb_library_set_copies_recordings (PlumbLibrary *self,
                                                   gboolean      copies,
                                                   GError      **error);
/* Keeps what the checks of a review say now, for the lists and the trend. TRUE
 * with nothing kept where it has no criteria or the picture's size is not known
 * (its file is missing: what was kept before stands), and when read-only. */
gboolean      plumb_library_keep_checks (PlumbLibrary *self,
                                         PlumbReview  *review,
                                         GError      **error);
/* (transfer full) (nullable) The coach's name as it stands on plans, "" when
 * nobody has said. */
char         *plumb_library_coach (PlumbLibrary *self,
                                   GError      **error);
gboolean      plumb_library_set_coach (PlumbLibrary *self,
                                       const char   *name,
                                       GError      **error);
/* The coach's own click spread by landmark, pixels at 2.5 mm a pixel; 0 = not
 * practised: the criteria's. Kept for each coach's name, and used in the checks
 * of every review. */
gboolean      plumb_library_click_spread (PlumbLibrary *self,
                                          double        sd_px[PLUMB_N_LANDMARKS],
                                          GError      **error);
gboolean      plumb_library_set_click_spread (PlumbLibrary *self,
                                              const double  sd_px[PLUMB_N_LANDMARKS],
                                              GError      **error);
/* A consistent copy of the database at `path`, which must not exist yet. */
gboolean      plumb_library_backup (PlumbLibrary *self,
                                    const char   *path,
                                    GError      **error);
/* PRAGMA integrity_check and foreign keys. */
gboolean      plumb_library_verify (PlumbLibrary *self,
                                    GError      **error);

G_END_DECLS
