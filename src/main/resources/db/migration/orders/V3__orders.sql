create sequence orders_seq increment by 50;

create table orders (
    id           bigint primary key,
    user_id      bigint         not null references users (id),
    status       text           not null,
    total        numeric(24, 4) not null check (total >= 0),
    currency     text           not null,
    created_at   timestamptz    not null,
    cancelled_at timestamptz,
    version      bigint         not null
);
create index orders_of_user on orders (user_id, created_at desc, id desc);

create table order_items (
    order_id   bigint         not null references orders (id),
    position   int            not null,
    product_id text           not null,
    name       text           not null,
    quantity   int            not null check (quantity between 1 and 1000),
    unit_price numeric(24, 4) not null check (unit_price >= 0),
    primary key (order_id, position)
);

create sequence payments_seq increment by 50;

create table payments (
    id        bigint primary key,
    order_id  bigint not null unique references orders (id),
    method    text   not null,
    status    text   not null,
    reference uuid unique
);
comment on column payments.reference is 'what the gateway knows the payment by; null for an invoice';

create table stock (
    product_id text primary key,
    on_hand    int not null check (on_hand >= 0)
);
comment on table stock is 'a product without a row is not tracked and never runs out';

-- A payment that may have been authorised and has no order yet. It is gone in the transaction that makes the order.
create table payment_attempts (
    reference  uuid primary key,
    created_at timestamptz not null default now(),
    abandoned  boolean     not null default false
);
comment on column payment_attempts.abandoned is 'given up by the sweep: no order may be made of it any more';
create index payment_attempts_by_age on payment_attempts (created_at);

create table idempotency (
    user_id    bigint      not null,
    key        text        not null,
    request    text        not null,
    claim      uuid        not null,
    expires_at timestamptz not null,
    order_id   bigint,
    body       text,
    primary key (user_id, key)
);
comment on column idempotency.expires_at is 'while the first request runs, when its claim ends; afterwards, when the answer is forgotten';
comment on column idempotency.order_id is 'the order that the request led to; null while it runs';
comment on column idempotency.body is 'the answer as it was sent; null if the payment was declined';
create index idempotency_by_expiry on idempotency (expires_at);

create table simulated_gateway (
    reference uuid primary key,
    status    text not null,
    amount    numeric(24, 4),
    currency  text
);
comment on table simulated_gateway is 'the books of the simulated payment provider, not ours';
