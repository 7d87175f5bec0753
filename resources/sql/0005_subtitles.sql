-- Subtitles, captions and chapters of an asset: one track a language and kind, its cues as WebVTT.
CREATE TABLE subtitle_tracks (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    asset_id uuid,
    language text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    created_by uuid,
    created_at timestamptz,
    updated_by uuid,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX subtitle_tracks_asset ON subtitle_tracks (workspace, asset_id);
