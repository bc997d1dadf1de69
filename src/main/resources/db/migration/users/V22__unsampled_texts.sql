-- What the planner has sampled of a column stays when the row has gone. It needs no samples of these.
-- To give a column the type that it has makes PostgreSQL forget the samples of before, and rewrites nothing.
alter table users
    alter column email type text, alter column email set statistics 0,
    alter column name type text, alter column name set statistics 0,
    alter column password_hash type text, alter column password_hash set statistics 0;
alter table idempotency
    alter column key type text, alter column key set statistics 0,
    alter column request type text, alter column request set statistics 0,
    alter column body type text, alter column body set statistics 0;
alter table erasures alter column account set statistics 0;
