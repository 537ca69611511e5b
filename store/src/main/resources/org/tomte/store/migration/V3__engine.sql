-- What the machinery keeps beside the data layer. Streams and daemons are named by number; nothing
-- here has a foreign key, because every row is written and removed by code that knows its owner,
-- and the checks would cost more than the rows.

-- Ids of kept events and quarantine entries; a node takes a thousand at a time.
CREATE SEQUENCE engine_id AS bigint INCREMENT BY 1000;

-- Who may commit: one row per lane of a daemon. Updated by every commit, so there is room on the
-- page and no index on what changes (HOT).
CREATE TABLE lane (
  daemon      integer NOT NULL,
  lane        text    COLLATE "C" NOT NULL,
  epoch       bigint  NOT NULL,
  last_commit uuid,
  PRIMARY KEY (daemon, lane)
) WITH (fillfactor = 50);

-- The streams of daemons and their pointers. Names can be longer than an index takes, so their hash
-- is what is unique.
CREATE TABLE stream (
  id        integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  daemon    integer     NOT NULL,
  name_hash uuid        NOT NULL,
  name      text        COLLATE "C" NOT NULL,
  kind      text,
  state     text,
  words     text,
  moved     timestamptz,
  UNIQUE (daemon, name_hash)
) WITH (fillfactor = 50);

-- What people did to pointers.
CREATE TABLE pointer_change (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream       integer     NOT NULL,
  at           timestamptz NOT NULL,
  who          text        NOT NULL,
  why          text        NOT NULL,
  before_kind  text,
  before_state text,
  before_words text,
  before_moved timestamptz,
  after_kind   text,
  after_state  text,
  after_words  text
);
CREATE INDEX pointer_change_stream ON pointer_change (stream, id);

-- The known members of snapshot streams.
CREATE TABLE member (
  stream  integer NOT NULL,
  hash    uuid    NOT NULL,
  version uuid    NOT NULL,
  key     text    COLLATE "C" NOT NULL,
  PRIMARY KEY (stream, hash)
);

-- Runs that wrote something or failed.
CREATE TABLE run (
  daemon   integer     NOT NULL,
  lane     text        COLLATE "C" NOT NULL,
  planned  timestamptz NOT NULL,
  cause    text        NOT NULL,
  started  timestamptz NOT NULL,
  node     text        NOT NULL,
  epoch    bigint      NOT NULL,
  commits  integer     NOT NULL,
  settled  boolean     NOT NULL DEFAULT false,
  outcome  text,
  words    text,
  ended    timestamptz,
  counters text,
  PRIMARY KEY (daemon, lane, planned)
) WITH (fillfactor = 70);

-- Events that made, changed, counted or quarantined something. Not partitioned, so that an event is
-- known however long ago it came. state: 1 done, 2 quarantined, 3 discarded by a person.
CREATE TABLE event_key (
  stream   integer  NOT NULL,
  kept_day date,
  kept_id  bigint,
  hash     uuid     NOT NULL,
  until    date     NOT NULL,
  state    smallint NOT NULL,
  version  text,
  made     text     NOT NULL,
  PRIMARY KEY (stream, hash)
);
CREATE INDEX event_key_until ON event_key USING brin (until);

-- Groups, counts, values that were seen: what events of one rule have in common.
CREATE TABLE correlation (
  daemon integer     NOT NULL,
  hash   uuid        NOT NULL,
  state  text        NOT NULL DEFAULT '',
  until  timestamptz,
  PRIMARY KEY (daemon, hash)
) WITH (fillfactor = 70);

