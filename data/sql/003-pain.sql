-- What the athlete answered to the pain screen before this plan. Questions and
-- answers are keys of data/plans/pain.screen; no row = not asked yet.

CREATE TABLE pain_answer (
  review_id  INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
  question   TEXT NOT NULL,
  answer     TEXT NOT NULL,
  answered_s INTEGER NOT NULL,
  PRIMARY KEY (review_id, question)
) STRICT, WITHOUT ROWID;
