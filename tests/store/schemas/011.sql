-- A library of format 8 as it was written, to be brought to the newest format.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE athlete (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  name      TEXT NOT NULL,
  created_s INTEGER NOT NULL,
  deleted_s INTEGER
, uid TEXT, contact TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '', birth_year INTEGER, height_cm REAL, mass_kg REAL, consent_date TEXT, mass_unit TEXT NOT NULL DEFAULT 'kg' CHECK (mass_unit IN ('kg', 'lb')), length_unit TEXT NOT NULL DEFAULT 'cm' CHECK (length_unit IN ('cm', 'in')), plate_mm REAL, tags TEXT NOT NULL DEFAULT '', consent INTEGER NOT NULL DEFAULT 0 CHECK (consent IN (0, 1)), archived_s INTEGER, next_film TEXT, next_film_set_s INTEGER) STRICT;
INSERT INTO athlete VALUES(1,'Anna Kovářová',1700000000,NULL,'663faf6858301717628dd90fd3696304','anna@example.org','left knee; long femurs',1994,171.5,68.0,'2026-01-31','lb','cm',425.0,'rehab, masters',1,NULL,NULL,NULL);
INSERT INTO athlete VALUES(2,'Ben',1700000100,1700000500,'c4ecd85414df08799e228b697b7c3412','','',NULL,NULL,NULL,NULL,'kg','cm',NULL,'',0,NULL,NULL,NULL);
INSERT INTO athlete VALUES(4,'Žofie O''Neil',1700000200,NULL,'1816b5b671a62dae3b394a2e02b95b9a','','',NULL,NULL,NULL,NULL,'kg','cm',NULL,'',0,NULL,NULL,NULL);
CREATE TABLE recording (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  path        TEXT NOT NULL,
  size_bytes  INTEGER NOT NULL CHECK (size_bytes >= 0),
  hash        TEXT NOT NULL,
  frames      INTEGER,
  width_px    INTEGER,
  height_px   INTEGER,
  duration_ns INTEGER,
  added_s     INTEGER NOT NULL, filmed_fps REAL, filmed_s INTEGER,
  UNIQUE (size_bytes, hash)
) STRICT;
INSERT INTO recording VALUES(1,'/films/anna 1.mp4',123456789,'aa00000000000000000000000000000000000000000000000000000000000001',300,1920,1080,5000000000,1700000000,240.0,1699990000);
INSERT INTO recording VALUES(2,'/films/ben.mov',42,'bb00000000000000000000000000000000000000000000000000000000000002',NULL,NULL,NULL,NULL,1700000100,NULL,NULL);
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
, uid TEXT, reps INTEGER NOT NULL DEFAULT 1 CHECK (reps >= 1), rep INTEGER NOT NULL DEFAULT 1 CHECK (rep >= 1), lift TEXT, set_reps INTEGER, camera_height_m REAL, camera_yaw_deg REAL, camera_lens_mm REAL) STRICT;
INSERT INTO review VALUES(1,1,1,1700000000,NULL,450.0,4.0,-0.5,180.0,'fb3013949cced14aeecfbf1f4914859b',2,1,NULL,3,0.9000000000000000222,1.5,26.0);
INSERT INTO review VALUES(2,2,2,1700000100,NULL,450.0,NULL,NULL,NULL,'ff22bea234e4340262eb1e5287a80bd9',1,1,NULL,NULL,NULL,NULL,NULL);
INSERT INTO review VALUES(3,1,NULL,1700000300,1700000400,NULL,NULL,NULL,NULL,'efe8c4e6c6ee03d14e666f45de1e1a6b',1,1,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE mark (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  frame     INTEGER NOT NULL CHECK (frame >= 0),
  kind      TEXT NOT NULL,
  landmark  TEXT,
  points    TEXT NOT NULL
, look TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', copied INTEGER NOT NULL DEFAULT 0 CHECK (copied IN (0, 1))) STRICT;
INSERT INTO mark VALUES(1,1,12,'point','hip','635.20000000000005,670.60000000000002','','',1);
INSERT INTO mark VALUES(2,1,12,'spine',NULL,'647.5,625.60000000000002 709.89999999999998,593.79999999999995 801.89999999999998,553.89999999999998','red wide','',0);
INSERT INTO mark VALUES(7,1,13,'plate',NULL,'758,890 848,890.125','','',0);
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
, refilm_days INTEGER, pain TEXT) STRICT;
INSERT INTO review_summary VALUES(1,'conventional',2,1700000090,NULL,NULL);
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
CREATE TABLE athlete_lift (
  athlete_id INTEGER NOT NULL REFERENCES athlete (id) ON DELETE CASCADE,
  place      INTEGER NOT NULL CHECK (place >= 0),
  lift       TEXT NOT NULL,
  load_kg    REAL,
  reps       INTEGER,
  PRIMARY KEY (athlete_id, place)
) STRICT, WITHOUT ROWID;
INSERT INTO athlete_lift VALUES(1,0,'conventional',180.0,3);
CREATE TABLE written (
  id    INTEGER PRIMARY KEY,
  kind  TEXT NOT NULL, -- 'athlete', 'note', 'decision', 'rep-decision', 'remark'
  owner INTEGER NOT NULL,
  key   TEXT NOT NULL, -- the finding, with its rep; the remark; '' of the others
  frame INTEGER,       -- NULL = none of its own
  text  TEXT NOT NULL
) STRICT;
INSERT INTO written VALUES(2,'decision',1,'hips-too-high',NULL,replace('seen in both lifts\nThe hips are 4 cm too high.','\n',char(10)));
INSERT INTO written VALUES(3,'rep-decision',1,'own-001 2',241,replace('ask about the belt\nChin up','\n',char(10)));
INSERT INTO written VALUES(4,'remark',1,'1',12,'Žofie waits here');
INSERT INTO written VALUES(5,'note',1,'',NULL,'Spine held; knees drift — film again.');
INSERT INTO written VALUES(6,'athlete',1,'',NULL,replace('anna@example.org\nrehab, masters\nleft knee; long femurs','\n',char(10)));
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','written_search','written_search',0,'CREATE VIRTUAL TABLE written_search USING fts5 (
  text, content = ''written'', content_rowid = ''id'', tokenize = ''unicode61 remove_diacritics 2'',
  prefix = ''1 2 3''
)');
CREATE TABLE IF NOT EXISTS 'written_search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO written_search_data VALUES(1,X'0523');
INSERT INTO written_search_data VALUES(10,X'000000000102020002010101020101');
INSERT INTO written_search_data VALUES(137438953473,X'00000304023034020209010561626f757403020302046761696e05020702036e6e61010202020272650202080202736b030202010462656c7403020502036f746802020401046368696e03020602016d02020a0105647269667405020501076578616d706c65010203010466696c6d050206010468656c6405020303027265040204020369676802020c030270730202070102696e02020301046b6e656501020605017305020401046c65667401020502046966747302020501036f726701020401047365656e020202020470696e65050202010374686502020601020402026f6f02020b010275700302070105776169747304020301057a6f666965040202000231340202090101610102020102080104020302020701016202020401020501016302020a0102060101640502050101650102030101660502060101680204070702020401020301016902020301016b01020604020401016c01020501020501016f0102040101730202020302020101740204060701020401017503020701017704020301017a040202000332616203020302016705020702016e0102020201720202080201730302020102626503020502016f0202040102636803020602016d02020a01026472050205010265780102030102666905020601026865040204010203020169020407070102696e02020301026b6e01020604020401026c6501020502016902020501026f72010204010273650202020201700502020102746802020601020402016f02020b010275700302070102776104020301027a6f04020200043361626f0302030202676105020702026e6e010202020272650202080202736b030202010362656c03020502026f74020204010363686903020601036472690502050103657861010203010366696c050206010368656c0502030301720402040202696702020c03017002020701036b6e6501020604020401036c65660102050202696602020501036f7267010204010373656502020202027069050202010374686502020601020402026f6f02020b010377616904020301037a6f6604020204060a09080707090809060a0c090907080707090609090809090b07070a0a071009090606060d06090906090a0606060806060606070607060707070a07070a07060707060a060707070907070707080708080808080607060b08070808070b0708');
INSERT INTO written_search_data VALUES(274877906945,X'0000013d0530616e6e61010105020201076578616d706c650101050203010666656d75727306020a01046b6e6565010105020801046c656674010105020702036f6e6706020901076d61737465727306020601036f7267010105020401057265686162060205000231610101050202010165010105020301016606020a01016b010105020801016c01010504070401016d06020601016f0101050204010172060205000332616e01010502020102657801010502030102666506020a01026b6e010105020801026c65010105020702016f06020901026d6106020601026f72010105020401027265060205000433616e6e010105020201036578610101050203010366656d06020a01036b6e65010105020801036c6566010105020702026f6e06020901036d617306020601036f726701010502040103726568060205040b0e0b0b0b080c0a0a09080608090608060a09070909060709070b0a080a0a07080a');
CREATE TABLE IF NOT EXISTS 'written_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO written_search_idx VALUES(1,X'',2);
INSERT INTO written_search_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'written_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO written_search_docsize VALUES(2,X'0b');
INSERT INTO written_search_docsize VALUES(3,X'06');
INSERT INTO written_search_docsize VALUES(4,X'03');
INSERT INTO written_search_docsize VALUES(5,X'06');
INSERT INTO written_search_docsize VALUES(6,X'09');
CREATE TABLE IF NOT EXISTS 'written_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO written_search_config VALUES('version',4);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('athlete',4);
INSERT INTO sqlite_sequence VALUES('recording',2);
INSERT INTO sqlite_sequence VALUES('review',3);
INSERT INTO sqlite_sequence VALUES('mark',7);
INSERT INTO sqlite_sequence VALUES('note',1);
INSERT INTO sqlite_sequence VALUES('remark',1);
CREATE INDEX review_recording ON review (recording_id);
CREATE INDEX mark_review ON mark (review_id);
CREATE UNIQUE INDEX athlete_uid ON athlete (uid);
CREATE UNIQUE INDEX review_uid ON review (uid);
CREATE TRIGGER athlete_name_it AFTER INSERT ON athlete WHEN new.uid IS NULL BEGIN
  UPDATE athlete SET uid = lower (hex (randomblob (16))) WHERE id = new.id;
END;
CREATE TRIGGER review_name_it AFTER INSERT ON review WHEN new.uid IS NULL BEGIN
  UPDATE review SET uid = lower (hex (randomblob (16))) WHERE id = new.id;
END;
CREATE INDEX remark_review ON remark (review_id);
CREATE INDEX review_athlete ON review (athlete_id, created_s);
CREATE UNIQUE INDEX written_place ON written (kind, owner, key);
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
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id=1349285229;
PRAGMA user_version=11;
