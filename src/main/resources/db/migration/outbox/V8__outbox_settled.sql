-- What was settled in the last 24 hours, for whoever looks at the way of an order.
create table outbox_settled (
    order_id    bigint      not null,
    id          bigint      not null,
    sink        text        not null,
    attempts    int         not null,
    promised_at timestamptz not null,
    claimed_at  timestamptz not null,
    settled_at  timestamptz not null,
    primary key (order_id, id)
);
comment on column outbox_settled.id is 'that of the row in outbox';
comment on column outbox_settled.claimed_at is 'by the worker that settled it';
create index outbox_settled_by_age on outbox_settled (settled_at);
