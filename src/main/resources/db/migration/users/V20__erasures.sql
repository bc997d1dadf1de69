-- Who has left. Of the person, only the number stays.
create table erasures (
    id        bigint generated always as identity primary key,
    user_id   bigint      not null unique,
    account   text,
    erased_at timestamptz not null default now()
);
comment on table erasures is 'its promises in outbox have the id as order_id, below zero';
comment on column erasures.account is 'the hash under which Redis counts failed logins; null once Redis has forgotten it';

-- Orders stay for the books when their user has gone. A new one needs a user, who can't leave until it is committed.
alter table orders drop constraint orders_user_id_fkey;

create function require_user_of_order() returns trigger language plpgsql as $$
begin
    perform 1 from users where id = new.user_id for key share;
    if not found then
        raise exception 'the user % of the order does not exist', new.user_id using errcode = 'foreign_key_violation';
    end if;
    return new;
end
$$;

create trigger orders_have_a_user before insert on orders for each row execute function require_user_of_order();
