MATCH (product:Product)
WHERE product.buyers > 0
RETURN product.id AS productId, product.buyers AS score
ORDER BY product.buyers DESC, product.id
LIMIT $limit
