-- Comparing the followers with the orders is a job as well, and jobs can be cancelled.
alter table projection_jobs
    add column kind   text not null default 'rebuild' check (kind in ('rebuild', 'check')),
    add column result text,
    drop constraint projection_jobs_status_check,
    add constraint projection_jobs_status_check check (status in ('RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'));
comment on column projection_jobs.target is 'a follower; all for a check, which compares every follower';
comment on column projection_jobs.total is 'an upper bound while the job runs';
comment on column projection_jobs.result is 'JSON: what a check has found, by the name of the follower';

-- One at a time for all instances. A claim that has expired counts until another instance takes it over.
create unique index projection_jobs_claimed on projection_jobs (status) where status = 'RUNNING' and lease is not null;
