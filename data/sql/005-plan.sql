-- What the coach changed in the plan that was composed, by the key of its line;
-- the keys of the coach's own lines begin with "own-", and only those have a
-- section. NULL = as composed. place: among the lines of the section, from 0.

CREATE TABLE plan_line (
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  line      TEXT NOT NULL,
  section   TEXT,
  text      TEXT,
  dose      TEXT,
  removed   INTEGER NOT NULL CHECK (removed IN (0, 1)),
  place     INTEGER CHECK (place >= 0),
  PRIMARY KEY (review_id, line)
) STRICT, WITHOUT ROWID;

-- What belongs to the coach and not to one review: "coach", the name on plans.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
