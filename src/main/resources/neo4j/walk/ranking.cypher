// Ranks the targets, best first, and looks up only as many among the user's purchases as are needed to fill the list.
// The more of the neighbours lead to a target, the more it counts beyond the sum of what they add.
// Parameters: userId, agreement, beta, limit, reasons.
WITH target, sum(share) AS mass, count(DISTINCT buyerId) AS agreeing, collect([seed, share]) AS reasons
WITH target, reasons, mass * agreeing ^ $agreement / target.buyers ^ $beta AS score
WITH target, reasons, score, toInteger(log(score) * 1e9) AS rank
ORDER BY rank DESC, target.id
WHERE NOT EXISTS {
  MATCH ()-[bought:BOUGHT]->()
  USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
  WHERE bought.userId = $userId AND bought.productId = target.id AND bought.orderId IS NOT NULL
}
WITH target, reasons, score, rank
LIMIT $limit
WITH target.id AS productId, score, rank,
  COLLECT {
    UNWIND reasons AS reason
    WITH reason[0] AS seed, sum(reason[1]) AS share
    ORDER BY toInteger(log(share) * 1e9) DESC, seed
    LIMIT $reasons
    RETURN seed
  } AS because
RETURN productId, score, because
ORDER BY rank DESC, productId
