-- How often people moved pointers: nodes that remember pointers look here whether they still hold.
CREATE TABLE pointer_moves (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  moves bigint NOT NULL
);
INSERT INTO pointer_moves (moves) VALUES (0);
