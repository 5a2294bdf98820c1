-- Of a run that failed or was cancelled: its rows are still there, for the next work to remove.
ALTER TABLE run ADD COLUMN leftovers INTEGER NOT NULL DEFAULT 0;
