-- The newsroom's own ways to encode, what it agreed on, and what was measured of a rendition's sound.
CREATE TABLE encode_presets (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    key text NOT NULL,
    name_ar text NOT NULL,
    name_en text NOT NULL,
    version bigint NOT NULL,
    settings jsonb NOT NULL,
    retired boolean NOT NULL,
    created_by uuid,
    created_at timestamptz,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);
CREATE UNIQUE INDEX encode_presets_key ON encode_presets (workspace, key);

CREATE TABLE workspace_settings (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    loudness_gate text NOT NULL,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);

ALTER TABLE media_variants ADD COLUMN loudness jsonb NOT NULL DEFAULT '{}';
