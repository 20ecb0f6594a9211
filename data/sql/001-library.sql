-- The first schema. Only ever appended to: what changes later is another file.
-- Times are Unix seconds, UTC. Rows with deleted_s are kept, so that deleting
-- can be undone; ids are never given twice, so that undo restores the same row.
-- Kinds, landmarks, moments, findings and verdicts are the stable keys of the
-- marks file, never numbers of an enumeration.

PRAGMA application_id = 1349285229; -- "Plum"

CREATE TABLE athlete (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  name      TEXT NOT NULL,
  created_s INTEGER NOT NULL,
  deleted_s INTEGER
) STRICT;

-- A recording is known by its content, and by its path only until it moves.
CREATE TABLE recording (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  path        TEXT NOT NULL,
  size_bytes  INTEGER NOT NULL CHECK (size_bytes >= 0),
  hash        TEXT NOT NULL,
  frames      INTEGER,
  width_px    INTEGER,
  height_px   INTEGER,
  duration_ns INTEGER,
  added_s     INTEGER NOT NULL,
  UNIQUE (size_bytes, hash)
) STRICT;

-- The filming setup: NULL = unknown.
CREATE TABLE review (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  recording_id      INTEGER NOT NULL REFERENCES recording (id),
  athlete_id        INTEGER REFERENCES athlete (id),
  created_s         INTEGER NOT NULL,
  deleted_s         INTEGER,
  plate_mm          REAL,
  camera_distance_m REAL,
  camera_roll_deg   REAL,
  load_kg           REAL
) STRICT;
CREATE INDEX review_recording ON review (recording_id);
CREATE INDEX review_athlete ON review (athlete_id);

-- points: "x,y x,y …" in video pixels, 17 significant digits.
CREATE TABLE mark (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  frame     INTEGER NOT NULL CHECK (frame >= 0),
  kind      TEXT NOT NULL,
  landmark  TEXT,
  points    TEXT NOT NULL
) STRICT;
CREATE INDEX mark_review ON mark (review_id);

CREATE TABLE moment (
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  moment    TEXT NOT NULL,
  frame     INTEGER NOT NULL CHECK (frame >= 0),
  PRIMARY KEY (review_id, moment)
) STRICT, WITHOUT ROWID;

-- What the coach decided, beside what was computed when it was decided.
CREATE TABLE decision (
  review_id        INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  finding          TEXT NOT NULL,
  decision         TEXT NOT NULL,
  note             TEXT NOT NULL,
  computed_verdict TEXT,
  computed_text    TEXT,
  decided_s        INTEGER NOT NULL,
  PRIMARY KEY (review_id, finding)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL UNIQUE REFERENCES review (id) ON DELETE CASCADE,
  text      TEXT NOT NULL,
  changed_s INTEGER NOT NULL
) STRICT;
