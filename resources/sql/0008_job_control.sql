-- A person may cancel a job: nothing it made is published, and no server takes it up again.
ALTER TABLE media_jobs DROP CONSTRAINT media_jobs_state_check;
ALTER TABLE media_jobs ADD CONSTRAINT media_jobs_state_check
    CHECK (state IN ('pending', 'processing', 'completed', 'failed', 'cancelled'));
ALTER TABLE media_jobs ADD COLUMN cancelled_by uuid;
-- The list of jobs, newest first; a form's media come to be in its job.
CREATE INDEX media_jobs_media ON media_jobs ((coalesce(asset_id::text, result->>'media_id')), id);
