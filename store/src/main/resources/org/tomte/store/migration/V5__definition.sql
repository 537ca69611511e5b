-- Documents as people write them, and what is known of daemons beside their text.

-- One row that every change updates first: it counts changes, and changes wait for each other.
CREATE TABLE definition_version (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version  bigint  NOT NULL DEFAULT 0
);
INSERT INTO definition_version DEFAULT VALUES;

-- Identities are never given twice: what is deleted keeps its row, for keys and decisions name it.
CREATE TABLE definition (
  id       integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind     text        COLLATE "C" NOT NULL,
  name     text        COLLATE "C" NOT NULL,
  revision integer     NOT NULL,
  text     text        NOT NULL,
  file     text        COLLATE "C" NOT NULL,
  ordinal  integer     NOT NULL,
  deleted  timestamptz
);
CREATE UNIQUE INDEX definition_name ON definition (kind, name) WHERE deleted IS NULL;

CREATE TABLE definition_revision (
  definition integer     NOT NULL REFERENCES definition,
  number     integer     NOT NULL,
  name       text        NOT NULL,
  text       text        NOT NULL,
  change     text        NOT NULL,
  who        text        NOT NULL,
  why        text        NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (definition, number)
);

CREATE TABLE daemon (
  id       integer     PRIMARY KEY REFERENCES definition,
  identity uuid        NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  enabled  boolean     NOT NULL,
  anchor   timestamptz NOT NULL,
  created  timestamptz NOT NULL
);

-- Who switched a daemon on or off.
CREATE TABLE daemon_switch (
  daemon  integer     NOT NULL REFERENCES daemon,
  at      timestamptz NOT NULL,
  enabled boolean     NOT NULL,
  who     text        NOT NULL,
  why     text        NOT NULL
);
CREATE INDEX daemon_switch_daemon ON daemon_switch (daemon, at);

-- Encrypted values; the key is not in the database.
CREATE TABLE secret (
  name       text        COLLATE "C" PRIMARY KEY,
  sealed     text        NOT NULL,
  changed_at timestamptz NOT NULL
);
