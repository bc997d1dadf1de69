// Ranks the targets, best first, and looks up only as many among the user's purchases as are needed to fill the list.
// Parameters: userId, beta, limit, reasons.
WITH target, seed, sum(share) AS share
WITH target, sum(share) AS mass, collect({seed: seed, share: share}) AS reasons
WITH target, reasons, mass / target.buyers ^ $beta AS score
WITH target, reasons, score, round(log(score), 9) AS rank
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
    WITH reason.seed AS seed, reason.share AS share
    ORDER BY round(log(share), 9) DESC, seed
    LIMIT $reasons
    RETURN seed
  } AS because
RETURN productId, score, because
ORDER BY rank DESC, productId
