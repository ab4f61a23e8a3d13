-- Who has been told that it is their turn with a proposal, since its last step.
CREATE TABLE proposal_told (
    proposal TEXT NOT NULL REFERENCES proposal (id),
    account  TEXT NOT NULL,
    PRIMARY KEY (proposal, account)
);

-- Of what waits already, everybody who may have been told was.
INSERT INTO proposal_told (proposal, account)
SELECT DISTINCT p.id, r.account FROM proposal p JOIN account_role r ON r.role IN ('director', 'hr-partner', 'jpo-unit')
WHERE p.version > 0;

-- Whoever opens a call waits at this row for whoever else does.
INSERT INTO revision (name, value) VALUES ('proposal-calls', 0);
