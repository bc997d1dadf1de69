create or replace function place_order(
    new_id bigint, buyer bigint, products text[], quantities int[], price numeric, payment uuid)
returns boolean language plpgsql as $$
begin
    perform from stock where product_id = any(products) order by product_id for update;
    if exists (
        select from unnest(products, quantities) as t (product_id, quantity)
        left join stock s using (product_id) where s.on_hand is null or s.on_hand < t.quantity) then
        return false;
    end if;
    update stock s set on_hand = s.on_hand - t.quantity
    from unnest(products, quantities) as t (product_id, quantity) where s.product_id = t.product_id;
    insert into orders (id, user_id, status, total, currency, created_at, version)
    select new_id, buyer, 'PAID', sum(quantity * price), 'EUR', now(), 0 from unnest(quantities) as quantity;
    insert into order_items (order_id, position, product_id, name, quantity, unit_price)
    select new_id, position - 1, product_id, product_id, quantity, price
    from unnest(products, quantities) with ordinality as t (product_id, quantity, position);
    insert into stock_takings (order_id, product_id, stock_id, quantity)
    select new_id, s.product_id, s.id, t.quantity
    from unnest(products, quantities) as t (product_id, quantity) join stock s using (product_id);
    insert into payments (id, order_id, method, status, reference)
    values (new_id, new_id, 'CARD', 'CAPTURED', payment);
    return true;
end
$$
