-- Institutions of higher education, as each source lists them. One that several sources list has a row of each: they are put
-- together in memory, so that what one source says never overwrites what another says. Never deleted: profiles name them.
CREATE TABLE institution (
    id          TEXT PRIMARY KEY,
    source      TEXT NOT NULL, -- shipped, hipo, ror, whed
    source_id   TEXT NOT NULL, -- what names it there
    country     TEXT NOT NULL,
    name        TEXT NOT NULL,
    other_names TEXT NOT NULL, -- JSON
    accredited  BIGINT, -- NULL: not known
    retired_at  BIGINT, -- since when its source no longer lists it
    changed_at  BIGINT NOT NULL,
    UNIQUE (source, source_id)
);

INSERT INTO revision (name, value) VALUES ('institutions', 1);
-- The edition of the list that the program brings along and that was loaded; 0: none yet.
INSERT INTO revision (name, value) VALUES ('institutions-shipped', 0);
