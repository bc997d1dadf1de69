// Adds orders that the graph does not know, in one transaction. This is faster than apply, because no order has
// to be compared with existing data. If an order or one of its edges exists after all, a constraint fails and
// nothing is added.
// Parameters and lock order are those of apply. All orders are active.
UNWIND $orders AS state
CREATE (:Order {id: state.id, version: state.version});

UNWIND $userIds AS userId
MERGE (user:User {id: userId})
  ON CREATE SET user.products = 0
SET user.locked = true
REMOVE user.locked;

UNWIND $productIds AS productId
MERGE (product:Product {id: productId})
  ON CREATE SET product.buyers = 0
SET product.locked = true
REMOVE product.locked;

// Update the degrees first. A product counts only if the user has not bought it before, and only once in these orders.
UNWIND $purchases AS purchase
UNWIND purchase.productIds AS productId
WITH DISTINCT purchase.userId AS userId, productId
WHERE NOT EXISTS {
  MATCH ()-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
  WHERE bought.userId = userId AND bought.productId = productId AND bought.orderId IS NOT NULL
}
WITH collect({userId: userId, productId: productId}) AS pairs
CALL (pairs) {
  UNWIND pairs AS pair
  WITH pair.userId AS userId, count(*) AS more
  MATCH (user:User {id: userId})
  SET user.products = user.products + more
}
CALL (pairs) {
  UNWIND pairs AS pair
  WITH pair.productId AS productId, count(*) AS more
  MATCH (product:Product {id: productId})
  SET product.buyers = product.buyers + more
};

UNWIND $purchases AS purchase
MATCH (user:User {id: purchase.userId})
UNWIND purchase.productIds AS productId
MATCH (product:Product {id: productId})
CREATE (user)-[:BOUGHT {userId: purchase.userId, productId: productId, orderId: purchase.orderId,
  at: purchase.at}]->(product)
