// Walks from one product to its latest buyers, and from these to what they bought last. Scores are those of the walk
// for a user whose only purchase is this product.
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

// Scores are equal if they agree in 9 digits, as in the walk.
WITH target.id AS productId, mass / target.buyers ^ $beta AS score
RETURN productId, score
ORDER BY round(log(score), 9) DESC, productId
LIMIT $limit
