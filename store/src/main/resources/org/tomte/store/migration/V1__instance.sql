-- One row that tells which instance this database belongs to and when it was made.
CREATE TABLE instance (
  only_row   boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  identity   uuid        NOT NULL DEFAULT gen_random_uuid(),
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO instance DEFAULT VALUES;
