-- What people did that no other table tells: secrets, backups, exports, refused attempts. The other
-- histories (changes, revisions, switches, pointers, pauses) stay where they are; the audit reads
-- them together.
CREATE TABLE audit (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at          timestamptz NOT NULL,
  who         text        COLLATE "C" NOT NULL,
  what        text        COLLATE "C" NOT NULL,
  object      text        COLLATE "C" NOT NULL,
  object_kind smallint,
  object_id   bigint,
  before      text,
  after       text,
  why         text        NOT NULL
);
CREATE INDEX audit_at ON audit (at, id);

-- The audit is about people; what daemons change (cause 1) is far more, and in their decisions.
CREATE INDEX change_by_people ON change (at, sequence) WHERE cause <> 1;

CREATE INDEX triage_event_by_people ON triage_event (created) WHERE cause <> 1;

-- Which triage events an incident was made of.
CREATE INDEX triage_event_converted ON triage_event (((fields ->> 'incident')::bigint))
  WHERE status = 3;

-- Nobody changes what was written. Retention and purges say so in their transaction:
-- SET LOCAL tomte.purge = 'on'.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('tomte.purge', true), '') <> 'on' THEN
    RAISE EXCEPTION 'the table % is append-only', TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON change
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
