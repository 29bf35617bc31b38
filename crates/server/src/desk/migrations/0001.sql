-- What lies beside a case and goes with nobody who gets a copy of it: who may use it, and what is in the making. Secrets are digests.

CREATE TABLE users (
    name        TEXT PRIMARY KEY COLLATE NOCASE CHECK (name <> ''),
    role        TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'editor', 'administrator')),
    password    TEXT NOT NULL,
    made_at     TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    digest      TEXT PRIMARY KEY CHECK (length(digest) = 64),
    user        TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    csrf        TEXT NOT NULL,
    made        INTEGER NOT NULL,
    seen        INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user);

CREATE TABLE tokens (
    token       INTEGER PRIMARY KEY,
    digest      TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
    user        TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    scopes      TEXT NOT NULL,
    expires     TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    seen_at     TEXT
) STRICT;
CREATE INDEX tokens_by_user ON tokens (user);

CREATE TABLE audit (
    entry       INTEGER PRIMARY KEY AUTOINCREMENT,
    at          TEXT NOT NULL,
    who         TEXT NOT NULL,
    address     TEXT NOT NULL,
    what        TEXT NOT NULL,
    subject     TEXT NOT NULL,
    outcome     TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'what was noted stays as it was noted');
END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'what was noted stays');
END;

CREATE TABLE views (
    view        INTEGER PRIMARY KEY,
    name        TEXT NOT NULL CHECK (name <> ''),
    page        TEXT NOT NULL,
    query       TEXT NOT NULL,
    who         TEXT NOT NULL,
    made_at     TEXT NOT NULL
) STRICT;

CREATE TABLE briefs (
    brief       INTEGER PRIMARY KEY,
    title       TEXT NOT NULL,
    parts       TEXT NOT NULL,
    who         TEXT NOT NULL,
    revision    TEXT NOT NULL,
    updated_at  TEXT NOT NULL
) STRICT;
