package dev.polyglotdb.recommend;

import java.util.Map;

/** A product that very many buy, in a corner of the graph. */
record Hub(GraphCorner graph) {

    /** Each of these buys the hub and a product that only user 2 buys too, who so becomes as heavy as the hub. */
    void addBuyers(int from, int to) {
        graph.run("""
                MERGE (hub:Product {id: $prefix + 'hub'})
                MERGE (heavy:User {id: $base + 2})
                SET hub.buyers = $to + 1, heavy.products = $to
                MERGE (user:User {id: $base + 1}) SET user.products = 1
                MERGE (user)-[:BOUGHT {userId: user.id, productId: hub.id, orderId: $base + 1, at: 1}]->(hub)
                WITH hub, heavy
                UNWIND range($from, $to) AS i
                WITH hub, heavy, i, $base + 10 + i AS userId, $prefix + i AS productId, $base + 10 + i AS orderId
                CREATE (user:User {id: userId, products: 2})
                CREATE (product:Product {id: productId, buyers: 2})
                CREATE (user)-[:BOUGHT {userId: userId, productId: hub.id, orderId: orderId, at: i}]->(hub)
                CREATE (user)-[:BOUGHT {userId: userId, productId: productId, orderId: orderId, at: i}]->(product)
                CREATE (heavy)-[:BOUGHT {userId: heavy.id, productId: productId, orderId: orderId + 10000, at: i}]->(product)
                """, Map.of("from", from, "to", to));
    }
}
