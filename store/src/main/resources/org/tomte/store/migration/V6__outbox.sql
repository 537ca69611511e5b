-- Deliveries, stored by the transaction that decided them. state: 1 open, 2 held, 3 parked, 4 done,
-- 5 discarded. Numbers grow in the order in which one object's entries are stored, because whoever
-- stores one holds the object's lock. claim counts who took an entry; only the latest may end it.
CREATE TABLE outbox (
  number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id          uuid        NOT NULL UNIQUE,
  order_key   text        COLLATE "C" NOT NULL,
  daemon      integer,
  sender      text        NOT NULL,
  owner       text        NOT NULL,
  rule        text        NOT NULL,
  action      text        NOT NULL,
  run         timestamptz NOT NULL,
  depth       integer     NOT NULL,
  object_kind smallint,
  object_id   bigint,
  word        text        NOT NULL,
  connection  text        NOT NULL,
  content     text        NOT NULL,
  files       text        NOT NULL,
  blobs       text[],
  created     timestamptz NOT NULL,
  state       smallint    NOT NULL,
  hold        text,
  tries       integer     NOT NULL DEFAULT 0,
  faults      integer     NOT NULL DEFAULT 0,
  due         timestamptz NOT NULL,
  claim       bigint      NOT NULL DEFAULT 0,
  lease_until timestamptz,
  problem     text,
  answer      text,
  ending      text,
  ended_by    text,
  ended       timestamptz
) WITH (fillfactor = 70);
CREATE INDEX outbox_order ON outbox (order_key, number) WHERE state = 1;
CREATE INDEX outbox_due ON outbox (due) WHERE state = 1;
CREATE INDEX outbox_waiting ON outbox (sender) WHERE state IN (2, 3);
CREATE INDEX outbox_ended ON outbox (ended) WHERE ended IS NOT NULL;
CREATE INDEX outbox_daemon ON outbox (daemon, number);

-- What hosts were asked within a minute, and until when they want to be left alone.
CREATE TABLE outbox_host (
  host        text        COLLATE "C" PRIMARY KEY,
  minute      timestamptz NOT NULL,
  used        integer     NOT NULL,
  rests_until timestamptz
) WITH (fillfactor = 50);

-- One row: whether everything is held.
CREATE TABLE outbox_switch (
  only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  held     boolean     NOT NULL DEFAULT false,
  who      text        NOT NULL DEFAULT '',
  why      text        NOT NULL DEFAULT '',
  at       timestamptz NOT NULL DEFAULT now()
);
INSERT INTO outbox_switch DEFAULT VALUES;

-- What the owner was told of an alarm: 0 nothing, 1 that it began, 2 all there is to tell. Nobody
-- is told of alarms from before there was an outbox.
ALTER TABLE alarm ADD COLUMN told smallint NOT NULL DEFAULT 2;
ALTER TABLE alarm ALTER COLUMN told SET DEFAULT 0;
CREATE INDEX alarm_untold ON alarm (id) WHERE told = 0 OR (told = 1 AND ended IS NOT NULL);
