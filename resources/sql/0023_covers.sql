-- A series has a picture of its own.
ALTER TABLE series ADD COLUMN cover uuid;
ALTER TABLE media_assets ADD COLUMN series_id uuid;
CREATE INDEX media_assets_series ON media_assets (workspace, series_id) WHERE series_id IS NOT NULL;
