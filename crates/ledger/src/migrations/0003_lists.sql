-- Editions of sanctions lists that names of the case are matched against. What a person dismissed is in `decisions`.
CREATE TABLE list_editions (
    edition     INTEGER PRIMARY KEY,
    list        TEXT NOT NULL,
    date        TEXT,
    sha256      TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    source      TEXT NOT NULL,
    entries     INTEGER NOT NULL,
    digest      TEXT NOT NULL CHECK (length(digest) = 64),
    json        BLOB NOT NULL,
    added_at    TEXT NOT NULL
) STRICT;
CREATE INDEX list_editions_by_list ON list_editions (list, date);
