-- The life of incidents: merging, deleting, holds, roles, queues, templates with work, clocks.

ALTER TABLE incident
  ADD COLUMN roles        jsonb,
  ADD COLUMN queue        text COLLATE "C",
  ADD COLUMN duplicate_of bigint REFERENCES incident,
  ADD COLUMN hold_reason  text,
  ADD COLUMN held_by      text,
  ADD COLUMN held_since   timestamptz,
  ADD COLUMN deleted      timestamptz,
  ADD COLUMN sla_due      timestamptz,
  ADD COLUMN sla_breached timestamptz;
CREATE INDEX incident_parent ON incident (parent) WHERE parent IS NOT NULL;
CREATE INDEX incident_duplicate ON incident (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX incident_held ON incident (number) WHERE hold_reason IS NOT NULL;
CREATE INDEX incident_sla_due ON incident (sla_due, number) WHERE sla_due IS NOT NULL;
CREATE INDEX incident_deleted ON incident (number) WHERE deleted IS NOT NULL;
-- For teams that want no two incidents under one title; titles can be longer than an index takes.
CREATE INDEX incident_same_title ON incident USING hash (title);

ALTER TABLE task ADD COLUMN merged_from bigint;
CREATE INDEX task_merged ON task (merged_from) WHERE merged_from IS NOT NULL;

-- What a template has beside fields: category, tags, investigators, tasks, notes.
ALTER TABLE incident_template ADD COLUMN content jsonb;

-- One row for each clock of an incident. While it runs it has a time at which it is due, and what
-- it spent before that run; when it is paused or stopped it has spent all of it.
CREATE TABLE incident_clock (
  incident bigint      NOT NULL REFERENCES incident,
  clock    text        COLLATE "C" NOT NULL,
  policy   text        COLLATE "C" NOT NULL,
  frame    text        COLLATE "C",
  target   bigint      NOT NULL,
  started  timestamptz NOT NULL,
  running  timestamptz,
  due      timestamptz,
  paused   timestamptz,
  spent    bigint      NOT NULL,
  stopped  timestamptz,
  breached timestamptz,
  PRIMARY KEY (incident, clock)
);
