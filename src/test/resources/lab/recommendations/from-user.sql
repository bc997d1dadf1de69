with latest as materialized (
    select product_id, at from lab_bought
    where user_id = :userId
    order by at desc, order_id desc, product_id desc
    limit :seeds
), seed as materialized (
    select product.id as seed, aged.weight, power(product.buyers::float8, :alpha) as crowd
    from (
        select product_id, power(min(age)::float8, -:recency) as weight
        from (select product_id, rank() over (order by at desc) as age from latest) as ranked
        group by product_id
    ) as aged
    join lab_bought_products as product on product.id = aged.product_id
)
