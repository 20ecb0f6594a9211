-- What the lists show of a review without loading it, written anew whenever the
-- review is left; who an athlete is; and names of athletes and reviews that
-- hold in every library, so that what is brought from another is known again.

ALTER TABLE athlete ADD COLUMN uid TEXT;
ALTER TABLE athlete ADD COLUMN contact TEXT NOT NULL DEFAULT '';
ALTER TABLE athlete ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE athlete ADD COLUMN birth_year INTEGER; -- NULL = unknown, here and below
ALTER TABLE athlete ADD COLUMN height_cm REAL;
ALTER TABLE athlete ADD COLUMN mass_kg REAL;
ALTER TABLE athlete ADD COLUMN consent_date TEXT;  -- "2026-11-22"
ALTER TABLE review ADD COLUMN uid TEXT;

UPDATE athlete SET uid = lower (hex (randomblob (16)));
UPDATE review SET uid = lower (hex (randomblob (16)));
CREATE UNIQUE INDEX athlete_uid ON athlete (uid);
CREATE UNIQUE INDEX review_uid ON review (uid);
CREATE TRIGGER athlete_name_it AFTER INSERT ON athlete WHEN new.uid IS NULL BEGIN
  UPDATE athlete SET uid = lower (hex (randomblob (16))) WHERE id = new.id;
END;
CREATE TRIGGER review_name_it AFTER INSERT ON review WHEN new.uid IS NULL BEGIN
  UPDATE review SET uid = lower (hex (randomblob (16))) WHERE id = new.id;
END;

CREATE TABLE review_summary (
  review_id     INTEGER PRIMARY KEY REFERENCES review (id) ON DELETE CASCADE,
  lift          TEXT NOT NULL,
  open_findings INTEGER NOT NULL CHECK (open_findings >= 0), -- neither confirmed nor dismissed
  computed_s    INTEGER NOT NULL
) STRICT;

CREATE TABLE check_value (
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  measure   TEXT NOT NULL,
  value     REAL NOT NULL,
  u         REAL NOT NULL CHECK (u >= 0),
  unit      TEXT NOT NULL,
  verdict   TEXT NOT NULL,
  PRIMARY KEY (review_id, measure)
) STRICT, WITHOUT ROWID;
