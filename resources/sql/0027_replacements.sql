-- Of each name of a file two variants may stand: the one that people have, and the one that replaces it once its bytes are here.
DROP INDEX media_variants_name;
CREATE UNIQUE INDEX media_variants_name ON media_variants (workspace, asset_id, name, (status = 'completed'));
