-- The way of an order tells the erasure of its user from what requests did to it.
alter table outbox_settled add column insistent boolean not null default false;
comment on column outbox_settled.insistent is 'that of the row in outbox';
