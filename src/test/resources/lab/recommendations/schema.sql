create table lab_bought (
    user_id bigint not null,
    product_id text collate "C" not null,
    order_id bigint not null,
    at bigint not null
);
create table lab_bought_users (
    id bigint primary key,
    products integer not null
);
create table lab_bought_products (
    id text collate "C" primary key,
    buyers integer not null
)
