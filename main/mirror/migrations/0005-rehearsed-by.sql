-- Which job of its run rehearsed an object, by its number there: a job that read the object's system before did not see it.
ALTER TABLE rehearsed_object ADD COLUMN from_job INTEGER NOT NULL DEFAULT 0;
