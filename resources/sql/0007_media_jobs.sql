-- Work the server does on media by itself (shared/design/sync.md, Jobs). A worker holds a job by a lease and a fence:
-- what writes with an older fence has lost the job. A server that was killed finds its own jobs by `leased_by`.
CREATE TABLE media_jobs (
    id          uuid PRIMARY KEY,
    kind        text NOT NULL,
    asset_id    uuid,
    sha256      text NOT NULL DEFAULT '',   -- the blob it needs, so that no sweep takes it
    args        jsonb NOT NULL,
    state       text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'processing', 'completed', 'failed')),
    permille    integer NOT NULL DEFAULT 0,
    result      jsonb NOT NULL DEFAULT '{}',
    error       jsonb,
    attempts    integer NOT NULL DEFAULT 0,
    fence       bigint NOT NULL DEFAULT 0,
    leased_by   text NOT NULL DEFAULT '',
    lease_until timestamptz,
    run_after   timestamptz NOT NULL DEFAULT now(),
    created_by  uuid,                       -- null: the server itself
    retry_key   text NOT NULL DEFAULT '',   -- Idempotency-Key
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX media_jobs_due ON media_jobs (run_after) WHERE state IN ('pending', 'processing');
CREATE INDEX media_jobs_asset ON media_jobs (asset_id, created_at DESC);
CREATE INDEX media_jobs_sha256 ON media_jobs (sha256) WHERE state IN ('pending', 'processing') AND sha256 <> '';
CREATE UNIQUE INDEX media_jobs_retry ON media_jobs (created_by, retry_key) WHERE retry_key <> '';

-- Files of an asset that become readable together. `variants` are the rows announced for them.
CREATE TABLE media_manifests (
    id          uuid PRIMARY KEY,
    asset_id    uuid NOT NULL,
    body        jsonb NOT NULL,
    variants    uuid[] NOT NULL,
    state       text NOT NULL DEFAULT 'pending'
                CHECK (state IN ('pending', 'processing', 'completed', 'failed', 'superseded')),
    problems    jsonb NOT NULL DEFAULT '[]',
    job_id      uuid,
    created_by  uuid,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX media_manifests_asset ON media_manifests (asset_id, created_at DESC);
