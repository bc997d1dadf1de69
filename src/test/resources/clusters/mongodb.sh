#!/usr/bin/env bash
# The primary of the catalog is killed while the demo shop runs on the replica set of mongodb.yml, just after it has
# acknowledged a change. The change is there, the shop goes on, and the one that was killed joins again. COMPOSE_FILE
# names both files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."

# Prints the service that is the primary, asked from this one.
primary() {
  docker compose exec --no-TTY "$1" mongosh --quiet --norc --eval 'print(db.hello().primary)' | cut --delimiter : --fields 1
}

product=localhost:8080/products/a-short-walk-to-the-moon

# The change is there, and so is everything else.
well() {
  curl --silent --fail --max-time 10 "$product" | jq --exit-status --arg name "$name" '.name == $name' && src/docs/session.sh
}
export -f well
export product name

src/docs/session.sh
token=$(curl --silent --fail --max-time 10 localhost:8080/auth/login -H 'Content-Type: application/json' \
  -d '{"email": "admin@example.com", "password": "demo-password"}' | jq --raw-output .token)
killed=$(primary mongodb)
echo "The primary is $killed"
name="A Short Walk to the Moon, $(date +%s)"
curl --silent --fail --max-time 10 -X PATCH "$product" -H "Authorization: Bearer $token" \
  -H 'Content-Type: application/merge-patch+json' -d "{\"name\": \"$name\"}"
docker compose kill "$killed"
for other in mongodb mongodb-2 mongodb-3; do [ "$other" = "$killed" ] || break; done
timeout 120 bash -c 'until well; do sleep 1; done'
next=$(primary "$other")
echo "The primary is $next"
[ "$next" != "$killed" ]

docker compose up --detach --wait "$killed"
timeout 60 bash -c 'until well; do sleep 1; done'
