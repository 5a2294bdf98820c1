-- What connectors read. Rows are kept in generations: a row holds from the read `from_read` until the read `to_read`, and a read
-- counts once `system.current_read` names it. A read that was killed leaves rows that nobody looks at; opening removes them.

CREATE TABLE system (
  system_id TEXT NOT NULL PRIMARY KEY,
  current_read INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE read (
  system_id TEXT NOT NULL REFERENCES system (system_id),
  read_no INTEGER NOT NULL,
  read_at TEXT NOT NULL,
  -- SHA-256 over the files' bytes and the settings that read them; NULL where a system has no files.
  content_hash TEXT,
  complete INTEGER NOT NULL,
  read_count INTEGER NOT NULL,
  new_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  missing_count INTEGER NOT NULL,
  finding TEXT NOT NULL,
  PRIMARY KEY (system_id, read_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_issue (
  system_id TEXT NOT NULL,
  read_no INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  code TEXT NOT NULL,
  origin TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (system_id, read_no, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE object_type (
  type_id INTEGER PRIMARY KEY,
  system_id TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (system_id, name)
) STRICT;

-- The order in which an object's values are packed (shared/model/packed.ts). Only ever appended to.
CREATE TABLE attribute (
  type_id INTEGER NOT NULL REFERENCES object_type (type_id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (type_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE object (
  object_id INTEGER PRIMARY KEY,
  type_id INTEGER NOT NULL,
  anchor TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  from_read INTEGER NOT NULL,
  to_read INTEGER
) STRICT;

-- Where the objects of the current read stood: pairs (object_id, line) and the file number, as 32-bit integers, in the order of
-- object_id. One row for each type, because lines of unchanged objects move with every export.
CREATE TABLE read_origin (
  type_id INTEGER NOT NULL PRIMARY KEY,
  read_no INTEGER NOT NULL,
  files TEXT NOT NULL,
  entries BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A read that has begun and not ended. What it leaves when it is killed is removed at the next opening.
CREATE TABLE unfinished_read (
  system_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
