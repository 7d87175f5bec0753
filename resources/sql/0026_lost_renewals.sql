-- A renewed session's answer may be lost for longer than a minute. Until its tokens are used the token before them stays good.
ALTER TABLE sessions ADD COLUMN confirmed boolean NOT NULL DEFAULT true;
