-- Areas of expertise, which administrators keep. The program brings a first list along and fills the empty table with it.
CREATE TABLE area (
    slug       TEXT PRIMARY KEY, -- what profiles and applications hold: never changed, never deleted
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    name_es    TEXT NOT NULL,
    retired_at BIGINT, -- since when it is no longer offered
    submission TEXT UNIQUE, -- the key of the form that added it, so that pressing twice adds one
    edition    BIGINT NOT NULL -- another one with each change
);

-- Another value with each change of the list; 0: it was never filled. Whoever changes the list waits here for whoever else does.
INSERT INTO revision (name, value) VALUES ('areas', 0);
