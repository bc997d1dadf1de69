with seed as materialized (
    select id as seed, 1::float8 as weight, power(buyers::float8, :alpha) as crowd
    from lab_bought_products
    where id = :productId
)
