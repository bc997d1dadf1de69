-- What was done for an order within requests of the last 24 hours: an observation, noted after the commit.
create table order_operations (
    order_id    bigint      not null,
    id          bigint      not null default nextval(pg_get_serial_sequence('outbox', 'id')),
    kind        text        not null,
    began_at    timestamptz not null,
    promised_at timestamptz,
    steps       text        not null,
    primary key (order_id, id)
);
comment on column order_operations.id is 'from the sequence of the outbox, so that a step has an id of its own in both tables';
comment on column order_operations.promised_at is 'created_at of its outbox rows; null if it has none';
comment on column order_operations.steps is 'JSON: name, store, and microseconds since began_at';
create index order_operations_by_age on order_operations (began_at);
