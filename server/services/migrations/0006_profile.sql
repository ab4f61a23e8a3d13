-- What was typed before the profile asked all that it asks now is put into its present places once (services/src/upgrade.rs).
INSERT INTO revision (name, value) VALUES ('profile-upgraded', 0);
