-- Who has withdrawn an application may apply again: of a person and a vacancy, one application counts, and the withdrawn ones are
-- kept. A submission bears a key, so that one that comes twice is made once. SQLite cannot drop a constraint: the table is made
-- anew.
CREATE TABLE application_new (
    id           TEXT PRIMARY KEY,
    reference    TEXT NOT NULL UNIQUE,
    account      TEXT REFERENCES account (id), -- NULL: the account was deleted
    vacancy      TEXT NOT NULL REFERENCES vacancy (id),
    state        TEXT NOT NULL,
    submitted_at BIGINT NOT NULL,
    snapshot     TEXT NOT NULL, -- profile, letter and notice as they were; never changed
    flags        TEXT NOT NULL DEFAULT '[]', -- what HRD is to look at, as JSON; nobody else is told
    submission   TEXT, -- NULL: sent before there were keys
    title        TEXT NOT NULL DEFAULT '', -- the notice's, for lists; empty: sent before it was copied, the snapshot has it
    language     TEXT NOT NULL DEFAULT '', -- the title's
    kept_until   BIGINT, -- of an application without an account: when it goes at the latest
    UNIQUE (account, submission)
);
INSERT INTO application_new (id, reference, account, vacancy, state, submitted_at, snapshot, kept_until)
SELECT id, reference, account, vacancy, state, submitted_at, snapshot, kept_until FROM application;
DROP TABLE application;
ALTER TABLE application_new RENAME TO application;
CREATE UNIQUE INDEX application_live ON application (account, vacancy) WHERE state <> 'withdrawn';
CREATE INDEX application_account ON application (account, submitted_at);
CREATE INDEX application_vacancy ON application (vacancy, state);
CREATE INDEX application_kept ON application (kept_until);

-- The states that an application has come to. Never changed; goes with its application.
CREATE TABLE application_step (
    id          TEXT PRIMARY KEY,
    application TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    account     TEXT REFERENCES account (id), -- the application's
    state       TEXT NOT NULL,
    at          BIGINT NOT NULL
);
CREATE INDEX application_step_application ON application_step (application, at);
CREATE INDEX application_step_account ON application_step (account, at);
INSERT INTO application_step (id, application, account, state, at)
SELECT id, id, account, state, submitted_at FROM application;

-- When a draft was begun: of two letters that say the same, the one in the draft that was begun first is the original.
ALTER TABLE draft ADD COLUMN begun_at BIGINT NOT NULL DEFAULT 0;
UPDATE draft SET begun_at = saved_at;
