-- Work that one instance at a time does, and nobody else while it may still be at it. Session-level advisory locks would
-- not do: behind a pooler in transaction mode, a lock stays with a connection that somebody else then uses.
create table leases (
    name       text        primary key,
    holder     text        not null,
    held_until timestamptz not null
);
comment on column leases.holder is 'drawn anew for each piece of work';
