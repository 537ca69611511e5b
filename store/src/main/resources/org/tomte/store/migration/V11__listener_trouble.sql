-- Messages of which only a part came, and places at which the next message had to be looked for.
ALTER TABLE daemon_minute
  ADD COLUMN truncated      bigint NOT NULL DEFAULT 0,
  ADD COLUMN resynchronised bigint NOT NULL DEFAULT 0;
