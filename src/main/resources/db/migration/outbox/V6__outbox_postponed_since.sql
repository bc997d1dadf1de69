-- A row that waits for its store is given up by the time that it waited, not by the number of its attempts.
alter table outbox add column postponed_since timestamptz;

comment on column outbox.attempts is 'how often it failed though its store answered';
comment on column outbox.postponed_since is 'since when it waits for its store; null if it does not';
