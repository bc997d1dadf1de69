// The user's latest purchases. A purchase weighs the less, the more others came after it. Products of one order have
// the same age. A product that was bought several times counts by its latest purchase.
// Parameters: userId, seeds, recency, alpha.
MATCH ()-[bought:BOUGHT]->()
USING INDEX SEEK bought:BOUGHT(userId, at, orderId, productId)
WHERE bought.userId = $userId
  AND bought.at IS NOT NULL AND bought.orderId IS NOT NULL AND bought.productId IS NOT NULL
WITH bought.productId AS productId, bought.at AS at
ORDER BY bought.userId DESC, bought.at DESC, bought.orderId DESC, bought.productId DESC
LIMIT $seeds
WITH collect({productId: productId, at: at}) AS latest
UNWIND latest AS purchase
WITH purchase.productId AS productId, min(size([later IN latest WHERE later.at > purchase.at])) AS age
MATCH (product:Product {id: productId})
WITH product.id AS seed, 1 / (1.0 + age) ^ $recency AS weight, product.buyers ^ $alpha AS crowd
