#!/usr/bin/env bash
# The leader of the graph is killed while the demo shop runs on the cluster of neo4j.yml. Orders go on, their purchases
# are written by the next leader, and none is missing in the end. COMPOSE_FILE names both files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."

ask() { docker compose exec --no-TTY "$1" cypher-shell -a bolt://localhost:7687 -u neo4j -p polyglot-neo4j --format plain "$2"; }

# Prints the service that leads, asked from this one.
leader() {
  ask "$1" "SHOW DATABASES YIELD name, address, writer WHERE name = 'neo4j' AND writer RETURN address" \
    | tail --lines 1 | tr --delete '"' | cut --delimiter : --fields 1
}

# All purchases are there, as the leader says.
equal() {
  local token
  token=$(curl --silent --fail --max-time 10 localhost:8080/auth/login -H 'Content-Type: application/json' \
    -d '{"email": "admin@example.com", "password": "demo-password"}' | jq --raw-output .token)
  curl --silent --fail --max-time 10 localhost:8080/admin/projections/check -H "Authorization: Bearer $token" \
    | tee check.log | jq --exit-status '.recommendations.equal and .recommendations.pending == 0'
}
export -f equal

src/docs/session.sh
timeout 120 bash -c 'until equal; do sleep 1; done'

killed=$(leader neo4j)
echo "The leader is $killed"
docker compose kill "$killed"
for other in neo4j neo4j-2 neo4j-3; do [ "$other" = "$killed" ] || break; done
# Until there is another leader, recommendations are those known before, which is not what the session expects.
timeout 180 bash -c 'until src/docs/session.sh; do sleep 1; done'
timeout 120 bash -c 'until equal; do sleep 1; done'
next=$(leader "$other")
echo "The leader is $next"
[ "$next" != "$killed" ]

docker compose up --detach --wait "$killed"
timeout 60 bash -c 'until src/docs/session.sh; do sleep 1; done'
timeout 120 bash -c 'until equal; do sleep 1; done'
