-- Search. The indexes of lists and filters are on incidents and tasks only: triage events and
-- indicators come by the thousand each second, and an index more would cost each of them.
--
-- Owners, titles and references can be longer than an index takes, so their first 100 characters
-- are what is indexed; the program asks for those and for the whole.

CREATE INDEX incident_opened ON incident (opened, number);
CREATE INDEX incident_changed ON incident (changed, number);
CREATE INDEX incident_closed ON incident (closed, number) WHERE closed IS NOT NULL;
CREATE INDEX incident_status ON incident (status, number);
CREATE INDEX incident_phase ON incident (phase, number);
CREATE INDEX incident_severity ON incident (severity, number);
CREATE INDEX incident_owner ON incident (left(owner, 100), number);
-- What somebody works on: the list that is asked for most.
CREATE INDEX incident_open_owner ON incident (left(owner, 100), number) WHERE closed IS NULL;
CREATE INDEX incident_reference ON incident (left(reference, 100)) WHERE reference IS NOT NULL;
CREATE INDEX incident_title ON incident ((left(title, 100) COLLATE "C"), number);
CREATE INDEX incident_tags ON incident USING gin (tags);
CREATE INDEX incident_custom ON incident USING gin (custom jsonb_path_ops);

CREATE INDEX task_owner ON task (left(owner, 100), number);
CREATE INDEX task_due ON task (due, number) WHERE due IS NOT NULL;

-- The words of an object, for full text: what is between signs and spaces, in lower case. Cut, so
-- that no text is too long to be stored.
CREATE FUNCTION words_of(
    label text, title text, reference text, tags text[], description text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
  RETURN pg_catalog.to_tsvector(
    'pg_catalog.simple',
    pg_catalog.translate(
      pg_catalog.left(
        coalesce(label, '') || ' ' || coalesce(title, '') || ' ' || coalesce(reference, '') || ' '
          || coalesce(pg_catalog.left(pg_catalog.array_to_string(tags, ' '), 10000), '') || ' '
          || coalesce(description, ''),
        60000),
      '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~',
      '                                '));

CREATE INDEX incident_words ON incident
  USING gin (words_of(label, title, reference, tags, description));
CREATE INDEX task_words ON task
  USING gin (words_of(NULL, title, reference, tags, description));

-- Parts of words are found by trigrams. A server that does not let us have them gives the same
-- answers without, only more slowly.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX incident_lines ON incident
    USING gin ((label || E'\n' || coalesce(title, '') || E'\n' || coalesce(reference, '')) gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE WARNING 'Searching for parts of words is slow here: %. docs/search.md says how to mend it.', SQLERRM;
END
$$;
