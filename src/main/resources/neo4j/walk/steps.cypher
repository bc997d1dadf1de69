// From each seed to its latest buyers, other than the user. A buyer counts the more, the more of the seeds they bought,
// the fewer others bought those, and the fewer products they bought in all. Only the closest buyers go on.
// Parameters: userId, coBuyers, neighbours, paths, alpha, before, after, later, nearness.
CALL (seed) {
  MATCH (buyer)-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(productId, at, orderId)
  WHERE bought.productId = seed AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL
  WITH bought, buyer
  ORDER BY bought.productId DESC, bought.at DESC, bought.orderId DESC
  LIMIT $coBuyers
  RETURN buyer, max(bought.at) AS at
}
WITH buyer, sum(weight / crowd) AS mass, collect([seed, weight, at]) AS shared
WITH buyer.id AS buyerId, mass / buyer.products ^ $alpha AS closeness, shared
WHERE buyerId <> $userId

// The server decides in which sequence it adds numbers, which affects the last digits of a sum. Numbers are therefore
// equal if they agree in 9 digits.
WITH buyerId, closeness, shared
ORDER BY toInteger(log(closeness) * 1e9) DESC, buyerId
LIMIT $neighbours
UNWIND shared AS purchase
WITH buyerId, purchase[0] AS seed, closeness * purchase[1] AS share, purchase[2] AS at
ORDER BY toInteger(log(share) * 1e9) DESC, buyerId, seed
LIMIT $paths

// From each shared purchase to what the buyer bought shortly before and after it. The fewer purchases lie between, the
// more it counts. What was bought at one instant, as in one order, has the same place: that of the first of it. What is
// in the order of the shared purchase itself is as near as what came next to it. What came later counts more.
CALL (buyerId, at, share) {
  MATCH ()-[bought:BOUGHT]->(target)
  USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
  WHERE bought.userId = buyerId
    AND bought.at <= at AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
  WITH bought, target
  ORDER BY bought.userId DESC, bought.at DESC, bought.orderId DESC, bought.productId DESC
  LIMIT $before
  WITH collect(target) AS targets, collect(bought.at) AS times,
    sum(CASE WHEN bought.at = at THEN 1 ELSE 0 END) AS same
  RETURN targets, times, same, share AS worth
  UNION ALL
  MATCH ()-[bought:BOUGHT]->(target)
  USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
  WHERE bought.userId = buyerId
    AND bought.at > at AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
  WITH bought, target
  ORDER BY bought.userId, bought.at, bought.orderId, bought.productId
  LIMIT $after
  WITH collect(target) AS targets, collect(bought.at) AS times
  RETURN targets, times, 0 AS same, share * $later AS worth
}
UNWIND range(0, size(targets) - 1) AS i

// The first two cases only spare the search: most orders have one or two products.
WITH seed, buyerId, targets[i] AS target, worth, same,
  CASE
    WHEN i = 0 OR times[i] <> times[i - 1] THEN i
    WHEN i = 1 OR times[i] <> times[i - 2] THEN i - 1
    ELSE size([time IN times[..i] WHERE time <> times[i]])
  END AS place
WITH seed, buyerId, target, worth / CASE WHEN place <= same THEN 1.0 ELSE (place - same + 1) ^ $nearness END AS share
