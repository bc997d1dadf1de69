create table users (
    id            bigint generated always as identity primary key,
    email         text        not null unique,
    name          text        not null,
    password_hash text        not null,
    admin         boolean     not null default false,
    created_at    timestamptz not null
);

comment on column users.email is 'lower-cased by the application';
