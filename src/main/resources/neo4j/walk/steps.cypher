// From each seed to its latest buyers, other than the user. A buyer counts the more, the more of the seeds they bought,
// the fewer others bought those, and the fewer products they bought in all. Only the closest buyers go on.
// Parameters: userId, coBuyers, neighbours, paths, alpha, before, after, later.
CALL (seed) {
  MATCH (buyer)-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(productId, at, orderId)
  WHERE bought.productId = seed AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL
  WITH bought, buyer
  ORDER BY bought.productId DESC, bought.at DESC, bought.orderId DESC
  LIMIT $coBuyers
  RETURN buyer, max(bought.at) AS at
}
WITH buyer, sum(weight / crowd) AS mass, collect({seed: seed, weight: weight, at: at}) AS shared
WITH buyer.id AS buyerId, mass / buyer.products ^ $alpha AS closeness, shared
WHERE buyerId <> $userId

// The server decides in which sequence it adds numbers, which affects the last digits of a sum. Numbers are therefore
// equal if they agree in 9 digits.
WITH buyerId, closeness, shared
ORDER BY round(log(closeness), 9) DESC, buyerId
LIMIT $neighbours
UNWIND shared AS purchase
WITH buyerId, purchase.seed AS seed, closeness * purchase.weight AS share, purchase.at AS at
ORDER BY round(log(share), 9) DESC, buyerId, seed
LIMIT $paths

// From each shared purchase to what the buyer bought shortly before and after it. The nearer in the buyer's sequence of
// orders, the more it counts. What is in the order of the shared purchase itself is as near as what is in the next one.
// What came later counts more. What was bought at one instant counts as one order.
CALL (buyerId, at, share) {
  MATCH ()-[bought:BOUGHT]->(target)
  USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
  WHERE bought.userId = buyerId
    AND bought.at <= at AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
  WITH bought, target
  ORDER BY bought.userId DESC, bought.at DESC, bought.orderId DESC, bought.productId DESC
  LIMIT $before
  WITH bought.at AS time, collect(target) AS targets
  ORDER BY time DESC
  WITH collect(targets) AS orders
  RETURN orders, share AS worth, 0 AS nearest
  UNION ALL
  MATCH ()-[bought:BOUGHT]->(target)
  USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
  WHERE bought.userId = buyerId
    AND bought.at > at AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
  WITH bought, target
  ORDER BY bought.userId, bought.at, bought.orderId, bought.productId
  LIMIT $after
  WITH bought.at AS time, collect(target) AS targets
  ORDER BY time
  WITH collect(targets) AS orders
  RETURN orders, share * $later AS worth, 1 AS nearest
}
UNWIND range(0, size(orders) - 1) AS i
UNWIND orders[i] AS target
WITH seed, buyerId, target, worth / sqrt(CASE WHEN i + nearest = 0 THEN 1 ELSE i + nearest END) AS share
