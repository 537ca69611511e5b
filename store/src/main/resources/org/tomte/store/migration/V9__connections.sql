-- When connections were paused, by whom and why: what holds now, and the history. A pause ends by
-- itself at until; ended is set when a person ends it sooner or another one takes its place.
CREATE TABLE connection_pause (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  connection text        COLLATE "C" NOT NULL,
  since      timestamptz NOT NULL,
  until      timestamptz NOT NULL,
  who        text        NOT NULL,
  why        text        NOT NULL,
  said       timestamptz NOT NULL,
  ended      timestamptz,
  ended_by   text,
  ended_why  text
);
CREATE INDEX connection_pause_open ON connection_pause (connection) WHERE ended IS NULL;
CREATE INDEX connection_pause_until ON connection_pause (until);
