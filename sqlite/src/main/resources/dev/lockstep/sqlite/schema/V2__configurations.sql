PRAGMA user_version = 2;

-- What is to be done again and again: the only copy of it.
CREATE TABLE configuration (
  kind        TEXT    NOT NULL,
  store       TEXT    NOT NULL, -- a profile, as buckets are reached by it
  bucket      TEXT    NOT NULL,
  id          TEXT    NOT NULL,
  other_store TEXT    NOT NULL,
  document    TEXT    NOT NULL,
  last_run    INTEGER,          -- milliseconds since 1970
  PRIMARY KEY (kind, store, bucket, id)
) STRICT, WITHOUT ROWID;
