-- What desks were answered is kept as long as the feed is; nobody asks again after that.
ALTER TABLE command_results ADD COLUMN at timestamptz NOT NULL DEFAULT now();
CREATE INDEX command_results_at ON command_results USING brin (at);
CREATE INDEX feed_commits_at ON feed_commits USING brin (at);
