-- What listeners lost before it could be taken, and what they did not take on purpose.
ALTER TABLE daemon_minute
  ADD COLUMN dropped bigint NOT NULL DEFAULT 0,
  ADD COLUMN refused bigint NOT NULL DEFAULT 0;
