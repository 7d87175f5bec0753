-- Servers that are told of the newsroom's events, and what is on its way to them. Their secrets are sealed in `secrets`.
CREATE TABLE webhooks (
    workspace uuid NOT NULL REFERENCES workspaces, id uuid NOT NULL UNIQUE, rev bigint NOT NULL,
    url text NOT NULL,
    types jsonb NOT NULL,
    active boolean NOT NULL,
    description text NOT NULL,
    created_by uuid,
    created_at timestamptz,
    updated_at timestamptz,
    PRIMARY KEY (workspace, id)
);

-- One event to one webhook. A server holds a delivery by a lease and a fence, as it does a job. Those about one subject
-- go out one after another.
CREATE TABLE webhook_deliveries (
    workspace   uuid NOT NULL, id uuid PRIMARY KEY, rev bigint NOT NULL DEFAULT 1,
    webhook     uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event       uuid NOT NULL,
    seq         bigint NOT NULL,            -- the event's
    type        text NOT NULL,
    subject     uuid,
    body        text NOT NULL,              -- as it is signed and sent
    correlation text NOT NULL,
    state       text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
    attempts    bigint NOT NULL DEFAULT 0,
    status      bigint NOT NULL DEFAULT 0,
    reason      text NOT NULL DEFAULT '',
    run_after   timestamptz NOT NULL DEFAULT now(),
    queued_at   timestamptz NOT NULL DEFAULT now(), -- of this round of attempts
    fence       bigint NOT NULL DEFAULT 0,
    leased_by   text NOT NULL DEFAULT '',
    lease_until timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (webhook, event);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (run_after, seq) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_leased ON webhook_deliveries (lease_until) WHERE state = 'pending' AND lease_until IS NOT NULL;
CREATE INDEX webhook_deliveries_subject ON webhook_deliveries (webhook, subject, seq) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_log ON webhook_deliveries (webhook, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (updated_at) WHERE state <> 'pending';
