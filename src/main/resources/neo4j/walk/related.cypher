// Ranks the targets without the product itself, best first.
// Parameters: productId, beta, limit.
WITH target, sum(share) AS mass
WHERE target.id <> $productId
WITH target.id AS productId, mass / target.buyers ^ $beta AS score
RETURN productId, score
ORDER BY round(log(score), 9) DESC, productId
LIMIT $limit
