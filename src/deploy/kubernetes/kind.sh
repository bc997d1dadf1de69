#!/usr/bin/env bash
# Applies these manifests to a new cluster of kind, with the stores of docker-compose.yml beside it, and opens the shop
# at localhost:8080. Needs Docker, kind, kubectl, and the image: ./mvnw -DskipTests spring-boot:build-image
# Away with it: kind delete cluster --name polyglotdb; docker compose down
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../../.."
image=$(sed -n 's/^ *image: *//p' "$here/application.yaml")

docker compose up --detach --wait
kind create cluster --name polyglotdb --wait 180s
docker tag polyglotdb:latest "$image"
kind load docker-image "$image" --name polyglotdb

# The names that settings.yaml has lead to the containers of the stores.
for store in postgres:postgres-rw:5432 mongodb:mongodb:27017 redis:redis:6379 cassandra:cassandra:9042 neo4j:neo4j:7687; do
  IFS=: read -r service name port <<< "$store"
  container=$(docker compose ps --quiet "$service")
  docker network connect kind "$container"
  address=$(docker inspect --format '{{.NetworkSettings.Networks.kind.IPAddress}}' "$container")
  kubectl apply --filename - <<YAML
apiVersion: v1
kind: Service
metadata: {name: $name}
spec:
  ports: [{port: $port}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: $name
  labels: {kubernetes.io/service-name: $name}
addressType: IPv4
ports: [{port: $port}]
endpoints: [{addresses: ["$address"]}]
YAML
done

# Of the settings, only what these stores have otherwise: their passwords, PostgreSQL's only role, a superuser that both
# migrates and serves, and the data of the demo.
kubectl apply --filename "$here/settings.yaml"
kubectl patch configmap polyglotdb --patch '{"data": {"SPRING_PROFILES_ACTIVE": "demo"}}'
kubectl patch secret polyglotdb-stores --patch '{"stringData": {
  "SPRING_DATASOURCE_PASSWORD": "polyglot",
  "SPRING_MONGODB_URI": "mongodb://mongodb:27017/polyglot",
  "SPRING_DATA_REDIS_PASSWORD": "",
  "SPRING_NEO4J_AUTHENTICATION_PASSWORD": "polyglot-neo4j"}}'
kubectl patch secret polyglotdb-migration --patch '{"stringData": {
  "SPRING_DATASOURCE_USERNAME": "polyglot", "SPRING_DATASOURCE_PASSWORD": "polyglot"}}'

kubectl apply --filename "$here/migration.yaml"
kubectl wait --for=condition=complete --timeout=5m --filename "$here/migration.yaml"
kubectl apply --filename "$here/application.yaml"
# The autoscaler wants two, whatever the first one does.
kubectl wait --for=jsonpath='{.status.availableReplicas}'=2 --timeout=10m deployment/polyglotdb
kubectl port-forward service/polyglotdb 8080:80
