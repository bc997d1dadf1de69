, reason as materialized (
    select target, seed, sum(share) as share from step group by target, seed
), best as materialized (
    select target, score, rank from (
        select target, score, trunc(ln(score) * 1e9) as rank from (
            select mass.target, mass.mass * power(agreeing, :agreement) / power(product.buyers::float8, :beta) as score
            from (
                select target, sum(share) as mass, count(distinct buyer)::float8 as agreeing from step group by target
            ) as mass
            join lab_bought_products as product on product.id = mass.target
        ) as weighed
    ) as scored
    where not exists (
        select from lab_bought where user_id = :userId and product_id = scored.target
    )
    order by rank desc, target
    limit :limit
)
select best.target, best.score,
    (array_agg(reason.seed order by trunc(ln(reason.share) * 1e9) desc, reason.seed))[1 : :reasons] as because
from best join reason using (target)
group by best.target, best.score, best.rank
order by best.rank desc, best.target
