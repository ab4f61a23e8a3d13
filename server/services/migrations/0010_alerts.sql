-- Job alerts: of which new vacancies somebody is told by mail, and how often.
CREATE TABLE alert (
    id         TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    search     TEXT NOT NULL, -- what it matches, as the address of a list has it
    cadence    TEXT NOT NULL, -- at-once, daily, weekly-monday, …
    language   TEXT NOT NULL,
    state      TEXT NOT NULL,
    told       BIGINT NOT NULL, -- of what has opened up to this number nothing more is told
    behind     BIGINT NOT NULL DEFAULT 0, -- 1: not yet told of all that its cadence has been told of: it had another
    created_at BIGINT NOT NULL,
    wanted_at  BIGINT NOT NULL, -- when its person last made, changed, resumed or kept it
    asked_at   BIGINT -- when its person was asked whether it is still wanted
);
CREATE INDEX alert_account ON alert (account, id);
CREATE INDEX alert_cadence ON alert (cadence, id);
CREATE INDEX alert_wanted ON alert (state, wanted_at);

-- The vacancies in the order in which they were first seen to be open.
CREATE TABLE opened (
    number  BIGINT PRIMARY KEY,
    vacancy TEXT NOT NULL UNIQUE REFERENCES vacancy (id) ON DELETE CASCADE
);

-- How far the telling of each cadence has come: of what has opened after `since` up to `upto`, to the alerts up to `place`.
CREATE TABLE alert_run (
    cadence TEXT PRIMARY KEY,
    day     BIGINT NOT NULL DEFAULT 0, -- the day of the run, in days since 1970
    since   BIGINT NOT NULL DEFAULT 0,
    upto    BIGINT NOT NULL DEFAULT 0,
    place   TEXT NOT NULL DEFAULT '',
    done    BIGINT NOT NULL DEFAULT 1
);
INSERT INTO alert_run (cadence) VALUES ('at-once'), ('daily'), ('weekly-monday'), ('weekly-tuesday'), ('weekly-wednesday'),
    ('weekly-thursday'), ('weekly-friday'), ('weekly-saturday'), ('weekly-sunday');

-- What this installation alone knows, and signs with.
CREATE TABLE secret (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

INSERT INTO revision (name, value) VALUES ('opened', 0);
-- Who wished for mails before there were alerts gets one of all vacancies, once (services/src/upgrade.rs).
INSERT INTO revision (name, value) VALUES ('alerts-upgraded', 0);

-- The mails that wait are found without reading the many that were sent.
DROP INDEX outbox_due;
ALTER TABLE outbox ADD COLUMN bulk BIGINT NOT NULL DEFAULT 0; -- 1: of an alert, which waits until all others are sent
CREATE INDEX outbox_waiting ON outbox (bulk, due_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
