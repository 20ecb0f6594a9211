-- Several reps in one recording. The first rep stays in "moment" and "decision",
-- so that whoever knows only one rep reads that one; rep: from 2.
-- What a finding was tied to when a hand added it: a frame, and marks of that
-- frame as "knee#1 line#2" (landmark or kind, and which of these by age).
-- remark: the coach's own key moments, and notes on single frames.

ALTER TABLE review ADD COLUMN reps INTEGER NOT NULL DEFAULT 1 CHECK (reps >= 1);
ALTER TABLE review ADD COLUMN rep INTEGER NOT NULL DEFAULT 1 CHECK (rep >= 1); -- last looked at
ALTER TABLE decision ADD COLUMN frame INTEGER CHECK (frame >= 0);
ALTER TABLE decision ADD COLUMN marks TEXT;

CREATE TABLE rep_moment (
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  rep       INTEGER NOT NULL CHECK (rep >= 2),
  moment    TEXT NOT NULL,
  frame     INTEGER NOT NULL CHECK (frame >= 0),
  PRIMARY KEY (review_id, rep, moment)
) STRICT, WITHOUT ROWID;

CREATE TABLE rep_decision (
  review_id        INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  rep              INTEGER NOT NULL CHECK (rep >= 2),
  finding          TEXT NOT NULL,
  decision         TEXT NOT NULL,
  note             TEXT NOT NULL,
  computed_verdict TEXT,
  computed_text    TEXT,
  decided_s        INTEGER NOT NULL,
  frame            INTEGER CHECK (frame >= 0),
  marks            TEXT,
  PRIMARY KEY (review_id, rep, finding)
) STRICT, WITHOUT ROWID;

CREATE TABLE remark (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL, -- "moment", "note"
  frame     INTEGER NOT NULL CHECK (frame >= 0),
  text      TEXT NOT NULL,
  changed_s INTEGER NOT NULL
) STRICT;
CREATE INDEX remark_review ON remark (review_id);
