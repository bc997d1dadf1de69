#!/usr/bin/env bash
# The session of the README, from top to bottom, on the demo shop at localhost:8080 or at $SHOP. The commands are those
# of the README; "answer" and "soon" say what an answer must have, or the script fails. It may run any number of times.
set -euo pipefail

shop=${SHOP:-localhost:8080}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# The command, but of this shop; the last answer is kept.
curl() {
  call=("${@//localhost:8080/$shop}")
  command curl --max-time 120 "${call[@]}" | tee answer
}

# Fails unless the last answer has each of these extended regular expressions.
answer() {
  echo
  for part; do
    grep -qE -- "$part" answer || { echo "The answer has no $part" >&2; exit 1; }
  done
}

# The same of what comes by itself: asks again for up to 20 s.
soon() {
  for ((try = 0; try < 100; try++)); do
    if grep -qE -- "$1" answer; then break; fi
    sleep 0.2
    curl "${call[@]}" > /dev/null
  done
  answer "$@"
}

# Asks until the answer is a success: for so many seconds, with a pause between.
await() {
  local end=$((SECONDS + $1))
  until command curl -sf -o ready --max-time 10 "${@:3}"; do
    if ((SECONDS >= end)); then
      echo "The demo shop is not open: no success from $3 for $1 s" >&2
      exit 1
    fi
    sleep "$2"
  done
}

# The shop answers before its demo data are there, and its administrator is the last of them. Nobody may fail to log in
# more than ten times in a quarter of an hour, so that is tried a few times only.
await 60 0.2 "$shop/products/halvory-slate-14"
await 40 5 "$shop/auth/login" -H 'Content-Type: application/json' \
  -d '{"email": "admin@example.com", "password": "demo-password"}'

# The session:

curl -s localhost:8080/users -H 'Content-Type: application/json' -d '{"email": "you@example.com", "name": "You", "password": "correct horse"}'
answer '"email":"you@example.com"|/problems/email-taken'

login() { curl -s localhost:8080/auth/login -H 'Content-Type: application/json' -d "{\"email\": \"$1\", \"password\": \"demo-password\"}" | sed 's/.*"token":"\([^"]*\)".*/\1/'; }
TOKEN=$(login ada@example.com)
ADMIN=$(login admin@example.com)
ADA=$(curl -s localhost:8080/users/me -H "Authorization: Bearer $TOKEN" | sed 's/^{"id":\([0-9]*\).*/\1/')

curl -s localhost:8080/users/$ADA -H "Authorization: Bearer $TOKEN"
answer '"email":"ada@example.com"' '"name":"Ada Keller"'

curl -s 'localhost:8080/products?category=books&q=moon&facets=brand&limit=1'
answer '"id":"a-short-walk-to-the-moon"' '"facets":\{"brand":\['

KEY=order-$(date +%s)
curl -s localhost:8080/orders -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -H "Idempotency-Key: $KEY" -d '{"items": [{"productId": "halvory-slate-14", "quantity": 1}], "payment": {"method": "card", "token": "tok_visa"}}'
answer '"status":"PAID"' '"total":\{"amount":1249.00,' '"status":"CAPTURED"'

curl -s localhost:8080/activity -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"type": "VIEW", "productId": "halvory-slate-14"}'
answer '\{"eventId":"[0-9a-f]{8}-'

curl -s 'localhost:8080/activity?limit=2' -H "Authorization: Bearer $TOKEN"
soon '"type":"ORDER_PLACED"' '"type":"VIEW"' '"orderId":[0-9]+'

curl -s "localhost:8080/recommend/$ADA?limit=1" -H "Authorization: Bearer $TOKEN"
answer '"strategy":"personal"' '"productId":"' '"because":\['

ORDER=$(curl -s 'localhost:8080/orders?limit=1' -H "Authorization: Bearer $TOKEN" | sed 's/^{"items":\[{"id":\([0-9]*\).*/\1/')
curl -s -X POST localhost:8080/orders/$ORDER/cancel -H "Authorization: Bearer $TOKEN"
answer '"status":"CANCELLED"' '"status":"REFUNDED"'

curl -s localhost:8080/orders -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"items": [{"productId": "halvory-slate-14", "quantity": 0}], "coupon": 1}'
answer '"status":400' '"type":"/problems/validation"' '"pointer":"#/coupon"' '"pointer":"#/items/0/quantity"'

curl -s localhost:8080/products/export -H "Authorization: Bearer $ADMIN" -o products.ndjson
curl -s -T products.ndjson -X POST localhost:8080/products/import -H "Authorization: Bearer $ADMIN" -H 'Content-Type: application/x-ndjson'
answer '"inserted":0,"updated":0,"unchanged":[1-9][0-9]*,"rejectedCount":0'
