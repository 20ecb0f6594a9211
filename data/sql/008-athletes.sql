-- More of who an athlete is and of how a recording was made; what the summary of
-- a review says about the next film; and one index over all that a coach wrote.

ALTER TABLE athlete ADD COLUMN mass_unit TEXT NOT NULL DEFAULT 'kg' CHECK (mass_unit IN ('kg', 'lb'));
ALTER TABLE athlete ADD COLUMN length_unit TEXT NOT NULL DEFAULT 'cm' CHECK (length_unit IN ('cm', 'in'));
ALTER TABLE athlete ADD COLUMN plate_mm REAL;      -- of the plates used; NULL = unknown
ALTER TABLE athlete ADD COLUMN tags TEXT NOT NULL DEFAULT ''; -- "rehab, masters"
ALTER TABLE athlete ADD COLUMN consent INTEGER NOT NULL DEFAULT 0 CHECK (consent IN (0, 1));
ALTER TABLE athlete ADD COLUMN archived_s INTEGER; -- NULL = on the list
-- The coach's own date ("2026-12-12"), which holds until a review is newer than
-- next_film_set_s.
ALTER TABLE athlete ADD COLUMN next_film TEXT;
ALTER TABLE athlete ADD COLUMN next_film_set_s INTEGER;
UPDATE athlete SET consent = 1 WHERE consent_date IS NOT NULL;

-- Usual lifts and loads, in the coach's order.
CREATE TABLE athlete_lift (
  athlete_id INTEGER NOT NULL REFERENCES athlete (id) ON DELETE CASCADE,
  place      INTEGER NOT NULL CHECK (place >= 0),
  lift       TEXT NOT NULL,
  load_kg    REAL,
  reps       INTEGER,
  PRIMARY KEY (athlete_id, place)
) STRICT, WITHOUT ROWID;

ALTER TABLE recording ADD COLUMN filmed_s INTEGER;  -- as the file says; NULL = it does not
ALTER TABLE review ADD COLUMN lift TEXT;            -- key of the criteria; NULL = not said
ALTER TABLE review ADD COLUMN set_reps INTEGER;     -- of the set; NULL = unknown
ALTER TABLE review ADD COLUMN camera_height_m REAL; -- NULL = unknown
ALTER TABLE review_summary ADD COLUMN refilm_days INTEGER; -- from the review; NULL = no plan
ALTER TABLE review_summary ADD COLUMN pain TEXT;    -- what the pain screen says, as shown

-- The newest review of an athlete, and all of one in their order.
DROP INDEX review_athlete;
CREATE INDEX review_athlete ON review (athlete_id, created_s);

