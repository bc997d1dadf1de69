-- The rebuilding of a store that follows the orders. Any instance goes on with a job whose lease has ended.
create table projection_jobs (
    id          bigint generated always as identity primary key,
    target      text        not null,
    status      text        not null default 'RUNNING' check (status in ('RUNNING', 'COMPLETED', 'FAILED')),
    processed   bigint      not null default 0,
    total       bigint      not null,
    position    bigint      not null default 0,
    lease       uuid,
    lease_until timestamptz not null default now(),
    created_at  timestamptz not null default now()
);
comment on column projection_jobs.total is 'how many orders there are to go through, as of the start';
comment on column projection_jobs.position is 'the last order that was brought in line; they go by their ids';
comment on column projection_jobs.lease is 'the token of the instance that runs it; only that instance may note its progress';

create unique index projection_jobs_running on projection_jobs (target) where status = 'RUNNING';
