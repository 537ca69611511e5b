-- Tasks that need approval and take time, notes that are edited, attachments, entities that people
-- work with. Object kinds from here on: 6 entity.

ALTER TABLE task
  ADD COLUMN authoriser      text        COLLATE "C",
  ADD COLUMN approval        text        COLLATE "C",
  ADD COLUMN approval_by     text,
  ADD COLUMN approval_at     timestamptz,
  ADD COLUMN approval_reason text,
  ADD COLUMN starttime       timestamptz,
  ADD COLUMN started         timestamptz,
  ADD COLUMN reminder        timestamptz,
  ADD COLUMN estimate        bigint,
  ADD COLUMN effort          bigint,
  ADD COLUMN waits_for       text[];
CREATE INDEX task_reminder ON task (reminder) WHERE closed IS NULL AND reminder IS NOT NULL;
CREATE INDEX task_authoriser ON task (authoriser) WHERE closed IS NULL AND authoriser IS NOT NULL;

-- What somebody spent on a task; never altered, a negative one corrects another.
CREATE TABLE task_effort (
  id           bigint      PRIMARY KEY,
  task         bigint      NOT NULL REFERENCES task ON DELETE CASCADE,
  person       text        NOT NULL,
  at           timestamptz NOT NULL,
  seconds      bigint      NOT NULL,
  text         text,
  written      timestamptz NOT NULL,
  cause        smallint    NOT NULL,
  cause_name   text,
  cause_daemon integer,
  cause_run    timestamptz,
  cause_rule   text,
  depth        smallint    NOT NULL
);
CREATE INDEX task_effort_task ON task_effort (task, id);

ALTER TABLE note
  ADD COLUMN edited    timestamptz,
  ADD COLUMN pinned    boolean NOT NULL DEFAULT false,
  ADD COLUMN hand_over boolean NOT NULL DEFAULT false,
  ADD COLUMN mentions  text[];

-- Files on objects: bodies as those of kept events (V3).
CREATE TABLE attachment (
  id           bigint      PRIMARY KEY,
  object_kind  smallint    NOT NULL,
  object_id    bigint      NOT NULL,
  name         text        NOT NULL,
  media_type   text        NOT NULL,
  raw_size     bigint      NOT NULL,
  packed       boolean     NOT NULL,
  raw          bytea,
  raw_blob     text        COLLATE "C",
  md5          text        COLLATE "C" NOT NULL,
  sha1         text        COLLATE "C" NOT NULL,
  sha256       text        COLLATE "C" NOT NULL,
  description  text,
  reference    text,
  added        timestamptz NOT NULL,
  cause        smallint    NOT NULL,
  cause_name   text,
  cause_daemon integer,
  cause_run    timestamptz,
  cause_rule   text,
  depth        smallint    NOT NULL
);
ALTER TABLE attachment ALTER COLUMN raw SET STORAGE EXTERNAL;
CREATE INDEX attachment_object ON attachment (object_kind, object_id, id);
CREATE INDEX attachment_sha256 ON attachment (sha256);
CREATE INDEX attachment_blob ON attachment (raw_blob) WHERE raw_blob IS NOT NULL;

ALTER TABLE entity
  ADD COLUMN description text,
  ADD COLUMN tags        text[],
  ADD COLUMN locked_by   text,
  ADD COLUMN locked_at   timestamptz,
  ADD COLUMN locked_why  text;
CREATE INDEX entity_last_seen ON entity (last_seen);

-- source: 1 text, 2 event, 3 attachment, 4 person, 9 removed by a person
ALTER TABLE entity_link
  ADD COLUMN source smallint NOT NULL DEFAULT 1,
  ADD COLUMN since  timestamptz;

-- Triage events hold their entities in their own row. They are found by the hashes of the values,
-- as values can be longer than an index takes; events without entities are not in the index.
CREATE FUNCTION observable_hashes(observables text[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT array_agg(hashtextextended(each, 0)) FROM unnest(observables) AS each $$;
CREATE INDEX triage_event_observables ON triage_event USING gin (observable_hashes(observables))
  WHERE observables IS NOT NULL;
