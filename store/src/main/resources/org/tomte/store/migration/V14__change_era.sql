-- Transaction ids begin anew in every cluster. After a restore into another one the places of new
-- changes go on above those that were restored, because base is added to every id; who reads the
-- feed adds it to the horizon too. 0 where nothing was restored. A restore makes the table itself
-- when it loads a schema from before this script.
CREATE TABLE IF NOT EXISTS change_era (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  base     bigint  NOT NULL CHECK (base >= 0)
);
INSERT INTO change_era (base) VALUES (0) ON CONFLICT DO NOTHING;
