-- An erasure must not depend on a promise that may be given up.
alter table outbox add column insistent boolean not null default false;
comment on column outbox.insistent is 'whether it is tried until it is kept, even if its sink may give up';
