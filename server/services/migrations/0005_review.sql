-- What was found in the file of somebody who fills in a profile with it: waits, for a day, until its owner has decided. One of each.
CREATE TABLE review (
    account    TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    id         TEXT NOT NULL, -- another one with each file
    found      TEXT NOT NULL, -- JSON
    expires_at BIGINT NOT NULL
);
