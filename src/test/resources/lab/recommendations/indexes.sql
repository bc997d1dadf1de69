-- The same as in Neo4j: each index lists the latest purchases of its owner in order, and holds all that a step reads.
alter table lab_bought add primary key (user_id, product_id, order_id);
create index on lab_bought (user_id, at, order_id, product_id);
create index on lab_bought (product_id, at, order_id) include (user_id)
