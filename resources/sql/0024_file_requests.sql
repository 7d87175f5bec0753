-- Who waits for a file that only a desk has. A row goes when the original is on the server.
CREATE TABLE file_requests (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    asset_id uuid,
    person uuid,
    created_at timestamptz,
    scope uuid,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX file_requests_asset ON file_requests (workspace, asset_id);
