-- The trace of the request that made the promise goes on where it is kept.
alter table outbox add column traceparent text;

comment on column outbox.traceparent is 'as in W3C Trace Context; null if the request is in no trace that is kept';
