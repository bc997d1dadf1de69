// The walk from one product: to its latest buyers, to what these bought last. Weighed as the walk from a user is, whose
// only purchase it were.
// Parameters: productId, buyers, purchases, alpha, beta, limit.
MATCH (seed:Product {id: $productId})

CALL (seed) {
  MATCH (buyer:User)-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(productId, at, orderId)
  WHERE bought.productId = seed.id AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL
  WITH bought, buyer
  ORDER BY bought.productId DESC, bought.at DESC, bought.orderId DESC
  LIMIT $buyers
  RETURN DISTINCT buyer
}

CALL (buyer) {
  MATCH ()-[bought:BOUGHT]->(target:Product)
  USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
  WHERE bought.userId = buyer.id
    AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
  WITH bought, target
  ORDER BY bought.userId DESC, bought.at DESC, bought.orderId DESC, bought.productId DESC
  LIMIT $purchases
  RETURN DISTINCT target
}
WITH seed, buyer, target
WHERE target <> seed
WITH target, sum(1 / seed.buyers ^ $alpha / buyer.products ^ $alpha) AS mass

// Equal means equal to 9 digits, as in the walk.
WITH target.id AS productId, mass / target.buyers ^ $beta AS score
RETURN productId, score
ORDER BY round(log(score), 9) DESC, productId
LIMIT $limit
