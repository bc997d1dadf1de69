, shared as materialized (
    select seed.seed, seed.weight, seed.crowd, latest.user_id as buyer, max(latest.at) as at
    from seed cross join lateral (
        select user_id, at from lab_bought
        where product_id = seed.seed
        order by at desc, order_id desc
        limit :coBuyers
    ) as latest
    where latest.user_id <> :userId
    group by seed.seed, seed.weight, seed.crowd, latest.user_id
), neighbour as materialized (
    select buyer, closeness from (
        select mass.buyer, mass.mass / power(reader.products::float8, :alpha) as closeness
        from (select buyer, sum(weight / crowd) as mass from shared group by buyer) as mass
        join lab_bought_users as reader on reader.id = mass.buyer
    ) as close
    order by trunc(ln(closeness) * 1e9) desc, buyer
    limit :neighbours
), path as materialized (
    select buyer, shared.seed, closeness * weight as share, shared.at
    from neighbour join shared using (buyer)
    order by trunc(ln(closeness * weight) * 1e9) desc, buyer, seed
    limit :paths
), step as (
    select path.buyer, path.seed, around.product_id as target, path.share * around.worth as share
    from path cross join lateral (
        select product_id,
            1 / power(greatest(1, rank() over (order by at desc) - count(*) filter (where at = path.at) over ())::float8,
                :nearness) as worth
        from (
            select product_id, at from lab_bought
            where user_id = path.buyer and at <= path.at
            order by at desc, order_id desc, product_id desc
            limit :before
        ) as earlier
        union all
        select product_id, :later / power(rank() over (order by at)::float8, :nearness)
        from (
            select product_id, at from lab_bought
            where user_id = path.buyer and at > path.at
            order by at, order_id, product_id
            limit :after
        ) as later
    ) as around
)