-- Events with their decisions, by the day on which they were written (UTC). Days are made ahead and
-- dropped whole; nothing refers to them by foreign key. bytes counts towards the daemon's budget.
CREATE TABLE kept_event (
  id         bigint      NOT NULL,
  at         timestamptz NOT NULL,
  day        date        NOT NULL,
  until      date        NOT NULL,
  daemon     integer     NOT NULL,
  stream     integer     NOT NULL,
  hash       uuid        NOT NULL,
  bytes      integer     NOT NULL,
  before_day date,
  before_id  bigint,
  decision   text        NOT NULL,
  event      text        NOT NULL,
  media_type text,
  raw_size   bigint,
  packed     boolean,
  raw        bytea,
  raw_blob   text,
  blobs      text[],
  PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE INDEX kept_event_at ON kept_event USING brin (at);

-- Events that made nothing: one row per page, with a mark per event to find it by.
CREATE TABLE kept_block (
  id         bigint      NOT NULL,
  at         timestamptz NOT NULL,
  day        date        NOT NULL,
  until      date        NOT NULL,
  daemon     integer     NOT NULL,
  stream     integer     NOT NULL,
  bytes      integer     NOT NULL,
  marks      integer[]   NOT NULL,
  media_type text        NOT NULL,
  raw_size   bigint      NOT NULL,
  packed     boolean     NOT NULL,
  raw        bytea,
  raw_blob   text,
  PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE INDEX kept_block_at ON kept_block USING brin (at);

-- Events that failed. state: 1 new, 2 replayed, 3 discarded.
CREATE TABLE quarantine (
  id             bigint      PRIMARY KEY,
  daemon         integer     NOT NULL,
  stream         integer     NOT NULL,
  hash           uuid        NOT NULL,
  stage          text        NOT NULL,
  reason         text        NOT NULL,
  instant        timestamptz NOT NULL,
  at             timestamptz NOT NULL,
  until          date        NOT NULL,
  depth          integer     NOT NULL,
  decision       text        NOT NULL,
  event          text        NOT NULL,
  media_type     text,
  raw_size       bigint,
  packed         boolean,
  raw            bytea,
  raw_blob       text,
  blobs          text[],
  edited_fields  text,
  edited_type    text,
  edited_size    bigint,
  edited_packed  boolean,
  edited_raw     bytea,
  edited_blob    text,
  state          smallint    NOT NULL DEFAULT 1,
  replays        integer     NOT NULL DEFAULT 0,
  closed_by      text,
  closed_why     text,
  closed_at      timestamptz
) WITH (fillfactor = 90);
CREATE INDEX quarantine_daemon ON quarantine (daemon, id);
CREATE INDEX quarantine_key ON quarantine (stream, hash);

-- Bodies come packed; PostgreSQL must not try to pack them again.
ALTER TABLE kept_event ALTER COLUMN raw SET STORAGE EXTERNAL;
ALTER TABLE kept_block ALTER COLUMN raw SET STORAGE EXTERNAL;
ALTER TABLE quarantine ALTER COLUMN raw SET STORAGE EXTERNAL;
ALTER TABLE quarantine ALTER COLUMN edited_raw SET STORAGE EXTERNAL;

-- What is still to be done at sources.
CREATE TABLE pending_acknowledgement (
  stream   integer     NOT NULL,
  hash     uuid        NOT NULL,
  verb     text        COLLATE "C" NOT NULL,
  id       bigint      GENERATED ALWAYS AS IDENTITY,
  key      text        COLLATE "C" NOT NULL,
  argument text        NOT NULL,
  since    timestamptz NOT NULL,
  parked   text,
  PRIMARY KEY (stream, hash, verb)
);

-- Counters by minute. Updated by every commit of the minute (HOT).
CREATE TABLE daemon_minute (
  daemon       integer     NOT NULL,
  minute       timestamptz NOT NULL,
  runs         bigint      NOT NULL,
  read         bigint      NOT NULL,
  left_out     bigint      NOT NULL,
  known        bigint      NOT NULL,
  new          bigint      NOT NULL,
  future       bigint      NOT NULL,
  not_judged   bigint      NOT NULL,
  unmatched    bigint      NOT NULL,
  discarded    bigint      NOT NULL,
  created      bigint      NOT NULL,
  merged       bigint      NOT NULL,
  suppressed   bigint      NOT NULL,
  observed     bigint      NOT NULL,
  quarantined  bigint      NOT NULL,
  replayed     bigint      NOT NULL,
  objects      bigint      NOT NULL,
  failed_runs  bigint      NOT NULL,
  skipped_runs bigint      NOT NULL,
  PRIMARY KEY (daemon, minute)
) WITH (fillfactor = 50);

CREATE TABLE rule_minute (
  daemon  integer     NOT NULL,
  minute  timestamptz NOT NULL,
  rule    text        COLLATE "C" NOT NULL,
  matched bigint      NOT NULL,
  unknown bigint      NOT NULL,
  failed  bigint      NOT NULL,
  PRIMARY KEY (daemon, minute, rule)
) WITH (fillfactor = 50);

-- Blobs that nothing named when it was looked last, and since when.
CREATE TABLE blob_orphan (
  sha256 text        COLLATE "C" PRIMARY KEY,
  since  timestamptz NOT NULL
);
