// Keeps to the paths to one product.
// Parameters: productId, limit.
WITH seed, buyerId, target, share
WHERE target.id = $productId
WITH seed, buyerId, sum(share) AS share
RETURN seed, buyerId AS buyer, share
ORDER BY share DESC, seed, buyer
LIMIT $limit
