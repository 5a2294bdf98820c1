-- Rehearsed as if the accepted near matches had been filled in at the target.
ALTER TABLE run ADD COLUMN backfilled INTEGER NOT NULL DEFAULT 0;
