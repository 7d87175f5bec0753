-- Where a film was taken is not shared: what older desks wrote of it into their reports leaves the house, and every desk is told.
CREATE FUNCTION pg_temp.names_place(tag text, said text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT tag ~* 'location|gps|latitude|longitude' OR said ~ '^[+-][0-9]{2,6}(\.[0-9]+)?[+-][0-9]{3,7}(\.[0-9]+)?([+-]|CRS|/|$)'
$$;
CREATE TEMPORARY TABLE placed ON COMMIT DROP AS
    SELECT a.workspace, a.id, row_number() OVER (PARTITION BY a.workspace ORDER BY a.id) AS n,
           (SELECT coalesce(jsonb_object_agg(t.key, t.value), '{}') FROM jsonb_each(a.metadata->'tags') t
            WHERE NOT pg_temp.names_place(t.key, coalesce(t.value #>> '{}', ''))) AS tags
    FROM media_assets a
    WHERE jsonb_typeof(a.metadata->'tags') = 'object'
      AND EXISTS (SELECT FROM jsonb_each_text(a.metadata->'tags') t WHERE pg_temp.names_place(t.key, coalesce(t.value, '')));
UPDATE media_assets a SET rev = a.rev + 1, metadata = a.metadata || jsonb_build_object('tags', p.tags, 'has_location', true)
    FROM placed p WHERE a.workspace = p.workspace AND a.id = p.id;
INSERT INTO feed (workspace, seq, type, row_id, rev, removed)
    SELECT a.workspace, h.head + p.n, 'media_assets', a.id, a.rev, false
    FROM placed p JOIN media_assets a USING (workspace, id) JOIN feed_heads h USING (workspace);
UPDATE feed_heads h SET head = h.head + p.n, nonce = replace(gen_random_uuid()::text, '-', '')
    FROM (SELECT workspace, max(n) AS n FROM placed GROUP BY workspace) p WHERE h.workspace = p.workspace;
INSERT INTO feed_commits (workspace, seq, nonce)
    SELECT h.workspace, h.head, h.nonce FROM feed_heads h WHERE h.workspace IN (SELECT workspace FROM placed);
UPDATE audit a SET args = jsonb_set(a.args, '{metadata,tags}',
        (SELECT coalesce(jsonb_object_agg(t.key, t.value), '{}') FROM jsonb_each(a.args->'metadata'->'tags') t
         WHERE NOT pg_temp.names_place(t.key, coalesce(t.value #>> '{}', ''))))
    WHERE a.command = 'media.add_asset' AND jsonb_typeof(a.args->'metadata'->'tags') = 'object';
