-- Where a job is inside a follower, so that whoever takes it over does not begin with that follower again.
alter table projection_jobs add column state text;
comment on column projection_jobs.state is 'JSON: the part of the work that runs, and what it needs to go on';
comment on column projection_jobs.lease_until is 'of a job that has ended: about when it did';

-- Old jobs are deleted.
create index projection_jobs_ended on projection_jobs (lease_until) where status <> 'RUNNING';
