// The paths by which walk.cypher comes to one product, with the same bounds at every step.
// Parameters: userId, productId, seeds, coBuyers, before, after, decayLength, alpha, limit.
MATCH ()-[bought:BOUGHT]->()
USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
WHERE bought.userId = $userId
  AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
WITH bought.productId AS productId, bought.at AS at, bought.orderId AS orderId
ORDER BY bought.userId DESC, bought.at DESC, bought.orderId DESC, bought.productId DESC
LIMIT $seeds
WITH collect({productId: productId, at: at, orderId: orderId}) AS latest
UNWIND latest AS purchase
WITH purchase.productId AS productId, min(size(
  [later IN latest WHERE later.at > purchase.at OR later.at = purchase.at AND later.orderId > purchase.orderId]
)) AS age
MATCH (seed:Product {id: productId})
WITH seed, exp(-age / $decayLength) AS decay
CALL (seed) {
  MATCH (other:User)-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(productId, at, orderId)
  WHERE bought.productId = seed.id AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL
  WITH bought, other
  ORDER BY bought.productId DESC, bought.at DESC, bought.orderId DESC
  LIMIT $coBuyers
  RETURN collect({other: other, at: bought.at}) AS latest
}
UNWIND latest[..toInteger(ceil($coBuyers * decay))] AS arrival
WITH seed, decay, arrival.other AS other, max(arrival.at) AS at
WHERE other.id <> $userId
WITH seed.id AS seed, decay / seed.buyers ^ $alpha / other.products ^ $alpha AS share, other.id AS otherId, at
CALL (otherId, at) {
  MATCH ()-[bought:BOUGHT]->(target:Product)
  USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
  WHERE bought.userId = otherId
    AND bought.at <= at AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
  WITH bought, target
  ORDER BY bought.userId DESC, bought.at DESC, bought.orderId DESC, bought.productId DESC
  LIMIT $before
  RETURN target
  UNION
  MATCH ()-[bought:BOUGHT]->(target:Product)
  USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
  WHERE bought.userId = otherId
    AND bought.at > at AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
  WITH bought, target
  ORDER BY bought.userId, bought.at, bought.orderId, bought.productId
  LIMIT $after
  RETURN target
}
WITH seed, share, otherId, target
WHERE target.id = $productId
RETURN seed, otherId AS buyer, share
ORDER BY share DESC, seed, buyer
LIMIT $limit
