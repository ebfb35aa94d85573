-- What tells a state file from any other: the letters LKST. The version is read before anything else.
PRAGMA application_id = 1280004948;
PRAGMA user_version = 1;

-- Which versions of one place became which of another. A map of which all was forgotten is abandoned: its rows are
-- removed in passing.
CREATE TABLE version_map (
  id                   INTEGER PRIMARY KEY AUTOINCREMENT,
  source_endpoint      TEXT    NOT NULL,
  source_bucket        TEXT    NOT NULL,
  source_prefix        BLOB    NOT NULL,
  destination_endpoint TEXT    NOT NULL,
  destination_bucket   TEXT    NOT NULL,
  destination_prefix   BLOB    NOT NULL,
  abandoned            INTEGER NOT NULL DEFAULT 0,
  epoch                INTEGER NOT NULL DEFAULT 0,  -- of its last writer: who has a lower one may not write
  last_writer          TEXT    NOT NULL DEFAULT '', -- for people
  next_position        INTEGER NOT NULL DEFAULT 0,
  row_count            INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX version_map_of_two_places ON version_map (
  source_endpoint, source_bucket, source_prefix, destination_endpoint, destination_bucket, destination_prefix
) WHERE abandoned = 0;

-- Keys are blobs, which order by their unsigned bytes, as listings do.
CREATE TABLE version_mapping (
  map              INTEGER NOT NULL,
  key              BLOB    NOT NULL,
  source           TEXT    NOT NULL,
  destination      TEXT,             -- null: the same as source
  delete_marker    INTEGER NOT NULL,
  modified         INTEGER NOT NULL, -- milliseconds since 1970
  source_etag      ANY,              -- 16 bytes of an MD5, or the text
  destination_etag ANY,              -- the same; no bytes: the same as source_etag
  size             INTEGER NOT NULL,
  how              INTEGER NOT NULL, -- 0 copied, 1 kept its id, 2 aligned
  position         INTEGER NOT NULL, -- in which order they were first recorded
  PRIMARY KEY (map, key, source)
) STRICT, WITHOUT ROWID;
