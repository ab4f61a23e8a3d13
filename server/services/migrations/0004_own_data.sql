-- Accounts whose holders have had them deleted: signing in is over, and a worker erases. Kept for an hour after that, so that
-- what a request wrote that was under way then goes as well; so it refers to no account.
CREATE TABLE deletion (
    account   TEXT PRIMARY KEY,
    asked_at  BIGINT NOT NULL,
    due_at    BIGINT NOT NULL, -- not before; later while a worker holds it
    kept      TEXT NOT NULL DEFAULT '[]', -- what is kept, for the last mail: titles and days, as JSON
    erased_at BIGINT
);
CREATE INDEX deletion_due ON deletion (due_at);

-- An application that is kept for a competition under way belongs to no account. SQLite cannot change a column: the table is
-- made anew.
CREATE TABLE application_new (
    id           TEXT PRIMARY KEY,
    reference    TEXT NOT NULL UNIQUE,
    account      TEXT REFERENCES account (id), -- NULL: the account was deleted
    vacancy      TEXT NOT NULL REFERENCES vacancy (id),
    state        TEXT NOT NULL,
    submitted_at BIGINT NOT NULL,
    snapshot     TEXT NOT NULL, -- profile, letter and notice as they were; never changed
    kept_until   BIGINT, -- of an application without an account: when it goes at the latest
    UNIQUE (account, vacancy)
);
INSERT INTO application_new (id, reference, account, vacancy, state, submitted_at, snapshot)
SELECT id, reference, account, vacancy, state, submitted_at, snapshot FROM application;
DROP TABLE application;
ALTER TABLE application_new RENAME TO application;
CREATE INDEX application_kept ON application (kept_until);

-- Whose mail it is, also when it goes to another address than the account's.
ALTER TABLE outbox ADD COLUMN account TEXT;
-- 1: nothing of it stays once it is sent or given up.
ALTER TABLE outbox ADD COLUMN leaves_nothing BIGINT NOT NULL DEFAULT 0;
UPDATE outbox SET account = (SELECT id FROM account WHERE account.email = outbox.recipient);
CREATE INDEX outbox_account ON outbox (account);

CREATE INDEX audit_actor ON audit (actor, at);
