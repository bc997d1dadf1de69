-- The workers of a sink, in all instances, take turns, so that a batch has the orders of all of them.
-- A crash may empty it: then the next one has its turn at once.
create unlogged table outbox_turn (
    sink     text        primary key,
    taken_at timestamptz not null
) with (fillfactor = 50);
comment on column outbox_turn.taken_at is 'when a worker last took rows, other than one that had left some behind';
