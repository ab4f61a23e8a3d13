-- Vacancies that candidates have saved, to come back to.
CREATE TABLE saved (
    account  TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    vacancy  TEXT NOT NULL REFERENCES vacancy (id) ON DELETE CASCADE,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (account, vacancy)
);
CREATE INDEX saved_vacancy ON saved (vacancy);
