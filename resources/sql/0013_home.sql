-- The backups this server took, so that health can say how old the last one is and when one was last restored on trial.
-- The files themselves say everything else.
CREATE TABLE backups (
    id          uuid PRIMARY KEY,
    folder      text NOT NULL,
    taken_at    timestamptz NOT NULL,
    seq         bigint NOT NULL,            -- head of the feed in it
    blobs       bigint NOT NULL,
    bytes       bigint NOT NULL,            -- of its media; hard-linked ones, too
    missing     bigint NOT NULL DEFAULT 0,  -- published files that were not in the media folder
    verified_at timestamptz
);
CREATE INDEX backups_taken ON backups (taken_at DESC);
