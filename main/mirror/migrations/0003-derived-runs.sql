-- A run that was planned again after an edit, over what an earlier run started from: it holds the actions that came out otherwise, and
-- the earlier run's pages hold all others.
ALTER TABLE run ADD COLUMN base_run INTEGER;
