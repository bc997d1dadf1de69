// One product instead of a user's purchases.
// Parameters: productId, alpha.
MATCH (product:Product {id: $productId})
WITH product.id AS seed, 1.0 AS weight, product.buyers ^ $alpha AS crowd
