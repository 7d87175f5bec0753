-- What the program has still to do once to the rows that exist (sync-server/feed/mending.h): names, titles and tags are
-- composed, trimmed and visible, and no two tags of an item are the same to a reader.
CREATE TABLE mendings (name text PRIMARY KEY);
INSERT INTO mendings (name) VALUES ('names');
