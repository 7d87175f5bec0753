-- The queue serves every feature (shared/design/sync.md, Jobs): what media alone meant by a column gets a name of the house.
ALTER TABLE media_jobs RENAME TO jobs;
ALTER TABLE jobs RENAME CONSTRAINT media_jobs_pkey TO jobs_pkey;
ALTER TABLE jobs RENAME COLUMN asset_id TO subject;   -- the record the job is about
ALTER TABLE jobs RENAME COLUMN sha256 TO needs;       -- what no sweep may take before it has ended: a blob's SHA-256
ALTER TABLE jobs ADD COLUMN workspace uuid REFERENCES workspaces;
ALTER TABLE jobs ADD COLUMN claimed_at timestamptz;
ALTER TABLE jobs ADD COLUMN replayed_by uuid;
UPDATE jobs SET workspace = (SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1);
ALTER TABLE jobs ALTER COLUMN workspace SET NOT NULL;
-- A form's media came to be in its job's result; it is the job's subject.
UPDATE jobs SET subject = (result->>'media_id')::uuid
    WHERE subject IS NULL AND result->>'media_id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

-- dead: tried as often as its kind allows. Nobody tries it again until somebody replays it.
ALTER TABLE jobs DROP CONSTRAINT media_jobs_state_check;
ALTER TABLE jobs ADD CONSTRAINT jobs_state_check
    CHECK (state IN ('pending', 'processing', 'completed', 'failed', 'cancelled', 'dead'));

DROP INDEX media_jobs_due, media_jobs_asset, media_jobs_sha256, media_jobs_media;
ALTER INDEX media_jobs_retry RENAME TO jobs_retry;
CREATE INDEX jobs_due ON jobs (workspace, kind, run_after, id) WHERE state IN ('pending', 'processing');
CREATE INDEX jobs_in_flight ON jobs (workspace, kind) WHERE state = 'processing';
CREATE INDEX jobs_claimed ON jobs (workspace, kind, claimed_at DESC) WHERE claimed_at IS NOT NULL;
CREATE INDEX jobs_subject ON jobs (subject, id) WHERE subject IS NOT NULL;
CREATE INDEX jobs_needs ON jobs (needs) WHERE state IN ('pending', 'processing', 'dead') AND needs <> '';
CREATE INDEX jobs_kind ON jobs (kind, state, id);
CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead';

-- What a job did once, however often it was tried: an effect is committed together with its step.
CREATE TABLE job_steps (
    job    uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    step   text NOT NULL,
    result jsonb NOT NULL DEFAULT '{}',
    at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job, step)
);

-- What is done again and again. The row is the one place that says which slot comes next: whoever moves it on, under the
-- row's lock, fires that slot, and nobody else does.
CREATE TABLE schedules (
    name       text PRIMARY KEY,
    workspace  uuid NOT NULL REFERENCES workspaces,
    kind       text NOT NULL,                   -- of the job that a slot becomes
    args       jsonb NOT NULL DEFAULT '{}',
    cron       text NOT NULL,
    zone       text NOT NULL DEFAULT 'UTC',     -- IANA
    active     boolean NOT NULL DEFAULT true,
    merges     boolean NOT NULL DEFAULT true,   -- a slot adds no job while that of the one before still waits
    next_slot  timestamptz NOT NULL,
    last_slot  timestamptz,
    last_job   uuid,
    changed_by uuid,                            -- null: as the program says
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX schedules_due ON schedules (next_slot) WHERE active;
