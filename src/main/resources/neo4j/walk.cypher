// RP3beta: from the user to the latest products, to their latest other buyers, to what these bought last. Every step reads
// at most a fixed number of entries of an ordered index, however large the node is.
// Parameters: userId, seeds, coBuyers, purchases, decayLength, alpha, beta, limit, reasons.
MATCH ()-[bought:BOUGHT]->()
USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
WHERE bought.userId = $userId
  AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
WITH bought.productId AS productId, bought.at AS at, bought.orderId AS orderId
ORDER BY bought.userId DESC, bought.at DESC, bought.orderId DESC, bought.productId DESC
LIMIT $seeds

// What was bought in one order has the same age. A product bought again counts by its latest purchase.
WITH collect({productId: productId, at: at, orderId: orderId}) AS latest
UNWIND latest AS purchase
WITH purchase.productId AS productId, min(size(
  [later IN latest WHERE later.at > purchase.at OR later.at = purchase.at AND later.orderId > purchase.orderId]
)) AS age
MATCH (seed:Product {id: productId})
WITH seed, exp(-age / $decayLength) / seed.buyers ^ $alpha AS weight

CALL (seed) {
  MATCH (other:User)-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(productId, at, orderId)
  WHERE bought.productId = seed.id AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL
  WITH bought, other
  ORDER BY bought.productId DESC, bought.at DESC, bought.orderId DESC
  LIMIT $coBuyers
  RETURN DISTINCT other
}
// A buyer met through several seeds is walked on from once.
WITH other, sum(weight) AS weight, collect({seed: seed.id, weight: weight}) AS arrivals
WHERE other.id <> $userId

CALL (other) {
  MATCH ()-[bought:BOUGHT]->(target:Product)
  USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
  WHERE bought.userId = other.id
    AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
  WITH bought, target
  ORDER BY bought.userId DESC, bought.at DESC, bought.orderId DESC, bought.productId DESC
  LIMIT $purchases
  RETURN DISTINCT target
}
WITH target,
  sum(weight / other.products ^ $alpha) AS mass,
  collect({arrivals: arrivals, products: other.products}) AS paths

// Best first, and only as many are looked up among the user's purchases as it takes to fill the list. Sums of the same
// numbers differ in their last bits with the sequence of adding, which is up to the server; so equal means equal to 9 digits.
WITH target, paths, mass / target.buyers ^ $beta AS score
WITH target, paths, score, round(log(score), 9) AS rank
ORDER BY rank DESC, target.id
WHERE NOT EXISTS {
  MATCH ()-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
  WHERE bought.userId = $userId AND bought.productId = target.id AND bought.orderId IS NOT NULL
}
WITH target, paths, score, rank
LIMIT $limit
WITH target.id AS productId, score, rank,
  COLLECT {
    UNWIND paths AS path
    UNWIND path.arrivals AS arrival
    WITH arrival.seed AS seed, sum(arrival.weight / path.products ^ $alpha) AS share
    ORDER BY round(log(share), 9) DESC, seed
    LIMIT $reasons
    RETURN seed
  } AS because
RETURN productId, score, because
ORDER BY rank DESC, productId
