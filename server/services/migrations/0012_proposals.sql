-- Proposals of vacancies for Junior Professional Officers. Their texts are rows of `draft`, which they own: `proposals/{id}`.
CREATE TABLE proposal (
    id           TEXT PRIMARY KEY,
    state        TEXT NOT NULL,
    since        BIGINT NOT NULL, -- when it came there
    edition      BIGINT NOT NULL, -- another one with each save and each step
    version      BIGINT NOT NULL, -- the one that was submitted last; 0: none yet
    begun_by     TEXT NOT NULL, -- an account, also one that is gone
    -- What it is found by and who decides by it: as it stands in a draft, as it was submitted from then on.
    title        TEXT NOT NULL,
    title_key    TEXT NOT NULL, -- folded
    language     TEXT NOT NULL,
    office       TEXT NOT NULL, -- '': none is chosen yet
    place        TEXT NOT NULL, -- headquarters, field; '': not said yet
    region       TEXT NOT NULL, -- '': not known yet
    sponsor      TEXT NOT NULL, -- a country; '': not known
    submitted_at BIGINT,
    reminded_at  BIGINT, -- since it came to where it stands
    issue        TEXT NOT NULL DEFAULT 'null', -- post number, month and year of issue
    vacancy      TEXT UNIQUE -- the vacancy that it became
);
CREATE INDEX proposal_stands ON proposal (state, since);
CREATE INDEX proposal_begun ON proposal (begun_by);
CREATE INDEX proposal_office ON proposal (office);

-- Post numbers that were given, each once.
CREATE TABLE post_number (
    number   BIGINT PRIMARY KEY,
    proposal TEXT NOT NULL UNIQUE REFERENCES proposal (id)
);

-- What was submitted. Never changed.
CREATE TABLE proposal_version (
    proposal TEXT NOT NULL REFERENCES proposal (id),
    version  BIGINT NOT NULL, -- from 1
    body     TEXT NOT NULL, -- the fields of its parts
    account  TEXT NOT NULL, -- who submitted it
    at       BIGINT NOT NULL,
    PRIMARY KEY (proposal, version)
);

-- What was done with it. Never changed.
CREATE TABLE proposal_step (
    id        TEXT PRIMARY KEY,
    proposal  TEXT NOT NULL REFERENCES proposal (id),
    at        BIGINT NOT NULL,
    account   TEXT NOT NULL, -- who did it
    action    TEXT NOT NULL,
    state     TEXT NOT NULL, -- from where
    next      TEXT NOT NULL, -- to where
    version   BIGINT NOT NULL,
    comment   TEXT NOT NULL,
    remarks   TEXT NOT NULL -- on fields
);
CREATE INDEX proposal_step_of ON proposal_step (proposal, id);

-- Who has written it: nobody decides on what they wrote themselves.
CREATE TABLE proposal_writer (
    proposal TEXT NOT NULL REFERENCES proposal (id),
    account  TEXT NOT NULL,
    PRIMARY KEY (proposal, account)
);
CREATE INDEX proposal_writer_account ON proposal_writer (account);

-- Calls for proposals, a sponsoring country each. What is typed of one is a draft until it is opened.
CREATE TABLE proposal_call (
    id        TEXT PRIMARY KEY,
    body      TEXT NOT NULL,
    sponsor   TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    ends_at   BIGINT NOT NULL -- after its last day, or when it was closed
);
CREATE INDEX proposal_call_sponsor ON proposal_call (sponsor, ends_at);

-- Generic job descriptions that proposals can begin with.
CREATE TABLE generic_job_description (
    id       TEXT PRIMARY KEY,
    title    TEXT NOT NULL,
    grade    TEXT NOT NULL,
    language TEXT NOT NULL,
    body     TEXT NOT NULL -- the fields of a proposal's parts
);
