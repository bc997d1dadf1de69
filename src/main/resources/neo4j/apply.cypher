// Makes the graph agree with the states of some orders, in one transaction of four statements.
// Parameters: orders [{id, version}], userIds, productIds, purchases [{orderId, version, userId, productIds, at, active}]; each
// sorted, so that everybody locks in the same sequence (orders, users, products, each by id) and nobody waits in a ring.
// A node is locked by writing to it. Only what is read after that is sure to be the latest.
// There is one good plan for each, all seeks of unique indexes, however large the graph; a growing one is no reason to plan anew.
CYPHER replan=skip
UNWIND $orders AS state
MERGE (order:Order {id: state.id})
  ON CREATE SET order.version = state.version
SET order.locked = true
REMOVE order.locked
WITH order, state
WHERE order.version < state.version
SET order.version = state.version;

CYPHER replan=skip
UNWIND $userIds AS userId
MERGE (user:User {id: userId})
  ON CREATE SET user.products = 0
SET user.locked = true
REMOVE user.locked;

CYPHER replan=skip
UNWIND $productIds AS productId
MERGE (product:Product {id: productId})
  ON CREATE SET product.buyers = 0
SET product.locked = true
REMOVE product.locked;

// An order that the graph knows in a newer state is passed over. The subquery runs row by row, and so sees what the rows before
// it have changed: two orders of the same product by the same user count once.
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
