-- What was done to one record (GET /content/{id}/history): by what a command was asked, and by what it wrote.
-- A hash, since a refused command may have asked with a text that is too long for a B-tree.
CREATE INDEX audit_args_id ON audit USING hash ((args->>'id'));
CREATE INDEX audit_rows ON audit USING gin (rows jsonb_path_ops);
