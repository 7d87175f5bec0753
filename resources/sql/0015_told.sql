-- A webhook hears of what its owner may see: who made it or changed it last.
ALTER TABLE webhooks ADD COLUMN owner uuid;
UPDATE webhooks SET owner = coalesce((SELECT a.actor FROM audit a WHERE a.command IN ('webhook.create', 'webhook.update')
                                      AND a.outcome = 'applied' AND a.args->>'id' = webhooks.id::text ORDER BY a.id DESC LIMIT 1),
                                     created_by);
-- The address at which people reach this server; what --public-url says when empty.
ALTER TABLE workspace_settings ADD COLUMN public_address text NOT NULL DEFAULT '';
