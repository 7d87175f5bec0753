-- Secrets, sealed under a key file that is kept apart (sync-server/outgoing). `secret_key` names the key all of them are under.
CREATE TABLE secrets (
    name      text PRIMARY KEY,      -- whose it is: "webhook/0198…"
    nonce     bytea NOT NULL,
    box       bytea NOT NULL,        -- libsodium secretbox over name, NUL, secret
    sealed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE secret_key (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id  text NOT NULL                -- BLAKE2b-128 of the key, hex
);

-- What happened, told inside the transaction in which it did. The numbers come from a counter of the workspace's feed_heads
-- row, taken at the transaction's end: who reads up to `event_head` has missed none.
ALTER TABLE feed_heads ADD COLUMN event_head bigint NOT NULL DEFAULT 0;

CREATE TABLE domain_events (
    workspace    uuid NOT NULL, seq bigint NOT NULL,
    id           uuid NOT NULL,      -- UUIDv7
    type         text NOT NULL,      -- "content.published"
    subject_type text NOT NULL,      -- "content_items"; with `subject` what stays in order
    subject      uuid,
    actor        uuid,               -- null: the server
    payload      jsonb NOT NULL,
    correlation  text NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (workspace, seq)
);
CREATE UNIQUE INDEX domain_events_id ON domain_events (id);

-- Who reads them, and how far. The row is locked while its server works for it.
CREATE TABLE event_consumers (
    workspace  uuid NOT NULL, name text NOT NULL,
    seq        bigint NOT NULL,      -- every event up to here is done
    failures   integer NOT NULL DEFAULT 0,  -- of the next one, one after another
    error      jsonb,                -- the last of them
    retry_at   timestamptz NOT NULL DEFAULT now(),
    seen_at    timestamptz NOT NULL DEFAULT now(),  -- a server that knows it ran then
    PRIMARY KEY (workspace, name)
);
