-- Of types whose texts lie in files, for a pass over a million of them takes seconds: one attribute of everybody, where not nearly everybody has
-- a value of their own. Holds for the read that it names.
CREATE TABLE object_column (
  type_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  read_no INTEGER NOT NULL,
  -- Packed cells that there are, as JSON; the first is that of an absent value.
  cells TEXT NOT NULL,
  -- For each object of the read, ascending by object_id, the number of its cell; 16-bit integers.
  numbers BLOB NOT NULL,
  PRIMARY KEY (type_id, position)
) STRICT, WITHOUT ROWID;

-- Of runs over such types: whom the actions of an object mapping are about, as object_id in the order of seq from first_seq on, 32-bit integers, 0 for
-- none that was read.
CREATE TABLE run_object (
  run_id INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('source', 'target')),
  type_id INTEGER NOT NULL,
  read_no INTEGER NOT NULL,
  ids BLOB NOT NULL,
  PRIMARY KEY (run_id, first_seq, side)
) STRICT, WITHOUT ROWID;
