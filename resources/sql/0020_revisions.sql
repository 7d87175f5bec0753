-- What the audience reads is a revision, never the row that is being edited; and each language knows what it was checked against.
CREATE TABLE content_revisions (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL, rev bigint NOT NULL,
    item uuid,
    n bigint NOT NULL,               -- the item's rev at which it was kept
    made_by uuid,
    made_at timestamptz,
    fields jsonb NOT NULL,           -- the whole text
    hash_ar text NOT NULL,
    hash_en text NOT NULL,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX content_revisions_item ON content_revisions (workspace, item);

ALTER TABLE content_items
    ADD COLUMN first_published_at timestamptz,
    ADD COLUMN live_rev uuid,
    ADD COLUMN approved_rev uuid,
    ADD COLUMN arabic_checked text NOT NULL DEFAULT '',
    ADD COLUMN english_checked text NOT NULL DEFAULT '';
CREATE INDEX content_items_live ON content_items (workspace, published_at DESC, id DESC) WHERE live_rev IS NOT NULL;

-- As saidText(), arabicHash() and revisionOf() of core/content/content_revision.h make them, for what is here already.
CREATE FUNCTION pg_temp.said(original text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT btrim(regexp_replace(regexp_replace(normalize(original, NFC), E'\r\n?', E'\n', 'g'), E'[ \t\u00a0]+\n', E'\n', 'g'),
                 E' \t\n\u00a0')
$$;
CREATE FUNCTION pg_temp.hash_of(title text, summary text, body text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(concat_ws(E'\x1f', pg_temp.said(title), pg_temp.said(summary), pg_temp.said(body)), 'UTF8')), 'hex')
$$;
CREATE TEMPORARY TABLE said ON COMMIT DROP AS
    SELECT c.workspace, c.id, pg_temp.hash_of(title_ar, summary_ar, body_ar) AS hash_ar,
           pg_temp.hash_of(title_en, summary_en, body_en) AS hash_en, NULL::uuid AS revision
    FROM content_items c;
UPDATE said s SET revision = (
    SELECT (left(h, 12) || '8' || substr(h, 14, 3) || translate(substr(h, 17, 1), '0123456789abcdef', '89ab89ab89ab89ab')
            || substr(h, 18, 15))::uuid
    FROM (SELECT encode(sha256(convert_to(concat_ws(E'\x1f', s.id::text, s.hash_ar, s.hash_en,
                 (SELECT string_agg(tag, E'\x1f' ORDER BY place) FROM jsonb_array_elements_text(c.tags) WITH ORDINALITY AS t (tag, place))),
                 'UTF8')), 'hex') AS h
          FROM content_items c WHERE c.workspace = s.workspace AND c.id = s.id) AS hashed);

INSERT INTO content_revisions (workspace, id, rev, item, n, made_by, made_at, fields, hash_ar, hash_en)
    SELECT c.workspace, s.revision, 1, c.id, c.rev, c.updated_by, c.updated_at,
           jsonb_build_object('title_ar', title_ar, 'title_en', title_en, 'summary_ar', summary_ar, 'summary_en', summary_en,
                              'body_ar', body_ar, 'body_en', body_en, 'tags', tags), s.hash_ar, s.hash_en
    FROM content_items c JOIN said s USING (workspace, id) WHERE c.state IN ('approved', 'published');
UPDATE content_items c SET approved_rev = s.revision, live_rev = CASE WHEN c.state = 'published' THEN s.revision END
    FROM said s WHERE s.workspace = c.workspace AND s.id = c.id AND c.state IN ('approved', 'published');

-- The first time it was published, as far back as is known; what the audience does not read has no date of publishing.
UPDATE content_items c SET first_published_at = coalesce(
    (SELECT min(a.at) FROM audit a WHERE a.workspace = c.workspace AND a.command = 'content.publish' AND a.outcome = 'applied'
                                         AND a.args->>'id' = c.id::text), c.published_at);
UPDATE content_items SET published_at = NULL WHERE state <> 'published' AND published_at IS NOT NULL;

-- A language that is behind was checked against a text that nobody knows any more.
UPDATE content_items c SET english_checked = CASE c.parity WHEN 'english_stale' THEN '-' ELSE s.hash_ar END,
                           arabic_checked = CASE c.parity WHEN 'arabic_stale' THEN '-' ELSE s.hash_en END
    FROM said s WHERE s.workspace = c.workspace AND s.id = c.id
        AND (c.state IN ('approved', 'published') OR c.first_published_at IS NOT NULL OR c.parity <> 'in_step');
