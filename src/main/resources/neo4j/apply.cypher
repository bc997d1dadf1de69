// Makes the graph agree with one order's state. Parameters: orderId, version, userId, at, productIds (sorted), active.
// Everybody locks in the same sequence (order, user, products by id), so that two of these never wait for each other in a ring.
MERGE (order:Order {id: $orderId})
  ON CREATE SET order.version = $version
// A node is locked by writing to it. Only what is read after that is sure to be the latest.
SET order.locked = true
REMOVE order.locked
WITH order
WHERE order.version <= $version
SET order.version = $version

MERGE (user:User {id: $userId})
  ON CREATE SET user.products = 0
SET user.locked = true
REMOVE user.locked
WITH user

UNWIND $productIds AS productId
MERGE (product:Product {id: productId})
  ON CREATE SET product.buyers = 0
SET product.locked = true
REMOVE product.locked
WITH user, product

OPTIONAL MATCH ()-[bought:BOUGHT]->()
USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
WHERE bought.userId = $userId AND bought.productId = product.id AND bought.orderId IS NOT NULL
WITH user, product, collect(bought) AS edges
WITH user, product, edges, [bought IN edges WHERE bought.orderId = $orderId] AS own
WITH user, product, own,
  CASE
    WHEN $active AND size(edges) = 0 THEN 1
    WHEN NOT $active AND size(own) > 0 AND size(edges) = size(own) THEN -1
    ELSE 0
  END AS change
FOREACH (_ IN CASE WHEN $active AND size(own) = 0 THEN [1] ELSE [] END |
  CREATE (user)-[:BOUGHT {userId: $userId, productId: product.id, orderId: $orderId, at: $at}]->(product))
FOREACH (bought IN CASE WHEN $active THEN [] ELSE own END | DELETE bought)
// The degrees count distinct products and distinct buyers.
SET product.buyers = product.buyers + change
WITH user, sum(change) AS change
SET user.products = user.products + change
