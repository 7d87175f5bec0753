-- How far a record reaches: what hangs on a restricted series says so itself, and who lost sight of a row is told once.
ALTER TABLE series ADD COLUMN scope uuid, ADD COLUMN members jsonb NOT NULL DEFAULT '[]';
ALTER TABLE episodes ADD COLUMN scope uuid;
ALTER TABLE content_items ADD COLUMN scope uuid;
ALTER TABLE media_assets ADD COLUMN scope uuid;
ALTER TABLE media_variants ADD COLUMN scope uuid;
ALTER TABLE media_edits ADD COLUMN scope uuid;
ALTER TABLE subtitle_tracks ADD COLUMN scope uuid;
ALTER TABLE conflicts ADD COLUMN scope uuid;

CREATE TABLE preferences (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    person uuid,
    language text NOT NULL,
    theme text NOT NULL,
    digits text NOT NULL,
    calendar text NOT NULL,
    week_start text NOT NULL,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);

-- Who belongs to what a record may be restricted to.
CREATE INDEX series_restricted ON series (workspace) WHERE scope IS NOT NULL;
CREATE VIEW scope_members AS
    SELECT workspace, id AS scope, jsonb_array_elements_text(members)::uuid AS person FROM series WHERE scope IS NOT NULL;

-- An entry whose row not everybody could see before it: when the row is gone, only those who saw it are told.
ALTER TABLE feed ADD COLUMN hidden boolean NOT NULL DEFAULT false;
-- The entry's row is one that a person could see until this commit; the desks of that person purge it.
CREATE TABLE feed_losses (
    workspace uuid NOT NULL, seq bigint NOT NULL,
    person uuid NOT NULL,
    PRIMARY KEY (workspace, person, seq)
);
