-- Whether the run rehearsed what its guards would have held.
ALTER TABLE run ADD COLUMN released INTEGER NOT NULL DEFAULT 0;

-- What failed or was held in a job's last run that was kept, and since when: it is tried again at growing gaps.
CREATE TABLE escrow (
  run_id INTEGER NOT NULL,
  job_id TEXT NOT NULL,
  object_mapping TEXT NOT NULL,
  source_anchor TEXT NOT NULL,
  -- Held by a guard rather than failed: tried again in every cycle.
  held INTEGER NOT NULL,
  -- ISO 8601 UTC, clocks of the cycles in which it first failed and was tried last.
  failed_at TEXT NOT NULL,
  tried_at TEXT NOT NULL,
  PRIMARY KEY (run_id, job_id, object_mapping, source_anchor)
) STRICT, WITHOUT ROWID;
