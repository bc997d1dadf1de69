// RP3beta: walks from the user to the user's latest products, to their latest other buyers, and to what these
// bought around the same time. Every step reads a bounded number of entries of an ordered index, whatever the
// degree of the node.
// Parameters: userId, seeds, coBuyers, before, after, decayLength, alpha, beta, limit, reasons.
MATCH ()-[bought:BOUGHT]->()
USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
WHERE bought.userId = $userId
  AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
WITH bought.productId AS productId, bought.at AS at, bought.orderId AS orderId
ORDER BY bought.userId DESC, bought.at DESC, bought.orderId DESC, bought.productId DESC
LIMIT $seeds

// Products of one order have the same age. A product that was bought several times counts by its latest purchase.
WITH collect({productId: productId, at: at, orderId: orderId}) AS latest
UNWIND latest AS purchase
WITH purchase.productId AS productId, min(size(
  [later IN latest WHERE later.at > purchase.at OR later.at = purchase.at AND later.orderId > purchase.orderId]
)) AS age
MATCH (seed:Product {id: productId})
WITH seed, exp(-age / $decayLength) AS decay

// The less a seed weighs, the fewer of its buyers are followed. LIMIT cannot depend on the seed, so the list
// is cut later.
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

// What users bought around the time they bought the seed says more about the shared taste than what they bought last.
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

// Ranks the targets, best first, and looks up only as many among the user's purchases as are needed to fill the list.
// The server decides in which sequence it adds numbers, which affects the last digits of a sum. Scores are therefore
// equal if they agree in 9 digits.
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
