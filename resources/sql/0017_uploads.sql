-- An upload of a file that nobody announced, as standard tus clients make it: the draft that was made for it.
ALTER TABLE uploads ADD COLUMN content_item uuid;
CREATE INDEX uploads_open_created_by ON uploads (created_by) WHERE state = 'open';
