// RP3beta: from the user to the latest products, to their latest other buyers, to what these bought about that time. Every step
// reads at most a fixed number of entries of an ordered index, however large the node is.
// Parameters: userId, seeds, coBuyers, before, after, decayLength, alpha, beta, limit, reasons.
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
WITH seed, exp(-age / $decayLength) AS decay

// The less a seed counts, the fewer of its buyers are asked. (A limit can't depend on the seed, hence the list.)
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

// What somebody bought about when they bought the seed tells more of the taste they share than what they bought last.
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
WITH target, sum(share) AS mass, collect({seed: seed, share: share}) AS paths

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
    WITH path.seed AS seed, sum(path.share) AS share
    ORDER BY round(log(share), 9) DESC, seed
    LIMIT $reasons
    RETURN seed
  } AS because
RETURN productId, score, because
ORDER BY rank DESC, productId
