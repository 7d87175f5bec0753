-- The described record types (core/<feature>/*.h) and what the server itself keeps. A migration that was released is
-- never edited: the next number changes it.

CREATE TABLE workspaces (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    epoch text NOT NULL,            -- names this history of the feed; a restore gets a new one
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Records: one table a type, (workspace, id, rev) and a column a described field.

CREATE TABLE people (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    email text NOT NULL,
    name_ar text NOT NULL,
    name_en text NOT NULL,
    role text NOT NULL,
    active boolean NOT NULL,
    PRIMARY KEY (workspace, id)
);
CREATE UNIQUE INDEX people_email ON people (workspace, lower(email));

CREATE TABLE content_items (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    parity text NOT NULL,
    title_ar text NOT NULL,
    title_en text NOT NULL,
    summary_ar text NOT NULL,
    summary_en text NOT NULL,
    body_ar text NOT NULL,
    body_en text NOT NULL,
    tags jsonb NOT NULL,
    main_asset uuid,
    review_note text NOT NULL,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz,
    updated_at timestamptz,
    published_at timestamptz,
    trashed boolean NOT NULL,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX content_items_updated ON content_items (workspace, updated_at DESC, id DESC);
CREATE INDEX content_items_state ON content_items (workspace, state, updated_at DESC, id DESC);

CREATE TABLE media_assets (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    content_id uuid,
    original_filename text NOT NULL,
    content_type text NOT NULL,
    file_size bigint NOT NULL,
    sha256 text NOT NULL,
    duration_ms bigint NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    metadata jsonb NOT NULL,
    created_by uuid,
    created_at timestamptz,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX media_assets_content ON media_assets (workspace, content_id);

CREATE TABLE media_variants (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    asset_id uuid,
    type text NOT NULL,
    name text NOT NULL,
    content_type text NOT NULL,
    file_size bigint NOT NULL,
    sha256 text NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    duration_ms bigint NOT NULL,
    status text NOT NULL,
    created_at timestamptz,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);
CREATE UNIQUE INDEX media_variants_name ON media_variants (workspace, asset_id, name);

CREATE TABLE series (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    title_ar text NOT NULL,
    title_en text NOT NULL,
    description_ar text NOT NULL,
    description_en text NOT NULL,
    status text NOT NULL,
    created_by uuid,
    created_at timestamptz,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX series_updated ON series (workspace, updated_at DESC, id DESC);

CREATE TABLE episodes (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    series_id uuid,
    content_id uuid,
    season_number bigint NOT NULL,
    episode_number bigint NOT NULL,
    sort_key text COLLATE "C" NOT NULL,
    is_special boolean NOT NULL,
    air_date timestamptz,
    created_at timestamptz,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);
CREATE UNIQUE INDEX episodes_item_once ON episodes (workspace, series_id, content_id);
CREATE INDEX episodes_order ON episodes (workspace, series_id, season_number, sort_key, id);
CREATE INDEX episodes_content ON episodes (workspace, content_id);

CREATE TABLE conflicts (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    record_type text NOT NULL,
    record_id text NOT NULL,
    field text NOT NULL,
    base_text text NOT NULL,
    mine_text text NOT NULL,
    theirs_text text NOT NULL,
    made_by uuid,
    made_at timestamptz,
    settled boolean NOT NULL,
    settled_text text NOT NULL,
    settled_by uuid,
    settled_at timestamptz,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX conflicts_record ON conflicts (workspace, record_id);

-- The change feed. A commit takes the numbers (head, head + n]; its nonce belongs to all of them.

CREATE TABLE feed_heads (
    workspace uuid PRIMARY KEY REFERENCES workspaces,
    head bigint NOT NULL DEFAULT 0,
    nonce text NOT NULL DEFAULT '',
    floor bigint NOT NULL DEFAULT 0  -- entries up to here were dropped; an older cursor takes a new snapshot
);

CREATE TABLE feed (
    workspace uuid NOT NULL, seq bigint NOT NULL,
    type text NOT NULL,
    row_id uuid NOT NULL,
    rev bigint NOT NULL,
    removed boolean NOT NULL,
    PRIMARY KEY (workspace, seq)
);

CREATE TABLE feed_commits (
    workspace uuid NOT NULL, seq bigint NOT NULL, -- the last number of the commit
    nonce text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace, seq)
);

-- Desks: the last command of each, and every result, so that a retry is answered and never applied twice.

CREATE TABLE clients (
    workspace uuid NOT NULL, client uuid NOT NULL,
    person uuid NOT NULL,            -- who used it first; nobody else may
    last_n bigint NOT NULL DEFAULT 0,
    first_seen timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace, client)
);

CREATE TABLE command_results (
    workspace uuid NOT NULL, client uuid NOT NULL, n bigint NOT NULL,
    command uuid NOT NULL,
    result jsonb NOT NULL,           -- {"applied", "result"} or {"applied", "error"}
    PRIMARY KEY (workspace, client, n)
);

CREATE TABLE idempotency_keys (
    workspace uuid NOT NULL, person uuid NOT NULL, key text NOT NULL,
    request_hash text NOT NULL,
    result jsonb,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace, person, key)
);

CREATE TABLE audit (
    workspace uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    actor uuid,
    session uuid,
    command text NOT NULL,
    command_id uuid NOT NULL,
    args jsonb NOT NULL,
    outcome text NOT NULL,           -- 'applied' or the error's code
    reason text NOT NULL,
    correlation text NOT NULL,
    rows jsonb NOT NULL,             -- [{"type", "id", "rev"}] of what it wrote
    PRIMARY KEY (workspace, id)
);
CREATE INDEX audit_at ON audit (workspace, at);

-- Sign-in. Names, role and active are the person's record; here is what no desk may hold.

CREATE TABLE users (
    workspace uuid NOT NULL REFERENCES workspaces,
    id uuid PRIMARY KEY,             -- the person's id
    email text NOT NULL,
    password text NOT NULL,          -- argon2id, encoded
    created_at timestamptz NOT NULL DEFAULT now(),
    password_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_email ON users (lower(email));

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    access_hash text NOT NULL,       -- SHA-256 of the token, hex; the token itself is nowhere
    refresh_hash text NOT NULL,
    old_refresh_hash text NOT NULL DEFAULT '',
    rotated_at timestamptz NOT NULL DEFAULT now(),
    access_until timestamptz NOT NULL,
    refresh_until timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    ip text NOT NULL,
    user_agent text NOT NULL
);
CREATE UNIQUE INDEX sessions_access ON sessions (access_hash);
CREATE UNIQUE INDEX sessions_refresh ON sessions (refresh_hash);
CREATE INDEX sessions_old_refresh ON sessions (old_refresh_hash) WHERE old_refresh_hash <> '';
CREATE INDEX sessions_person ON sessions (person);
