// Ranks the targets without the product itself, best first.
// Parameters: productId, agreement, beta, limit.
WITH target, sum(share) AS mass, count(DISTINCT buyerId) AS agreeing
WHERE target.id <> $productId
WITH target.id AS productId, mass * agreeing ^ $agreement / target.buyers ^ $beta AS score
RETURN productId, score
ORDER BY toInteger(log(score) * 1e9) DESC, productId
LIMIT $limit
