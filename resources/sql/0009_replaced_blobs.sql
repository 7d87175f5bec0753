-- Bytes that a variant no longer has, whatever command took them from it: looked at again soon after its commit, and removed when
-- nothing else has them. (What nobody ever had is found by the slow sweep of the whole store.)
CREATE TABLE replaced_blobs (
    sha256 text PRIMARY KEY,
    at     timestamptz NOT NULL
);
CREATE INDEX replaced_blobs_at ON replaced_blobs (at);

CREATE FUNCTION note_replaced_blob() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO replaced_blobs (sha256, at) VALUES (OLD.sha256, clock_timestamp())
        ON CONFLICT (sha256) DO UPDATE SET at = EXCLUDED.at;
    RETURN NULL;
END $$;
CREATE TRIGGER media_variants_removed AFTER DELETE ON media_variants
    FOR EACH ROW WHEN (OLD.sha256 <> '') EXECUTE FUNCTION note_replaced_blob();
CREATE TRIGGER media_variants_changed AFTER UPDATE ON media_variants
    FOR EACH ROW WHEN (OLD.sha256 <> '' AND OLD.sha256 <> NEW.sha256) EXECUTE FUNCTION note_replaced_blob();
