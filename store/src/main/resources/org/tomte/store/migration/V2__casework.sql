-- The data layer. Names compare by code point; times come from the program; nothing here decides.
--
-- The columns of a cause, wherever something has one: cause (1 daemon, 2 person, 3 import),
-- cause_name (person or import), cause_daemon, cause_run (the instant the run was planned for),
-- cause_rule, depth (how many daemons led here one after the other).

-- Ids of triage events and places of changes come from one sequence, so that a new triage event
-- needs no change row of its own: its row has the transaction and the place.
CREATE SEQUENCE casework_sequence AS bigint;
CREATE SEQUENCE incident_number AS bigint;

CREATE TABLE incident (
  number         bigint      PRIMARY KEY,
  label          text        COLLATE "C" NOT NULL UNIQUE,
  title          text,
  description    text,
  type           text        COLLATE "C",
  category       text        COLLATE "C",
  severity       text        COLLATE "C",
  status         text        COLLATE "C" NOT NULL,
  phase          text        COLLATE "C" NOT NULL,
  owner          text        COLLATE "C",
  team           text        COLLATE "C",
  investigators  text[],
  tags           text[],
  reference      text        COLLATE "C",
  link           text,
  starttime      timestamptz,
  parent         bigint      REFERENCES incident,
  restricted     boolean,
  template       text        COLLATE "C",
  closing_reason text,
  closing_note   text,
  custom         jsonb,
  set_by_person  text[]      NOT NULL,
  opened         timestamptz NOT NULL,
  closed         timestamptz,
  closures       integer     NOT NULL,
  reopens        integer     NOT NULL,
  changed        timestamptz NOT NULL,
  status_since   timestamptz NOT NULL,
  phase_since    timestamptz NOT NULL,
  version        bigint      NOT NULL,
  cause          smallint    NOT NULL,
  cause_name     text,
  cause_daemon   integer,
  cause_run      timestamptz,
  cause_rule     text,
  depth          smallint    NOT NULL
);
CREATE INDEX incident_open ON incident (number) WHERE closed IS NULL;

-- One row per time during which an incident had one status (track 1) or phase (track 2).
CREATE TABLE incident_interval (
  incident     bigint      NOT NULL REFERENCES incident,
  track        smallint    NOT NULL,
  sequence     bigint      NOT NULL DEFAULT nextval('casework_sequence'),
  value        text        COLLATE "C" NOT NULL,
  began        timestamptz NOT NULL,
  ended        timestamptz CHECK (ended >= began),
  cause        smallint    NOT NULL,
  cause_name   text,
  cause_daemon integer,
  cause_run    timestamptz,
  cause_rule   text,
  depth        smallint    NOT NULL,
  PRIMARY KEY (incident, track, sequence)
);

-- status: 0 new, 1 grabbed, 2 discarded, 3 converted
CREATE TABLE triage_event (
  id            bigint      PRIMARY KEY,
  xid           xid8        NOT NULL DEFAULT pg_current_xact_id(),
  status        smallint    NOT NULL,
  title         text,
  type          text        COLLATE "C",
  severity      text        COLLATE "C",
  link          text,
  fields        jsonb,
  observables   text[],
  set_by_person text[],
  created       timestamptz NOT NULL,
  cause         smallint    NOT NULL,
  cause_name    text,
  cause_daemon  integer,
  cause_run     timestamptz,
  cause_rule    text,
  depth         smallint    NOT NULL
);
CREATE INDEX triage_event_feed ON triage_event (xid, id);
CREATE INDEX triage_event_open ON triage_event (id) WHERE status < 2;
CREATE INDEX triage_event_created ON triage_event USING brin (created);

-- object_kind: 1 incident, 2 triage event
CREATE TABLE note (
  id           bigint      PRIMARY KEY,
  object_kind  smallint    NOT NULL,
  object_id    bigint      NOT NULL,
  text         text        NOT NULL,
  written      timestamptz NOT NULL,
  cause        smallint    NOT NULL,
  cause_name   text,
  cause_daemon integer,
  cause_run    timestamptz,
  cause_rule   text,
  depth        smallint    NOT NULL
);
CREATE INDEX note_object ON note (object_kind, object_id, id);

-- Append-only. The feed reads (xid, sequence) up to the oldest transaction that still runs; the
-- timeline of an object is in the order of its sequence, as changes of one object wait for each other.
CREATE TABLE change (
  xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
  sequence     bigint      NOT NULL DEFAULT nextval('casework_sequence'),
  at           timestamptz NOT NULL,
  object_kind  smallint    NOT NULL,
  object_id    bigint      NOT NULL,
  field        text        COLLATE "C" NOT NULL,
  before       jsonb,
  after        jsonb,
  cause        smallint    NOT NULL,
  cause_name   text,
  cause_daemon integer,
  cause_run    timestamptz,
  cause_rule   text,
  depth        smallint    NOT NULL,
  PRIMARY KEY (xid, sequence)
);
CREATE INDEX change_object ON change (object_kind, object_id, sequence);

-- Values can be longer than an index takes, so the digest (of type and value) is what is unique.
CREATE TABLE entity (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  digest     bytea       NOT NULL UNIQUE,
  type       text        COLLATE "C" NOT NULL,
  value      text        COLLATE "C" NOT NULL,
  first_seen timestamptz NOT NULL,
  last_seen  timestamptz NOT NULL
);
CREATE TABLE entity_link (
  object_kind smallint NOT NULL,
  object_id   bigint   NOT NULL,
  entity      bigint   NOT NULL REFERENCES entity,
  PRIMARY KEY (object_kind, object_id, entity)
);
CREATE INDEX entity_link_entity ON entity_link (entity);

CREATE TABLE incident_template (
  name          text  COLLATE "C" PRIMARY KEY,
  description   text  NOT NULL,
  label_pattern text  NOT NULL,
  label_zone    text  NOT NULL,
  fields        jsonb NOT NULL
);

CREATE TABLE label_counter (
  pattern text   COLLATE "C" NOT NULL,
  period  text   COLLATE "C" NOT NULL,
  next    bigint NOT NULL,
  PRIMARY KEY (pattern, period)
);

CREATE TABLE custom_field (
  name        text   COLLATE "C" PRIMARY KEY,
  type        text   NOT NULL,
  words       text[] NOT NULL,
  description text   NOT NULL
);
