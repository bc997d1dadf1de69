// Makes the graph agree with the states of some orders, in one transaction of four statements.
// Parameters: orders [{id, version}], buyers [{userId, orderId, version, erased}], productIds,
// purchases [{orderId, version, userId, productIds, at, active}].
//
// All lists are sorted, so that every transaction takes its locks in the same order (orders, users, products, each by
// id) and no deadlock occurs. Writing to a node locks it. Only what is read after that is certain to be current.
//
// Each statement has one good plan, made of seeks in unique indexes, whatever the size of the graph. Growth is
// therefore no reason to plan again.
CYPHER replan=skip
UNWIND $orders AS state
MERGE (order:Order {id: state.id})
  ON CREATE SET order.version = state.version
SET order.locked = true
REMOVE order.locked
WITH order, state
WHERE order.version < state.version
SET order.version = state.version;

// Makes the users of orders. A state that comes late does not, nor does that of a user who was erased.
CYPHER replan=skip
UNWIND $buyers AS buyer
MATCH (order:Order {id: buyer.orderId} WHERE order.version = buyer.version)
WITH buyer.userId AS userId, any(erased IN collect(buyer.erased) WHERE NOT erased) AS stays
ORDER BY userId
CALL (userId, stays) {
  FOREACH (_ IN CASE WHEN stays THEN [1] ELSE [] END |
    MERGE (user:User {id: userId})
      ON CREATE SET user.products = 0)
  WITH userId
  MATCH (user:User {id: userId})
  SET user.locked = true
  REMOVE user.locked
};

CYPHER replan=skip
UNWIND $productIds AS productId
MERGE (product:Product {id: productId})
  ON CREATE SET product.buyers = 0
SET product.locked = true
REMOVE product.locked;

// Skips orders that the graph knows in a newer state. The subquery runs row by row and sees the changes of earlier
// rows, so two orders of the same product by the same user count once.
CYPHER replan=skip
UNWIND $purchases AS purchase
MATCH (order:Order {id: purchase.orderId} WHERE order.version = purchase.version)
MATCH (user:User {id: purchase.userId})
UNWIND purchase.productIds AS productId
MATCH (product:Product {id: productId})
CALL (purchase, user, productId, product) {
  OPTIONAL MATCH ()-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
  WHERE bought.userId = purchase.userId AND bought.productId = productId AND bought.orderId IS NOT NULL
  WITH purchase, user, productId, product, collect(bought) AS edges
  WITH purchase, user, productId, product, edges, [bought IN edges WHERE bought.orderId = purchase.orderId] AS own
  WITH purchase, user, productId, product, own,
    CASE
      WHEN purchase.active AND size(edges) = 0 THEN 1
      WHEN NOT purchase.active AND size(own) > 0 AND size(edges) = size(own) THEN -1
      ELSE 0
    END AS change
  FOREACH (_ IN CASE WHEN purchase.active AND size(own) = 0 THEN [1] ELSE [] END |
    CREATE (user)-[:BOUGHT {userId: purchase.userId, productId: productId, orderId: purchase.orderId,
      at: purchase.at}]->(product))
  FOREACH (bought IN CASE WHEN purchase.active THEN [] ELSE own END | DELETE bought)
  // The degrees count distinct products and distinct buyers.
  SET product.buyers = product.buyers + change
  SET user.products = user.products + change
}
