-- How the coach wants a mark drawn ("red wide", "" = as usual), and the words of
-- a mark of the kind "text".

ALTER TABLE mark ADD COLUMN look TEXT NOT NULL DEFAULT '';
ALTER TABLE mark ADD COLUMN text TEXT NOT NULL DEFAULT '';
