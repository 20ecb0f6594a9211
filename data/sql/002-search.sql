-- Words of the notes, to find a review by what was written about it. The index
-- follows the table by itself; accents do not matter.

CREATE VIRTUAL TABLE note_search USING fts5 (
  text, content = 'note', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO note_search (note_search) VALUES ('rebuild');

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
