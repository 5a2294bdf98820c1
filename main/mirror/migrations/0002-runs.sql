-- Runs, their plans, and what rehearsals made of the targets. State rows hold from `from_run` until `to_run`, and a run's state
-- counts once `rehearsal.current_run` has reached it; a run that was thrown away never does.

CREATE TABLE rehearsal (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  current_run INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO rehearsal (one, current_run) VALUES (1, 0);

-- Every configuration that was ever run, so that two of them can be compared.
CREATE TABLE configuration (
  config_hash TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  run_id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  type_reason TEXT,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'failed')),
  now TEXT NOT NULL,
  seed INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  duration_ms INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL,
  version INTEGER,
  draft INTEGER NOT NULL,
  config_hash TEXT NOT NULL,
  data_hash TEXT,
  -- The plan's header as JSON, its summary included.
  header TEXT
) STRICT;

CREATE TABLE run_job (
  run_id INTEGER NOT NULL,
  job_no INTEGER NOT NULL,
  job_id TEXT NOT NULL,
  -- JobCounts as JSON.
  counts TEXT NOT NULL,
  -- Matching attributes with the number of people each decided, as JSON.
  matching TEXT NOT NULL,
  -- object_id of the target objects that nobody in the source stands for, ascending, 32-bit integers.
  only_target BLOB NOT NULL,
  -- The watermark: the read of the source that this run saw, and its clock.
  source_read INTEGER NOT NULL,
  target_read INTEGER NOT NULL,
  mapping_hash TEXT NOT NULL,
  PRIMARY KEY (run_id, job_no)
) STRICT, WITHOUT ROWID;

-- One outcome for each object that a run looked at, those without an action as the kind `skip`, packed by the page
-- (action-pages.ts): lines of `facts` (seq, job, kind, status, match, reason), of `names` and of `bodies` belong together. `head` is
-- what all of a page have in common; the body of an object that already is as it should be is empty and put together from both.
CREATE TABLE action_page (
  run_id INTEGER NOT NULL,
  page_no INTEGER NOT NULL,
  head TEXT NOT NULL,
  facts TEXT NOT NULL,
  names TEXT NOT NULL,
  bodies TEXT NOT NULL,
  PRIMARY KEY (run_id, page_no)
) STRICT;

CREATE TABLE plan_group (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  job_no INTEGER NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  cause_type TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  shape TEXT NOT NULL,
  objects INTEGER NOT NULL,
  value_count INTEGER NOT NULL,
  -- seq of the group's actions, ascending, 32-bit integers: a page of a group is a slice of it.
  members BLOB NOT NULL,
  PRIMARY KEY (run_id, group_id)
) STRICT, WITHOUT ROWID;

-- Which target object stands for which source object, for each object mapping of a job (`job/mapping`).
CREATE TABLE link (
  link_id INTEGER PRIMARY KEY,
  mapping_key TEXT NOT NULL,
  source_anchor TEXT NOT NULL,
  target_anchor TEXT NOT NULL,
  -- active; outOfScope: turned off because the person left scope, and not managed since
  state TEXT NOT NULL,
  from_run INTEGER NOT NULL,
  to_run INTEGER
) STRICT;

-- Target objects as rehearsals left them, where they differ from what was read.
CREATE TABLE rehearsed_object (
  rehearsed_id INTEGER PRIMARY KEY,
  type_id INTEGER NOT NULL,
  anchor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('created', 'changed', 'deleted')),
  body TEXT NOT NULL,
  -- Hash of the object as read when it was rehearsed: a later read that differs takes the row's place.
  base_hash TEXT NOT NULL,
  from_run INTEGER NOT NULL,
  to_run INTEGER
) STRICT;
