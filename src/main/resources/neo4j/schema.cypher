// Indexes on the application's own keys find every node and edge. Every step of the walk reads an ordered index, so it
// never scans the edges of a hub.
CREATE CONSTRAINT user_id IF NOT EXISTS FOR (user:User) REQUIRE user.id IS UNIQUE;
CREATE CONSTRAINT product_id IF NOT EXISTS FOR (product:Product) REQUIRE product.id IS UNIQUE;
CREATE CONSTRAINT order_id IF NOT EXISTS FOR (order:Order) REQUIRE order.id IS UNIQUE;

// Has this user bought this product, and in which orders?
CREATE CONSTRAINT bought_once_per_order IF NOT EXISTS
FOR ()-[bought:BOUGHT]-() REQUIRE (bought.userId, bought.productId, bought.orderId) IS UNIQUE;

// A user's latest purchases. The last two properties make the order total, so that a limit gives the same result on
// every run.
CREATE INDEX bought_by_user IF NOT EXISTS
FOR ()-[bought:BOUGHT]-() ON (bought.userId, bought.at, bought.orderId, bought.productId);

// A product's latest buyers.
CREATE INDEX bought_by_product IF NOT EXISTS
FOR ()-[bought:BOUGHT]-() ON (bought.productId, bought.at, bought.orderId);

// The purchases of a range of orders, to compare them with PostgreSQL.
CREATE INDEX bought_by_order IF NOT EXISTS FOR ()-[bought:BOUGHT]-() ON (bought.orderId);

CREATE INDEX product_buyers IF NOT EXISTS FOR (product:Product) ON (product.buyers);

// A query that names an index fails while the index is being built.
CALL db.awaitIndexes(20);
