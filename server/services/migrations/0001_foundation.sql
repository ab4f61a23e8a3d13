-- The same text serves both engines: TEXT ids that sort by time, BIGINT instants (milliseconds since 1970, UTC) and flags
-- (0 or 1), JSON as TEXT.

CREATE TABLE account (
    id            TEXT PRIMARY KEY,
    email         TEXT NOT NULL,
    email_key     TEXT NOT NULL UNIQUE, -- the address in lower case: one account a person
    given_names   TEXT NOT NULL,
    family_name   TEXT NOT NULL,
    language      TEXT NOT NULL,
    password_hash TEXT NOT NULL, -- '' until a password is set: nobody can sign in with it
    alerts        BIGINT NOT NULL DEFAULT 0,
    verified_at   BIGINT,
    disabled_at   BIGINT,
    created_at    BIGINT NOT NULL
);

CREATE TABLE account_role (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role    TEXT NOT NULL,
    PRIMARY KEY (account, role)
);

-- Data privacy statements that were accepted. Never changed.
CREATE TABLE acceptance (
    id          TEXT PRIMARY KEY,
    account     TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    residence   TEXT NOT NULL,
    version     TEXT NOT NULL,
    language    TEXT NOT NULL,
    accepted_at BIGINT NOT NULL
);
CREATE INDEX acceptance_account ON acceptance (account, accepted_at);

-- Sign-ups under way: the statement is accepted, the account not made yet.
CREATE TABLE sign_up (
    token_hash  TEXT PRIMARY KEY,
    residence   TEXT NOT NULL,
    version     TEXT NOT NULL,
    language    TEXT NOT NULL,
    accepted_at BIGINT NOT NULL,
    next        TEXT NOT NULL, -- the address that the person came from
    fields      TEXT NOT NULL, -- what was typed, but the password
    problems    TEXT NOT NULL,
    mailed      TEXT, -- the address that the mail to confirm it was sent to
    expires_at  BIGINT NOT NULL
);

CREATE TABLE session (
    id           TEXT PRIMARY KEY, -- names the session in lists; opens nothing
    token_hash   TEXT NOT NULL UNIQUE,
    account      TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    user_agent   TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account);

-- Links in mails: confirming an address, setting a new password. Used once.
CREATE TABLE token (
    token_hash TEXT PRIMARY KEY,
    purpose    TEXT NOT NULL,
    account    TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    data       TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX token_account ON token (account, purpose);

-- Tries within a window of time, by what is counted: an address, an account.
CREATE TABLE attempt (
    name       TEXT NOT NULL,
    starts_at  BIGINT NOT NULL,
    tries      BIGINT NOT NULL,
    PRIMARY KEY (name, starts_at)
);

-- What is typed into long forms, kept until it is submitted and after.
CREATE TABLE draft (
    owner    TEXT NOT NULL,
    form     TEXT NOT NULL,
    version  BIGINT NOT NULL,
    fields   TEXT NOT NULL,
    problems TEXT NOT NULL,
    writer   TEXT NOT NULL, -- the page that saved last, and its count of saves
    turn     BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (owner, form)
);

-- What was posted on the base of an older version: shown beside the newer one, each in its turn, until its writer has
-- decided.
CREATE TABLE unsaved (
    id     TEXT PRIMARY KEY,
    owner  TEXT NOT NULL,
    form   TEXT NOT NULL,
    fields TEXT NOT NULL
);
CREATE INDEX unsaved_form ON unsaved (owner, form);

-- Forms that were posted after the session had ended: kept until the person has signed in again.
CREATE TABLE parked (
    token_hash TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE, -- whose session it was: nobody else gets it
    form       TEXT NOT NULL,
    base       BIGINT NOT NULL, -- the version of the draft that it was typed over
    fields     TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- What a small form said and what was wrong with it, kept over the redirect to its page. Never a password.
CREATE TABLE flash (
    token_hash TEXT PRIMARY KEY,
    form       TEXT NOT NULL,
    fields     TEXT NOT NULL,
    problems   TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE vacancy (
    id           TEXT PRIMARY KEY,
    number       TEXT NOT NULL UNIQUE,
    slug         TEXT NOT NULL UNIQUE,
    body         TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    closes_at    BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL
);
CREATE INDEX vacancy_closes ON vacancy (closes_at);

-- Counters that tell servers when to read again what they keep in memory.
CREATE TABLE revision (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO revision (name, value) VALUES ('vacancies', 1);

CREATE TABLE application (
    id           TEXT PRIMARY KEY,
    reference    TEXT NOT NULL UNIQUE,
    account      TEXT NOT NULL REFERENCES account (id),
    vacancy      TEXT NOT NULL REFERENCES vacancy (id),
    state        TEXT NOT NULL,
    submitted_at BIGINT NOT NULL,
    snapshot     TEXT NOT NULL, -- profile, letter and notice as they were; never changed
    UNIQUE (account, vacancy)
);

-- Who did what, when. Never changed.
CREATE TABLE audit (
    id      TEXT PRIMARY KEY,
    at      BIGINT NOT NULL,
    actor   TEXT NOT NULL, -- an account's id, 'visitor', 'system' or 'operator'
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    before  TEXT NOT NULL,
    after   TEXT NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, at);

-- Mail to be sent: written in the transaction of what it tells of.
CREATE TABLE outbox (
    id            TEXT PRIMARY KEY,
    recipient     TEXT NOT NULL,
    language      TEXT NOT NULL,
    letter        TEXT NOT NULL, -- which mail and its facts, as JSON
    created_at    BIGINT NOT NULL,
    due_at        BIGINT NOT NULL, -- not before; later after each failure, and while a worker holds it
    tries         BIGINT NOT NULL DEFAULT 0,
    problem       TEXT NOT NULL DEFAULT '',
    sent_at       BIGINT,
    given_up_at   BIGINT
);
CREATE INDEX outbox_due ON outbox (due_at);
