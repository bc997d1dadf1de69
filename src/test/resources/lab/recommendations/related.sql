select target, score, '{}'::text[] as because from (
    select mass.target, mass.mass * power(agreeing, :agreement) / power(product.buyers::float8, :beta) as score
    from (
        select target, sum(share) as mass, count(distinct buyer)::float8 as agreeing
        from step where target <> :productId group by target
    ) as mass
    join lab_bought_products as product on product.id = mass.target
) as scored
order by trunc(ln(score) * 1e9) desc, target
limit :limit
