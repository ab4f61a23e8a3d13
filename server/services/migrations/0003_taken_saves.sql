-- Of each page that saved a draft, its last save that was taken, newest last: a copy that a browser has kept of a save whose
-- answer it never got is known by it, whatever was saved since.
ALTER TABLE draft ADD COLUMN taken TEXT NOT NULL DEFAULT '[]';
