-- Unfinished uploads (tus 1.0). The row is the truth about an upload, never the file's size: the file may hold
-- bytes after `received` that were not confirmed, and is cut back to it before the next byte is written.
CREATE TABLE uploads (
    id          uuid PRIMARY KEY,
    variant_id  uuid NOT NULL,
    asset_id    uuid NOT NULL,
    created_by  uuid NOT NULL,
    length      bigint NOT NULL CHECK (length >= 0),
    received    bigint NOT NULL DEFAULT 0 CHECK (received >= 0 AND received <= length),
    hash_state  text NOT NULL,              -- running SHA-256 over the first `received` bytes
    sha256      text NOT NULL DEFAULT '',   -- announced by the client, empty when it was not
    metadata    text NOT NULL DEFAULT '',   -- Upload-Metadata as sent
    state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'gone')),
    fence       bigint NOT NULL DEFAULT 0,  -- raised when a writer takes over; a commit with an older one fails
    lease_until timestamptz,                -- null: nobody writes
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL DEFAULT now() + interval '7 days'
);

CREATE INDEX uploads_open_expires_at ON uploads (expires_at) WHERE state = 'open';

-- Which variants hold the same bytes: for dedupe and for the sweep of orphans.
CREATE INDEX media_variants_sha256 ON media_variants (sha256) WHERE sha256 <> '';
