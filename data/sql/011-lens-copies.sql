-- The lens, as its 35 mm equivalent, from which the camera's distance follows
-- where nobody taped it. NULL = not known.

ALTER TABLE review ADD COLUMN camera_lens_mm REAL;

-- A mark that was copied from another frame and not moved since: it shows no
-- movement.

ALTER TABLE mark ADD COLUMN copied INTEGER NOT NULL DEFAULT 0 CHECK (copied IN (0, 1));