-- What a coach wrote: owner is the athlete or, of all else, the review. A row is written anew with each change, so that the newest is last.
DROP TRIGGER note_search_insert;
DROP TRIGGER note_search_delete;
DROP TRIGGER note_search_update;
DROP TABLE note_search;
CREATE TABLE written (
  id    INTEGER PRIMARY KEY,
  kind  TEXT NOT NULL, -- 'athlete', 'note', 'decision', 'rep-decision', 'remark'
  owner INTEGER NOT NULL,
  key   TEXT NOT NULL, -- the finding, with its rep; the remark; '' of the others
  frame INTEGER,       -- NULL = none of its own
  text  TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX written_place ON written (kind, owner, key);
CREATE VIRTUAL TABLE written_search USING fts5 (
  text, content = 'written', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3'
);
INSERT INTO written (kind, owner, key, text)
  SELECT 'athlete', id, '', contact || char (10) || tags || char (10) || notes FROM athlete
  WHERE contact <> '' OR tags <> '' OR notes <> '';
INSERT INTO written (kind, owner, key, frame, text)
  SELECT 'decision', review_id, finding, frame, note || char (10) || coalesce (computed_text, '')
  FROM decision WHERE note <> '' OR computed_text IS NOT NULL ORDER BY decided_s;
INSERT INTO written (kind, owner, key, frame, text)
  SELECT 'rep-decision', review_id, finding || ' ' || rep, frame,
         note || char (10) || coalesce (computed_text, '')
  FROM rep_decision WHERE note <> '' OR computed_text IS NOT NULL ORDER BY decided_s;
INSERT INTO written (kind, owner, key, frame, text)
  SELECT 'remark', review_id, id, frame, text FROM remark ORDER BY changed_s;
INSERT INTO written (kind, owner, key, text)
  SELECT 'note', review_id, '', text FROM note ORDER BY changed_s;
INSERT INTO written_search (written_search) VALUES ('rebuild');

CREATE TRIGGER written_insert AFTER INSERT ON written BEGIN
  INSERT INTO written_search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER written_delete AFTER DELETE ON written BEGIN
  INSERT INTO written_search (written_search, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE TRIGGER athlete_written_insert AFTER INSERT ON athlete BEGIN
  INSERT INTO written (kind, owner, key, text)
    SELECT 'athlete', new.id, '', new.contact || char (10) || new.tags || char (10) || new.notes
    WHERE new.contact <> '' OR new.tags <> '' OR new.notes <> '';
END;
CREATE TRIGGER athlete_written_update AFTER UPDATE OF contact, tags, notes ON athlete BEGIN
  DELETE FROM written WHERE kind = 'athlete' AND owner = new.id AND key = '';
  INSERT INTO written (kind, owner, key, text)
    SELECT 'athlete', new.id, '', new.contact || char (10) || new.tags || char (10) || new.notes
    WHERE new.contact <> '' OR new.tags <> '' OR new.notes <> '';
END;
CREATE TRIGGER athlete_written_delete AFTER DELETE ON athlete BEGIN
  DELETE FROM written WHERE kind = 'athlete' AND owner = old.id AND key = '';
END;

CREATE TRIGGER note_written_insert AFTER INSERT ON note BEGIN
  DELETE FROM written WHERE kind = 'note' AND owner = new.review_id AND key = '';
  INSERT INTO written (kind, owner, key, text) VALUES ('note', new.review_id, '', new.text);
END;
CREATE TRIGGER note_written_update AFTER UPDATE OF text ON note BEGIN
  DELETE FROM written WHERE kind = 'note' AND owner = new.review_id AND key = '';
  INSERT INTO written (kind, owner, key, text) VALUES ('note', new.review_id, '', new.text);
END;
CREATE TRIGGER note_written_delete AFTER DELETE ON note BEGIN
  DELETE FROM written WHERE kind = 'note' AND owner = old.review_id AND key = '';
END;

CREATE TRIGGER decision_written_insert AFTER INSERT ON decision BEGIN
  DELETE FROM written WHERE kind = 'decision' AND owner = new.review_id AND key = new.finding;
  INSERT INTO written (kind, owner, key, frame, text)
    SELECT 'decision', new.review_id, new.finding, new.frame,
           new.note || char (10) || coalesce (new.computed_text, '')
    WHERE new.note <> '' OR new.computed_text IS NOT NULL;
END;
CREATE TRIGGER decision_written_update AFTER UPDATE ON decision BEGIN
  DELETE FROM written WHERE kind = 'decision' AND owner = new.review_id AND key = new.finding;
  INSERT INTO written (kind, owner, key, frame, text)
    SELECT 'decision', new.review_id, new.finding, new.frame,
           new.note || char (10) || coalesce (new.computed_text, '')
    WHERE new.note <> '' OR new.computed_text IS NOT NULL;
END;
CREATE TRIGGER decision_written_delete AFTER DELETE ON decision BEGIN
  DELETE FROM written WHERE kind = 'decision' AND owner = old.review_id AND key = old.finding;
END;

CREATE TRIGGER rep_decision_written_insert AFTER INSERT ON rep_decision BEGIN
  DELETE FROM written WHERE kind = 'rep-decision' AND owner = new.review_id AND key = new.finding || ' ' || new.rep;
  INSERT INTO written (kind, owner, key, frame, text)
    SELECT 'rep-decision', new.review_id, new.finding || ' ' || new.rep, new.frame,
           new.note || char (10) || coalesce (new.computed_text, '')
    WHERE new.note <> '' OR new.computed_text IS NOT NULL;
END;
CREATE TRIGGER rep_decision_written_update AFTER UPDATE ON rep_decision BEGIN
  DELETE FROM written WHERE kind = 'rep-decision' AND owner = new.review_id AND key = new.finding || ' ' || new.rep;
  INSERT INTO written (kind, owner, key, frame, text)
    SELECT 'rep-decision', new.review_id, new.finding || ' ' || new.rep, new.frame,
           new.note || char (10) || coalesce (new.computed_text, '')
    WHERE new.note <> '' OR new.computed_text IS NOT NULL;
END;
CREATE TRIGGER rep_decision_written_delete AFTER DELETE ON rep_decision BEGIN
  DELETE FROM written WHERE kind = 'rep-decision' AND owner = old.review_id AND key = old.finding || ' ' || old.rep;
END;

CREATE TRIGGER remark_written_insert AFTER INSERT ON remark BEGIN
  DELETE FROM written WHERE kind = 'remark' AND owner = new.review_id AND key = new.id;
  INSERT INTO written (kind, owner, key, frame, text)
    VALUES ('remark', new.review_id, new.id, new.frame, new.text);
END;
CREATE TRIGGER remark_written_update AFTER UPDATE ON remark BEGIN
  DELETE FROM written WHERE kind = 'remark' AND owner = new.review_id AND key = new.id;
  INSERT INTO written (kind, owner, key, frame, text)
    VALUES ('remark', new.review_id, new.id, new.frame, new.text);
END;
CREATE TRIGGER remark_written_delete AFTER DELETE ON remark BEGIN
  DELETE FROM written WHERE kind = 'remark' AND owner = old.review_id AND key = old.id;
END;
