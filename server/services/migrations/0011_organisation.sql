-- The organisation: departments at headquarters and field offices, and who stands where in them. Days are ISO dates as text.
CREATE TABLE office (
    id          TEXT PRIMARY KEY,
    code        TEXT NOT NULL, -- NORMES, CO-Dar es Salaam
    code_key    TEXT NOT NULL UNIQUE, -- the code, folded: no two are the same but for case
    name_en     TEXT NOT NULL,
    name_fr     TEXT NOT NULL,
    name_es     TEXT NOT NULL,
    place       TEXT NOT NULL, -- headquarters, field
    region      TEXT, -- of a field office
    city        TEXT NOT NULL, -- its duty station
    country     TEXT NOT NULL,
    leave_from  TEXT, -- the director's leave, its first and its last day; no last day: until further notice
    leave_until TEXT,
    closed_on   TEXT, -- from this day on
    edition     BIGINT NOT NULL -- another one with each change
);

CREATE TABLE office_unit (
    office TEXT NOT NULL REFERENCES office (id) ON DELETE CASCADE,
    number BIGINT NOT NULL, -- in their order
    name   TEXT NOT NULL,
    PRIMARY KEY (office, number)
);

-- Who directs an office, takes the director's place, or belongs to it. The place is vacant once the account is gone.
CREATE TABLE office_person (
    office  TEXT NOT NULL REFERENCES office (id) ON DELETE CASCADE,
    part    TEXT NOT NULL, -- director, alternate, member
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    PRIMARY KEY (office, part, account)
);
CREATE UNIQUE INDEX office_person_one ON office_person (office, part) WHERE part <> 'member';
CREATE INDEX office_person_account ON office_person (account);

CREATE TABLE hr_partner (
    region  TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    PRIMARY KEY (region, account)
);
CREATE INDEX hr_partner_account ON hr_partner (account);

-- The edition of the list of HR partners.
INSERT INTO revision (name, value) VALUES ('hr-partners', 1);
