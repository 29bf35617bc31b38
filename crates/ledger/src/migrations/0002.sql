-- What came over the network, and what makes a case evidence: exchanges, tree heads, signatures, timestamps.

-- The log as before, with one kind more. (A check cannot be changed in place.)
CREATE TABLE log_with_exchanges (
    sequence    INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('case', 'capture', 'source', 'record', 'decision', 'exchange')),
    subject     TEXT NOT NULL,
    payload     TEXT NOT NULL CHECK (length(payload) = 64),
    previous    TEXT NOT NULL,
    hash        TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
INSERT INTO log_with_exchanges SELECT sequence, at, kind, subject, payload, previous, hash FROM log ORDER BY sequence;
DROP TABLE log;
ALTER TABLE log_with_exchanges RENAME TO log;

-- Bodies of responses as they came, codings and all, where they are no capture byte for byte.
CREATE TABLE bodies (
    sha256      TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    bytes       BLOB NOT NULL
) STRICT;

-- A request and its response, verbatim. `body` is in `bodies` or in `captures`; `capture` is what was read out of it.
CREATE TABLE exchanges (
    exchange    INTEGER PRIMARY KEY,
    url         TEXT NOT NULL,
    at          TEXT NOT NULL,
    address     TEXT,
    status      INTEGER,
    request     BLOB NOT NULL,
    head        BLOB NOT NULL,
    body        TEXT NOT NULL CHECK (length(body) = 64),
    capture     TEXT REFERENCES captures (sha256),
    added_at    TEXT NOT NULL
) STRICT;
CREATE INDEX exchanges_by_url ON exchanges (url, exchange);
CREATE INDEX exchanges_by_capture ON exchanges (capture);

-- Heads of the Merkle tree over the log's links (RFC 6962), as the text that is signed and timestamped.
CREATE TABLE heads (
    head        INTEGER PRIMARY KEY,
    size        INTEGER NOT NULL,
    digest      TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
    text        TEXT NOT NULL
) STRICT;

CREATE TABLE signatures (
    head        INTEGER NOT NULL REFERENCES heads (head),
    key         TEXT NOT NULL CHECK (length(key) = 64),
    signature   TEXT NOT NULL CHECK (length(signature) = 128),
    at          TEXT NOT NULL,
    PRIMARY KEY (head, key)
) STRICT;

-- Timestamps asked for: of a head or a capture, by the SHA-256 of its bytes. One without a row in `stamps` is waiting.
CREATE TABLE stamp_requests (
    request     INTEGER PRIMARY KEY,
    of          TEXT NOT NULL CHECK (of IN ('head', 'capture')),
    digest      TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
    nonce       TEXT NOT NULL CHECK (length(nonce) = 16),
    at          TEXT NOT NULL
) STRICT;

-- The authority's answer, verbatim.
CREATE TABLE stamps (
    request     INTEGER PRIMARY KEY REFERENCES stamp_requests (request),
    authority   TEXT NOT NULL,
    answer      BLOB NOT NULL,
    at          TEXT NOT NULL
) STRICT;
