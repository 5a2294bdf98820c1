-- By object type, names of attributes that the read told of every object, as JSON: whoever has none is known to have none. NULL where the system leaves out
-- what is empty, and for reads of older versions.
ALTER TABLE read ADD COLUMN told TEXT;
