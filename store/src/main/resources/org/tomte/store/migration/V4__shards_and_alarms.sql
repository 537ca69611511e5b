-- Which node starts which daemons. The database's clock judges who lives.
CREATE TABLE node (
  name      text        COLLATE "C" PRIMARY KEY,
  since     timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  expires   timestamptz NOT NULL
) WITH (fillfactor = 50);

-- Sixty-four rows, updated in place: nothing but the primary key is indexed.
CREATE TABLE shard (
  number        smallint    PRIMARY KEY CHECK (number BETWEEN 0 AND 63),
  holder        text        COLLATE "C",
  lease_until   timestamptz,
  settled_until timestamptz
) WITH (fillfactor = 50);
INSERT INTO shard (number) SELECT generate_series(0, 63);

CREATE TABLE alarm (
  id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text        COLLATE "C" NOT NULL,
  name    text        COLLATE "C" NOT NULL,
  kind    text        COLLATE "C" NOT NULL,
  owner   text        NOT NULL,
  words   text        NOT NULL,
  daemons text[]      NOT NULL,
  since   timestamptz NOT NULL,
  latest  timestamptz NOT NULL,
  signals bigint      NOT NULL,
  ended   timestamptz
);
-- One open alarm for each cause.
CREATE UNIQUE INDEX alarm_open ON alarm (subject, name, kind) WHERE ended IS NULL;
CREATE INDEX alarm_ended ON alarm (ended DESC) WHERE ended IS NOT NULL;
