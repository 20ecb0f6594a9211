-- At how many pictures a second the coach says it was filmed, where the file does
-- not tell or tells wrong. NULL = as the file says.

ALTER TABLE recording ADD COLUMN filmed_fps REAL;
