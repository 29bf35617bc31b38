-- Everything a case holds. `record` in every derived table is the row of `records` that the entry was taken out of:
-- a later reading of the same document adds rows beside the earlier ones. Offsets are code points, end-exclusive.

CREATE TABLE captures (
    sha256      TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    sequence    INTEGER NOT NULL UNIQUE,
    bytes       BLOB NOT NULL,
    media_type  TEXT NOT NULL,
    fetched_at  TEXT,
    added_at    TEXT NOT NULL
) STRICT;

CREATE TABLE sources (
    capture     TEXT NOT NULL REFERENCES captures (sha256),
    location    TEXT NOT NULL,
    added_at    TEXT NOT NULL,
    PRIMARY KEY (capture, location)
) STRICT;

CREATE TABLE records (
    record      INTEGER PRIMARY KEY,
    document    TEXT NOT NULL,
    capture     TEXT NOT NULL REFERENCES captures (sha256),
    schema      INTEGER NOT NULL,
    onrecord    TEXT NOT NULL,
    pipeline    TEXT NOT NULL,
    catalogue   TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    json        TEXT NOT NULL,
    added_at    TEXT NOT NULL
) STRICT;
CREATE INDEX records_by_document ON records (document, record);

CREATE VIEW current_records AS
    SELECT * FROM records WHERE record IN (SELECT max(record) FROM records GROUP BY document);

CREATE TABLE documents (
    record      INTEGER PRIMARY KEY REFERENCES records (record),
    document    TEXT NOT NULL,
    kind        TEXT NOT NULL,
    title       TEXT,
    byline      TEXT,
    publisher   TEXT,
    credit      TEXT,
    published   TEXT,
    language    TEXT NOT NULL,
    text        TEXT NOT NULL
) STRICT;

CREATE TABLE actors (
    record      INTEGER NOT NULL REFERENCES records (record),
    actor       TEXT NOT NULL,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    code        TEXT,
    office      TEXT,
    represents  TEXT,
    PRIMARY KEY (record, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    record      INTEGER NOT NULL REFERENCES records (record),
    statement   TEXT NOT NULL,
    act         TEXT NOT NULL,
    form        TEXT NOT NULL,
    content     TEXT NOT NULL,
    joint       INTEGER NOT NULL,
    anonymous   INTEGER NOT NULL,
    narrator    INTEGER NOT NULL,
    blanket     INTEGER NOT NULL,
    earliest    TEXT,
    latest      TEXT,
    evidence    TEXT,
    evidence_status TEXT,
    nested_in   TEXT,
    rule        TEXT NOT NULL,
    PRIMARY KEY (record, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE speakers (
    record      INTEGER NOT NULL,
    statement   TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,
    actor       TEXT NOT NULL,
    PRIMARY KEY (record, statement, ordinal),
    FOREIGN KEY (record, statement) REFERENCES statements (record, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    record      INTEGER NOT NULL REFERENCES records (record),
    event       TEXT NOT NULL,
    type        TEXT NOT NULL,
    modality    TEXT NOT NULL,
    trigger     TEXT NOT NULL,
    place       TEXT,
    place_resolved TEXT,
    country     TEXT,
    lat         REAL,
    lon         REAL,
    earliest    TEXT,
    latest      TEXT,
    precision   TEXT,
    part_of     TEXT,
    rule        TEXT NOT NULL,
    PRIMARY KEY (record, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
    record      INTEGER NOT NULL,
    event       TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,
    role        TEXT NOT NULL,
    actor       TEXT,
    class       TEXT,
    words       TEXT NOT NULL,
    PRIMARY KEY (record, event, ordinal),
    FOREIGN KEY (record, event) REFERENCES events (record, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE tellings (
    record      INTEGER NOT NULL,
    event       TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,
    statement   TEXT NOT NULL,
    PRIMARY KEY (record, event, ordinal),
    FOREIGN KEY (record, event) REFERENCES events (record, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE tolls (
    record      INTEGER NOT NULL REFERENCES records (record),
    toll        TEXT NOT NULL,
    effect      TEXT NOT NULL,
    low         INTEGER,
    high        INTEGER,
    bound       TEXT NOT NULL,
    as_written  TEXT NOT NULL,
    population  TEXT,
    country     TEXT,
    scope       TEXT NOT NULL,
    place       TEXT,
    as_of_earliest TEXT,
    as_of_latest TEXT,
    said_in     TEXT,
    event       TEXT,
    part_of     TEXT,
    rule        TEXT NOT NULL,
    PRIMARY KEY (record, toll)
) STRICT, WITHOUT ROWID;

CREATE TABLE toll_sources (
    record      INTEGER NOT NULL,
    toll        TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,
    actor       TEXT NOT NULL,
    PRIMARY KEY (record, toll, ordinal),
    FOREIGN KEY (record, toll) REFERENCES tolls (record, toll)
) STRICT, WITHOUT ROWID;

CREATE TABLE citations (
    record      INTEGER NOT NULL REFERENCES records (record),
    citation    TEXT NOT NULL,
    resolution  INTEGER,
    year        INTEGER,
    paragraph   TEXT,
    body        TEXT,
    said_in     TEXT,
    rule        TEXT NOT NULL,
    PRIMARY KEY (record, citation)
) STRICT, WITHOUT ROWID;

-- Where every entry stands in documents.text: part is `content`, `cue`, `mention`, `trigger`, `role`…
CREATE TABLE spans (
    record      INTEGER NOT NULL REFERENCES records (record),
    entry       TEXT NOT NULL,
    part        TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    exact       TEXT NOT NULL,
    PRIMARY KEY (record, entry, part, ordinal)
) STRICT, WITHOUT ROWID;

-- What can be searched: a block of a text, what a statement says, an actor's name.
CREATE TABLE passages (
    passage     INTEGER PRIMARY KEY,
    record      INTEGER NOT NULL REFERENCES records (record),
    kind        TEXT NOT NULL CHECK (kind IN ('text', 'statement', 'actor')),
    entry       TEXT NOT NULL,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    words       TEXT NOT NULL
) STRICT;
CREATE INDEX passages_by_record ON passages (record);

CREATE VIRTUAL TABLE passage_index USING fts5 (
    words, content = 'passages', content_rowid = 'passage', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE decisions (
    decision    INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    who         TEXT NOT NULL CHECK (who <> ''),
    subject     TEXT NOT NULL,
    what        TEXT NOT NULL CHECK (what <> ''),
    why         TEXT NOT NULL CHECK (why <> '')
) STRICT;

-- The audit chain: each link's hash covers its own fields and the hash of the link before.
CREATE TABLE log (
    sequence    INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('case', 'capture', 'source', 'record', 'decision')),
    subject     TEXT NOT NULL,
    payload     TEXT NOT NULL CHECK (length(payload) = 64),
    previous    TEXT NOT NULL,
    hash        TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
