-- A cycle is repeated where a job writes into the source of one before it. A later round names the run of the first.
ALTER TABLE run ADD COLUMN first_round INTEGER;
-- What the rounds came to, at the first of them when the last is over: a ChainResult as JSON.
ALTER TABLE run ADD COLUMN chain TEXT;
