-- A library of format 7 as it was written, to be brought to the newest format.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE athlete (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  name      TEXT NOT NULL,
  created_s INTEGER NOT NULL,
  deleted_s INTEGER
, uid TEXT, contact TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '', birth_year INTEGER, height_cm REAL, mass_kg REAL, consent_date TEXT) STRICT;
INSERT INTO athlete VALUES(1,'Anna Kovářová',1700000000,NULL,'663faf6858301717628dd90fd3696304','anna@example.org','left knee',1994,171.5,68.0,'2026-01-31');
INSERT INTO athlete VALUES(2,'Ben',1700000100,1700000500,'c4ecd85414df08799e228b697b7c3412','','',NULL,NULL,NULL,NULL);
INSERT INTO athlete VALUES(4,'Žofie O''Neil',1700000200,NULL,'1816b5b671a62dae3b394a2e02b95b9a','','',NULL,NULL,NULL,NULL);
CREATE TABLE recording (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  path        TEXT NOT NULL,
  size_bytes  INTEGER NOT NULL CHECK (size_bytes >= 0),
  hash        TEXT NOT NULL,
  frames      INTEGER,
  width_px    INTEGER,
  height_px   INTEGER,
  duration_ns INTEGER,
  added_s     INTEGER NOT NULL, filmed_fps REAL,
  UNIQUE (size_bytes, hash)
) STRICT;
INSERT INTO recording VALUES(1,'/films/anna 1.mp4',123456789,'aa00000000000000000000000000000000000000000000000000000000000001',300,1920,1080,5000000000,1700000000,240.0);
INSERT INTO recording VALUES(2,'/films/ben.mov',42,'bb00000000000000000000000000000000000000000000000000000000000002',NULL,NULL,NULL,NULL,1700000100,NULL);
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
, uid TEXT, reps INTEGER NOT NULL DEFAULT 1 CHECK (reps >= 1), rep INTEGER NOT NULL DEFAULT 1 CHECK (rep >= 1)) STRICT;
INSERT INTO review VALUES(1,1,1,1700000000,NULL,450.0,4.0,-0.5,180.0,'fb3013949cced14aeecfbf1f4914859b',2,1);
INSERT INTO review VALUES(2,2,2,1700000100,NULL,450.0,NULL,NULL,NULL,'ff22bea234e4340262eb1e5287a80bd9',1,1);
INSERT INTO review VALUES(3,1,NULL,1700000300,1700000400,NULL,NULL,NULL,NULL,'efe8c4e6c6ee03d14e666f45de1e1a6b',1,1);
CREATE TABLE mark (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  frame     INTEGER NOT NULL CHECK (frame >= 0),
  kind      TEXT NOT NULL,
  landmark  TEXT,
  points    TEXT NOT NULL
) STRICT;
INSERT INTO mark VALUES(1,1,12,'point','hip','635.20000000000005,670.60000000000002');
INSERT INTO mark VALUES(2,1,12,'spine',NULL,'647.5,625.60000000000002 709.89999999999998,593.79999999999995 801.89999999999998,553.89999999999998');
INSERT INTO mark VALUES(7,1,13,'plate',NULL,'758,890 848,890.125');
CREATE TABLE moment (
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  moment    TEXT NOT NULL,
  frame     INTEGER NOT NULL CHECK (frame >= 0),
  PRIMARY KEY (review_id, moment)
) STRICT, WITHOUT ROWID;
INSERT INTO moment VALUES(1,'lift_off',12);
INSERT INTO moment VALUES(1,'set',3);
CREATE TABLE decision (
  review_id        INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  finding          TEXT NOT NULL,
  decision         TEXT NOT NULL,
  note             TEXT NOT NULL,
  computed_verdict TEXT,
  computed_text    TEXT,
  decided_s        INTEGER NOT NULL, frame INTEGER CHECK (frame >= 0), marks TEXT,
  PRIMARY KEY (review_id, finding)
) STRICT, WITHOUT ROWID;
INSERT INTO decision VALUES(1,'hips-too-high','confirmed','seen in both lifts','fault','The hips are 4 cm too high.',1700000050,NULL,NULL);
INSERT INTO decision VALUES(1,'own-grip','dismissed','',NULL,NULL,1700000060,NULL,NULL);
CREATE TABLE note (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL UNIQUE REFERENCES review (id) ON DELETE CASCADE,
  text      TEXT NOT NULL,
  changed_s INTEGER NOT NULL
) STRICT;
INSERT INTO note VALUES(1,1,'Spine held; knees drift — film again.',1700000070);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','note_search','note_search',0,'CREATE VIRTUAL TABLE note_search USING fts5 (
  text, content = ''note'', content_rowid = ''id'', tokenize = ''unicode61 remove_diacritics 2''
)');
CREATE TABLE IF NOT EXISTS 'note_search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO note_search_data VALUES(1,X'0106');
INSERT INTO note_search_data VALUES(10,X'000000000101010001010101');
INSERT INTO note_search_data VALUES(137438953473,X'0000003e0630616761696e01020701056472696674010205010466696c6d010206010468656c6401020301056b6e65657301020401057370696e65010202040a0a09090a');
CREATE TABLE IF NOT EXISTS 'note_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO note_search_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'note_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO note_search_docsize VALUES(1,X'06');
CREATE TABLE IF NOT EXISTS 'note_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO note_search_config VALUES('version',4);
CREATE TABLE pain_answer (
  review_id  INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  question   TEXT NOT NULL,
  answer     TEXT NOT NULL,
  answered_s INTEGER NOT NULL,
  PRIMARY KEY (review_id, question)
) STRICT, WITHOUT ROWID;
INSERT INTO pain_answer VALUES(1,'symptoms','yes',1700000080);
INSERT INTO pain_answer VALUES(1,'weakness','unsure',1700000081);
CREATE TABLE review_summary (
  review_id     INTEGER PRIMARY KEY REFERENCES review (id) ON DELETE CASCADE,
  lift          TEXT NOT NULL,
  open_findings INTEGER NOT NULL CHECK (open_findings >= 0), -- neither confirmed nor dismissed
  computed_s    INTEGER NOT NULL
) STRICT;
INSERT INTO review_summary VALUES(1,'conventional',2,1700000090);
CREATE TABLE check_value (
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  measure   TEXT NOT NULL,
  value     REAL NOT NULL,
  u         REAL NOT NULL CHECK (u >= 0),
  unit      TEXT NOT NULL,
  verdict   TEXT NOT NULL,
  PRIMARY KEY (review_id, measure)
) STRICT, WITHOUT ROWID;
INSERT INTO check_value VALUES(1,'M1.e_bar',4.25,3.5,'%foot','watch');
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
INSERT INTO plan_line VALUES(1,'cue-brace',NULL,'Brace as before a punch.','',0,NULL);
INSERT INTO plan_line VALUES(1,'own-01','cues','Breathe.','each set',0,0);
CREATE TABLE setting (
  name  TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('coach','Mia');
CREATE TABLE rep_moment (
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  rep       INTEGER NOT NULL CHECK (rep >= 2),
  moment    TEXT NOT NULL,
  frame     INTEGER NOT NULL CHECK (frame >= 0),
  PRIMARY KEY (review_id, rep, moment)
) STRICT, WITHOUT ROWID;
INSERT INTO rep_moment VALUES(1,2,'set',240);
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
INSERT INTO rep_decision VALUES(1,2,'own-001','confirmed','ask about the belt',NULL,'Chin up',1700000100,241,'c7#1');
CREATE TABLE remark (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL, -- "moment", "note"
  frame     INTEGER NOT NULL CHECK (frame >= 0),
  text      TEXT NOT NULL,
  changed_s INTEGER NOT NULL
) STRICT;
INSERT INTO remark VALUES(1,1,'note',12,'Žofie waits here',1700000101);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('athlete',4);
INSERT INTO sqlite_sequence VALUES('recording',2);
INSERT INTO sqlite_sequence VALUES('review',3);
INSERT INTO sqlite_sequence VALUES('mark',7);
INSERT INTO sqlite_sequence VALUES('note',1);
INSERT INTO sqlite_sequence VALUES('remark',1);
CREATE INDEX review_recording ON review (recording_id);
CREATE INDEX review_athlete ON review (athlete_id);
CREATE INDEX mark_review ON mark (review_id);
CREATE TRIGGER note_search_insert AFTER INSERT ON note BEGIN
  INSERT INTO note_search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER note_search_delete AFTER DELETE ON note BEGIN
  INSERT INTO note_search (note_search, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER note_search_update AFTER UPDATE ON note BEGIN
  INSERT INTO note_search (note_search, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO note_search (rowid, text) VALUES (new.id, new.text);
END;
CREATE UNIQUE INDEX athlete_uid ON athlete (uid);
CREATE UNIQUE INDEX review_uid ON review (uid);
CREATE TRIGGER athlete_name_it AFTER INSERT ON athlete WHEN new.uid IS NULL BEGIN
  UPDATE athlete SET uid = lower (hex (randomblob (16))) WHERE id = new.id;
END;
CREATE TRIGGER review_name_it AFTER INSERT ON review WHEN new.uid IS NULL BEGIN
  UPDATE review SET uid = lower (hex (randomblob (16))) WHERE id = new.id;
END;
CREATE INDEX remark_review ON remark (review_id);
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id=1349285229;
PRAGMA user_version=7;
