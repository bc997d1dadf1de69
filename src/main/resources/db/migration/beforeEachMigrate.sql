-- Flyway runs this in the transaction of each migration.
-- A migration that waits for a lock makes all those wait that come after it. It gives up, and the next start tries again.
-- Longer than deadlock_timeout, after which a vacuum makes way.
set local lock_timeout = '3s';
-- What a role or a database sets for requests does not count for a migration.
set local statement_timeout = 0;
