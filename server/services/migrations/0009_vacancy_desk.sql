-- Vacancies that HRD is writing or changing. Their texts are rows of `draft`, which they own: `vacancies/{id}`.
CREATE TABLE vacancy_work (
    id         TEXT PRIMARY KEY, -- the vacancy's, from its beginning on
    edition    BIGINT NOT NULL, -- another one with each save: what is published is what was seen
    changed_at BIGINT NOT NULL
);

ALTER TABLE vacancy ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE vacancy ADD COLUMN cancelled_at BIGINT;
-- What the desk looks for, taken from the text; of older vacancies it is read later (services/src/upgrade.rs).
ALTER TABLE vacancy ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE vacancy ADD COLUMN titles TEXT NOT NULL DEFAULT '';
CREATE INDEX vacancy_desk ON vacancy (cancelled_at, closes_at, published_at, category, slug);
INSERT INTO revision (name, value) VALUES ('desk-upgraded', 0);

-- What vacancies said before they were changed. Never changed.
CREATE TABLE vacancy_version (
    vacancy TEXT NOT NULL REFERENCES vacancy (id),
    version BIGINT NOT NULL,
    body    TEXT NOT NULL,
    until   BIGINT NOT NULL, -- when the next one took its place
    PRIMARY KEY (vacancy, version)
);

-- Who has begun to apply for a vacancy.
CREATE INDEX draft_form ON draft (form);

-- How many numbers of a series were given: `DC/EMPLOYMENT/P/2026`.
CREATE TABLE vacancy_series (
    name TEXT PRIMARY KEY,
    last BIGINT NOT NULL
);
