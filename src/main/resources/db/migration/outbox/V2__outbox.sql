-- What a commit promised to another store. A row is there until the promise is kept.
create table outbox (
    id         bigint generated always as identity primary key,
    sink       text        not null,
    order_id   bigint      not null,
    attempts   int         not null default 0,
    due_at     timestamptz not null default now(),
    lease      uuid,
    failed     boolean     not null default false,
    last_error text,
    created_at timestamptz not null default now()
)
-- Rows live for milliseconds and the table for years: vacuum by count, not by share, and leave room for updates in place.
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

comment on column outbox.due_at is 'when it may be tried (again); while a worker holds it, when its lease ends';
comment on column outbox.lease is 'the token of the claim that holds it; only that claim may complete it';
comment on column outbox.failed is 'given up until somebody retries it';

create index outbox_due on outbox (sink, due_at, id) where not failed;
create index outbox_order on outbox (order_id);
