// Returns which of these products the user has bought. Parameters: userId, productIds.
UNWIND $productIds AS productId
WITH productId
WHERE EXISTS {
  MATCH ()-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
  WHERE bought.userId = $userId AND bought.productId = productId AND bought.orderId IS NOT NULL
}
RETURN productId
