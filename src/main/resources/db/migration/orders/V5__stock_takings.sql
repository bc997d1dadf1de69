-- What each order took of which stock, so that cancelling it gives back just that: nothing of what was not tracked then, and
-- nothing to a new product under an old id, whose row is another one.
alter table stock add column id bigint generated always as identity;
comment on column stock.id is 'another one each time tracking begins';

create table stock_takings (
    order_id   bigint not null,
    product_id text   not null,
    stock_id   bigint not null,
    quantity   int    not null check (quantity > 0),
    primary key (order_id, product_id)
);
comment on table stock_takings is 'of orders that may still be cancelled';

-- Of orders from before nothing else is known than what is tracked now.
insert into stock_takings (order_id, product_id, stock_id, quantity)
select o.id, i.product_id, s.id, i.quantity
from orders o
join order_items i on i.order_id = o.id
join stock s on s.product_id = i.product_id
where o.status = 'PAID';
