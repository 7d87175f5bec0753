-- Kept edits of media files: what is played of each. The files stay as they are.
CREATE TABLE media_edits (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    asset_id uuid,
    name text NOT NULL,
    edits jsonb NOT NULL,
    created_by uuid,
    created_at timestamptz,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX media_edits_asset ON media_edits (workspace, asset_id);
