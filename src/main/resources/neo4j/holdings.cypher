// What the graph holds of an order. Parameters: orderId, userId, productIds.
OPTIONAL MATCH (order:Order {id: $orderId})
RETURN order.version AS version,
  COLLECT {
    UNWIND $productIds AS productId
    MATCH ()-[bought:BOUGHT]->(product:Product)
    USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
    WHERE bought.userId = $userId AND bought.productId = productId AND bought.orderId = $orderId
    RETURN {userId: bought.userId, orderId: bought.orderId, productId: productId, at: bought.at, buyers: product.buyers}
  } AS edges
