-- Tasks and indicators, in the same way as the rest of the data layer (V2).

-- Object kinds from here on: 1 incident, 2 triage event, 3 note, 4 task, 5 indicator.

CREATE SEQUENCE task_number AS bigint;

-- status: open, in-progress, closed. A key belongs to the daemon that gave it; keys can be longer
-- than an index takes, so the digest (of daemon and key) is what is unique.
CREATE TABLE task (
  number         bigint      PRIMARY KEY,
  key_digest     bytea       UNIQUE,
  key_daemon     integer,
  key            text,
  incident       bigint      REFERENCES incident,
  status         text        COLLATE "C" NOT NULL,
  progress       bigint      NOT NULL CHECK (progress BETWEEN 0 AND 100),
  title          text,
  description    text,
  type           text        COLLATE "C",
  priority       text        COLLATE "C",
  phase          text        COLLATE "C",
  owner          text        COLLATE "C",
  team           text        COLLATE "C",
  due            timestamptz,
  tags           text[],
  reference      text        COLLATE "C",
  link           text,
  closing_reason text,
  closing_note   text,
  closed_by      text,
  custom         jsonb,
  set_by_person  text[]      NOT NULL,
  created        timestamptz NOT NULL,
  closed         timestamptz,
  changed        timestamptz NOT NULL,
  version        bigint      NOT NULL,
  cause          smallint    NOT NULL,
  cause_name     text,
  cause_daemon   integer,
  cause_run      timestamptz,
  cause_rule     text,
  depth          smallint    NOT NULL
);
CREATE INDEX task_incident ON task (incident) WHERE incident IS NOT NULL;
CREATE INDEX task_open ON task (number) WHERE closed IS NULL;
CREATE INDEX task_created ON task USING brin (created);

-- One row for each (type, value); the value is in the one form of its type. The digest is of both.
CREATE TABLE indicator (
  id            bigint      PRIMARY KEY,
  digest        bytea       NOT NULL UNIQUE,
  type          text        COLLATE "C" NOT NULL,
  value         text        COLLATE "C" NOT NULL,
  description   text,
  category      text        COLLATE "C",
  severity      text        COLLATE "C",
  confidence    bigint      CHECK (confidence BETWEEN 0 AND 100),
  tlp           text        COLLATE "C",
  sources       text[],
  tags          text[],
  reference     text        COLLATE "C",
  link          text,
  valid_until   timestamptz,
  custom        jsonb,
  set_by_person text[]      NOT NULL,
  first_seen    timestamptz NOT NULL,
  last_seen     timestamptz NOT NULL CHECK (last_seen >= first_seen),
  sightings     bigint      NOT NULL,
  created       timestamptz NOT NULL,
  changed       timestamptz NOT NULL,
  version       bigint      NOT NULL,
  cause         smallint    NOT NULL,
  cause_name    text,
  cause_daemon  integer,
  cause_run     timestamptz,
  cause_rule    text,
  depth         smallint    NOT NULL
);
CREATE INDEX indicator_created ON indicator USING brin (created);
