-- Whoever erases an administrator locks all of them, and must not read everybody for that.
create index users_administrators on users (id) where admin;
